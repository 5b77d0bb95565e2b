import { add, divide, type Exact, exact, multiply, roundHalfEven, ZERO } from './quantity';

/** Where a unit cost comes from (R23), in the order in which they are asked. */
export const COST_SOURCES = ['receipts', 'standard', 'first_receipt', 'unknown'] as const;
export type CostSource = (typeof COST_SOURCES)[number];

/** What counts where nothing was received up to a day. */
export interface Fallback {
  source: Exclude<CostSource, 'receipts'>;
  /** Null while unknown, which counts as 0. */
  unitCost: string | null;
  /** Of `first_receipt`: which day that was. */
  receiptDay: string | null;
}
/** The sums of one ingredient's receipts on a day. */
export interface ReceiptDay {
  day: string;
  quantity: string;
  value: string;
}

/**
 * Value over quantity, rounded half-even to 6 decimals; `0` when nothing is left of what was received (R19,
 * R23).
 */
export function averageCost(quantity: Exact, value: Exact): string {
  return quantity.n > 0n ? roundHalfEven(divide(value, quantity)) : '0';
}

/** The standard cost, else what `first`, the first day that received something, cost, else unknown (R23). */
export function fallbackCost(standardCost: string | null, first: ReceiptDay | null): Fallback {
  if (standardCost !== null) {
    return { source: 'standard', unitCost: roundHalfEven(exact(standardCost)), receiptDay: null };
  }
  if (!first) return { source: 'unknown', unitCost: null, receiptDay: null };
  const unitCost = averageCost(exact(first.quantity), exact(first.value));
  return { source: 'first_receipt', unitCost, receiptDay: first.day };
}

/**
 * What one ingredient costs from a day to the next step, oldest first, `from` null being the beginning (R23):
 * the weighted average of what was received up to then, or `fallback` where nothing was.
 */
export function costSteps(
  days: readonly ReceiptDay[],
  fallback: string | null,
): { from: string | null; unitCost: string }[] {
  let quantity = ZERO;
  let value = ZERO;
  const otherwise = fallback ?? '0';
  const steps = days.map((one) => {
    quantity = add(quantity, exact(one.quantity));
    value = add(value, exact(one.value));
    return { from: one.day, unitCost: quantity.n > 0n ? averageCost(quantity, value) : otherwise };
  });
  return [{ from: null, unitCost: otherwise }, ...steps];
}

/** What is on hand at its unit cost, exact; nothing on hand is worth nothing (R23). */
export function worth(quantity: string, unitCost: string): string {
  return roundHalfEven(multiply(exact(quantity), exact(unitCost)), 12);
}
