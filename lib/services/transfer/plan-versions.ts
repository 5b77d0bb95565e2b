import type { Queryable } from '@/db/client';
import { findBookedPlan, listSkusSold, loadMappingsWrittenAt, readMoment } from '@/db/queries/booked-plans';
import { loadPlanItems, loadRecipeBook } from '@/db/queries/usage';
import type { RecipeBook } from '@/lib/core/recipe-explosion';
import type { PlanItem, PlanMapping } from '@/lib/core/transfer-plan';

/** When versions were read: of all items, and of those sold on the day only since. */
export interface VersionMoments {
  at: string;
  later: Record<string, string>;
}
export interface PlanVersions {
  items: PlanItem[];
  book: RecipeBook;
  moments: VersionMoments;
}
interface Day {
  companyId: string;
  locationId: string;
  businessId: string;
  businessDay: string;
}

/** Items and recipes as they count on the day now. */
export async function presentVersions(db: Queryable, day: Day): Promise<PlanVersions> {
  // Read first: a version written meanwhile is later than it.
  const at = await readMoment(db);
  const items = await loadPlanItems(db, day.companyId, day.businessId, day.businessDay);
  const book = await loadRecipeBook(db, day.companyId, day.businessDay);
  return { items, book, moments: { at, later: {} } };
}

/**
 * Items and recipes in the versions that the day was booked with, so that only what was sold makes a difference (R32). Items not sold on
 * it before come in their present versions, and keep these in turn. A day not booked yet is planned like any.
 */
export async function bookedVersions(
  db: Queryable,
  day: Day,
  skus: ReadonlySet<string | null>,
): Promise<PlanVersions> {
  const present = await presentVersions(db, day);
  const booked = await findBookedPlan(db, day.companyId, day);
  if (!booked?.snapshot_id) return present;
  const soldBefore = await listSkusSold(db, day.companyId, booked.snapshot_id);
  const { versions_at: at, later_items } = booked;
  const book = await loadRecipeBook(db, day.companyId, day.businessDay, at);
  const later = { ...later_items };
  const versionOf = reader(db, day, at);
  const items: PlanItem[] = [];
  for (const item of present.items) {
    const bore = (sold: ReadonlySet<string | null>) => item.skus.some(({ sku }) => sold.has(sku));
    const isNew = !bore(soldBefore);
    if (isNew && !bore(skus)) continue;
    if (isNew) later[item.id] = present.moments.at;
    items.push({ ...item, mapping: await versionOf(item.id, later[item.id] ?? at) });
  }
  return { items, book, moments: { at, later } };
}

/** An item's mapping as written at a moment, with recipes as written then. */
function reader(db: Queryable, day: Day, at: string) {
  const known = new Map<string, { mappings: Map<string, PlanMapping>; book?: RecipeBook }>();
  return async (itemId: string, moment: string): Promise<PlanMapping | null> => {
    const { companyId, businessDay } = day;
    const written = known.get(moment) ?? {
      mappings: await loadMappingsWrittenAt(db, companyId, businessDay, moment),
      ...(moment !== at && { book: await loadRecipeBook(db, companyId, businessDay, moment) }),
    };
    known.set(moment, written);
    const { mappings, ...other } = written;
    const mapping = mappings.get(itemId);
    return mapping ? { ...mapping, ...other } : null;
  };
}
