import { compare, divide, type Exact, exact, isZero, multiply, negate, ZERO } from './quantity';

export type BaseUnit = 'kg' | 'g' | 'l' | 'cl' | 'ml' | 'piece' | 'bottle';
type Dimension = 'mass' | 'volume' | 'piece' | 'bottle';

const UNITS: Readonly<Record<BaseUnit, { dimension: Dimension; size: Exact }>> = {
  kg: { dimension: 'mass', size: exact('1000') },
  g: { dimension: 'mass', size: exact('1') },
  l: { dimension: 'volume', size: exact('1000') },
  cl: { dimension: 'volume', size: exact('10') },
  ml: { dimension: 'volume', size: exact('1') },
  piece: { dimension: 'piece', size: exact('1') },
  bottle: { dimension: 'bottle', size: exact('1') },
};

function dimensionOf(unit: BaseUnit): Dimension {
  return UNITS[unit].dimension;
}

/** The units a quantity of this base unit may be given in, largest first (R17). */
export function unitsLike(base: BaseUnit): BaseUnit[] {
  return (Object.keys(UNITS) as BaseUnit[]).filter((unit) => UNITS[unit].dimension === dimensionOf(base));
}

/** What a recipe says it in: grams, millilitres, pieces. */
export const smallestUnit = (base: BaseUnit): BaseUnit => unitsLike(base).at(-1) ?? base;

/** Units of one dimension convert exactly; null when they measure different things (R17). */
export function convert(amount: Exact, from: BaseUnit, to: BaseUnit): Exact | null {
  if (from === to) return amount;
  if (UNITS[from].dimension !== UNITS[to].dimension) return null;
  return divide(multiply(amount, UNITS[from].size), UNITS[to].size);
}

/** Below `under`, or from `from` on, a cook says the amount in another unit. */
const SPOKEN: Readonly<Partial<Record<BaseUnit, { under?: string; from?: string; to: BaseUnit }[]>>> = {
  kg: [{ under: '1', to: 'g' }],
  g: [{ from: '1000', to: 'kg' }],
  l: [
    { under: '0.01', to: 'ml' },
    { under: '0.1', to: 'cl' },
  ],
  cl: [
    { under: '1', to: 'ml' },
    { from: '100', to: 'l' },
  ],
  ml: [{ from: '1000', to: 'l' }],
};

/** The same amount in the unit in which a cook says it: 215 g, not 0.215 kg; 2 cl, not 0.02 l. */
export function asSpoken(amount: Exact, unit: BaseUnit): { amount: Exact; unit: BaseUnit } {
  const size = compare(amount, ZERO) < 0 ? negate(amount) : amount;
  const other = SPOKEN[unit]?.find(
    ({ under, from }) =>
      (under !== undefined && compare(size, exact(under)) < 0) ||
      (from !== undefined && compare(size, exact(from)) >= 0),
  );
  const said = other && !isZero(size) ? convert(amount, unit, other.to) : null;
  return other && said !== null ? { amount: said, unit: other.to } : { amount, unit };
}
