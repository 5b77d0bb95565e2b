'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useMemo, useState } from 'react';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { DecimalInput } from '@/components/ui/decimal-input';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { useRun } from '@/components/ui/use-run';
import { createLedgerBatchAction } from '@/lib/actions/ledger';
import type { BaseUnit } from '@/lib/contracts/inventory';
import { SaveBar } from './batch-form';
import { unitsLike } from './unit-options';

export type CountLine = { id: string; name: string; base_unit: BaseUnit; book: string | null };
type Typed = Record<string, { quantity: string; unit: BaseUnit }>;

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
  const { run, pending, error } = useRun();

  useEffect(() => {
    setTyped(readDraft(draftKey));
  }, [draftKey]);
  const change = (line: CountLine, values: Partial<Typed[string]>) =>
    setTyped((old) => {
      const now = { ...old, [line.id]: { quantity: '', unit: line.base_unit, ...old[line.id], ...values } };
      writeDraft(draftKey, now);
      return now;
    });

  const counted = lines.filter((line) => (typed[line.id]?.quantity ?? '') !== '');
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
            counted_quantity: typed[line.id]?.quantity ?? '',
            unit: typed[line.id]?.unit ?? line.base_unit,
          })),
        }),
      {
        done: t('countEntered'),
        after: (data) => {
          writeDraft(draftKey, {});
          router.push(`/inventory/counts/${data.batch_id}`);
        },
      },
    );

  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Card>
        <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
          <Field id={`${id}-date`} label={t('date')}>
            <Input
              id={`${id}-date`}
              type="date"
              className="max-sm:h-12"
              required
              max={today}
              value={date}
              onChange={(e) => setDate(e.target.value)}
            />
          </Field>
          <Field id={`${id}-at`} label={t('countedAt')}>
            <Select
              id={`${id}-at`}
              className="max-sm:h-12"
              value={at}
              onChange={(e) => setAt(e.target.value === 'start' ? 'start' : 'end')}
            >
              <option value="end">{t('moments.end')}</option>
              <option value="start">{t('moments.start')}</option>
            </Select>
          </Field>
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
            className="flex min-h-12 items-center gap-3 self-end text-sm sm:min-h-10"
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
          const done = (value?.quantity ?? '') !== '';
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
              <DecimalInput
                id={`${id}-${line.id}`}
                autoComplete="off"
                enterKeyHint="next"
                className="h-12 text-base"
                value={value?.quantity ?? ''}
                onValue={(quantity) => change(line, { quantity })}
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
            </li>
          );
        })}
        {visible.length === 0 ? (
          <li className="px-5 py-8 text-center text-muted">{t('nothingToCount')}</li>
        ) : null}
      </ul>
      {error ? (
        <Notice tone="bad" role="alert" title={error}>
          {t('nothingWritten')}
        </Notice>
      ) : null}
      <SaveBar>
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

function readDraft(key: string): Typed {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Typed;
  } catch {
    return {};
  }
}
/** A browser without storage counts all the same; it only forgets when it is closed. */
function writeDraft(key: string, typed: Typed): void {
  try {
    if (Object.keys(typed).length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(typed));
  } catch {}
}
