import type { BaseUnit } from '../units';
import { nameWithoutSize } from './creation';
import { readSizes } from './sizes';

/** How items become ingredients: each sold thing by itself, or what is poured, in litres. */
export const TAKEN_BY = ['piece', 'bottle', 'volume'] as const;
export type TakenBy = (typeof TAKEN_BY)[number];

/** What becomes of a till's item by its name alone; null: the name says no volume. */
export function takenAs(
  name: string,
  by: TakenBy,
): { name: string; baseUnit: BaseUnit; quantity: string | null; unit: BaseUnit } {
  if (by !== 'volume') return { name, baseUnit: by, quantity: '1', unit: by };
  const bare = nameWithoutSize(name);
  const { measure } = readSizes(name).sizes;
  const size = measure?.litres == null ? null : measure;
  return {
    name: bare === '' ? name : bare,
    baseUnit: 'l',
    quantity: size?.quantity ?? null,
    unit: size?.unit ?? 'l',
  };
}
