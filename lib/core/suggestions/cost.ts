import { divide, type Exact, exact, isDecimal, isZero, multiply, roundHalfEven } from '../quantity';
import { type BaseUnit, convert } from '../units';

interface Costed {
  /** Base unit that `cost` is for; null: a portion. */
  unit: BaseUnit | null;
  cost: string | null;
}

/** What one sold item takes, at cost; null where the cost is unknown or the units do not fit. */
export function costOfOne(
  target: Costed,
  portion: { quantity: string; unit: BaseUnit | null },
): Exact | null {
  if (target.cost === null || !isDecimal(target.cost) || !isDecimal(portion.quantity)) return null;
  const quantity = exact(portion.quantity);
  if (target.unit === null || portion.unit === null) return multiply(quantity, exact(target.cost));
  const inBase = convert(quantity, portion.unit, target.unit);
  return inBase === null ? null : multiply(inBase, exact(target.cost));
}

/**
 * Cost of one sale and its share of the price, as decimals with 6 digits behind the point at most; null where
 * the cost or the price is not known. `price` is what the guest pays, tax included.
 */
export function costOfSale(
  target: Costed,
  portion: { quantity: string; unit: BaseUnit | null },
  price: string | null,
): { cost: string | null; share: string | null } {
  const cost = costOfOne(target, portion);
  if (cost === null) return { cost: null, share: null };
  const isPriced = price !== null && isDecimal(price) && !isZero(exact(price));
  return { cost: roundHalfEven(cost), share: isPriced ? roundHalfEven(divide(cost, exact(price))) : null };
}
