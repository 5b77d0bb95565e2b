import { divide, type Exact, exact, multiply } from './quantity';

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
