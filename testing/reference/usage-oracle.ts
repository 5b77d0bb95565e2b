import { Decimal } from 'decimal.js';

/**
 * The second opinion: usage per day, item and ingredient from raw Lightspeed answers, written apart from the
 * product (nothing of lib/core is imported) and in another arithmetic, 80-digit decimals instead of
 * fractions.
 */
export const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_EVEN });

export interface RawSale {
  accountFiscId: string;
  type?: string;
  cancelled?: boolean | null;
  source?: { previousAccountId?: string };
  salesLines?: { id: string; sku?: string | null; quantity?: string; voidReason?: string }[];
}
export interface OracleItem {
  id: string;
  sku: string | null;
  is_archived: boolean;
  state: string;
  mapping: {
    mapped_object_type: 'ingredient' | 'recipe';
    mapped_object_id: string;
    quantity: string;
    is_subtraction: boolean;
  } | null;
}
export interface OracleRecipe {
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

const IN_BASE: Record<string, string> = {
  kg: '1000',
  g: '1',
  l: '1000',
  cl: '10',
  ml: '1',
  piece: '1',
  bottle: '1',
};

/** Exact usage of one portion, in the ingredients' base units. */
export function perPortion(recipeId: string, recipes: Map<string, OracleRecipe>): Map<string, Decimal> {
  const usage = new Map<string, Decimal>();
  const add = (id: string, amount: Decimal) => usage.set(id, (usage.get(id) ?? new Exact(0)).plus(amount));
  for (const line of recipes.get(recipeId)?.lines ?? []) {
    const gross = new Exact(line.quantity).div(new Exact(1).minus(new Exact(line.trim_percent).div(100)));
    if (line.ingredient_id) {
      const from = IN_BASE[line.unit ?? line.base_unit ?? 'piece'] ?? '1';
      const to = IN_BASE[line.base_unit ?? 'piece'] ?? '1';
      add(line.ingredient_id, gross.times(from).div(to));
    } else if (line.sub_recipe_id) {
      for (const [id, amount] of perPortion(line.sub_recipe_id, recipes)) add(id, amount.times(gross));
    }
  }
  return usage;
}

/**
 * Usage of one day: `ingredientId` to the sum of its rounded entries, as the ledger should show it (negative
 * = taken from stock).
 */
export function expectedUsage(
  sales: readonly RawSale[],
  items: readonly OracleItem[],
  recipeList: readonly OracleRecipe[],
): Map<string, string> {
  const recipes = new Map(recipeList.map((recipe) => [recipe.id, recipe]));
  const bySku = new Map<string, OracleItem>();
  for (const item of items) {
    const known = item.sku === null ? undefined : bySku.get(item.sku);
    if (item.sku !== null && (!known || known.is_archived)) bySku.set(item.sku, item);
  }
  const cancelled = new Set(
    sales.filter((sale) => sale.cancelled === true).map((sale) => sale.accountFiscId),
  );
  const sold = new Map<OracleItem, Decimal>();
  const seen = new Set<string>();
  for (const sale of sales) {
    if (sale.type === 'FLOAT' || sale.type === 'TRANSITORY' || sale.cancelled === true) continue;
    if (sale.source?.previousAccountId && cancelled.has(sale.source.previousAccountId)) continue;
    for (const line of sale.salesLines ?? []) {
      const key = `${sale.accountFiscId} ${line.id}`;
      const item = line.sku === undefined || line.sku === null ? undefined : bySku.get(line.sku);
      if (seen.has(key) || !item?.mapping || line.quantity === undefined) continue;
      seen.add(key);
      sold.set(item, (sold.get(item) ?? new Exact(0)).plus(line.quantity));
    }
  }
  const total = new Map<string, Decimal>();
  for (const [item, quantity] of sold) {
    const mapping = item.mapping;
    if (!mapping) continue;
    const usage =
      mapping.mapped_object_type === 'ingredient'
        ? new Map([[mapping.mapped_object_id, new Exact(1)]])
        : perPortion(mapping.mapped_object_id, recipes);
    for (const [ingredientId, amount] of usage) {
      const signed = quantity
        .times(mapping.quantity)
        .times(amount)
        .times(mapping.is_subtraction ? 1 : -1);
      const entry = signed.toDecimalPlaces(6, Decimal.ROUND_HALF_EVEN);
      total.set(ingredientId, (total.get(ingredientId) ?? new Exact(0)).plus(entry));
    }
  }
  return new Map(
    [...total].filter(([, sum]) => !sum.isZero()).map(([id, sum]) => [id, sum.toFixed(6)] as const),
  );
}

/** Sums what the ledger says, day by day and ingredient by ingredient, in the same shape. */
export function sumEntries(
  entries: readonly { date: string; ingredient_id: string; quantity: string }[],
): Map<string, Map<string, string>> {
  const days = new Map<string, Map<string, Decimal>>();
  for (const entry of entries) {
    const day = days.get(entry.date) ?? new Map<string, Decimal>();
    days.set(entry.date, day);
    day.set(entry.ingredient_id, (day.get(entry.ingredient_id) ?? new Exact(0)).plus(entry.quantity));
  }
  return new Map(
    [...days].map(([date, day]) => [
      date,
      new Map([...day].filter(([, sum]) => !sum.isZero()).map(([id, sum]) => [id, sum.toFixed(6)] as const)),
    ]),
  );
}
