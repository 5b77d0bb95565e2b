'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import { ChangeDialog } from '@/components/ledger/change-dialog';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { FormError } from '@/components/ui/form-error';
import { DateField } from '@/components/ui/form-fields';
import { useContractForm } from '@/components/ui/use-contract-form';
import { rerunChangeSchema } from '@/lib/contracts/changes';
import { dayBetween } from '@/lib/contracts/common';
import { FIRST_DAY } from '@/lib/core/business-day';
import { dayText } from '@/lib/i18n/day-text';
import { useUnitQuestion } from './use-unit-question';

/** From the first day there is (R36); the end is the service's to judge. */
const daysToRerun = rerunChangeSchema.safeExtend({ from: dayBetween(FIRST_DAY, '9999-12-31') });

/** Days, or the whole migration, planned again from kept sales; what it would change is shown first. */
export function RerunDays({
  companyId,
  locationId,
  first,
  last,
}: {
  companyId: string;
  locationId: string;
  /** The days of the migration. */
  first: string;
  last: string;
}) {
  const t = useTranslations('changes');
  const common = useTranslations('common.field');
  const locale = useLocale();
  const { form, control, props } = useContractForm({
    contract: daysToRerun,
    initial: { from: first, to: last },
    toInput: (values) => ({ kind: 'rerun', location_id: locationId, ...values }),
    say: ({ code }): string | undefined =>
      code === 'beforeFrom' ? common('early', { day: dayText(form.getValues('from'), locale) }) : undefined,
  });
  const [change, setChange] = useState<z.output<typeof daysToRerun> | null>(null);
  const unit = useUnitQuestion(locationId);
  if (!useCanManage()) return null;
  return (
    <>
      <form
        {...props((days) => unit.ask(days, (storage_unit) => setChange({ ...days, storage_unit })))}
        className="flex flex-wrap items-start gap-3"
      >
        <DateField control={control} name="from" label={t('from')} required />
        <DateField control={control} name="to" label={t('to')} required />
        <Button type="submit" variant="secondary" className="mt-6.5">
          {t('preview')}
        </Button>
        <FormError text={unit.failed} />
      </form>
      <ChangeDialog
        companyId={companyId}
        change={change}
        today={last}
        title={t('rerunTitle')}
        done={t('rerunDone')}
        onClose={() => setChange(null)}
        onApplied={() => setChange(null)}
      />
      {unit.dialog}
    </>
  );
}
