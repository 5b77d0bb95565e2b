import { compare, divide, type Exact, exact, isZero, ONE, roundHalfEven, subtract, ZERO } from './quantity';

const HUNDRED = exact('100');

/**
 * What leaves stock for a usable amount: amount ÷ (1 − trim) (R17); null when nothing usable would be left.
 */
export function gross(amount: Exact, trimPercent: string): Exact | null {
  const trim = exact(trimPercent);
  if (isZero(trim)) return amount;
  if (compare(trim, ZERO) < 0 || compare(trim, HUNDRED) >= 0) return null;
  return divide(amount, subtract(ONE, divide(trim, HUNDRED)));
}

/**
 * The same for people to read, with up to 12 decimals. Throws RangeError when nothing usable would be left.
 */
export function grossText(quantity: string, trimPercent: string): string {
  const amount = gross(exact(quantity), trimPercent);
  if (amount === null) throw new RangeError(`nothing usable is left at ${trimPercent} % trim`);
  return roundHalfEven(amount, 12);
}
