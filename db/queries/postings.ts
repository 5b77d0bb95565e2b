import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { columnsOf } from './columns-of';
import { listRows } from './rows';
import { uuids } from './sql-parts';

/** An entry of POS usage that is no reversal. */
export interface PostingRow {
  id: string;
  locationId: string;
  /** The business day it was sold on, and the one it is dated: a later one where the former was locked. */
  forDay: string;
  postingDate: string;
  itemId: string | null;
  parentItemId: string | null;
  /** Null of the sale itself. */
  purpose: string | null;
  ingredientId: string;
  storageUnitId: string;
  quantity: string;
  unitCost: string;
  revision: number;
  /** False where it was reversed. */
  isStanding: boolean;
}

/** Those of the items, and of modifiers that were worked out under these (R37). */
export interface PostingsWanted {
  itemIds: readonly string[];
  parentItemIds?: readonly string[];
}

/**
 * Every posting ever made for the days, of these items or (null) of all (R24). Days and reversals are looked
 * up by index: without `offset 0` a planner that knows little of a fresh table compares every entry with
 * every other.
 */
export async function listPostings(
  db: Queryable,
  companyId: string,
  days: readonly { locationId: string; businessDay: string }[],
  wanted: PostingsWanted | null = null,
): Promise<PostingRow[]> {
  if (days.length === 0) return [];
  const asked = columnsOf(days, [
    ['locationId', 'uuid'],
    ['businessDay', 'date'],
  ]);
  const ofItems =
    wanted === null
      ? sql`true`
      : sql`(p.item_id = any(${uuids(wanted.itemIds)}) or p.parent_item_id = any(${uuids(wanted.parentItemIds ?? [])}))`;
  return listRows<PostingRow>(
    db,
    sql`
    select p.id, p.location_id, p.for_day::text, p.business_day::text as posting_date, p.item_id, p.parent_item_id,
      nullif(p.purpose, 'sale') as purpose, p.ingredient_id, p.storage_unit_id, p.quantity::text, p.unit_cost::text, p.revision,
      not exists (select 1 from ledger_entries r
                  where r.company_id = p.company_id and r.reverses_entry_id = p.id offset 0) as is_standing
    from ${asked} as d(location_id, business_day) cross join lateral (
      select * from ledger_entries p
      where p.company_id = ${companyId} and p.location_id = d.location_id and p.for_day = d.business_day and p.reverses_entry_id is null
        and ${ofItems} offset 0) p
    order by p.seq`,
  );
}

export interface NewPosting {
  id: string;
  ingredientId: string;
  storageUnitId: string;
  quantity: string;
  unitCost: string;
  itemId: string | null;
  snapshotId: string;
  /** One of three says what it takes. */
  mappingVersionId: string | null;
  modifierRuleId?: string;
  parentItemId?: string | null;
  purpose?: string;
  /** Of waste (R16). */
  voidReasonVersionId?: string;
  /** Of packaging (R40). */
  packagingRuleId?: string;
  recipeVersionIds: readonly string[] | null;
  sourceLines: readonly number[];
  soldQuantity: string;
  /** Null where `parts` say it. */
  usagePerItem: string | null;
  parts?: readonly { soldQuantity: string; usagePerItem: string; sourceLines: readonly number[] }[];
  revision: number;
}
export interface DayWrite {
  companyId: string;
  locationId: string;
  /** The day sold, and the day the entries are dated: a later one where the former is locked. */
  businessDay: string;
  postingDate: string;
  transferLogId: string;
  createdBy: string;
}

/** Named one by one: copying a posting's properties and leaving some out takes as long as its plan. */
const rowOf = (posting: NewPosting) => ({
  id: posting.id,
  ingredientId: posting.ingredientId,
  storageUnitId: posting.storageUnitId,
  quantity: posting.quantity,
  unitCost: posting.unitCost,
  itemId: posting.itemId,
  snapshotId: posting.snapshotId,
  mappingVersionId: posting.mappingVersionId,
  recipeVersionId: posting.recipeVersionIds?.[0] ?? null,
  recipeVersionIds: posting.recipeVersionIds && `{${posting.recipeVersionIds.join(',')}}`,
  sourceLines: `{${posting.sourceLines.join(',')}}`,
  soldQuantity: posting.soldQuantity,
  usagePerItem: posting.usagePerItem,
  revision: posting.revision,
  parentItemId: posting.parentItemId ?? null,
  modifierRuleId: posting.modifierRuleId ?? null,
  parts: posting.parts
    ? JSON.stringify(
        posting.parts.map((one) => ({
          sold: one.soldQuantity,
          usage: one.usagePerItem,
          lines: one.sourceLines,
        })),
      )
    : null,
  purpose: posting.purpose ?? 'sale',
  voidReasonVersionId: posting.voidReasonVersionId ?? null,
  packagingRuleId: posting.packagingRuleId ?? null,
});

/** All postings of a day in one statement. */
export async function insertPostings(
  db: Queryable,
  write: DayWrite,
  postings: readonly NewPosting[],
): Promise<void> {
  if (postings.length === 0) return;
  const rows = postings.map(rowOf);
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
    ['parentItemId', 'uuid'],
    ['modifierRuleId', 'uuid'],
    ['parts', 'text'],
    ['purpose', 'text'],
    ['voidReasonVersionId', 'uuid'],
    ['packagingRuleId', 'uuid'],
  ]);
  await db.execute(sql`
    insert into ledger_entries (company_id, type, business_day, original_day, source, created_by, location_id, transfer_log_id, id, ingredient_id,
      storage_unit_id, quantity, unit_cost, item_id, snapshot_id, mapping_version_id, recipe_version_id, recipe_version_ids,
      source_lines, sold_quantity, usage_per_item, revision, parent_item_id, modifier_rule_id, usage_parts, purpose,
      void_reason_version_id, packaging_rule_id)
    select ${write.companyId}::uuid, case when reason is null then 'ISSUE' else 'WASTE' end, ${write.postingDate}::date, nullif(${write.businessDay}::date, ${write.postingDate}::date), 'pos', ${write.createdBy}, ${write.locationId}::uuid,
      ${write.transferLogId}::uuid, id, ingredient, unit, quantity, cost, item, snapshot, mapping, recipe, recipes::uuid[], lines::int[], sold, usage, revision, parent, rule, parts::jsonb, purpose, reason, packaging
    from ${columns} as r(id, ingredient, unit, quantity, cost, item, snapshot, mapping, recipe, recipes, lines, sold, usage, revision, parent, rule, parts, purpose, reason, packaging)`);
}
