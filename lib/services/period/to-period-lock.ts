import type { PeriodLockRow } from '@/db/queries/period-lock';
import type { PeriodLock } from '@/lib/contracts/stock';
import { firstOpenDay } from '@/lib/core/period-lock';

export function toPeriodLock(row: PeriodLockRow | undefined): PeriodLock {
  return {
    locked_until: row?.lockedUntil ?? null,
    first_open_day: row ? firstOpenDay(row.lockedUntil) : null,
    changed_by: row?.changedBy ?? null,
    changed_at: row?.changedAt.toISOString() ?? null,
  };
}
