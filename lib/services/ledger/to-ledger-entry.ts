import type { EntryRow } from '@/db/queries/ledger';
import { type LedgerEntry, ledgerEntrySchema } from '@/lib/contracts/inventory';
import { canonical } from '@/lib/core/quantity';

export function toLedgerEntry(row: EntryRow): LedgerEntry {
  return ledgerEntrySchema.parse({
    id: row.id,
    type: row.type,
    ingredient_id: row.ingredient_id,
    ingredient_name: row.ingredient_name,
    base_unit: row.base_unit,
    storage_unit_id: row.storage_unit_id,
    storage_unit_name: row.storage_unit_name,
    quantity: canonical(row.quantity),
    unit_cost: canonical(row.unit_cost),
    value: canonical(row.value),
    date: row.business_day,
    source: {
      kind: row.source,
      location_id: row.location_id,
      item_id: row.item_id,
      item_name: row.item_name,
      transfer_log_id: row.transfer_log_id,
      mapping_version_id: row.mapping_version_id,
      recipe_version_id: row.recipe_version_id,
      sold_quantity: row.sold_quantity === null ? null : canonical(row.sold_quantity),
      batch_id: row.batch_id,
    },
    note: row.note,
    reverses_entry_id: row.reverses_entry_id,
    reversed_by_entry_id: row.reversed_by_entry_id,
    recorded_at: new Date(row.recorded_at).toISOString(),
  });
}
