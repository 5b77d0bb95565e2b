'use client';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Day } from '@/components/ui/business-day';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { useRun } from '@/components/ui/use-run';
import { setPeriodLockAction } from '@/lib/actions/ledger';
import type { PeriodLock as Lock } from '@/lib/contracts/stock';
import { FIRST_DAY } from '@/lib/core/business-day';

/** Up to which day the books are closed; owners move it. */
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
  const id = useId();
  const [day, setDay] = useState(lock.locked_until ?? '');
  const { run, pending, error } = useRun({ inPlace: true });
  const set = (locked_until: string | null, done: string) =>
    run(() => setPeriodLockAction({ company_id: companyId, locked_until }), { done });
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
            className="flex flex-wrap items-end gap-3"
            onSubmit={(event) => {
              event.preventDefault();
              set(day, t('locked'));
            }}
          >
            <Field id={id} label={t('day')}>
              <Input
                id={id}
                type="date"
                required
                min={FIRST_DAY}
                max={lastDay}
                value={day}
                onChange={(e) => setDay(e.target.value)}
              />
            </Field>
            <Button type="submit" pending={pending} disabled={day === '' || day === lock.locked_until}>
              {t('lock')}
            </Button>
            {lock.locked_until ? (
              <ConfirmButton
                size="md"
                label={t('unlock')}
                title={t('unlockTitle')}
                text={t('unlockText')}
                onConfirm={() => {
                  setDay('');
                  set(null, t('unlocked'));
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
