import { add, divide, type Exact, exact, roundHalfEven, ZERO } from './quantity';

/** Value over quantity, rounded half-even to 6 decimals; `0` when nothing is left of what was received (R19, R23). */
export function averageCost(quantity: Exact, value: Exact): string {
  return quantity.n > 0n ? roundHalfEven(divide(value, quantity)) : '0';
}

/**
 * The weighted average unit cost from each receipt day on, oldest first (R23). `days` are the sums of one ingredient's receipts per day, in
 * order; before the first nothing was received and the cost is 0.
 */
export function costSteps(
  days: readonly { day: string; quantity: string; value: string }[],
): { from: string; unitCost: string }[] {
  let quantity = ZERO;
  let value = ZERO;
  return days.map((one) => {
    quantity = add(quantity, exact(one.quantity));
    value = add(value, exact(one.value));
    return { from: one.day, unitCost: averageCost(quantity, value) };
  });
}
