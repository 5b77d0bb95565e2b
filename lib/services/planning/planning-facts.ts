import type { Queryable } from '@/db/client';
import { listPackagingVersions, type PackagingVersion } from '@/db/queries/packaging';
import {
  type ItemVersions,
  listIngredientUnits,
  listItemVersions,
  listRecipeLines,
  listRecipeVersions,
  type RecipeVersionRow,
} from '@/db/queries/plan-inputs';
import { findPlanStart, type PlanStart } from '@/db/queries/plan-start';
import { listVoidReasonVersions, type VoidReasonVersion } from '@/db/queries/void-reasons';
import { groupBy } from '@/lib/core/group-by';

type IngredientUnits = Awaited<ReturnType<typeof listIngredientUnits>>;
type RecipeLines = Awaited<ReturnType<typeof listRecipeLines>>;

/** What a company has said that days are planned from, in all versions. */
export interface PlanningFacts {
  /** At least what `listItemVersions` gives for these SKUs; with others beside, where more is known. */
  items(businessIds: readonly string[], skus: readonly string[]): Promise<readonly ItemVersions[]>;
  recipes(): Promise<readonly RecipeVersionRow[]>;
  /** Of each of the recipe versions its lines, in order. */
  recipeLines(versionIds: readonly string[]): Promise<ReadonlyMap<string, RecipeLines>>;
  ingredientUnits(): Promise<IngredientUnits>;
  voidReasons(): Promise<readonly VoidReasonVersion[]>;
  packaging(): Promise<readonly PackagingVersion[]>;
}

/** What was read of a company, and when that was. */
interface Known {
  seen: string;
  /** Milliseconds, by `performance.now()`. */
  readAt: number;
  businessIds: ReadonlySet<string>;
  skus: ReadonlySet<string>;
  items: readonly ItemVersions[];
  recipes?: readonly RecipeVersionRow[];
  recipeLines: ReadonlyMap<string, RecipeLines>;
  ingredientUnits?: IngredientUnits;
  voidReasons?: readonly VoidReasonVersion[];
  packaging?: readonly PackagingVersion[];
}

/** Companies kept at a time: those whose days are being planned; a large catalogue takes megabytes. */
const MAX_COMPANIES = 4;
/** Far below the time for which changes are kept (`deletePlanChanges`). */
const MAX_AGE_MS = 60_000;
/** SKUs up to which what another day sold is read along. */
const MAX_SKUS = 5000;

/**
 * Of this process: the days of a migration, and of a night's locations, are planned from the same. Asked
 * before each use is whether anything was changed since (0089, 0099).
 */
const knownOf = new Map<string, Known>();

/**
 * The start of a plan with what it is planned from: as it was read before, where nothing has changed since.
 */
export async function loadPlanningFacts(
  tx: Queryable,
  companyId: string,
): Promise<{ start: PlanStart; facts: PlanningFacts }> {
  const before = knownOf.get(companyId);
  const recent = before && performance.now() - before.readAt < MAX_AGE_MS ? before : undefined;
  const start = await findPlanStart(tx, companyId, recent?.seen ?? null);
  // What this transaction has changed may still be taken back.
  if (start.hasOwnChange) return { start, facts: factsOf(tx, companyId, nothing(start.seen)) };
  const known = recent && start.isKnown ? recent : nothing(start.seen);
  keep(companyId, known);
  return { start, facts: factsOf(tx, companyId, known) };
}

const nothing = (seen: string): Known => ({
  ...{ seen, readAt: performance.now() },
  ...{ businessIds: new Set(), skus: new Set(), items: [], recipeLines: new Map() },
});

/** The one longest unused goes first. */
function keep(companyId: string, known: Known): void {
  knownOf.delete(companyId);
  knownOf.set(companyId, known);
  for (const oldest of knownOf.keys()) {
    if (knownOf.size <= MAX_COMPANIES) break;
    knownOf.delete(oldest);
  }
}

/** Reads what is not known yet. A read that fails leaves what is known as it was. */
function factsOf(tx: Queryable, companyId: string, known: Known): PlanningFacts {
  return {
    async items(businessIds, skus) {
      const isRead =
        businessIds.every((id) => known.businessIds.has(id)) && skus.every((sku) => known.skus.has(sku));
      if (isRead) return known.items;
      const all = new Set([...known.skus, ...skus]);
      if (all.size > MAX_SKUS) return listItemVersions(tx, companyId, businessIds, skus);
      const businesses = new Set([...known.businessIds, ...businessIds]);
      const items = await listItemVersions(tx, companyId, [...businesses], [...all]);
      Object.assign(known, { businessIds: businesses, skus: all, items });
      return items;
    },
    async recipes() {
      known.recipes ??= await listRecipeVersions(tx, companyId);
      return known.recipes;
    },
    async recipeLines(versionIds) {
      const missing = versionIds.filter((id) => !known.recipeLines.has(id));
      if (missing.length > 0) {
        const read = groupBy(await listRecipeLines(tx, companyId, missing), (line) => line.versionId);
        const lines = new Map(known.recipeLines);
        for (const id of missing) lines.set(id, read.get(id) ?? []);
        known.recipeLines = lines;
      }
      return known.recipeLines;
    },
    async ingredientUnits() {
      known.ingredientUnits ??= await listIngredientUnits(tx, companyId);
      return known.ingredientUnits;
    },
    async voidReasons() {
      known.voidReasons ??= await listVoidReasonVersions(tx, companyId);
      return known.voidReasons;
    },
    async packaging() {
      known.packaging ??= await listPackagingVersions(tx, companyId);
      return known.packaging;
    },
  };
}
