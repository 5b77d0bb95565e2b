import { and, eq } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { lightspeedLocations } from '@/db/schema/lightspeed';
import { transferLogs } from '@/db/schema/transfers';

export type TransferLogRow = typeof transferLogs.$inferSelect;

export async function insertTransferLog(db: Queryable, row: typeof transferLogs.$inferInsert): Promise<void> {
  await db.insert(transferLogs).values(row);
}

export async function updateTransferLog(
  db: Queryable,
  companyId: string,
  id: string,
  change: Partial<typeof transferLogs.$inferInsert>,
): Promise<void> {
  await db
    .update(transferLogs)
    .set(change)
    .where(and(eq(transferLogs.companyId, companyId), eq(transferLogs.id, id)));
}

export async function findTransferLocation(db: Queryable, companyId: string, id: string) {
  const rows = await db
    .select()
    .from(lightspeedLocations)
    .where(and(eq(lightspeedLocations.companyId, companyId), eq(lightspeedLocations.id, id)))
    .limit(1);
  return rows[0];
}

/** What a day's answer taught about the location: its start of day, or the first day it has (R33, R29). */
export async function saveLearntDay(
  db: Queryable,
  companyId: string,
  id: string,
  learnt: Partial<
    Pick<
      typeof lightspeedLocations.$inferInsert,
      'startOfDayMinutes' | 'startOfDayLearntAt' | 'firstBusinessDay'
    >
  >,
): Promise<void> {
  await db
    .update(lightspeedLocations)
    .set(learnt)
    .where(and(eq(lightspeedLocations.companyId, companyId), eq(lightspeedLocations.id, id)));
}
