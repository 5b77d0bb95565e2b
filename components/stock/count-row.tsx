'use client';
import { useTranslations } from 'next-intl';
import type { KeyboardEvent } from 'react';
import { type Control, useController } from 'react-hook-form';
import { Amount } from '@/components/ui/amount';
import { cn } from '@/components/ui/cn';
import { faulty, Problem } from '@/components/ui/field';
import { FigureInput } from '@/components/ui/figure-input';
import { Select } from '@/components/ui/select';
import { unitsLike } from '@/lib/core/units';
import { type Figure, NO_FIGURE } from '@/lib/i18n/figures';
import type { CountDraft, CountLine } from './count-draft';

/** One thing to count. Enter leads to the next figure. */
export function CountRow({
  id,
  control,
  line,
  showBook,
}: {
  id: string;
  control: Control<CountDraft>;
  line: CountLine;
  showBook: boolean;
}) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
  const { field, fieldState } = useController({ control, name: `typed.${line.id}.quantity` });
  // A line the page has got since the sheet was begun has nothing yet.
  const quantity: Figure = field.value ?? NO_FIGURE;
  const problem = fieldState.error?.message;
  const book = <Amount value={line.book ?? '0'} digits={3} unit={units(line.base_unit)} />;
  return (
    <li
      className={cn(
        'grid grid-cols-[1fr_6.5rem_5rem] items-start gap-2 border-t border-line px-4 py-2 first:border-t-0 sm:grid-cols-[1fr_8rem_9rem_6.5rem] sm:gap-3 sm:px-5',
        quantity.value !== '' && 'bg-brand-soft/50',
      )}
    >
      <label htmlFor={id} className="min-w-0 py-3 font-medium break-words hyphens-auto">
        {line.name}
        {showBook ? (
          <span className="block text-sm font-normal text-muted sm:hidden">
            {t('book')} {book}
          </span>
        ) : null}
      </label>
      <span className="py-3.5 text-right text-sm text-muted max-sm:hidden">{showBook ? book : null}</span>
      <FigureInput
        id={id}
        ref={field.ref}
        {...faulty(id, problem)}
        autoComplete="off"
        enterKeyHint="next"
        className="h-12 text-base"
        figure={quantity}
        onFigure={field.onChange}
        onKeyDown={toNextFigure}
      />
      <Measure control={control} line={line} />
      <div className="col-span-full text-right empty:hidden">
        <Problem id={id} text={problem} />
      </div>
    </li>
  );
}

function Measure({ control, line }: { control: Control<CountDraft>; line: CountLine }) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
  const { field } = useController({ control, name: `typed.${line.id}.unit` });
  const options = unitsLike(line.base_unit);
  if (options.length === 1) return <span className="px-3 py-3 text-muted">{units(line.base_unit)}</span>;
  return (
    <Select
      {...field}
      value={field.value ?? line.base_unit}
      aria-label={t('measureOf', { name: line.name })}
      className="h-12 text-base"
    >
      {options.map((unit) => (
        <option key={unit} value={unit}>
          {units(unit)}
        </option>
      ))}
    </Select>
  );
}

function toNextFigure(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  const all = [...(event.currentTarget.closest('ul')?.querySelectorAll('input') ?? [])];
  all[all.indexOf(event.currentTarget) + 1]?.focus();
}
