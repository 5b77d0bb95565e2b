'use client';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { ChangeDialog } from './change-dialog';

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
  const [open, setOpen] = useState(false);
  if (!useCanManage()) return null;
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        setOpen(true);
      }}
    >
      <Field id={`${id}-from`} label={t('from')}>
        <Input
          id={`${id}-from`}
          type="date"
          required
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
        change={open ? { kind: 'rerun', location_id: locationId, from, to } : null}
        today={last}
        title={t('rerunTitle')}
        done={t('rerunDone')}
        onClose={() => setOpen(false)}
        onApplied={() => setOpen(false)}
      />
    </form>
  );
}
