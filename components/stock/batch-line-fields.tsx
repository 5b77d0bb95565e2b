'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Combobox, type Option } from '@/components/ui/combobox';
import { Field, faulty } from '@/components/ui/field';
import { FigureInput } from '@/components/ui/figure-input';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { type BaseUnit, WASTE_REASONS } from '@/lib/contracts/inventory';
import type { BatchType } from './batch-form';
import type { BatchLine } from './batch-lines';
import { SKIPPED } from './lead-on';
import { unitsLike } from './unit-options';

/** What is wrong, by field. */
export type Problems = Readonly<Record<string, string | undefined>>;
/** 48 px touch targets on a phone. */
export const BIG = 'max-sm:h-12 max-sm:text-base';

/** One line of a batch: what, how much, and what its kind needs besides. */
export function BatchLineFields({
  id,
  type,
  line,
  number,
  base,
  options,
  isBad,
  problems,
  onChange,
  onChoose,
  onCreate,
  onRemove,
}: {
  id: string;
  type: BatchType;
  line: BatchLine;
  number: number;
  base: BaseUnit | undefined;
  options: readonly Option[];
  isBad: boolean;
  problems: Problems;
  onChange: (values: Partial<BatchLine>) => void;
  onChoose: (ingredient: string) => void;
  onCreate: ((name: string) => void) | undefined;
  /** None: it is the only line. */
  onRemove: (() => void) | undefined;
}) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
  const field = (name: string) => `${id}-${name}`;
  const fault = (name: string) => faulty(field(name), problems[name]);
  const label = t('lineIngredient', { number });
  return (
    <li
      className={cn(
        'grid grid-cols-2 items-start gap-3 rounded-xl border bg-surface p-4 ',
        type === 'TRANSFER'
          ? 'sm:grid-cols-[minmax(12rem,2fr)_repeat(2,minmax(7rem,1fr))_auto]'
          : 'sm:grid-cols-[minmax(12rem,2fr)_repeat(3,minmax(7rem,1fr))_auto]',
        isBad ? 'border-bad' : 'border-line',
      )}
    >
      <div className="col-span-2 sm:col-span-1">
        <Field id={field('ingredient')} label={label} problem={problems.ingredient}>
          <Combobox
            id={field('ingredient')}
            label={label}
            value={line.ingredient}
            options={options}
            problem={problems.ingredient}
            className={BIG}
            next={field('quantity')}
            onChange={onChoose}
            onCreate={onCreate}
          />
        </Field>
      </div>
      <Field id={field('quantity')} label={t('quantity')} problem={problems.quantity}>
        <FigureInput
          id={field('quantity')}
          {...fault('quantity')}
          autoComplete="off"
          enterKeyHint="next"
          className={BIG}
          figure={line.quantity}
          onFigure={(quantity) => onChange({ quantity })}
        />
      </Field>
      <Field id={field('unit')} label={t('measure')}>
        <Select
          {...SKIPPED}
          id={field('unit')}
          className={BIG}
          disabled={!base}
          value={line.unit}
          onChange={(e) => onChange({ unit: e.target.value })}
        >
          {base ? null : <option value="">–</option>}
          {(base ? unitsLike(base) : []).map((one) => (
            <option key={one} value={one}>
              {units(one)}
            </option>
          ))}
        </Select>
      </Field>
      {type === 'RECEIPT' ? (
        <Field
          id={field('cost')}
          label={line.unit ? t('costPer', { unit: units(line.unit as BaseUnit) }) : t('unitCost')}
          problem={problems.cost}
        >
          <FigureInput
            id={field('cost')}
            {...fault('cost')}
            autoComplete="off"
            enterKeyHint="next"
            placeholder={t('average')}
            className={BIG}
            figure={line.cost}
            onFigure={(cost) => onChange({ cost })}
          />
        </Field>
      ) : null}
      {type === 'WASTE' ? (
        <Field id={field('reason')} label={t('reason')} problem={problems.reason}>
          <Select
            id={field('reason')}
            {...fault('reason')}
            className={BIG}
            value={line.reason}
            onChange={(e) => onChange({ reason: e.target.value })}
          >
            <option value="">{t('choose')}</option>
            {WASTE_REASONS.map((reason) => (
              <option key={reason} value={reason}>
                {t(`reasons.${reason}`)}
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      {type === 'WASTE' && line.reason === 'other' ? (
        <div className="col-span-2 sm:order-last sm:col-span-full">
          <Field id={field('note')} label={t('otherReason')} problem={problems.note}>
            <Input
              id={field('note')}
              {...fault('note')}
              className={BIG}
              value={line.note}
              onChange={(e) => onChange({ note: e.target.value })}
            />
          </Field>
        </div>
      ) : null}
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
      {isBad ? <p className="col-span-full text-sm text-bad">{t('lineFailed', { number })}</p> : null}
    </li>
  );
}
