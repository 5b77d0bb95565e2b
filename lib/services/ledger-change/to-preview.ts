import { createHash } from 'node:crypto';
import type { Change, ChangePreview } from '@/lib/contracts/changes';
import {
  add,
  canonical,
  type Exact,
  exact,
  multiply,
  negate,
  roundHalfEven,
  ZERO,
} from '@/lib/core/quantity';
import type { PlannedDay } from '../planning/plan-days';
import { modifierChanges } from './modifier-changes';
import type { ChangeDay } from './plan-change';

export interface ChangeInput {
  company_id: string;
  change: Change;
  if_locked: 'refuse' | 'first_open_day';
}
/** A stock count whose ADJUSTMENT changes, and by how much. */
export interface ReachedCount {
  countId: string;
  change: string;
}
interface Planned {
  /** Kept days that were looked at, also those on which nothing can change. */
  daysRead: number;
  planned: readonly PlannedDay<ChangeDay>[];
  /** Those of them with something to write. */
  changed: readonly PlannedDay<ChangeDay>[];
  counts: readonly ReachedCount[];
  /** Of ingredients, by id. */
  names: ReadonlyMap<string, { name: string; baseUnit: string }>;
  /** Of items that modifiers' entries name, by id. */
  itemNames: ReadonlyMap<string, string>;
}

/** Signed sums of entries, exact. */
class Sum {
  quantity = ZERO;
  value = ZERO;
  add(entry: { quantity: string; unitCost: string }, sign: 1 | -1): void {
    const quantity = sign === 1 ? exact(entry.quantity) : negate(exact(entry.quantity));
    this.quantity = add(this.quantity, quantity);
    this.value = add(this.value, multiply(quantity, exact(entry.unitCost)));
  }
}
class SumsById {
  readonly byId = new Map<string, Sum>();
  of(id: string): Sum {
    const sum = this.byId.get(id) ?? new Sum();
    this.byId.set(id, sum);
    return sum;
  }
  get value(): Exact {
    return [...this.byId.values()].reduce((all, sum) => add(all, sum.value), ZERO);
  }
}
const VALUE_DECIMALS = 12;
const valueText = (value: Exact) => roundHalfEven(value, VALUE_DECIMALS);

/** What a planned change would write, in the words of the contract, by day and by ingredient. */
export function toPreview(input: ChangeInput, planned: Planned): ChangePreview {
  const { changed, counts } = planned;
  const before = new SumsById();
  const change = new SumsById();
  for (const { difference } of planned.planned) {
    for (const entry of difference.standing) before.of(entry.ingredientId).add(entry, 1);
  }
  const days = changed.map((one) => toDay(one, change));
  const sumOf = (pick: (day: PlannedDay<ChangeDay>) => number) =>
    changed.reduce((sum, day) => sum + pick(day), 0);
  return {
    token: tokenOf(input, changed, counts),
    days_read: planned.daysRead,
    days_changed: changed.length,
    entries_reversed: sumOf(({ difference }) => difference.reverse.length),
    entries_posted: sumOf(({ difference }) => difference.post.length),
    counts_changed: counts.length,
    value_before: valueText(before.value),
    value_after: valueText(add(before.value, change.value)),
    value_change: valueText(change.value),
    ingredients: toIngredients(before, change, planned.names),
    modifiers: modifierChanges(changed, { ingredients: planned.names, items: planned.itemNames }),
    days,
  };
}

/** One day's changes; adds them to the `change` of all days. */
function toDay({ day, difference }: PlannedDay<ChangeDay>, change: SumsById): ChangePreview['days'][number] {
  const own = new SumsById();
  for (const sums of [own, change]) {
    for (const entry of difference.reverse) sums.of(entry.ingredientId).add(entry, -1);
    for (const entry of difference.post) sums.of(entry.ingredientId).add(entry, 1);
  }
  return {
    location_id: day.locationId,
    location_name: day.locationName,
    date: day.businessDay,
    booked_on: difference.postingDate,
    entries_reversed: difference.reverse.length,
    entries_posted: difference.post.length,
    value_change: valueText(own.value),
    ingredients: [...own.byId].map(([id, sum]) => ({
      ingredient_id: id,
      quantity_change: roundHalfEven(sum.quantity),
      value_change: valueText(sum.value),
    })),
  };
}

function toIngredients(
  before: SumsById,
  change: SumsById,
  names: Planned['names'],
): ChangePreview['ingredients'] {
  const ingredients = [...change.byId].map(([id, sum]) => {
    const was = before.byId.get(id) ?? new Sum();
    return {
      ingredient_id: id,
      ingredient_name: names.get(id)?.name ?? '',
      base_unit: names.get(id)?.baseUnit ?? '',
      quantity_before: roundHalfEven(was.quantity),
      quantity_after: roundHalfEven(add(was.quantity, sum.quantity)),
      quantity_change: roundHalfEven(sum.quantity),
      value_before: valueText(was.value),
      value_after: valueText(add(was.value, sum.value)),
      value_change: valueText(sum.value),
    };
  });
  return ingredients.sort((a, b) => (a.ingredient_name < b.ingredient_name ? -1 : 1));
}

/**
 * Of the change asked for and of every row it would write; ids of versions made only for the preview are not
 * in it.
 */
function tokenOf(
  { company_id, change, if_locked }: ChangeInput,
  changed: readonly PlannedDay<ChangeDay>[],
  counts: readonly ReachedCount[],
): string {
  const rows = changed.map(({ day, difference, storageUnitId }) => [
    day.locationId,
    day.businessDay,
    day.snapshotId,
    difference.postingDate,
    storageUnitId,
    difference.reverse.map((entry) => entry.id).sort(),
    difference.post
      .map((entry) => [
        entry.itemId,
        entry.parentItemId ?? null,
        entry.ingredientId,
        entry.purpose ?? null,
        canonical(entry.quantity),
        canonical(entry.unitCost),
        entry.soldQuantity,
        entry.usagePerItem,
        entry.parts ?? null,
        entry.sourceLines,
        entry.revision,
      ])
      .map((row) => JSON.stringify(row))
      .sort(),
  ]);
  const reached = counts.map((count) => [count.countId, canonical(count.change)]);
  return createHash('sha256')
    .update(JSON.stringify([company_id, change, if_locked, rows, reached]))
    .digest('hex');
}
