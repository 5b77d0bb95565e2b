import { createHash } from 'node:crypto';
import type { Transaction } from '@/db/client';
import { lockAllDays, lockLedger, lockRecipes } from '@/db/locks';
import {
  type KeptDay,
  listIngredientUnits,
  listItemVersions,
  listKeptDays,
  listRecipeVersions,
} from '@/db/queries/changes';
import { listCountsReached } from '@/db/queries/count-adjustments';
import { findRecipe } from '@/db/queries/inventory';
import { findTransferLocation } from '@/db/queries/transfers';
import type { Change, ChangePreview } from '@/lib/contracts/changes';
import { DomainError } from '@/lib/core/domain-error';
import { bookingDay, isLocked } from '@/lib/core/period-lock';
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
import { movementOn } from '@/lib/core/stock-moment';
import { writeAudit } from '../audit';
import { requireDays } from '../company/require-days';
import type { ServiceContext } from '../context';
import { writeMapping } from '../item/write-mapping';
import { writeRecipeVersion } from '../recipe/write-recipe-version';
import { type PlannedDay, planScope, type Scope } from './plan-scope';

export interface PlannedChange {
  scope: Scope;
  /** Days with something to write. */
  changed: PlannedDay[];
  counts: { countId: string; change: string }[];
  preview: ChangePreview;
}
export interface ChangeInput {
  company_id: string;
  change: Change;
  if_locked: 'refuse' | 'first_open_day';
}

/**
 * Makes the change itself (a new mapping or recipe version) in the transaction and works out what the ledger would have to write for it,
 * without writing that. `lock` holds all days still until the end, for whoever goes on to write. A preview rolls back.
 */
export async function planChange(
  tx: Transaction,
  ctx: ServiceContext,
  input: ChangeInput,
  lock: boolean,
): Promise<PlannedChange> {
  const { company_id: companyId, change } = input;
  if (change.kind === 'rerun') {
    await requireDays(ctx, companyId, { 'change.from': change.from, 'change.to': change.to });
  }
  if (lock) await lockAllDays(tx, companyId, change.kind === 'rerun' ? change.location_id : undefined);
  // Before the rows the change locks, as everywhere: who changes a standard cost holds the ledger's locks and its ingredient's row.
  const lockedUntil = await lockLedger(tx, companyId, 'use');
  const itemIds = await makeChange(tx, ctx, companyId, change);
  const scope: Scope = {
    companyId,
    days: await readDays(tx, companyId, change),
    itemIds,
    unit: change.kind === 'rerun' && change.storage_unit !== 'kept' ? 'linked' : 'of_the_day',
    lockedUntil,
  };
  const planned = await planScope(tx, scope, 'touched');
  const changed = planned.filter(({ difference: d }) => d.reverse.length + d.post.length > 0);
  refuseLocked(input, changed, lockedUntil);
  const counts = await listCountsReached(
    tx,
    companyId,
    movesOf(changed, lockedUntil).filter((move) => move.change !== '0'),
  );
  const names = new Map((await listIngredientUnits(tx, companyId)).map((row) => [row.id, row]));
  return { scope, changed, counts, preview: toPreview(input, planned, changed, counts, names) };
}

/** The items it touches. */
async function makeChange(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  change: Change,
): Promise<Scope['itemIds']> {
  switch (change.kind) {
    case 'mapping':
      await writeMapping(tx, ctx, companyId, change.item_id, change);
      return new Set([change.item_id]);
    case 'recipe': {
      await lockRecipes(tx, companyId);
      const recipe = await findRecipe(tx, companyId, change.recipe_id, 'update');
      if (!recipe) throw new DomainError('recipe_not_found');
      const { lines, effective_from: effectiveFrom } = change;
      await writeRecipeVersion(tx, ctx, companyId, { id: recipe.id, lines, effectiveFrom });
      await writeAudit(tx, ctx, {
        companyId,
        action: 'recipe.update',
        subjectType: 'recipe',
        subjectId: recipe.id,
        details: { lines, effective_from: effectiveFrom },
      });
      return itemsWith(tx, companyId, recipe.id);
    }
    case 'rerun': {
      const location = await findTransferLocation(tx, companyId, change.location_id);
      if (!location) throw new DomainError('not_found', 'no such location', { thing: 'location' });
      if (location.storageUnitId === null) throw new DomainError('storage_unit_required');
      return 'all';
    }
  }
}

