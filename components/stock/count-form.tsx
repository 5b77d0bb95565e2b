'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { Day } from '@/components/lightspeed/day';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Field, faulty, Problem } from '@/components/ui/field';
import { FigureInput } from '@/components/ui/figure-input';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { useFigureProblem } from '@/components/ui/use-figure-problem';
import { useRun } from '@/components/ui/use-run';
import { createLedgerBatchAction } from '@/lib/actions/ledger';
import type { BaseUnit } from '@/lib/contracts/inventory';
import { type Figure, figureFrom, NO_FIGURE } from '@/lib/i18n/figures';
import { SaveBar } from './save-bar';
import { unitsLike } from './unit-options';

export type CountLine = { id: string; name: string; base_unit: BaseUnit; book: string | null };
type Typed = Record<string, { quantity: Figure; unit: BaseUnit }>;
/** A count begun on a day belongs to that day, also when it is finished on the next. */
type Draft = { date: string; at: 'start' | 'end'; typed: Typed };

/**
 * The count sheet of one storage unit. Only what has a figure is counted; the sheet is kept in the browser until it is entered, because
 * phones fall asleep in cold stores.
 */
export function CountForm({
  companyId,
  storageUnitId,
  today,
  lockedUntil,
  lines,
}: {
  companyId: string;
  storageUnitId: string;
  today: string;
  lockedUntil: string | null;
  lines: readonly CountLine[];
}) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
  const router = useRouter();
  const id = useId();
  const draftKey = `count:${companyId}:${storageUnitId}`;
  const [date, setDate] = useState(today);
  const [at, setAt] = useState<'start' | 'end'>('end');
  const [shown, setShown] = useState(false);
  const [search, setSearch] = useState('');
  const [typed, setTyped] = useState<Typed>({});
  const [resumed, setResumed] = useState<string | null>(null);
  const [isTried, setIsTried] = useState(false);
  const figureProblem = useFigureProblem();
  const { run, pending, error } = useRun({ inPlace: true });

  useEffect(() => {
    const draft = readDraft(draftKey);
    if (!draft) return;
    setTyped(draft.typed);
    setDate(draft.date);
    setAt(draft.at);
    setResumed(draft.date);
  }, [draftKey]);
  const keep = (part: Partial<Draft>) => {
    const draft = { date, at, typed, ...part };
    setDate(draft.date);
    setAt(draft.at);
    setTyped(draft.typed);
    writeDraft(draftKey, draft);
  };
  const change = (line: CountLine, values: Partial<Typed[string]>) =>
    keep({
      typed: {
        ...typed,
        [line.id]: { quantity: NO_FIGURE, unit: line.base_unit, ...typed[line.id], ...values },
      },
    });
  const startOver = () => {
    keep({ date: today, at: 'end', typed: {} });
    setResumed(null);
    setIsTried(false);
  };

  const figureIn = (line: CountLine) => typed[line.id]?.quantity ?? NO_FIGURE;
  const problemOf = (line: CountLine) =>
    figureIn(line).value ? figureProblem(figureIn(line), 'zeroOrMore') : undefined;
  const dayProblem = date === '' ? t('problems.day') : date > today ? t('problems.future') : undefined;
  const counted = lines.filter((line) => figureIn(line).value !== '');
  const visible = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return wanted === '' ? lines : lines.filter((line) => line.name.toLowerCase().includes(wanted));
  }, [lines, search]);
  const isLocked = lockedUntil !== null && date <= lockedUntil;

  const save = () =>
    run(
      () =>
        createLedgerBatchAction({
          company_id: companyId,
          type: 'ADJUSTMENT',
          date,
          storage_unit_id: storageUnitId,
          counted_at: at,
          lines: counted.map((line) => ({
            ingredient_id: line.id,
            counted_quantity: figureIn(line).value,
            unit: typed[line.id]?.unit ?? line.base_unit,
          })),
        }),
      {
        done: t('countEntered'),
        after: (data) => {
          writeDraft(draftKey, null);
          router.push(`/inventory/counts/${data.batch_id}`);
        },
      },
    );

  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const bad = lines.find(problemOf);
        if (!bad && !dayProblem) return save();
        // The line at fault may be searched away.
        flushSync(() => {
          setIsTried(true);
          if (bad) setSearch('');
        });
        document.getElementById(`${id}-${dayProblem ? 'date' : bad?.id}`)?.focus();
      }}
    >
      {resumed ? (
        <Notice
          tone="info"
          role="status"
          title={t.rich('draftOf', { date: () => <Day date={resumed} weekday /> })}
          action={
            <ConfirmButton
              size="md"
              label={t('startOver')}
              title={t('startOverTitle')}
              text={t('startOverText')}
              onConfirm={startOver}
            />
          }
        />
      ) : null}
      <Card>
        <div className="grid grid-cols-2 items-start gap-4 lg:grid-cols-4">
          <Field id={`${id}-date`} label={t('date')} problem={isTried ? dayProblem : undefined}>
            <Input
              id={`${id}-date`}
              {...faulty(`${id}-date`, isTried ? dayProblem : undefined)}
              type="date"
              className="max-sm:h-12"
              required
              max={today}
              value={date}
              onChange={(e) => keep({ date: e.target.value })}
            />
          </Field>
          <div className="max-sm:order-1 max-sm:col-span-2">
            <Field id={`${id}-at`} label={t('countedAt')}>
              <Select
                id={`${id}-at`}
                className="max-sm:h-12"
                value={at}
                onChange={(e) => keep({ at: e.target.value === 'start' ? 'start' : 'end' })}
              >
                <option value="end">{t('moments.end')}</option>
                <option value="start">{t('moments.start')}</option>
              </Select>
            </Field>
          </div>
          <Field id={`${id}-search`} label={t('find')}>
            <Input
              id={`${id}-search`}
              type="search"
              className="max-sm:h-12"
              value={search}
              onChange={(e) => setSearch(e.target.value)}
            />
          </Field>
          <label
            htmlFor={`${id}-book`}
            className="flex min-h-12 items-center gap-3 text-sm max-sm:order-2 max-sm:col-span-2 sm:mt-6.5 sm:min-h-10"
          >
            <Switch id={`${id}-book`} checked={shown} onChange={setShown} />
            {t('showBook')}
          </label>
        </div>
      </Card>
      {isLocked ? (
        <Notice tone="warn" title={t('lockedTitle')}>
          {t('lockedCount')}
        </Notice>
      ) : null}

      <ul className="overflow-hidden rounded-xl border border-line bg-surface">
        {visible.map((line) => {
          const value = typed[line.id];
          const done = figureIn(line).value !== '';
          const problem = isTried ? problemOf(line) : undefined;
          return (
            <li
              key={line.id}
              className={cn(
                'grid grid-cols-[1fr_6.5rem_5rem] items-center gap-2 border-t border-line px-4 py-2 first:border-t-0 sm:grid-cols-[1fr_8rem_9rem_6.5rem] sm:gap-3 sm:px-5',
                done && 'bg-brand-soft/50',
              )}
            >
              <label
                htmlFor={`${id}-${line.id}`}
                className="min-w-0 py-1 font-medium break-words hyphens-auto"
              >
                {line.name}
                {shown ? (
                  <span className="block text-sm font-normal text-muted sm:hidden">
                    {t('book')} <Amount value={line.book ?? '0'} digits={3} unit={units(line.base_unit)} />
                  </span>
                ) : null}
              </label>
              <span className="text-right text-sm text-muted max-sm:hidden">
                {shown ? <Amount value={line.book ?? '0'} digits={3} unit={units(line.base_unit)} /> : null}
              </span>
              <FigureInput
                id={`${id}-${line.id}`}
                {...faulty(`${id}-${line.id}`, problem)}
                autoComplete="off"
                enterKeyHint="next"
                className="h-12 text-base"
                figure={figureIn(line)}
                onFigure={(quantity) => change(line, { quantity })}
                onKeyDown={(e) => {
                  if (e.key !== 'Enter') return;
                  e.preventDefault();
                  nextFigure(e.currentTarget)?.focus();
                }}
              />
              {unitsLike(line.base_unit).length === 1 ? (
                <span className="px-3 text-muted">{units(line.base_unit)}</span>
              ) : (
                <Select
                  aria-label={t('measureOf', { name: line.name })}
                  className="h-12 text-base"
                  value={value?.unit ?? line.base_unit}
                  onChange={(e) => change(line, { unit: e.target.value as BaseUnit })}
                >
                  {unitsLike(line.base_unit).map((unit) => (
                    <option key={unit} value={unit}>
                      {units(unit)}
                    </option>
                  ))}
                </Select>
              )}
              <div className="col-span-full text-right empty:hidden">
                <Problem id={`${id}-${line.id}`} text={problem} />
              </div>
            </li>
          );
        })}
        {visible.length === 0 ? (
          <li className="px-5 py-8 text-center text-muted">{t('nothingToCount')}</li>
        ) : null}
      </ul>
      <SaveBar error={error}>
        <span className="mr-auto" role="status">
          <Badge tone={counted.length > 0 ? 'brand' : 'neutral'}>
            {t('countedOf', { counted: counted.length, total: lines.length })}
          </Badge>
        </span>
        <Button
          type="submit"
          className="h-12 sm:h-10"
          pending={pending}
          disabled={counted.length === 0 || isLocked}
        >
          {t('enterCount')}
        </Button>
      </SaveBar>
    </form>
  );
}

function nextFigure(input: HTMLInputElement): HTMLInputElement | undefined {
  const all = [...(input.closest('ul')?.querySelectorAll('input') ?? [])];
  return all[all.indexOf(input) + 1];
}

function readDraft(key: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Draft> | null;
    if (!draft?.date || !draft.typed) return null;
    const typed = Object.entries(draft.typed).map(([id, line]) => [
      id,
      { ...line, quantity: figureFrom(line.quantity) ?? NO_FIGURE },
    ]);
    return { date: draft.date, at: draft.at === 'start' ? 'start' : 'end', typed: Object.fromEntries(typed) };
  } catch {
    return null;
  }
}
/** A browser without storage counts all the same; it only forgets when it is closed. */
function writeDraft(key: string, draft: Draft | null): void {
  const isEmpty = !draft || Object.values(draft.typed).every((line) => line.quantity.value === '');
  try {
    if (isEmpty) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(draft));
  } catch {}
}
