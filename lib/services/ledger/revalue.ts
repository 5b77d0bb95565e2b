import { v7 } from 'uuid';
import type { Transaction } from '@/db/client';
import { insertRevalued } from '@/db/queries/reversals';
import {
  type CostStep,
  insertFallbacks,
  listFallbackBases,
  listMisvaluedEntries,
  listReceiptDays,
} from '@/db/queries/unit-costs';
import { costSteps, type Fallback, fallbackCost, type ReceiptDay } from '@/lib/core/costing';
import { groupBy } from '@/lib/core/group-by';
import { firstOpenDay } from '@/lib/core/period-lock';
import { compare, exact } from '@/lib/core/quantity';
import { reverseEntries } from './reverse-entries';

const BEGINNING = '-infinity';
const END = 'infinity';
/** A reversal that keeps all its original says; never of a locked day. */
export const AS_THE_ORIGINAL = { transferLogId: null, batchId: null, note: null, firstOpenDay: null };

export interface CostWrite {
  companyId: string;
  createdBy: string;
  /** What `lockLedger` returned, asked for `change`. */
  lockedUntil: string | null;
}
/** From which day on an ingredient's costs may have changed; the keys are its ids. */
export type Changed = Map<string, string>;

/** Says from which day on as well, unless an earlier one is said already. */
export function changedFrom(changed: Changed, ingredientId: string, day: string): void {
  const earlier = changed.get(ingredientId);
  if (earlier === undefined || day < earlier) changed.set(ingredientId, day);
}

/**
 * Keeps what counts where nothing was received (R23): a new version where the standard cost or the first
 * receipt day says otherwise than the newest one. It counts from the first open day on. Adds the ingredients
 * it changed to `changed`.
 */
export async function keepFallbacks(
  tx: Transaction,
  { companyId, createdBy, lockedUntil }: CostWrite,
  ingredientIds: readonly string[] | 'all',
  changed: Changed,
): Promise<void> {
  if (ingredientIds.length === 0) return;
  const bases = await listFallbackBases(tx, companyId, ingredientIds);
  const since = lockedUntil === null ? null : firstOpenDay(lockedUntil);
  const fallbacks = bases.flatMap((base) => {
    const wanted = fallbackCost(base.standardCost, firstReceipt(base));
    const countsAlready = base.effectiveFrom === null || (since !== null && base.effectiveFrom <= since);
    if (countsAlready && isSame(base, wanted)) return [];
    changedFrom(changed, base.ingredientId, since ?? BEGINNING);
    return [{ ...wanted, ingredientId: base.ingredientId }];
  });
  await insertFallbacks(tx, { companyId, createdBy, effectiveFrom: since }, fallbacks);
}

function firstReceipt(base: {
  firstDay: string | null;
  firstQuantity: string | null;
  firstValue: string | null;
}): ReceiptDay | null {
  const { firstDay: day, firstQuantity: quantity, firstValue: value } = base;
  return day === null || quantity === null || value === null ? null : { day, quantity, value };
}

function isSame(
  kept: { source: string | null; unitCost: string | null; receiptDay: string | null },
  wanted: Fallback,
): boolean {
  if ((kept.source ?? 'unknown') !== wanted.source || kept.receiptDay !== wanted.receiptDay) return false;
  if (kept.unitCost === null || wanted.unitCost === null) return kept.unitCost === wanted.unitCost;
  return compare(exact(kept.unitCost), exact(wanted.unitCost)) === 0;
}

/**
 * From the day costs changed, usage costs what its own day says (R23): a reversal and an entry each. Answers
 * how many.
 */
export async function revalue(
  tx: Transaction,
  { companyId, createdBy }: CostWrite,
  changed: Changed,
): Promise<number> {
  if (changed.size === 0) return 0;
  const ids = [...changed.keys()];
  const bases = await listFallbackBases(tx, companyId, ids);
  const receipts = groupBy(await listReceiptDays(tx, companyId, ids), (day) => day.ingredientId);
  const steps = bases.flatMap(({ ingredientId, unitCost: fallback }): CostStep[] => {
    const since = changed.get(ingredientId) ?? BEGINNING;
    return costSteps(receipts.get(ingredientId) ?? [], fallback)
      .map(({ from, unitCost }, index, all) => ({
        ingredientId,
        from: from === null || from < since ? since : from,
        to: all[index + 1]?.from ?? END,
        unitCost,
      }))
      .filter(({ from, to }) => from < to);
  });
  const wrong = await listMisvaluedEntries(tx, companyId, steps);
  await reverseEntries(
    tx,
    { companyId, createdBy, cause: 'revaluation', ...AS_THE_ORIGINAL },
    wrong.map(({ id }) => ({ original: id, id: v7() })),
  );
  await insertRevalued(
    tx,
    { companyId, createdBy },
    wrong.map(({ id, unitCost }) => ({ original: id, id: v7(), unitCost })),
  );
  return wrong.length;
}
