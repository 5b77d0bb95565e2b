import { type MigrationRow, sumMigrationDays } from '@/db/queries/migrations';
import { type Migration, migrationSchema } from '@/lib/contracts/transfers';
import { isErrorCode } from '@/lib/core/error-codes';
import { estimateEnd, isFinal, type MigrationStatus } from '@/lib/core/migration-progress';
import type { ServiceContext } from '../context';

/** The status people and pollers see (R31). */
export async function toMigration(ctx: ServiceContext, row: MigrationRow): Promise<Migration> {
  const sums = await sumMigrationDays(ctx.db, row.companyId, row.id);
  const status = migrationSchema.shape.status.parse(row.status) satisfies MigrationStatus;
  const end = isFinal(status)
    ? null
    : estimateEnd({
        startedAt: row.startedAt,
        now: ctx.clock.now(),
        daysDone: sums.daysDone,
        daysTotal: row.daysTotal,
      });
  const code =
    row.errorCode !== null && isErrorCode(row.errorCode) ? row.errorCode : row.errorCode && 'internal_error';
  return {
    id: row.id,
    location_id: row.locationId,
    status,
    from_day: row.fromDay,
    to_day: row.toDay,
    days_total: row.daysTotal,
    days_done: sums.daysDone,
    current_day: isFinal(status) ? null : row.currentDay,
    entries_written: sums.entriesWritten,
    unmapped_items: sums.unmappedItems,
    started_at: row.startedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
    estimated_end_at: end?.toISOString() ?? null,
    error: code ? { code, message: `the day ${row.errorDay ?? '?'} failed`, day: row.errorDay } : null,
  };
}
