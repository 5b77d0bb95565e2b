import type { TransferLogRow } from '@/db/queries/transfers';
import { type TransferLog, transferLogSchema } from '@/lib/contracts/transfers';

function causeOf(row: TransferLogRow): TransferLog['cause'] {
  if (row.causeItemId !== null)
    return { kind: 'mapping', id: row.causeItemId, name: row.causeItemName ?? '' };
  if (row.causeSetting !== null) return { kind: row.causeSetting, id: null, name: '' };
  if (row.causeRecipeId === null) return null;
  return { kind: 'recipe', id: row.causeRecipeId, name: row.causeRecipeName ?? '' };
}

/** A stored run in the words of the contract; its JSON columns are checked on the way out. */
export function toTransferLog(row: TransferLogRow, locationName: string): TransferLog {
  const details = row.errorDetails === null ? {} : { details: row.errorDetails };
  return transferLogSchema.parse({
    id: row.id,
    location_id: row.locationId,
    location_name: locationName,
    storage_unit_id: row.storageUnitId,
    date: row.businessDay,
    trigger: row.trigger,
    cause: causeOf(row),
    force_refresh: row.forceRefresh,
    success: row.success,
    no_data: row.noData,
    is_complete: row.isComplete,
    stats: row.stats,
    unmapped_items: row.unmappedItems,
    held_names: row.heldNames,
    skipped_lines: row.skippedLines,
    failed_lines: row.failedLines,
    warnings: row.warnings,
    error: row.errorCode === null ? null : { code: row.errorCode, message: row.errorCode, ...details },
    started_at: row.startedAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
  });
}
