import type { Transaction } from '@/db/client';
import {
  type ItemVersions,
  type KeptDay,
  listIngredientUnits,
  listItemVersions,
  listLinesOf,
  listRangePostings,
  listRecipeVersions,
  type RecipeVersionRow,
} from '@/db/queries/changes';
import { loadCostsOn } from '@/db/queries/costs';
import { loadWasteReasons } from '@/db/queries/usage';
import { businessDayEnd } from '@/lib/core/business-day';
import { groupBy } from '@/lib/core/group-by';
import type { RecipeBook } from '@/lib/core/recipe-explosion';
import type { PlanItem, TransferPlan } from '@/lib/core/transfer-plan';
import { versionForDay } from '@/lib/core/versions';
import type { PosTotals } from '@/lib/ports';
import { judgeAccountsOfDays } from '../planning/judge-accounts';
import { planDay } from '../planning/plan-day';
import { costPoints, type DayDifference, dayDifference } from '../transfer/day-difference';

/** Which entries a change may touch: these items' on these days, or all of them. */
export interface Scope {
  companyId: string;
  days: readonly KeptDay[];
  itemIds: ReadonlySet<string> | 'all';
  /** A run by hand goes into the present link; a change of mapping or recipe leaves each day in its unit. */
  unit: 'linked' | 'of_the_day';
  lockedUntil: string | null;
}
export interface PlannedDay {
  day: KeptDay;
  storageUnitId: string;
  difference: DayDifference;
  /** Of the lines that were read; of the whole day when all were. */
  plan: TransferPlan;
}

/**
 * What the scope's days should say now and what would have to be written (R24), from kept sales. `lines: 'touched'` reads only the lines
 * that can matter to the items, `all` every line of the days; both give the same differences, by the rules of one planner.
 */
export async function planScope(
  tx: Transaction,
  scope: Scope,
  lines: 'touched' | 'all',
): Promise<PlannedDay[]> {
  const { companyId, itemIds, lockedUntil } = scope;
  const days = scope.days.filter((day) => unitOf(scope, day) !== null);
  if (days.length === 0) return [];
  const [items, recipes, ingredients, wasteReasons] = [
    await listItemVersions(tx, companyId),
    await listRecipeVersions(tx, companyId),
    await listIngredientUnits(tx, companyId),
    await loadWasteReasons(tx, companyId),
  ];
  const isTouched = (id: string) => itemIds === 'all' || itemIds.has(id);
  const skus = [
    ...new Set(items.flatMap((item) => (isTouched(item.id) ? item.skus.map(({ sku }) => sku) : []))),
  ];
  const snapshotIds = days.map((day) => day.snapshot_id);
  const readsAll = lines === 'all' || itemIds === 'all';
  const read = await listLinesOf(tx, companyId, snapshotIds, {
    ...(!readsAll && {
      skus,
      // Which of two deliveries of a line counts can only be said by both.
      whole: days.filter((day) => day.has_repeats).map((day) => day.snapshot_id),
    }),
  });
  const linesOf = groupBy(read, (line) => line.snapshotId);
  const dayLines = days.map((day) => ({
    day,
    locationId: day.location_id,
    businessDay: day.business_day,
    snapshotId: day.snapshot_id,
    lines: linesOf.get(day.snapshot_id) ?? [],
    isWhole: readsAll,
  }));
  const accountsOf = await judgeAccountsOfDays(tx, companyId, dayLines);
  const postings = await listRangePostings(tx, companyId, days, itemIds === 'all' ? null : [...itemIds]);
  const postingsOf = groupBy(postings, (row) => `${row.location_id} ${row.for_day}`);
  const books = makeBooks(
    recipes,
    new Map(ingredients.map((row) => [row.id, { baseUnit: row.base_unit }])),
    items,
  );

  const states = [];
  for (const one of dayLines) {
    const { day } = one;
    const { items: dayItems, book } = books(day.business_day);
    const plan = await planDay({
      businessId: day.business_id,
      locationId: day.location_id,
      dayEnd: businessDayEnd(
        day.business_day,
        { zone: day.timezone, startOfDayMinutes: day.start_of_day_minutes },
        day.next_start_ms,
      ),
      accounts: day.accounts,
      lines: one.lines,
      ...accountsOf(one),
      items: dayItems,
      book,
      wasteReasons,
      reported: readsAll ? reportedBy(day) : null,
    });
    states.push({
      day,
      plan,
      state: {
        businessDay: day.business_day,
        lockedUntil,
        postings: postingsOf.get(`${day.location_id} ${day.business_day}`) ?? [],
        planned: plan.entries.filter((entry) => isTouched(entry.itemId)),
      },
    });
  }
  const costs = await loadCostsOn(
    tx,
    companyId,
    states.flatMap(({ state }) => costPoints(state)),
  );
  return states.map(({ day, plan, state }) => {
    const storageUnitId = unitOf(scope, day) as string;
    return { day, plan, storageUnitId, difference: dayDifference(state, storageUnitId, costs) };
  });
}

const unitOf = (scope: Scope, day: KeptDay) =>
  scope.unit === 'linked' ? day.linked_unit_id : (day.day_unit_id ?? day.linked_unit_id);

export function reportedBy(day: KeptDay): PosTotals | null {
  const { reported_lines: lines, reported_quantity: quantity, reported_net_value: netValue } = day;
  return lines === null || quantity === null ? null : { lines, quantity, netValue };
}

/** Items and recipes in the versions that count on a day; worked out once for days between which nothing begins. */
function makeBooks(
  recipes: readonly RecipeVersionRow[],
  ingredients: RecipeBook['ingredients'],
  items: readonly ItemVersions[],
): (day: string) => { items: PlanItem[]; book: RecipeBook } {
  const ofRecipe = groupBy(
    recipes.map((row) => ({ ...row, effectiveFrom: row.effective_from })),
    (row) => row.recipe_id,
  );
  const starts = [
    ...new Set(
      [
        ...recipes.map((row) => row.effective_from),
        ...items.flatMap((item) => item.versions.map((version) => version.effectiveFrom)),
      ].filter((day) => day !== null),
    ),
  ].sort();
  const known = new Map<string, { items: PlanItem[]; book: RecipeBook }>();
  return (day) => {
    const era = starts.findLast((start) => start <= day) ?? '';
    const made = known.get(era) ?? {
      items: items.map(({ versions, ...item }) => ({
        ...item,
        mapping: versionForDay(versions, day) ?? null,
      })),
      book: {
        ingredients,
        recipes: new Map(
          [...ofRecipe].flatMap(([recipeId, versions]) => {
            const version = versionForDay(versions, day);
            if (!version) return [];
            const lines = version.lines.map((line) => ({
              position: line.position,
              ingredientId: line.ingredient_id,
              subRecipeId: line.sub_recipe_id,
              quantity: line.quantity,
              unit: line.unit,
              trimPercent: line.trim_percent,
            }));
            return [[recipeId, { recipeId, versionId: version.version_id, lines }] as const];
          }),
        ),
      },
    };
    known.set(era, made);
    return made;
  };
}
