'use client';
import { useLocale, useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import type { ImportRow } from '@/lib/contracts/imports';
import { isDecimal } from '@/lib/core/quantity';
import { showFigure } from '@/lib/i18n/figures';

const TONES: Record<ImportRow['action'], Tone> = {
  create: 'good',
  change: 'brand',
  nothing: 'neutral',
  problem: 'bad',
};
const FIGURES = new Set(['quantity', 'standard_cost', 'minimum_quantity', 'unit_cost', 'trim_percent']);

/** Words for a row's problems and for what it changes. */
function useRowWords() {
  const t = useTranslations('imports');
  const units = useTranslations('units');
  const locale = useLocale();
  const unitName = (value: unknown) =>
    typeof value === 'string' && units.has(value as never) ? units(value as never) : String(value ?? '');
  return {
    problem({ code, params }: ImportRow['problems'][number]): string {
      const named = {
        ...params,
        unit: unitName(params.unit),
        base_unit: unitName(params.base_unit),
      };
      return t(`problems.${code}`, named as never);
    },
    before({ field, before }: ImportRow['changes'][number]): string {
      if (before === null || before === '') return t('wasNone');
      const isFigure = FIGURES.has(field) && isDecimal(before);
      return t('was', { value: isFigure ? showFigure(before, locale) : unitName(before) });
    },
    lessLines: (change: ImportRow['changes'][number]) =>
      t('lessLines', { before: change.before ?? '', after: change.after ?? '' }),
  };
}

/** One row of the preview: its act, and each problem in its cell. */
export function PreviewRow({
  row,
  fields,
  nameOf,
}: {
  row: ImportRow;
  fields: readonly string[];
  nameOf: (field: string) => string;
}) {
  const t = useTranslations('imports');
  const words = useRowWords();
  const elsewhere = row.problems.filter(({ field }) => field === null || !fields.includes(field));
  const fewer = row.changes.find(({ field }) => field === 'lines');
  return (
    <>
      <td className="px-3 py-2 text-muted tabular-nums max-sm:hidden">{row.row}</td>
      <td className="px-3 py-2 max-sm:block max-sm:pt-3">
        <span className="mr-2 text-sm text-muted sm:hidden">
          {t('row')} {row.row}
        </span>
        <Badge tone={TONES[row.action]}>{t(`actions.${row.action}`)}</Badge>
        {elsewhere.map((problem) => (
          <p key={problem.code} className="mt-1 text-sm text-pretty text-bad">
            {problem.field === null ? null : `${nameOf(problem.field)}: `}
            {words.problem(problem)}
          </p>
        ))}
        {fewer ? <p className="mt-1 text-sm text-pretty">{words.lessLines(fewer)}</p> : null}
      </td>
      {fields.map((field) => {
        const problems = row.problems.filter((one) => one.field === field);
        const change = row.action === 'change' ? row.changes.find((one) => one.field === field) : undefined;
        const text = row.cells[field] ?? '';
        return (
          <td
            key={field}
            className={cn(
              'min-w-0 px-3 py-2 break-words max-sm:grid max-sm:grid-cols-[7.5rem_minmax(0,1fr)] max-sm:gap-x-2 max-sm:py-1',
              problems.length > 0 && 'bg-bad-soft shadow-[inset_2px_0_0_var(--bad)]',
              text === '' && problems.length === 0 && 'max-sm:hidden',
            )}
          >
            <span aria-hidden className="text-sm text-muted sm:hidden">
              {nameOf(field)}
            </span>
            <div className="min-w-0">
              <span className={cn(change && 'font-medium')}>{text}</span>
              {change ? <span className="block text-sm text-muted">{words.before(change)}</span> : null}
              {problems.map((problem) => (
                <span key={problem.code} className="block text-sm text-pretty text-bad">
                  {words.problem(problem)}
                </span>
              ))}
            </div>
          </td>
        );
      })}
    </>
  );
}
