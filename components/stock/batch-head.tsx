'use client';
import { useTranslations } from 'next-intl';
import { type Control, useController, useWatch } from 'react-hook-form';
import { Card } from '@/components/ui/card';
import type { Option } from '@/components/ui/combobox';
import { DateField, SelectField, TextField } from '@/components/ui/form-fields';
import { BIG } from './batch-line-fields';
import type { Batch } from './batch-lines';
import { LockedChoice } from './locked-choice';

/** Where and when a batch is entered. */
export function BatchHead({
  control,
  isMove,
  today,
  firstOpenDay,
  storageUnits,
}: {
  control: Control<Batch>;
  isMove: boolean;
  today: string;
  /** Set when the chosen day is locked and there is an open one. */
  firstOpenDay: string | null;
  storageUnits: readonly Option[];
}) {
  const t = useTranslations('stock');
  const unit = useWatch({ control, name: 'unit' });
  const { field: later } = useController({ control, name: 'later' });
  const props = { control, className: BIG };
  const choice = { ...props, required: true, empty: t('choose') };
  return (
    <Card>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <SelectField {...choice} name="unit" label={t(isMove ? 'fromUnit' : 'unit')} options={storageUnits} />
        {isMove ? (
          <SelectField
            {...choice}
            name="to"
            label={t('toUnit')}
            options={storageUnits.filter((one) => one.value !== unit)}
          />
        ) : null}
        <DateField {...props} name="date" label={t('date')} required last={today} />
        <TextField {...props} name="note" label={t('noteForAll')} />
      </div>
      {firstOpenDay ? (
        <div className="mt-4">
          <LockedChoice firstOpenDay={firstOpenDay} checked={later.value} onChange={later.onChange} />
        </div>
      ) : null}
    </Card>
  );
}
