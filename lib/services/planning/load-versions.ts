import type { Queryable } from '@/db/client';
import { type BookedPlan, type ItemVersions, listBookedPlans } from '@/db/queries/plan-inputs';
import { listSkusSold } from '@/db/queries/sale-lines';
import { groupBy } from '@/lib/core/group-by';
import type { RecipeSet } from '@/lib/core/recipe-explosion';
import type { PlanItem } from '@/lib/core/resolve-item';
import { versionForDay } from '@/lib/core/versions';
import { namesOf } from './names-of';
import type { PlanningFacts } from './planning-facts';
import type { VersionMoments } from './version-moments';

/** Items and recipes as they count on a day. */
export interface DayVersions {
  items: PlanItem[];
  recipeSet: RecipeSet;
  moments: VersionMoments;
}
interface Day {
  locationId: string;
  businessDay: string;
  lines: readonly { sku: string | null }[];
}

interface Asked<D> {
  items: readonly ItemVersions[];
  days: readonly D[];
  /**
   * The database's clock before the items were read, so that a version written meanwhile is later than it.
   */
  now: string;
  presentItems: ReadonlySet<string> | 'all';
  facts: PlanningFacts;
}

/**
 * Items and recipes in the versions that count on each of the days: of `presentItems` as they are now, of
 * others as they were when the day was booked, so that nothing but the change itself, or what was sold, makes
 * a difference (R32). A day that was not booked is planned like any.
 */
export async function loadVersions<D extends Day>(
  tx: Queryable,
  companyId: string,
  asked: Asked<D>,
): Promise<(day: D) => DayVersions> {
  const { items, days, now, presentItems, facts } = asked;
  const booked =
    presentItems === 'all' ? new Map<D, AsBooked>() : await itemsAsBooked(tx, companyId, asked, presentItems);
  const recipes = await loadRecipes(facts, items);
  await recipes.read(
    days.flatMap((day) => {
      const moments = booked.get(day)?.moments;
      if (!moments) return [{ day: day.businessDay }];
      const all = new Set([moments.at, ...Object.values(moments.later)]);
      return [...all].map((writtenBy) => ({ day: day.businessDay, writtenBy }));
    }),
  );
  const itemsOfEras = new Map<string, PlanItem[]>();
  return (one) => {
    const day = one.businessDay;
    const asBooked = booked.get(one);
    if (!asBooked) {
      const era = recipes.eraOf(day);
      const known = itemsOfEras.get(era) ?? items.map((item) => asOn(item, day));
      itemsOfEras.set(era, known);
      return { items: known, recipeSet: recipes.of({ day }), moments: { at: now, later: {} } };
    }
    const { moments } = asBooked;
    const itemsThen = asBooked.items.map((item) => {
      const writtenBy = moments.later[item.id] ?? moments.at;
      const then = asOn(item, day, writtenBy);
      return writtenBy === moments.at ? then : withRecipes(then, recipes.of({ day, writtenBy }));
    });
    return { items: itemsThen, recipeSet: recipes.of({ day, writtenBy: moments.at }), moments };
  };
}

/** The item with its mapping, and what it does as a modifier (R37), as they count on a day. */
function asOn(found: ItemVersions, day: string, writtenBy?: string): PlanItem {
  const { versions, ruleVersions, nameAnswers, ...item } = found;
  const mapping = versionForDay(versions, day, writtenBy) ?? null;
  const names = namesOf(mapping, nameAnswers, writtenBy);
  return {
    ...item,
    mapping,
    ...(ruleVersions.length > 0 && {
      modifierRules: versionForDay(ruleVersions, day, writtenBy)?.rules ?? [],
    }),
    ...(names && { names }),
  };
}

/** Worked out with these recipes instead of the day's. */
function withRecipes(item: PlanItem, recipeSet: RecipeSet): PlanItem {
  const { mapping, modifierRules } = item;
  return {
    ...item,
    mapping: mapping && { ...mapping, recipeSet },
    ...(modifierRules && { modifierRules: modifierRules.map((rule) => ({ ...rule, recipeSet })) }),
  };
}

interface AsBooked {
  items: ItemVersions[];
  moments: VersionMoments;
}

