import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
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

/** A page of a location's runs, newest first; `before` is the last row of the page before. */
export async function listTransferLogs(
  db: Queryable,
  companyId: string,
  locationId: string,
  page: { limit: number; before?: { startedAt: Date; id: string } },
) {
  const { before } = page;
  return db
    .select()
    .from(transferLogs)
    .where(
      and(
        eq(transferLogs.companyId, companyId),
        eq(transferLogs.locationId, locationId),
        before &&
          sql`(date_trunc('milliseconds', ${transferLogs.startedAt}), ${transferLogs.id}) < (${before.startedAt.toISOString()}::timestamptz, ${before.id}::uuid)`,
      ),
    )
    .orderBy(desc(sql`date_trunc('milliseconds', ${transferLogs.startedAt})`), desc(transferLogs.id))
    .limit(page.limit);
}

export async function findTransferLog(db: Queryable, companyId: string, id: string) {
  const rows = await db
    .select()
    .from(transferLogs)
    .where(and(eq(transferLogs.companyId, companyId), eq(transferLogs.id, id)))
    .limit(1);
  return rows[0];
}

/** Entries a migration's runs of one day wrote, also a run that died before it could say so. */
export async function sumEntriesWritten(
  db: Queryable,
  companyId: string,
  locationId: string,
  businessDay: string,
  migrationId: string,
): Promise<number> {
  const rows = await db.execute<{ written: number }>(sql`
    select coalesce(sum(entries_written), 0)::int as written from transfer_logs
    where company_id = ${companyId} and location_id = ${locationId} and business_day = ${businessDay}::date
      and migration_id = ${migrationId}`);
  return rows[0]?.written ?? 0;
}

/** Runs that began long ago and never ended: their process died. Says so; returns how many. */
export async function closeInterruptedLogs(db: Queryable, startedBefore: Date, now: Date): Promise<number> {
  const rows = await db
    .update(transferLogs)
    .set({ success: false, errorCode: 'transfer_interrupted', finishedAt: now })
    .where(and(isNull(transferLogs.finishedAt), lt(transferLogs.startedAt, startedBefore)))
    .returning({ id: transferLogs.id });
  return rows.length;
}
