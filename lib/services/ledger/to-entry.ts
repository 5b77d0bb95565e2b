import type { ListedEntry } from '@/db/queries/ledger-entries';
import type { LedgerEntry } from '@/lib/contracts/ledger';
import { canonical } from '@/lib/core/quantity';

export function toEntry(row: ListedEntry): LedgerEntry {
  return {
    id: row.id,
    type: row.type,
    ingredient_id: row.ingredientId,
    ingredient_name: row.ingredientName,
    base_unit: row.baseUnit,
    storage_unit_id: row.storageUnitId,
    storage_unit_name: row.storageUnitName,
    quantity: canonical(row.quantity),
    unit_cost: canonical(row.unitCost),
    value: canonical(row.value),
    date: row.businessDay,
    original_date: row.originalDay,
    cause: row.cause,
    reason: row.reason,
    source: {
      kind: row.source,
      location_id: row.locationId,
      item_id: row.itemId,
      item_name: row.itemName,
      parent_item_id: row.parentItemId,
      parent_item_name: row.parentItemName,
      transfer_log_id: row.transferLogId,
      mapping_version_id: row.mappingVersionId,
      modifier_rule_id: row.modifierRuleId,
      packaging_rule_id: row.packagingRuleId,
      recipe_version_id: row.recipeVersionId,
      void_reason: row.voidReason,
      sold_quantity: row.soldQuantity === null ? null : canonical(row.soldQuantity),
      batch_id: row.batchId,
      count_id: row.countId,
    },
    note: row.note,
    reverses_entry_id: row.reversesEntryId,
    reversed_by_entry_id: row.reversedByEntryId,
    recorded_at: row.recordedAt.toISOString(),
  };
}
