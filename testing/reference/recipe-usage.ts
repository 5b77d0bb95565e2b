import { Decimal } from 'decimal.js';

/**
 * The second opinion on usage, for every test that needs one: written apart from the product (nothing of
 * lib/core is imported) and in another arithmetic, 80-digit decimals instead of fractions of integers.
 */
export const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_EVEN });
export const ZERO = new Exact(0);

/** As `GET /recipes` answers it. */
export interface ReferenceRecipe {
  id: string;
  lines: {
    ingredient_id: string | null;
    sub_recipe_id: string | null;
    base_unit: string | null;
    quantity: string;
    unit: string | null;
    trim_percent: string;
  }[];
}

/**
 * `top / bottom`, not divided yet: a quotient cut to 80 digits would miss where two values are equally near.
 */
export interface Ratio {
  top: Decimal;
  bottom: Decimal;
}
export const ONE: Ratio = { top: new Exact(1), bottom: new Exact(1) };

const IN_BASE: Record<string, string> = {
  kg: '1000',
  g: '1',
  l: '1000',
  cl: '10',
  ml: '1',
  piece: '1',
  bottle: '1',
};

/** One `unit` in the base unit of an ingredient. */
export const inBase = (unit: string, base: string): Ratio => ({
  top: new Exact(IN_BASE[unit] ?? '1'),
  bottom: new Exact(IN_BASE[base] ?? '1'),
});

/** Usage of one portion by ingredient, in its base unit. */
export function perPortion(
  recipeId: string,
  recipes: ReadonlyMap<string, ReferenceRecipe>,
): Map<string, Ratio> {
  const usage = new Map<string, Ratio>();
  const add = (id: string, amount: Ratio) => usage.set(id, sum(usage.get(id), amount));
  for (const line of recipes.get(recipeId)?.lines ?? []) {
    const gross = {
      top: new Exact(line.quantity).times(100),
      bottom: new Exact(100).minus(line.trim_percent),
    };
    if (line.ingredient_id) {
      const base = line.base_unit ?? 'piece';
      add(line.ingredient_id, product(gross, inBase(line.unit ?? base, base)));
    } else if (line.sub_recipe_id) {
      for (const [id, amount] of perPortion(line.sub_recipe_id, recipes)) add(id, product(amount, gross));
    }
  }
  return usage;
}

/** The ledger's entry for what was sold of an item, to 6 decimals; negative is taken from stock. */
export function entryQuantity(
  sold: Decimal,
  mapping: { quantity: string; isSubtraction: boolean },
  { top, bottom }: Ratio,
): Decimal {
  return sold
    .times(mapping.quantity)
    .times(top)
    .times(mapping.isSubtraction ? 1 : -1)
    .div(bottom)
    .toDecimalPlaces(6, Decimal.ROUND_HALF_EVEN);
}

/** Sums what the ledger says: day to ingredient to the sum of its entries, without sums of zero. */
export function sumEntries(
  entries: readonly { date: string; ingredient_id: string; quantity: string }[],
): Map<string, Map<string, string>> {
  const days = new Map<string, Map<string, Decimal>>();
  for (const entry of entries) {
    const day = days.get(entry.date) ?? new Map<string, Decimal>();
    days.set(entry.date, day);
    day.set(entry.ingredient_id, (day.get(entry.ingredient_id) ?? ZERO).plus(entry.quantity));
  }
  return new Map([...days].map(([date, day]) => [date, asText(day)]));
}

/** Sums as the ledger writes them, those of zero left out. */
export const asText = (sums: ReadonlyMap<string, Decimal>): Map<string, string> =>
  new Map([...sums].filter(([, one]) => !one.isZero()).map(([id, one]) => [id, one.toFixed(6)]));

const product = (a: Ratio, b: Ratio): Ratio => ({
  top: a.top.times(b.top),
  bottom: a.bottom.times(b.bottom),
});
const sum = (a: Ratio | undefined, b: Ratio): Ratio =>
  a ? { top: a.top.times(b.bottom).plus(b.top.times(a.bottom)), bottom: a.bottom.times(b.bottom) } : b;
