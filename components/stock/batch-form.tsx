'use client';
import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useCreateTarget } from '@/components/inventory/use-create-target';
import { Button } from '@/components/ui/button';
import type { Option } from '@/components/ui/combobox';
import { DraftNotice } from '@/components/ui/draft-notice';
import { useDraft } from '@/components/ui/use-draft';
import { useFigureProblem } from '@/components/ui/use-figure-problem';
import { useRun } from '@/components/ui/use-run';
import { createLedgerBatchAction } from '@/lib/actions/ledger';
import { type BaseUnit, WASTE_REASONS } from '@/lib/contracts/inventory';
import { BatchHead } from './batch-head';
import { BatchLineFields, type Problems } from './batch-line-fields';
import {
  type Batch,
  type BatchLine,
  emptyBatch,
  isBegun,
  reviveBatch,
  withBlank,
  withNext,
} from './batch-lines';
import { leadOn } from './lead-on';
import { SaveBar } from './save-bar';
import { useDayProblem } from './use-day-problem';
import { useLastUnit } from './use-last-unit';

export type BatchType = 'RECEIPT' | 'WASTE' | 'TRANSFER';
type Ingredient = { id: string; name: string; base_unit: BaseUnit };

/** Receipt, waste or move of many lines, booked whole or not at all. Kept as a draft until it is. */
export function BatchForm({
  companyId,
  type,
  today,
  lock,
  ingredients,
  storageUnits,
  storageUnitId,
}: {
  companyId: string;
  type: BatchType;
  today: string;
  lock: { locked_until: string | null; first_open_day: string | null };
  ingredients: readonly Ingredient[];
  storageUnits: readonly Option[];
  /** The one asked for; null: the one booked in last, or none. */
  storageUnitId: string | null;
}) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
  const router = useRouter();
  const id = useId();
  const { last, remember } = useLastUnit(companyId);
  const { made, create, dialog } = useCreateTarget(companyId, ['ingredient']);
  const known = useMemo(() => {
    const added = made.map((one) => ({ id: one.id, name: one.name, base_unit: one.base_unit ?? 'piece' }));
    return new Map([...added, ...ingredients].map((one) => [one.id, one]));
  }, [ingredients, made]);
  const options = useMemo(
    () => [...known.values()].map((one) => ({ value: one.id, label: one.name, hint: units(one.base_unit) })),
    [known, units],
  );
  const hasUnit = (unitId: string) => storageUnits.some((one) => one.value === unitId);
  const habit = last !== null && hasUnit(last) ? last : '';
  const draft = useDraft<Batch>({
    name: `batch:${type}:${companyId}`,
    initial: () => emptyBatch(storageUnitId ?? habit, today),
    isEmpty: (batch) => batch.note.trim() === '' && !batch.lines.some(isBegun),
    revive: (kept) => reviveBatch(kept, (one) => known.has(one) || hasUnit(one)),
  });
  const batch = draft.value;
  const [later, setLater] = useState(false);
  const [badLine, setBadLine] = useState<number | null>(null);
  // Nobody is told about what is not finished yet; once refused, each field says when it is right.
  const [isTried, setIsTried] = useState(false);
  const figureProblem = useFigureProblem();
  const dayProblemOf = useDayProblem(today);
  const { run, pending, error } = useRun({ inPlace: true });

  const { set } = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the habit is known; what was chosen since stands
  useEffect(() => {
    if (habit !== '') set((old) => (old.unit === '' ? { ...old, unit: habit } : old));
  }, [habit]);

  const isLocked = lock.locked_until !== null && batch.date <= lock.locked_until;
  const begun = batch.lines.filter(isBegun);
  const filled = begun.length > 0 ? begun : batch.lines.slice(0, 1);
  const head: Problems = {
    unit: batch.unit === '' ? t('problems.unit') : undefined,
    to: type === 'TRANSFER' && batch.to === '' ? t('problems.unit') : undefined,
    date: dayProblemOf(batch.date),
  };
  const problemsOf = (line: BatchLine): Problems => ({
    ingredient: line.ingredient === '' ? t('problems.ingredient') : undefined,
    quantity: figureProblem(line.quantity, 'positive'),
    cost: line.cost.value === '' ? undefined : figureProblem(line.cost, 'zeroOrMore'),
    reason: type === 'WASTE' && line.reason === '' ? t('problems.reason') : undefined,
    note:
      line.reason === 'other' && line.note.trim() === '' && batch.note.trim() === ''
        ? t('problems.note')
        : undefined,
  });
  const firstFault = () => {
    const faultIn = (problems: Problems) => Object.keys(problems).find((name) => problems[name]);
    const inHead = faultIn(head);
    if (inHead) return `${id}-${inHead}`;
    for (const line of filled) {
      const inLine = faultIn(problemsOf(line));
      if (inLine) return `${id}-${line.key}-${inLine}`;
    }
    return undefined;
  };
  const change = (key: number, values: Partial<BatchLine>) => {
    setBadLine(null);
    draft.set((old) => ({
      ...old,
      lines: withNext(old.lines.map((line) => (line.key === key ? { ...line, ...values } : line))),
    }));
  };
  const choose = (key: number, ingredient: string, unit: string) => change(key, { ingredient, unit });
  const addLine = () => {
    flushSync(() => draft.set((old) => ({ ...old, lines: withBlank(old.lines) })));
    const choosers = document.getElementById(`${id}-lines`)?.querySelectorAll<HTMLElement>('[data-chooser]');
    [...(choosers ?? [])].at(-1)?.focus();
  };

  const save = () =>
    run(
      async () => {
        const result = await createLedgerBatchAction({
          company_id: companyId,
          type,
          date: batch.date,
          storage_unit_id: batch.unit,
          to_storage_unit_id: type === 'TRANSFER' ? batch.to : undefined,
          note: batch.note || null,
          if_locked: isLocked && later ? 'first_open_day' : 'refuse',
          lines: filled.map((line) => wireLine(line, type)),
        });
        setBadLine(failingLine(result, filled));
        return result;
      },
      {
        done: (data) =>
          data.revalued_entries > 0 ? t('enteredRevalued', { count: data.revalued_entries }) : t('entered'),
        after: () => {
          remember(batch.unit);
          draft.forget();
          router.push(`/inventory/stock?storage_unit=${batch.unit}`);
        },
      },
    );

  return (
    <>
      <form
        className="grid gap-5"
        noValidate
        onKeyDown={leadOn}
        onSubmit={(event) => {
          event.preventDefault();
          const fault = firstFault();
          setIsTried(fault !== undefined);
          if (fault) document.getElementById(fault)?.focus();
          else save();
        }}
      >
        <DraftNotice
          at={draft.resumedAt}
          onDiscard={() => {
            draft.discard();
            setIsTried(false);
          }}
        />
        <BatchHead
          id={id}
          batch={batch}
          isMove={type === 'TRANSFER'}
          today={today}
          firstOpenDay={isLocked ? lock.first_open_day : null}
          later={later}
          storageUnits={storageUnits}
          problems={isTried ? head : {}}
          onChange={(values) => draft.set((old) => ({ ...old, ...values }))}
          onLater={setLater}
        />
        <ol id={`${id}-lines`} className="grid gap-3">
          {batch.lines.map((line, index) => (
            <BatchLineFields
              key={line.key}
              id={`${id}-${line.key}`}
              type={type}
              line={line}
              number={index + 1}
              base={known.get(line.ingredient)?.base_unit}
              options={options}
              isBad={badLine === line.key}
              problems={isTried && filled.includes(line) ? problemsOf(line) : {}}
              onChange={(values) => change(line.key, values)}
              onChoose={(one) => choose(line.key, one, known.get(one)?.base_unit ?? '')}
              // What is not known yet cannot be thrown away or moved.
              onCreate={
                type === 'RECEIPT' && create
                  ? (name) => create(name, (one) => choose(line.key, one.id, one.base_unit ?? ''))
                  : undefined
              }
              onRemove={
                batch.lines.length > 1
                  ? () =>
                      draft.set((old) => ({
                        ...old,
                        lines: withNext(old.lines.filter((one) => one.key !== line.key)),
                      }))
                  : undefined
              }
            />
          ))}
        </ol>
        <SaveBar error={error}>
          <Button variant="secondary" className="h-12 max-sm:flex-1 sm:h-10" onClick={addLine}>
            <Plus aria-hidden />
            {t('addLine')}
          </Button>
          <Button type="submit" className="h-12 max-sm:flex-1 sm:h-10" pending={pending}>
            {begun.length === 0 ? t('enter', { type }) : t('enterLines', { count: begun.length })}
          </Button>
        </SaveBar>
      </form>
      {dialog}
    </>
  );
}

function wireLine(line: BatchLine, type: BatchType) {
  return {
    ingredient_id: line.ingredient,
    quantity: line.quantity.value,
    unit: (line.unit || undefined) as BaseUnit | undefined,
    unit_cost: type === 'RECEIPT' && line.cost.value !== '' ? line.cost.value : undefined,
    reason: type === 'WASTE' ? WASTE_REASONS.find((reason) => reason === line.reason) : undefined,
    note: line.note || null,
  };
}

type Answer =
  | { serverError?: { details?: Readonly<Record<string, unknown>> } | undefined; validationErrors?: unknown }
  | undefined;

/** Which line the answer names: by `details.line`, or as the path of a shape error. */
function failingLine(result: Answer, lines: readonly { key: number }[]): number | null {
  const named = result?.serverError?.details?.line;
  if (typeof named === 'number') return lines[named]?.key ?? null;
  const shape = (result?.validationErrors as { lines?: Record<string, unknown> } | undefined)?.lines;
  const index = Object.keys(shape ?? {}).find((key) => /^\d+$/.test(key));
  return index === undefined ? null : (lines[Number(index)]?.key ?? null);
}
