import {
  findMigration,
  insertMigrationDay,
  listFinishedDays,
  lockMigration,
  updateActiveMigration,
} from '@/db/queries/migrations';
import { sumEntriesWritten } from '@/db/queries/transfers';
import { daysBackFrom } from '@/lib/core/business-day';
import { DomainError } from '@/lib/core/domain-error';
import { type ErrorCode, isErrorCode } from '@/lib/core/error-codes';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { transferDay } from '../transfer/transfer-day';

export interface MigrationStep {
  /** The day just transferred; null when there was none left. */
  day: string | null;
  /** Nothing more to do: completed, cancelled or failed. */
  isOver: boolean;
}

/**
 * One day of a migration, newest first (R29). What is done is read from our own tables, so a worker that starts anew, or twice, goes on
 * where the last one stopped. Throws the day's error; the caller decides how often to try again.
 */
export async function runMigrationDay(
  ctx: ServiceContext,
  input: { companyId: string; migrationId: string },
): Promise<MigrationStep> {
  const { companyId, migrationId } = input;
  requireCompany(ctx, companyId, 'manage');
  const day = await takeNextDay(ctx, companyId, migrationId);
  if (day === null) return { day: null, isOver: true };
  const migration = await findMigration(ctx.db, companyId, migrationId);
  if (!migration) throw new DomainError('not_found', 'no such migration', { thing: 'migration' });

  const result = await transferDay(ctx, {
    companyId,
    locationId: migration.locationId,
    businessDay: day,
    trigger: 'migration',
    migrationId,
    forceRefresh: true,
  });
  if (!result.success) {
    const code: ErrorCode =
      result.error && isErrorCode(result.error.code) ? result.error.code : 'internal_error';
    throw new DomainError(code, `the day ${day} could not be transferred`, { day });
  }
  await insertMigrationDay(ctx.db, {
    companyId,
    migrationId,
    businessDay: day,
    outcome: result.no_data ? 'no_data' : 'transferred',
    transferLogId: result.log_id,
    // Of all runs of the day: what one wrote before its process died counts too (R31).
    entriesWritten: await sumEntriesWritten(ctx.db, companyId, migration.locationId, day, migrationId),
    unmappedItemIds: result.unmapped_items.map(
      (item) => item.item_id ?? JSON.stringify([item.sku, item.name]),
    ),
  });
  return { day, isOver: false };
}

/** Marks the migration running with its next undone day; completes it when none is left. Null = over. */
async function takeNextDay(
  ctx: ServiceContext,
  companyId: string,
  migrationId: string,
): Promise<string | null> {
  return ctx.db.transaction(async (tx) => {
    const row = await lockMigration(tx, companyId, migrationId);
    if (row?.status !== 'pending' && row?.status !== 'running') return null;
    const done = await listFinishedDays(tx, companyId, migrationId);
    const next = daysBackFrom(row.toDay, row.daysTotal).find((day) => !done.has(day)) ?? null;
    const now = ctx.clock.now();
    const change =
      next === null
        ? { status: 'completed', currentDay: null, finishedAt: now, heartbeatAt: now }
        : { status: 'running', currentDay: next, startedAt: row.startedAt ?? now, heartbeatAt: now };
    await updateActiveMigration(tx, companyId, migrationId, change);
    return next;
  });
}
