'use client';
import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { Day } from '@/components/ui/business-day';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { DateField } from '@/components/ui/form-fields';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { useContractForm } from '@/components/ui/use-contract-form';
import { setPeriodLockAction } from '@/lib/actions/ledger';
import { dayBetween } from '@/lib/contracts/common';
import { type PeriodLock as Lock, setPeriodLockInput } from '@/lib/contracts/stock';
import { FIRST_DAY } from '@/lib/core/business-day';

/** Up to which day the period is closed; owners move it. */
export function PeriodLock({
  companyId,
  lock,
  lastDay,
  isOwner,
}: {
  companyId: string;
  lock: Lock;
  lastDay: string;
  isOwner: boolean;
}) {
  const t = useTranslations('stock.lock');
  const { form, control, props, run, pending, error } = useContractForm({
    contract: setPeriodLockInput.extend({ locked_until: dayBetween(FIRST_DAY, lastDay) }),
    initial: { locked_until: lock.locked_until ?? '' },
    toInput: (values) => ({ company_id: companyId, ...values }),
  });
  const day = useWatch({ control, name: 'locked_until' });
  return (
    <Card id="period-lock" title={t('title')} description={t('text')}>
      <div className="grid gap-4">
        <p>
          {lock.locked_until ? (
            <>
              {t('until')} <Day date={lock.locked_until} weekday />{' '}
              <span className="text-muted">
                ({t('since')} <Moment iso={lock.changed_at} />)
              </span>
            </>
          ) : (
            <span className="text-muted">{t('open')}</span>
          )}
        </p>
        {isOwner ? (
          <form
            {...props((input) => run(() => setPeriodLockAction(input), { done: t('locked') }))}
            className="flex flex-wrap items-start gap-3"
          >
            <DateField control={control} name="locked_until" label={t('day')} required last={lastDay} />
            <Button
              type="submit"
              className="mt-6.5"
              pending={pending}
              disabled={day === '' || day === lock.locked_until}
            >
              {t('lock')}
            </Button>
            {lock.locked_until ? (
              <ConfirmButton
                size="md"
                label={t('unlock')}
                title={t('unlockTitle')}
                text={t('unlockText')}
                onConfirm={() => {
                  form.reset({ locked_until: '' });
                  run(() => setPeriodLockAction({ company_id: companyId, locked_until: null }), {
                    done: t('unlocked'),
                  });
                }}
              />
            ) : null}
          </form>
        ) : (
          <p className="text-sm text-muted">{t('ownersOnly')}</p>
        )}
        {error ? <Notice tone="bad" role="alert" title={error} /> : null}
      </div>
    </Card>
  );
}
