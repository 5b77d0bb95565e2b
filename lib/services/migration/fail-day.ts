import { lockMigration, updateActiveMigration } from '@/db/queries/migrations';
import { ERROR_CODES, type ErrorCode } from '@/lib/core/error-codes';
import { dayPauseMs, MAX_DAY_TRIES } from '@/lib/core/migration-progress';
import type { ServiceContext } from '../context';

export interface FailedDay {
  /** The migration has ended, by this or before. */
  isOver: boolean;
  /** When the day is tried again. */
  retryAt: Date | null;
}

/**
 * A failed day is tried again after a growing pause, then fails the migration with its day and code; other
 * days stay (R30). `day`: the one that failed; whichever the migration is at unless said.
 */
export function failDay(
  ctx: ServiceContext,
  failed: { companyId: string; migrationId: string; day?: string },
  code: ErrorCode,
): Promise<FailedDay> {
  const { companyId, migrationId } = failed;
  return ctx.db.transaction(async (tx) => {
    const row = await lockMigration(tx, companyId, migrationId);
    if (row?.status !== 'running') return { isOver: true, retryAt: null };
    const { currentDay: day } = row;
    // Another worker has got past the day meanwhile.
    if (failed.day !== undefined && day !== failed.day) return { isOver: false, retryAt: null };
    const now = ctx.clock.now();
    const dayFailures = row.dayFailures + 1;
    if (!ERROR_CODES[code].retryable || dayFailures >= MAX_DAY_TRIES) {
      const end = { status: 'failed' as const, errorCode: code, errorDay: day, dayFailures, finishedAt: now };
      await updateActiveMigration(tx, companyId, migrationId, end);
      return { isOver: true, retryAt: null };
    }
    const retryAt = new Date(now.getTime() + dayPauseMs(dayFailures));
    await updateActiveMigration(tx, companyId, migrationId, { dayFailures, retryAt, heartbeatAt: now });
    return { isOver: false, retryAt };
  });
}
