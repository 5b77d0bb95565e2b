import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { RecipeBook, RecipeLine } from '@/lib/core/recipe-explosion';
import type { PlanItem, PlanMapping } from '@/lib/core/transfer-plan';
import type { BaseUnit } from '@/lib/core/units';
import { columnsOf } from './columns-of';
import { loadSkuSpans, skuColumns } from './former-skus';

/** Items of a business with the mapping version that counts on the day (newest whose effective_from is not after it). */
export async function loadPlanItems(
  db: Queryable,
  companyId: string,
  businessId: string,
  businessDay: string,
): Promise<PlanItem[]> {
  const rows = await db.execute<{
    id: string;
    lightspeed_id: string;
    sku: string | null;
    created_ms: number;
    sku_since_ms: number | null;
    archived_ms: number | null;
    gone_ms: number | null;
    location_ids: string[];
    version_id: string | null;
    state: PlanMapping['state'] | null;
    ingredient_id: string | null;
    recipe_id: string | null;
    quantity: string | null;
    is_subtraction: boolean | null;
    taken_over_from: string | null;
  }>(sql`
    select i.id, i.lightspeed_id, ${skuColumns},
           coalesce((select array_agg(il.location_id::text) from lightspeed_item_locations il
                     where il.company_id = i.company_id and il.item_id = i.id), '{}') as location_ids,
           m.id as version_id, m.state, m.ingredient_id, m.recipe_id, m.quantity::text, m.is_subtraction, m.taken_over_from
    from lightspeed_items i
    left join lateral (
      select v.* from item_mapping_versions v
      where v.company_id = i.company_id and v.item_id = i.id
        and (v.effective_from is null or v.effective_from <= ${businessDay}::date)
      order by v.version desc limit 1) m on true
    where i.company_id = ${companyId} and i.business_id = ${businessId}`);
  const spansOf = await loadSkuSpans(db, companyId);
  return rows.map((row) => ({
    id: row.id,
    lightspeedId: row.lightspeed_id,
    skus: spansOf(row),
    businessId,
    locationIds: row.location_ids,
    archivedAt: row.archived_ms,
    mapping:
      row.version_id === null || row.state === null
        ? null
        : {
            versionId: row.version_id,
            state: row.state,
            ingredientId: row.ingredient_id,
            recipeId: row.recipe_id,
            quantity: row.quantity,
            isSubtraction: row.is_subtraction ?? false,
            takenOverFrom: row.taken_over_from,
          },
  }));
}

/**
 * Every recipe of the company in the version that counts on the day, now or as written at a moment, and the base unit of every
 * ingredient.
 */
export async function loadRecipeBook(
  db: Queryable,
  companyId: string,
  businessDay: string,
  writtenAt?: string,
): Promise<RecipeBook> {
  const isWritten = writtenAt === undefined ? sql`true` : sql`created_at <= ${writtenAt}::timestamptz`;
  const versions = await db.execute<{ recipe_id: string; id: string }>(sql`
    select distinct on (recipe_id) recipe_id, id from recipe_versions
    where company_id = ${companyId} and (effective_from is null or effective_from <= ${businessDay}::date) and ${isWritten}
    order by recipe_id, version desc`);
  // Not a join: a planner without statistics would look through all lines once per version.
  const versionIds = sql`${sql.param(`{${versions.map((row) => row.id).join(',')}}`)}::uuid[]`;
  const lines = await db.execute<{
    version_id: string;
    position: number;
    ingredient_id: string | null;
    sub_recipe_id: string | null;
    quantity: string;
    unit: BaseUnit | null;
    trim_percent: string;
  }>(sql`
    select recipe_version_id as version_id, position, ingredient_id, sub_recipe_id, quantity::text, unit, trim_percent::text
    from recipe_lines where company_id = ${companyId} and recipe_version_id = any(${versionIds}) order by position`);
  const units = await db.execute<{ id: string; base_unit: BaseUnit }>(
    sql`select id, base_unit from ingredients where company_id = ${companyId}`,
  );
  const linesOf = new Map<string, RecipeLine[]>(versions.map((row) => [row.id, []]));
  for (const row of lines) {
    linesOf.get(row.version_id)?.push({
      position: row.position,
      ingredientId: row.ingredient_id,
      subRecipeId: row.sub_recipe_id,
      quantity: row.quantity,
      unit: row.unit,
      trimPercent: row.trim_percent,
    });
  }
  const recipes = new Map(
    versions.map(({ recipe_id: recipeId, id: versionId }) => [
      recipeId,
      { recipeId, versionId, lines: linesOf.get(versionId) ?? [] },
    ]),
  );
  return { recipes, ingredients: new Map(units.map((row) => [row.id, { baseUnit: row.base_unit }])) };
}

