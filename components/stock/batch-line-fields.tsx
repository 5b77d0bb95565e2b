'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type Control, useFormState, useWatch } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { Option } from '@/components/ui/combobox';
import { ComboboxField, FigureField, SelectField, TextField } from '@/components/ui/form-fields';
import type { BaseUnit } from '@/lib/contracts/common';
import { WASTE_REASONS } from '@/lib/contracts/ledger';
import { unitsLike } from '@/lib/core/units';
import type { Batch, BatchType } from './batch-lines';
import { SKIPPED } from './lead-on';

/** 48 px touch targets on a phone. */
export const BIG = 'max-sm:h-12 max-sm:text-base';

/** One line of a batch: what, how much, and what its kind needs besides. */
export function BatchLineFields({
  control,
  index,
  type,
  baseOf,
  options,
  onChosen,
  toQuantity,
  onCreate,
  onRemove,
}: {
  control: Control<Batch>;
  index: number;
  type: BatchType;
  baseOf: (ingredientId: string) => BaseUnit | undefined;
  options: readonly Option[];
  onChosen: (ingredientId: string) => void;
  toQuantity: () => void;
  onCreate: ((name: string) => void) | undefined;
  /** None: it is the only line. */
  onRemove: (() => void) | undefined;
}) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
  const line = `lines.${index}` as const;
  const number = index + 1;
  const [ingredient, unit] = useWatch({ control, name: [`${line}.ingredient`, `${line}.unit`] });
  const base = baseOf(ingredient);
  const problem = useFormState({ control, name: line }).errors.lines?.[index]?.message;
  const props = { control, className: BIG };
  const figure = { ...props, autoComplete: 'off', enterKeyHint: 'next' } as const;
  return (
    <li
      className={cn(
        'grid grid-cols-2 items-start gap-3 rounded-xl border bg-surface p-4 ',
        type === 'TRANSFER'
          ? 'sm:grid-cols-[minmax(12rem,2fr)_repeat(2,minmax(7rem,1fr))_auto]'
          : 'sm:grid-cols-[minmax(12rem,2fr)_repeat(3,minmax(7rem,1fr))_auto]',
        problem ? 'border-bad' : 'border-line',
      )}
    >
      <div className="col-span-2 sm:col-span-1">
        <ComboboxField
          {...props}
          name={`${line}.ingredient`}
          label={t('lineIngredient', { number })}
          options={options}
          next={toQuantity}
          onChosen={onChosen}
          onCreate={onCreate}
        />
      </div>
      <FigureField {...figure} name={`${line}.quantity`} label={t('quantity')} />
      <SelectField
        {...props}
        {...SKIPPED}
        name={`${line}.unit`}
        label={t('measure')}
        disabled={!base}
        empty={base ? undefined : '–'}
        options={(base ? unitsLike(base) : []).map((one) => ({ value: one, label: units(one) }))}
      />
      {type === 'RECEIPT' ? (
        <FigureField
          {...figure}
          name={`${line}.cost`}
          label={unit ? t('costPer', { unit: units(unit) }) : t('unitCost')}
          placeholder={t('average')}
        />
      ) : null}
      {type === 'WASTE' ? <WasteReason control={control} index={index} /> : null}
      <RemoveLine number={number} onRemove={onRemove} />
      {problem ? <p className="col-span-full text-sm text-bad">{problem}</p> : null}
    </li>
  );
}

function RemoveLine({ number, onRemove }: { number: number; onRemove: (() => void) | undefined }) {
  const t = useTranslations('stock');
  return (
    <Button
      variant="ghost"
      className="h-12 max-sm:self-end sm:mt-6.5 sm:h-10 sm:w-10 sm:px-0"
      aria-label={t('removeLine', { number })}
      disabled={!onRemove}
      onClick={onRemove}
    >
      <X aria-hidden />
      <span className="sm:hidden">{t('remove')}</span>
    </Button>
  );
}

function WasteReason({ control, index }: { control: Control<Batch>; index: number }) {
  const t = useTranslations('stock');
  const line = `lines.${index}` as const;
  const reason = useWatch({ control, name: `${line}.reason` });
  const props = { control, className: BIG };
  return (
    <>
      <SelectField
        {...props}
        name={`${line}.reason`}
        label={t('reason')}
        empty={t('choose')}
        options={WASTE_REASONS.map((one) => ({ value: one, label: t(`reasons.${one}`) }))}
      />
      {reason === 'other' ? (
        <div className="col-span-2 sm:order-last sm:col-span-full">
          <TextField {...props} name={`${line}.note`} label={t('otherReason')} />
        </div>
      ) : null}
    </>
  );
}