/**
 * Of each booked day the items that its lines may be of. Those of `presentItems`, and those not sold on it
 * before, come in their present versions, and keep these in turn.
 */
async function itemsAsBooked<D extends Day>(
  tx: Queryable,
  companyId: string,
  { items, days, now }: Asked<D>,
  presentItems: ReadonlySet<string>,
): Promise<Map<D, AsBooked>> {
  const keyOf = (day: { locationId: string; businessDay: string }) => `${day.locationId} ${day.businessDay}`;
  const plans = new Map((await listBookedPlans(tx, companyId, days)).map((plan) => [keyOf(plan), plan]));
  const snapshotIds = [...plans.values()].flatMap(({ snapshotId }) => snapshotId ?? []);
  const skus = new Set(days.flatMap(({ lines }) => lines.flatMap(({ sku }) => sku ?? [])));
  const skusOf = groupBy(await listSkusSold(tx, companyId, snapshotIds, [...skus]), (row) => row.snapshotId);
  const isBookedWithSales = (plan?: BookedPlan): plan is BookedPlan & { snapshotId: string } =>
    plan !== undefined && plan.snapshotId !== null;
  return new Map(
    days.flatMap((day) => {
      const plan = plans.get(keyOf(day));
      if (!isBookedWithSales(plan)) return [];
      const soldBefore = new Set((skusOf.get(plan.snapshotId) ?? []).map(({ sku }) => sku));
      const soldNow = new Set(day.lines.map(({ sku }) => sku));
      const later = { ...plan.laterItems };
      const sold = items.filter((item) => {
        if (!item.skus.some(({ sku }) => soldNow.has(sku))) return false;
        const isNew = !item.skus.some(({ sku }) => soldBefore.has(sku));
        if (isNew || presentItems.has(item.id)) later[item.id] = now;
        return true;
      });
      return [[day, { items: sold, moments: { at: plan.versionsAt, later } }] as const];
    }),
  );
}

interface Wanted {
  day: string;
  /** Left out: now. */
  writtenBy?: string;
}

/**
 * The company's recipes by day and moment. What counts changes only where some version begins, so days
 * between two beginnings share one set, by which explosions are shared too. `read` fetches the lines of what
 * will be asked for.
 */
async function loadRecipes(facts: PlanningFacts, items: readonly ItemVersions[]) {
  const versions = await facts.recipes();
  const byRecipe = groupBy(versions, (row) => row.recipeId);
  const ofItems = items.flatMap((item) => [...item.versions, ...item.ruleVersions]);
  const beginnings = [...versions, ...ofItems].map((one) => one.effectiveFrom);
  const eras = [...new Set(beginnings.filter((day) => day !== null))].sort();
  const eraOf = (day: string) => eras.findLast((start) => start <= day) ?? '';
  const counting = ({ day, writtenBy }: Wanted) =>
    [...byRecipe.values()].flatMap((own) => versionForDay(own, day, writtenBy) ?? []);
  const keyOf = ({ day, writtenBy = '' }: Wanted) => `${eraOf(day)} ${writtenBy}`;

  let ingredients: RecipeSet['ingredients'] = new Map();
  let linesOf: Awaited<ReturnType<PlanningFacts['recipeLines']>> = new Map();
  const sets = new Map<string, RecipeSet>();
  return {
    eraOf,
    async read(asked: readonly Wanted[]): Promise<void> {
      const distinct = new Map(asked.map((one) => [keyOf(one), one]));
      const ids = new Set([...distinct.values()].flatMap((one) => counting(one).map((row) => row.versionId)));
      const [lines, units] = await Promise.all([facts.recipeLines([...ids]), facts.ingredientUnits()]);
      linesOf = lines;
      ingredients = new Map(units.map(({ id, baseUnit }) => [id, { baseUnit }]));
    },
    of(asked: Wanted): RecipeSet {
      const key = keyOf(asked);
      const set = sets.get(key) ?? {
        ingredients,
        recipes: new Map(
          counting(asked).map(({ recipeId, versionId }) => [
            recipeId,
            { recipeId, versionId, lines: linesOf.get(versionId) ?? [] },
          ]),
        ),
      };
      sets.set(key, set);
      return set;
    },
  };
}
