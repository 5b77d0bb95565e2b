'use client';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { ChangeDialog } from '@/components/ledger/change-dialog';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { StorageUnitChoice } from '@/lib/contracts/transfers';
import { FIRST_DAY } from '@/lib/core/business-day';
import { useUnitQuestion } from './use-unit-question';

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
  const id = useId();
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(last);
  const [choice, setChoice] = useState<StorageUnitChoice | null>(null);
  const unit = useUnitQuestion(locationId);
  if (!useCanManage()) return null;
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void unit.ask({ from, to }, setChoice);
      }}
    >
      <Field id={`${id}-from`} label={t('from')}>
        <Input
          id={`${id}-from`}
          type="date"
          required
          min={FIRST_DAY}
          max={to}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
      </Field>
      <Field id={`${id}-to`} label={t('to')}>
        <Input
          id={`${id}-to`}
          type="date"
          required
          min={from}
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="secondary">
        {t('preview')}
      </Button>
      <ChangeDialog
        companyId={companyId}
        change={choice && { kind: 'rerun', location_id: locationId, from, to, storage_unit: choice }}
        today={last}
        title={t('rerunTitle')}
        done={t('rerunDone')}
        onClose={() => setChoice(null)}
        onApplied={() => setChoice(null)}
      />
      {unit.dialog}
      {unit.failed ? (
        <p role="alert" className="text-sm text-bad">
          {unit.failed}
        </p>
      ) : null}
    </form>
  );
}
