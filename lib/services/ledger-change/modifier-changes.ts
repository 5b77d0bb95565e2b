import type { ChangePreview } from '@/lib/contracts/changes';
import {
  add,
  compare,
  type Exact,
  exact,
  fromFraction,
  multiply,
  negate,
  roundHalfEven,
  ZERO,
} from '@/lib/core/quantity';
import type { PlannedDay } from '../planning/plan-days';
import type { ChangeDay } from './plan-change';

/** More sentences than anybody reads; the sums beneath them are of all. */
const MOST = 100;

interface Names {
  ingredients: ReadonlyMap<string, { name: string; baseUnit: string }>;
  items: ReadonlyMap<string, string>;
}

/**
 * What modifiers will do under their parents on the days that change, as a cook says it: so many pieces, each
 * so much more or less. Entries that stay are not among them. The largest first.
 */
export function modifierChanges(
  changed: readonly PlannedDay<ChangeDay>[],
  { ingredients, items }: Names,
): ChangePreview['modifiers'] {
  const sums = new Map<string, ChangePreview['modifiers'][number] & { sold: Exact }>();
  for (const { difference } of changed) {
    for (const entry of difference.post) {
      const { itemId } = entry;
      // Goods that a void put to waste are no change of what it does (R16).
      if (entry.modifierRuleId === undefined || entry.purpose || itemId === null) continue;
      const { parentItemId = null, ingredientId, soldQuantity, usagePerItem } = entry;
      const parts = usagePerItem === null ? (entry.parts ?? []) : [{ soldQuantity, usagePerItem }];
      for (const part of parts) {
        const key = JSON.stringify([itemId, parentItemId, ingredientId, part.usagePerItem]);
        const sum = sums.get(key) ?? {
          item_id: itemId,
          item_name: items.get(itemId) ?? '',
          parent_item_id: parentItemId,
          parent_item_name: parentItemId === null ? null : (items.get(parentItemId) ?? ''),
          ingredient_id: ingredientId,
          ingredient_name: ingredients.get(ingredientId)?.name ?? '',
          base_unit: ingredients.get(ingredientId)?.baseUnit ?? '',
          sold_quantity: '0',
          usage_per_item: part.usagePerItem,
          sold: ZERO,
        };
        sum.sold = add(sum.sold, exact(part.soldQuantity));
        sums.set(key, sum);
      }
    }
  }
  return [...sums.values()]
    .map((sum) => ({ ...sum, size: sizeOf(multiply(sum.sold, fromFraction(sum.usage_per_item))) }))
    .sort((a, b) => compare(b.sold, a.sold) || compare(b.size, a.size))
    .slice(0, MOST)
    .map(({ sold, size: _, ...sum }) => ({ ...sum, sold_quantity: roundHalfEven(sold) }));
}

const sizeOf = (amount: Exact): Exact => (compare(amount, ZERO) < 0 ? negate(amount) : amount);

/** Items that modifiers' entries of these days name. */
export const itemsNamed = (changed: readonly PlannedDay<ChangeDay>[]): string[] => [
  ...new Set(
    changed.flatMap(({ difference }) =>
      difference.post.flatMap(({ modifierRuleId, itemId, parentItemId }) =>
        modifierRuleId === undefined || itemId === null
          ? []
          : [itemId, ...(parentItemId ? [parentItemId] : [])],
      ),
    ),
  ),
];