export async function loadWasteReasons(db: Queryable, companyId: string): Promise<Set<string>> {
  const rows = await db.execute<{ reason: string }>(
    sql`select reason from waste_reasons where company_id = ${companyId}`,
  );
  return new Set(rows.map((row) => row.reason));
}

export interface DayEntryRow extends Record<string, unknown> {
  id: string;
  item_id: string;
  ingredient_id: string;
  storage_unit_id: string;
  quantity: string;
  unit_cost: string;
  business_day: string;
  revision: number;
  is_standing: boolean;
}

/** Every posting a day ever had, with whether it stands (R24), also those booked later because the day was locked. */
export async function listDayPostings(
  db: Queryable,
  companyId: string,
  locationId: string,
  businessDay: string,
): Promise<DayEntryRow[]> {
  const rows = await db.execute<DayEntryRow>(sql`
    select p.id, p.item_id, p.ingredient_id, p.storage_unit_id, p.quantity::text, p.unit_cost::text, p.business_day::text, p.revision,
           r.id is null as is_standing
    from ledger_entries p
    left join ledger_entries r on r.company_id = p.company_id and r.reverses_entry_id = p.id
    where p.company_id = ${companyId} and p.location_id = ${locationId} and p.for_day = ${businessDay}::date
      and p.reverses_entry_id is null
    order by p.seq`);
  return [...rows];
}

export interface NewPosting {
  id: string;
  ingredientId: string;
  storageUnitId: string;
  quantity: string;
  unitCost: string;
  itemId: string;
  snapshotId: string;
  mappingVersionId: string;
  recipeVersionIds: readonly string[] | null;
  sourceLines: readonly number[];
  soldQuantity: string;
  usagePerItem: string;
  revision: number;
}
export interface DayWrite {
  companyId: string;
  locationId: string;
  /** The day sold, and the day booked: another one where the former is locked. */
  businessDay: string;
  bookedDay: string;
  transferLogId: string;
  createdBy: string;
}

/** All postings of a day in one statement. */
export async function insertPostings(
  db: Queryable,
  write: DayWrite,
  postings: readonly NewPosting[],
): Promise<void> {
  if (postings.length === 0) return;
  const rows = postings.map(({ recipeVersionIds, sourceLines, ...posting }) => ({
    ...posting,
    recipeVersionId: recipeVersionIds?.[0] ?? null,
    recipeVersionIds: recipeVersionIds && `{${recipeVersionIds.join(',')}}`,
    sourceLines: `{${sourceLines.join(',')}}`,
  }));
  const columns = columnsOf(rows, [
    ['id', 'uuid'],
    ['ingredientId', 'uuid'],
    ['storageUnitId', 'uuid'],
    ['quantity', 'numeric'],
    ['unitCost', 'numeric'],
    ['itemId', 'uuid'],
    ['snapshotId', 'uuid'],
    ['mappingVersionId', 'uuid'],
    ['recipeVersionId', 'uuid'],
    // Lists as text: unnest would take an array of arrays apart.
    ['recipeVersionIds', 'text'],
    ['sourceLines', 'text'],
    ['soldQuantity', 'numeric'],
    ['usagePerItem', 'text'],
    ['revision', 'int'],
  ]);
  await db.execute(sql`
    insert into ledger_entries (company_id, type, business_day, original_day, source, created_by, location_id, transfer_log_id, id, ingredient_id,
      storage_unit_id, quantity, unit_cost, item_id, snapshot_id, mapping_version_id, recipe_version_id, recipe_version_ids,
      source_lines, sold_quantity, usage_per_item, revision)
    select ${write.companyId}::uuid, 'ISSUE', ${write.bookedDay}::date, nullif(${write.businessDay}::date, ${write.bookedDay}::date), 'pos', ${write.createdBy}, ${write.locationId}::uuid,
      ${write.transferLogId}::uuid, id, ingredient, unit, quantity, cost, item, snapshot, mapping, recipe, recipes::uuid[], lines::int[], sold, usage, revision
    from ${columns} as r(id, ingredient, unit, quantity, cost, item, snapshot, mapping, recipe, recipes, lines, sold, usage, revision)`);
}
