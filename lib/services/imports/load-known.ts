import type { Queryable } from '@/db/client';
import {
  listKnownCounts,
  listKnownIngredients,
  listKnownItems,
  listKnownLines,
  listKnownRecipes,
  listKnownStorageUnits,
  listPlaces,
} from '@/db/queries/imports';
import { findPeriodLock } from '@/db/queries/period-lock';
import { groupBy } from '@/lib/core/group-by';
import type { ImportKind } from '@/lib/core/imports/kinds';
import type { Known } from '@/lib/core/imports/plan';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';

/** What rows of each kind name, beside the kind's own things. */
const NEEDS: Readonly<Record<ImportKind, readonly (keyof Known)[]>> = {
  ingredients: ['ingredients'],
  recipes: ['ingredients', 'recipes'],
  storage_units: ['storageUnits'],
  opening_stock: ['ingredients', 'storageUnits', 'counts'],
  mappings: ['ingredients', 'recipes', 'items'],
};

/**
 * What a company has that rows of the kind can name or change, only what is active. `held`: in a transaction,
 * against being changed before it ends.
 */
export async function loadKnown(
  ctx: ServiceContext,
  db: Queryable,
  companyId: string,
  kind: ImportKind,
  how: 'held' | 'free',
): Promise<Known> {
  const needs = new Set(NEEDS[kind]);
  const ingredients = needs.has('ingredients') ? await listKnownIngredients(db, companyId, how) : [];
  const recipes = needs.has('recipes') ? await listKnownRecipes(db, companyId, how) : [];
  const isLines = kind === 'recipes';
  const lines = groupBy(isLines ? await listKnownLines(db, companyId) : [], (line) => line.recipeId);
  const items = needs.has('items') ? await listKnownItems(db, companyId, how) : [];
  const places = groupBy(items.length > 0 ? await listPlaces(db, companyId) : [], (one) => one.businessId);
  const lock = await findPeriodLock(db, companyId);
  return {
    ingredients,
    recipes: recipes.map((recipe) => ({ ...recipe, lines: lines.get(recipe.id) ?? [] })),
    storageUnits: needs.has('storageUnits') ? await listKnownStorageUnits(db, companyId, how) : [],
    counts: needs.has('counts') ? await listKnownCounts(db, companyId) : [],
    items: items.map(({ businessId, ...item }) => ({
      ...item,
      places: (places.get(businessId) ?? []).map((one) => one.name),
    })),
    unitsInUse: new Set(),
    today: await currentDay(ctx, companyId),
    lockedUntil: lock?.lockedUntil ?? null,
  };
}