function readDays(tx: Transaction, companyId: string, change: Change): Promise<KeptDay[]> {
  return change.kind === 'rerun'
    ? listKeptDays(tx, companyId, { from: change.from, to: change.to, locationId: change.location_id })
    : listKeptDays(tx, companyId, { from: change.effective_from, to: null });
}

/** Items one of whose mappings leads to the recipe, in whatever versions: more than needed do no harm. */
async function itemsWith(tx: Transaction, companyId: string, recipeId: string): Promise<Set<string>> {
  const usedBy = new Map<string, Set<string>>();
  for (const version of await listRecipeVersions(tx, companyId)) {
    for (const { sub_recipe_id: part } of version.lines) {
      if (part === null) continue;
      usedBy.set(part, (usedBy.get(part) ?? new Set()).add(version.recipe_id));
    }
  }
  const reached = new Set([recipeId]);
  for (const id of reached) for (const user of usedBy.get(id) ?? []) reached.add(user);
  const items = await listItemVersions(tx, companyId);
  const leads = (recipe: string | null) => recipe !== null && reached.has(recipe);
  return new Set(
    items.filter((item) => item.versions.some((version) => leads(version.recipeId))).map((item) => item.id),
  );
}

function refuseLocked(input: ChangeInput, changed: readonly PlannedDay[], lockedUntil: string | null): void {
  if (input.if_locked === 'first_open_day') return;
  const locked = changed.filter(({ day }) => isLocked(day.business_day, lockedUntil));
  if (locked.length === 0) return;
  throw new DomainError('period_locked', `the period up to ${lockedUntil} is locked`, {
    locked_until: lockedUntil,
    date: locked[0]?.day.business_day,
    days: locked.length,
  });
}

/** Net change of stock by unit, ingredient and the day it is booked on. */
function movesOf(changed: readonly PlannedDay[], lockedUntil: string | null) {
  const moves = new Map<string, { unit: string; ingredient: string; day: string; change: Exact }>();
  const move = (unit: string, ingredient: string, day: string, quantity: Exact) => {
    const key = `${unit} ${ingredient} ${day}`;
    const known = moves.get(key) ?? { unit, ingredient, day, change: ZERO };
    moves.set(key, { ...known, change: add(known.change, quantity) });
  };
  for (const { difference } of changed) {
    for (const old of difference.reverse) {
      const standing = difference.standing.find((entry) => entry.id === old.id);
      const day = bookingDay(standing?.bookedDay ?? difference.bookedDay, lockedUntil);
      move(old.storageUnitId, old.ingredientId, day, negate(exact(old.quantity)));
    }
    for (const entry of difference.post) {
      move(entry.storageUnitId, entry.ingredientId, difference.bookedDay, exact(entry.quantity));
    }
  }
  return [...moves.values()].map(({ unit, ingredient, day, change }) => ({
    ...movementOn(unit, ingredient, day),
    change: roundHalfEven(change),
  }));
}

class Moved {
  quantity = ZERO;
  value = ZERO;
  count(entry: { quantity: string; unitCost: string }, sign: 1 | -1 = 1): void {
    const quantity = sign === 1 ? exact(entry.quantity) : negate(exact(entry.quantity));
    this.quantity = add(this.quantity, quantity);
    this.value = add(this.value, multiply(quantity, exact(entry.unitCost)));
  }
}
const VALUE_DECIMALS = 12;
const valueText = (value: Exact) => roundHalfEven(value, VALUE_DECIMALS);

