import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { nightlyRuns } from '@/db/schema/transfers';

export type NightlyRunRow = typeof nightlyRuns.$inferSelect;

/** Every location of every company whose nights are to be planned, with the last night planned (R32). System use only. */
export async function listLocationsToPlan(db: Queryable) {
  const rows = await db.execute<{
    id: string;
    company_id: string;
    timezone: string;
    start_of_day_minutes: number;
    activated_at: Date | string;
    last_night: string | null;
  }>(sql`
    select l.id, l.company_id, l.timezone, l.start_of_day_minutes, l.activated_at,
           (select max(n.business_day)::text from nightly_runs n where n.company_id = l.company_id and n.location_id = l.id) as last_night
    from lightspeed_locations l
    where l.is_activated and not l.auto_transfer_paused and l.storage_unit_id is not null and l.archived_at is null
      and l.activated_at is not null
    order by l.id`);
  return [...rows];
}

/** One row a night; a planner that ran twice, or beside another, changes nothing. */
export async function insertNight(db: Queryable, row: typeof nightlyRuns.$inferInsert): Promise<void> {
  await db
    .insert(nightlyRuns)
    .values(row)
    .onConflictDoNothing({ target: [nightlyRuns.locationId, nightlyRuns.businessDay] });
}

/** Nights that may run now and were not sent lately. System use only. */
export async function listDueNights(db: Queryable, now: Date, sentBefore: Date): Promise<NightlyRunRow[]> {
  return db
    .select()
    .from(nightlyRuns)
    .where(
      sql`${nightlyRuns.status} in ('pending','running') and ${nightlyRuns.notBefore} <= ${now.toISOString()}::timestamptz
          and (${nightlyRuns.dispatchedAt} is null or ${nightlyRuns.dispatchedAt} < ${sentBefore.toISOString()}::timestamptz)`,
    )
    .orderBy(nightlyRuns.businessDay, nightlyRuns.id)
    .limit(500);
}

export async function findNight(
  db: Queryable,
  companyId: string,
  id: string,
): Promise<NightlyRunRow | undefined> {
  const rows = await db
    .select()
    .from(nightlyRuns)
    .where(and(eq(nightlyRuns.companyId, companyId), eq(nightlyRuns.id, id)))
    .limit(1);
  return rows[0];
}

export async function updateNight(
  db: Queryable,
  companyId: string,
  id: string,
  change: Partial<typeof nightlyRuns.$inferInsert>,
): Promise<void> {
  await db
    .update(nightlyRuns)
    .set(change)
    .where(and(eq(nightlyRuns.companyId, companyId), eq(nightlyRuns.id, id)));
}
