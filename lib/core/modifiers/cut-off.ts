import { add, compare, divide, type Exact, isZero, multiply, negate, ONE, subtract, ZERO } from '../quantity';
import type { Worked } from './worked';

/**
 * A parent with its modifiers never takes less than nothing of an ingredient in one sale (R37): what its
 * modifiers give back beyond that is cut off, of each in proportion. A parent that itself gives back (a
 * modifier with modifiers) stays what it is. Which way is "taking" follows the parent's sign, so that a
 * refund is cut as the sale was.
 */
export function cutOff(parent: Worked): void {
  const sign = compare(parent.group.quantity, ZERO);
  if (sign === 0 || parent.modifiers.length === 0) return;
  const taken = ({ group: { quantity } }: Worked, perPiece: Exact): Exact => {
    const amount = multiply(quantity, perPiece);
    return sign > 0 ? negate(amount) : amount;
  };
  const totals = new Map<string, Exact>();
  const givers = new Map<string, Worked[]>();
  for (const one of below(parent)) {
    for (const [id, perPiece] of one.perPiece) {
      const amount = taken(one, perPiece);
      totals.set(id, add(totals.get(id) ?? ZERO, amount));
      // What an item gives back by its own mapping (R18) was never cut.
      if (one.rule === null || compare(amount, ZERO) >= 0) continue;
      const others = givers.get(id);
      if (others) others.push(one);
      else givers.set(id, [one]);
    }
  }
  for (const [id, giving] of givers) {
    const own = taken(parent, parent.perPiece.get(id) ?? ZERO);
    const floor = compare(own, ZERO) < 0 ? own : ZERO;
    const excess = subtract(floor, add(own, totals.get(id) ?? ZERO));
    if (compare(excess, ZERO) <= 0) continue;
    const given = giving.reduce((sum, one) => subtract(sum, taken(one, one.perPiece.get(id) ?? ZERO)), ZERO);
    const kept = subtract(ONE, divide(excess, given));
    for (const one of giving) cut(one, id, compare(kept, ZERO) < 0 ? ZERO : kept);
  }
}

function cut(one: Worked, id: string, kept: Exact): void {
  const perPiece = new Map(one.perPiece);
  const amount = multiply(perPiece.get(id) ?? ZERO, kept);
  if (isZero(amount)) perPiece.delete(id);
  else perPiece.set(id, amount);
  one.perPiece = perPiece;
  one.isCut = true;
}

const below = ({ modifiers }: Worked): Worked[] => modifiers.flatMap((one) => [one, ...below(one)]);
