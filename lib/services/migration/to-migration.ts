import { listMigrationTotals, type MigrationRow, type MigrationTotals } from '@/db/queries/migrations';
import { type Migration, migrationSchema } from '@/lib/contracts/transfers';
import { isErrorCode } from '@/lib/core/error-codes';
import { estimateEnd, isFinal, type MigrationStatus } from '@/lib/core/migration-progress';
import type { ServiceContext } from '../context';

/** The status people and pollers see (R31). */
export async function toMigration(ctx: ServiceContext, row: MigrationRow): Promise<Migration> {
  const [migration] = await toMigrations(ctx, row.companyId, [row]);
  return migration as Migration;
}

/** The same of several of a company, with one query for all. */
export async function toMigrations(
  ctx: ServiceContext,
  companyId: string,
  rows: readonly MigrationRow[],
): Promise<Migration[]> {
  const ids = rows.map((row) => row.id);
  const totals = await listMigrationTotals(ctx.db, companyId, ids);
  const none = { daysDone: 0, entriesWritten: 0, unmappedItems: 0 };
  return rows.map((row) => withTotals(row, totals.get(row.id) ?? none, ctx.clock.now()));
}

function withTotals(row: MigrationRow, totals: MigrationTotals, now: Date): Migration {
  const status = migrationSchema.shape.status.parse(row.status) satisfies MigrationStatus;
  const end = isFinal(status)
    ? null
    : estimateEnd({
        startedAt: row.startedAt,
        now,
        daysDone: totals.daysDone,
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
    days_done: totals.daysDone,
    current_day: isFinal(status) ? null : row.currentDay,
    entries_written: totals.entriesWritten,
    unmapped_items: totals.unmappedItems,
    started_at: row.startedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
    estimated_end_at: end?.toISOString() ?? null,
    error: code ? { code, message: `the day ${row.errorDay ?? '?'} failed`, day: row.errorDay } : null,
  };
}
