import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { listRows } from './rows';

const json = (rows: readonly unknown[]) => sql`${JSON.stringify(rows)}::text::jsonb`;

export interface NewReversal {
  original: string;
  id: string;
  /** The run that takes this one back; left out, the one of the whole write. */
  transferLogId?: string | null;
}
export interface ReversalWrite {
  companyId: string;
  createdBy: string;
  cause: string | null;
  /** The run that takes POS usage back; null keeps the original's. */
  transferLogId: string | null;
  /** The correction's batch; null keeps the original's. */
  batchId: string | null;
  note: string | null;
  /** Originals of earlier days are taken back on this one, with a reference; null when no day is locked. */
  firstOpenDay: string | null;
}

/** The day a row is booked on, and the one it is for where they differ. */
const bookedOn = (day: SQL, firstOpenDay: string | null) =>
  firstOpenDay === null ? day : sql`greatest(${day}, ${firstOpenDay}::date)`;

/** Where a reversal that was written sits. */
export interface ReversalRow {
  type: string;
  ingredientId: string;
  storageUnitId: string;
  businessDay: string;
  /** Whether it takes back the ADJUSTMENT of a count. */
  isCount: boolean;
}

/**
 * Reverses entries: each reversal copies its original with the sign turned (R22). Gives what was written:
 * fewer rows than asked for when an original is not one of the company. The second of two reversals of an
 * entry fails on `ledger_entries_reverses_key`.
 */
export async function insertReversals(
  db: Transaction,
  write: ReversalWrite,
  reversals: readonly NewReversal[],
): Promise<ReversalRow[]> {
  if (reversals.length === 0) return [];
  const day = bookedOn(sql`o.business_day`, write.firstOpenDay);
  const rows = reversals.map(({ original, id, transferLogId }) => ({
    original,
    id,
    transfer_log_id: transferLogId ?? null,
  }));
  return listRows<ReversalRow>(
    db,
    sql`
    insert into ledger_entries (id, company_id, type, ingredient_id, storage_unit_id, quantity, unit_cost, business_day, original_day, source,
      created_by, cause, note, reason, batch_id, batch_line, count_id, reverses_entry_id, location_id, item_id, transfer_log_id, snapshot_id,
      mapping_version_id, recipe_version_id, recipe_version_ids, source_lines, sold_quantity, usage_per_item, revision,
      parent_item_id, modifier_rule_id, usage_parts, purpose, void_reason_version_id, packaging_rule_id)
    select r.id, o.company_id, o.type, o.ingredient_id, o.storage_unit_id, -o.quantity, o.unit_cost, ${day}, nullif(o.for_day, ${day}), o.source,
      ${write.createdBy}, ${write.cause}, coalesce(${write.note}, o.note), o.reason, coalesce(${write.batchId}::uuid, o.batch_id), o.batch_line, o.count_id, o.id,
      o.location_id, o.item_id, case when o.transfer_log_id is null then null else coalesce(r.transfer_log_id, ${write.transferLogId}::uuid, o.transfer_log_id) end,
      o.snapshot_id, o.mapping_version_id, o.recipe_version_id, o.recipe_version_ids, o.source_lines, o.sold_quantity, o.usage_per_item, o.revision,
      o.parent_item_id, o.modifier_rule_id, o.usage_parts, o.purpose, o.void_reason_version_id, o.packaging_rule_id
    from jsonb_to_recordset(${json(rows)}) as r(original uuid, id uuid, transfer_log_id uuid)
    join ledger_entries o on o.id = r.original and o.company_id = ${write.companyId}
    returning type, ingredient_id, storage_unit_id, business_day::text,
      count_id is not null as is_count`,
  );
}

/** Posts reversed entries again at another unit cost (R23); everything else is as it was. */
export async function insertRevalued(
  db: Transaction,
  write: { companyId: string; createdBy: string },
  entries: readonly { original: string; id: string; unitCost: string }[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ original, id, unitCost }) => ({ original, id, unit_cost: unitCost }));
  await db.execute(sql`
    insert into ledger_entries (id, company_id, type, ingredient_id, storage_unit_id, quantity, unit_cost, business_day, original_day, source,
      created_by, cause, note, reason, batch_id, batch_line, count_id, location_id, item_id, transfer_log_id, snapshot_id,
      mapping_version_id, recipe_version_id, recipe_version_ids, source_lines, sold_quantity, usage_per_item, revision,
      parent_item_id, modifier_rule_id, usage_parts, purpose, void_reason_version_id, packaging_rule_id)
    select r.id, o.company_id, o.type, o.ingredient_id, o.storage_unit_id, o.quantity, r.unit_cost, o.business_day, o.original_day, o.source,
      ${write.createdBy}, 'revaluation', o.note, o.reason, o.batch_id, o.batch_line, o.count_id, o.location_id, o.item_id, o.transfer_log_id, o.snapshot_id,
      o.mapping_version_id, o.recipe_version_id, o.recipe_version_ids, o.source_lines, o.sold_quantity, o.usage_per_item, o.revision + 1,
      o.parent_item_id, o.modifier_rule_id, o.usage_parts, o.purpose, o.void_reason_version_id, o.packaging_rule_id
    from jsonb_to_recordset(${json(rows)}) as r(original uuid, id uuid, unit_cost numeric)
    join ledger_entries o on o.id = r.original and o.company_id = ${write.companyId}`);
}
