'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import type { Option } from '@/components/ui/combobox';
import type { FormProblem } from '@/components/ui/form-problem';
import { useContractForm } from '@/components/ui/use-contract-form';
import { useFormDraft } from '@/components/ui/use-form-draft';
import { createLedgerBatchAction } from '@/lib/actions/ledger';
import { dayBetween } from '@/lib/contracts/common';
import { createLedgerBatchInput } from '@/lib/contracts/ledger';
import { FIRST_DAY } from '@/lib/core/business-day';
import { isLocked } from '@/lib/core/period-lock';
import { type BatchType, batchField, batchInput, emptyBatch, isBegun, reviveBatch } from './batch-lines';
import { useLastUnit } from './use-last-unit';

/**
 * The form of a batch: kept as a draft until it is entered, judged by the ledger's contract and the days
 * there are (R36).
 */
export function useBatchForm({
  companyId,
  type,
  today,
  lock,
  storageUnits,
  storageUnitId,
  knows,
}: {
  companyId: string;
  type: BatchType;
  today: string;
  lock: { locked_until: string | null; first_open_day: string | null };
  storageUnits: readonly Option[];
  /** The one asked for; null: the one used last, or none. */
  storageUnitId: string | null;
  /** Whether there is such an ingredient. */
  knows: (ingredientId: string) => boolean;
}) {
  const t = useTranslations('stock');
  const router = useRouter();
  const { last, remember } = useLastUnit(companyId);
  const hasUnit = (unitId: string) => storageUnits.some((one) => one.value === unitId);
  const habit = last !== null && hasUnit(last) ? last : '';
  const initial = () => emptyBatch(storageUnitId ?? habit, today);
  const say = useStockProblem();
  const batch = useContractForm({
    contract: createLedgerBatchInput.safeExtend({ date: dayBetween(FIRST_DAY, today) }),
    initial: initial(),
    toInput: (values) =>
      batchInput(companyId, type, {
        ...values,
        later: values.later && isLocked(values.date, lock.locked_until),
      }),
    fieldOf: batchField,
    say,
    lineRefused: (index, values) => {
      const field = batchField(['lines', index], values);
      return { field, text: t('lineFailed', { number: Number(field.split('.')[1]) + 1 }) };
    },
  });
  const draft = useFormDraft(batch.form, {
    name: `batch:${type}:${companyId}`,
    initial,
    isEmpty: ({ note, lines }) => note.trim() === '' && !lines.some(isBegun),
    revive: (kept) => reviveBatch(kept, (one) => knows(one) || hasUnit(one)),
  });
  const { form, control } = batch;
  // The habit is known only in the browser; what was chosen since stays.
  useEffect(() => {
    if (habit !== '' && form.getValues('unit') === '') form.setValue('unit', habit);
  }, [habit, form]);
  const date = useWatch({ control, name: 'date' });
  const save = (input: z.output<typeof createLedgerBatchInput>) =>
    batch.run(() => createLedgerBatchAction(input), {
      done: ({ revalued_entries: count }) => (count > 0 ? t('enteredRevalued', { count }) : t('entered')),
      after: () => {
        remember(input.storage_unit_id);
        draft.forget();
        router.push(`/inventory/stock?storage_unit=${input.storage_unit_id}`);
      },
    });
  return {
    ...batch,
    draft,
    save,
    /** Set when the chosen day is locked and there is an open one. */
    firstOpenDay: isLocked(date, lock.locked_until) ? lock.first_open_day : null,
  };
}

const SENTENCES: Readonly<Record<string, string>> = {
  unit: 'unit',
  to: 'unit',
  date: 'day',
  ingredient: 'ingredient',
  reason: 'reason',
  note: 'note',
};
/** What is missing, in the words of the stock forms. */
export function useStockProblem(): (problem: FormProblem, field: string) => string | undefined {
  const t = useTranslations('stock.problems');
  return ({ code }, field) => {
    const sentence = SENTENCES[field.split('.').at(-1) ?? ''];
    if ((code === 'missing' || code === 'choose') && sentence) return t(sentence);
    if (code === 'early') return t('tooEarly');
    return code === 'late' ? t('future') : undefined;
  };
}
