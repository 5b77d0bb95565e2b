'use client';
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { cn } from '@/components/ui/cn';
import { faulty, Problem } from '@/components/ui/field';
import { FigureInput } from '@/components/ui/figure-input';
import { Select } from '@/components/ui/select';
import type { BaseUnit } from '@/lib/contracts/inventory';
import type { Figure } from '@/lib/i18n/figures';
import type { Counted, CountLine } from './count-draft';
import { unitsLike } from './unit-options';

/** One thing to count. Enter leads to the next figure. */
export function CountRow({
  id,
  line,
  counted,
  showBook,
  problem,
  onChange,
}: {
  id: string;
  line: CountLine;
  counted: Counted;
  showBook: boolean;
  problem: string | undefined;
  onChange: (values: { quantity?: Figure; unit?: BaseUnit }) => void;
}) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
  const book = <Amount value={line.book ?? '0'} digits={3} unit={units(line.base_unit)} />;
  return (
    <li
      className={cn(
        'grid grid-cols-[1fr_6.5rem_5rem] items-start gap-2 border-t border-line px-4 py-2 first:border-t-0 sm:grid-cols-[1fr_8rem_9rem_6.5rem] sm:gap-3 sm:px-5',
        counted.quantity.value !== '' && 'bg-brand-soft/50',
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
        {...faulty(id, problem)}
        autoComplete="off"
        enterKeyHint="next"
        className="h-12 text-base"
        figure={counted.quantity}
        onFigure={(quantity) => onChange({ quantity })}
        onKeyDown={(e) => {
          if (e.key !== 'Enter') return;
          e.preventDefault();
          nextFigure(e.currentTarget)?.focus();
        }}
      />
      {unitsLike(line.base_unit).length === 1 ? (
        <span className="px-3 py-3 text-muted">{units(line.base_unit)}</span>
      ) : (
        <Select
          aria-label={t('measureOf', { name: line.name })}
          className="h-12 text-base"
          value={counted.unit}
          onChange={(e) => onChange({ unit: e.target.value as BaseUnit })}
        >
          {unitsLike(line.base_unit).map((unit) => (
            <option key={unit} value={unit}>
              {units(unit)}
            </option>
          ))}
        </Select>
      )}
      <div className="col-span-full text-right empty:hidden">
        <Problem id={id} text={problem} />
      </div>
    </li>
  );
}

function nextFigure(input: HTMLInputElement): HTMLInputElement | undefined {
  const all = [...(input.closest('ul')?.querySelectorAll('input') ?? [])];
  return all[all.indexOf(input) + 1];
}
