import { eq, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '@/db/client';
import { periodLocks } from '@/db/schema/counts';

export type PeriodLockRow = typeof periodLocks.$inferSelect;

export async function findPeriodLock(db: Queryable, companyId: string): Promise<PeriodLockRow | undefined> {
  const [row] = await db.select().from(periodLocks).where(eq(periodLocks.companyId, companyId));
  return row;
}

export async function savePeriodLock(
  db: Transaction,
  companyId: string,
  lockedUntil: string | null,
  changedBy: string,
): Promise<PeriodLockRow | undefined> {
  if (lockedUntil === null) {
    await db.delete(periodLocks).where(eq(periodLocks.companyId, companyId));
    return undefined;
  }
  const change = { lockedUntil, changedBy, changedAt: sql`clock_timestamp()` };
  const [row] = await db
    .insert(periodLocks)
    .values({ companyId, ...change })
    .onConflictDoUpdate({ target: periodLocks.companyId, set: change })
    .returning();
  return row;
}
