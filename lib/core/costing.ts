import { add, divide, exact, isZero, multiply, roundHalfEven, ZERO } from './quantity';

/** Weighted average unit cost of receipts, rounded half-even to 6 decimals; `0` when nothing was received (R23). */
export function weightedAverage(receipts: readonly { quantity: string; unitCost: string }[]): string {
  let quantity = ZERO;
  let value = ZERO;
  for (const receipt of receipts) {
    const received = exact(receipt.quantity);
    quantity = add(quantity, received);
    value = add(value, multiply(received, exact(receipt.unitCost)));
  }
  return isZero(quantity) ? '0' : roundHalfEven(divide(value, quantity));
}
