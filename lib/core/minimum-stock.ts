import { compare, exact, isDecimal, roundHalfEven } from './quantity';
import { asSpoken, type BaseUnit, convert, unitsLike } from './units';

/**
 * Whether there is less of an ingredient than its minimum (R54), both in base units. Nothing is below where
 * there is no minimum, or where nobody knows what is there.
 */
export function isBelowMinimum(onHand: string | null, minimum: string | null): boolean {
  return onHand !== null && minimum !== null && compare(exact(onHand), exact(minimum)) < 0;
}

/** A minimum as a cook says it: 500 g of what is counted in kilograms. */
export function minimumAsSpoken(minimum: string, base: BaseUnit): { amount: string; unit: BaseUnit } {
  const { amount, unit } = asSpoken(exact(minimum), base);
  return { amount: roundHalfEven(amount), unit };
}

/** The units a minimum may be said in, the base unit first. */
export const minimumUnits = (base: BaseUnit): BaseUnit[] => [
  base,
  ...unitsLike(base).filter((unit) => unit !== base),
];

/**
 * An amount in the base unit, from the unit asked for where the base unit's dimension has it, else as it is.
 * What is no decimal stays as it is too, for the contract to refuse.
 */
export function minimumInBase(amount: string, asked: string, base: BaseUnit): string {
  const unit = unitsLike(base).find((one) => one === asked) ?? base;
  const converted = isDecimal(amount) && unit !== base ? convert(exact(amount), unit, base) : null;
  return converted === null ? amount : roundHalfEven(converted);
}
