'use client';
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { Day } from '@/components/ui/business-day';
import { useCanManage } from '@/components/ui/can-manage';
import { Card } from '@/components/ui/card';
import { FormError } from '@/components/ui/form-error';
import { SelectField, TextField } from '@/components/ui/form-fields';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table, Td, Th } from '@/components/ui/table';
import { useContractForm } from '@/components/ui/use-contract-form';
import { useRun } from '@/components/ui/use-run';
import {
  type VoidOutcome,
  type VoidReason,
  type VoidReasonInput,
  voidOutcomeSchema,
  voidReasonInput,
} from '@/lib/contracts/void-reasons';
import { useSaveChange } from './use-save-change';

const useOutcomes = () => {
  const t = useTranslations('settings.voids');
  return voidOutcomeSchema.options.map((value) => ({ value, label: t(`outcomes.${value}`) }));
};
const changeOf = (said: VoidReasonInput) => ({
  kind: 'void_reasons' as const,
  reasons: [said],
  effective_from: null,
});

/** What becomes of goods that tills void or refund, by reason; booked days change with a preview (R16). */
export function VoidReasons({
  companyId,
  today,
  reasons,
}: {
  companyId: string;
  today: string;
  reasons: readonly VoidReason[];
}) {
  const t = useTranslations('settings.voids');
  const common = useTranslations('common');
  const allowed = useCanManage();
  const saving = useSaveChange({
    companyId,
    today,
    title: t('title'),
    done: common('saved'),
    onApplied: () => {},
  });
  return (
    <Card title={t('title')} description={t('text')}>
      <div className="grid gap-5">
        {reasons.length === 0 ? (
          <p className="text-sm text-muted">{t('none')}</p>
        ) : (
          <Table stack bare label={t('title')}>
            <thead>
              <tr>
                <Th>{t('reason')}</Th>
                <Th>{t('outcome')}</Th>
                <Th num>{t('lines')}</Th>
                <Th num>{t('quantity')}</Th>
                <Th num>{t('netValue')}</Th>
                <Th>{t('lastSeen')}</Th>
              </tr>
            </thead>
            <tbody>
              {reasons.map((one) => (
                <ReasonRow key={one.reason} reason={one} save={saving.save} allowed={allowed} />
              ))}
            </tbody>
          </Table>
        )}
        {allowed ? <AddReason save={saving.save} /> : null}
      </div>
      {saving.dialog}
    </Card>
  );
}

type Save = ReturnType<typeof useSaveChange>['save'];

function ReasonRow({ reason, save, allowed }: { reason: VoidReason; save: Save; allowed: boolean }) {
  const t = useTranslations('settings.voids');
  const common = useTranslations('common');
  const outcomes = useOutcomes();
  const { run, pending } = useRun();
  const isSeen = reason.lines > 0;
  const label = t('outcomeOf', { reason: reason.reason });
  return (
    <tr>
      <Td className="font-medium">{reason.reason}</Td>
      <Td label={t('outcome')} phone="wide">
        {allowed ? (
          <Select
            aria-label={label}
            className="sm:w-64"
            value={reason.outcome}
            disabled={pending}
            onChange={({ target }) => {
              const said = { reason: reason.reason, outcome: target.value as VoidOutcome };
              save(run, changeOf(said), { done: common('saved') });
            }}
          >
            {outcomes.map(({ value, label: name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        ) : (
          t(`outcomes.${reason.outcome}`)
        )}
      </Td>
      <Td num label={t('lines')}>
        <Amount value={String(reason.lines)} />
      </Td>
      <Td num label={t('quantity')} {...(isSeen ? {} : { phone: 'hide' as const })}>
        <Amount value={reason.quantity} digits={3} />
      </Td>
      <Td num label={t('netValue')} {...(isSeen ? {} : { phone: 'hide' as const })}>
        <Amount value={reason.net_value} digits={2} minDigits={2} />
      </Td>
      <Td label={t('lastSeen')} className="text-muted">
        {reason.last_seen === null ? t('never') : <Day date={reason.last_seen} />}
      </Td>
    </tr>
  );
}

/** A reason can be said before a till sends it. */
function AddReason({ save }: { save: Save }) {
  const t = useTranslations('settings.voids');
  const common = useTranslations('common');
  const outcomes = useOutcomes();
  const initial = { reason: '', outcome: 'gone' as string };
  const { form, control, props, run, pending, error } = useContractForm({
    contract: voidReasonInput,
    initial,
    toInput: ({ reason, outcome }) => ({ reason, outcome: outcome as VoidOutcome }),
  });
  return (
    <form
      {...props((said) =>
        save(run, changeOf(said), { done: common('saved'), after: () => form.reset(initial) }),
      )}
      className="grid gap-3 border-t border-line pt-4"
    >
      <div className="grid gap-3 sm:grid-cols-[1fr_16rem]">
        <TextField control={control} name="reason" label={t('add')} hint={t('addHint')} />
        <SelectField control={control} name="outcome" label={t('outcome')} options={outcomes} />
      </div>
      <FormError text={error} />
      <div>
        <SubmitButton variant="secondary" pending={pending}>
          {t('addButton')}
        </SubmitButton>
      </div>
    </form>
  );
}