function toPreview(
  input: ChangeInput,
  planned: readonly PlannedDay[],
  changed: readonly PlannedDay[],
  counts: PlannedChange['counts'],
  names: ReadonlyMap<string, { name: string; base_unit: string }>,
): ChangePreview {
  const before = new Map<string, Moved>();
  const change = new Map<string, Moved>();
  const of = (sums: Map<string, Moved>, id: string) => {
    const sum = sums.get(id) ?? new Moved();
    sums.set(id, sum);
    return sum;
  };
  for (const { difference } of planned) {
    for (const entry of difference.standing) of(before, entry.ingredientId).count(entry);
  }
  const days = changed.map(({ day, difference }) => {
    const own = new Map<string, Moved>();
    const total = new Moved();
    for (const entry of difference.reverse) {
      for (const sum of [of(own, entry.ingredientId), of(change, entry.ingredientId), total]) {
        sum.count(entry, -1);
      }
    }
    for (const entry of difference.post) {
      for (const sum of [of(own, entry.ingredientId), of(change, entry.ingredientId), total])
        sum.count(entry);
    }
    return {
      location_id: day.location_id,
      location_name: day.location_name,
      date: day.business_day,
      booked_on: difference.bookedDay,
      entries_reversed: difference.reverse.length,
      entries_posted: difference.post.length,
      value_change: valueText(total.value),
      ingredients: [...own].map(([id, sum]) => ({
        ingredient_id: id,
        quantity_change: roundHalfEven(sum.quantity),
        value_change: valueText(sum.value),
      })),
    };
  });
  const ingredients = [...change].map(([id, sum]) => {
    const was = before.get(id) ?? new Moved();
    return {
      ingredient_id: id,
      ingredient_name: names.get(id)?.name ?? '',
      base_unit: names.get(id)?.base_unit ?? '',
      quantity_before: roundHalfEven(was.quantity),
      quantity_after: roundHalfEven(add(was.quantity, sum.quantity)),
      quantity_change: roundHalfEven(sum.quantity),
      value_before: valueText(was.value),
      value_after: valueText(add(was.value, sum.value)),
      value_change: valueText(sum.value),
    };
  });
  const total = (sums: Iterable<Moved>) => [...sums].reduce((all, sum) => add(all, sum.value), ZERO);
  const valueBefore = total(before.values());
  const valueChange = total(change.values());
  const sumOf = (pick: (day: PlannedDay) => number) => changed.reduce((sum, day) => sum + pick(day), 0);
  return {
    token: tokenOf(input, changed, counts),
    days_read: planned.length,
    days_changed: changed.length,
    entries_reversed: sumOf(({ difference }) => difference.reverse.length),
    entries_posted: sumOf(({ difference }) => difference.post.length),
    counts_changed: counts.length,
    value_before: valueText(valueBefore),
    value_after: valueText(add(valueBefore, valueChange)),
    value_change: valueText(valueChange),
    ingredients: ingredients.sort((a, b) => (a.ingredient_name < b.ingredient_name ? -1 : 1)),
    days,
  };
}

/** Of the change asked for and of every row it would write; ids of versions made only for the preview are not in it. */
export function tokenOf(
  { company_id, change, if_locked }: ChangeInput,
  changed: readonly PlannedDay[],
  counts: PlannedChange['counts'],
): string {
  const rows = changed.map(({ day, difference, storageUnitId }) => [
    day.location_id,
    day.business_day,
    day.snapshot_id,
    difference.bookedDay,
    storageUnitId,
    difference.reverse.map((entry) => entry.id).sort(),
    difference.post
      .map((entry) => [
        entry.itemId,
        entry.ingredientId,
        canonical(entry.quantity),
        canonical(entry.unitCost),
        entry.soldQuantity,
        entry.usagePerItem,
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
