import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { lightspeedLocations } from '@/db/schema/lightspeed';
import { nightlyRuns } from '@/db/schema/transfers';

export type NightlyRunRow = typeof nightlyRuns.$inferSelect;

export interface LocationToPlan {
  id: string;
  companyId: string;
  timezone: string;
  startOfDayMinutes: number;
  activatedAt: Date;
  pausedAt: Date | null;
  lastNight: string | null;
}

async function selectToPlan(db: Queryable, which: SQL | undefined): Promise<LocationToPlan[]> {
  const rows = await db
    .select({
      id: lightspeedLocations.id,
      companyId: lightspeedLocations.companyId,
      timezone: lightspeedLocations.timezone,
      startOfDayMinutes: lightspeedLocations.startOfDayMinutes,
      activatedAt: lightspeedLocations.activatedAt,
      pausedAt: lightspeedLocations.pausedAt,
      lastNight: sql<string | null>`(
        select max(n.business_day)::text from nightly_runs n
        where n.company_id = ${lightspeedLocations.companyId} and n.location_id = ${lightspeedLocations.id})`,
    })
    .from(lightspeedLocations)
    .where(
      and(
        which,
        lightspeedLocations.isActivated,
        isNotNull(lightspeedLocations.activatedAt),
        isNull(lightspeedLocations.archivedAt),
      ),
    )
    .orderBy(lightspeedLocations.id);
  return rows.flatMap((row) => (row.activatedAt === null ? [] : [{ ...row, activatedAt: row.activatedAt }]));
}

/** Every location of every company whose nights are to be planned, with the last night planned (R32). System use only. */
export const listLocationsToPlan = (db: Queryable) => selectToPlan(db, undefined);

/** One location as the planner sees it; undefined when it has no nights, being inactive or archived. */
export async function findLocationToPlan(db: Queryable, companyId: string, id: string) {
  const which = and(eq(lightspeedLocations.companyId, companyId), eq(lightspeedLocations.id, id));
  return (await selectToPlan(db, which))[0];
}

/** One row a night; a planner that ran twice, or beside another, changes nothing. */
export async function insertNight(db: Queryable, row: typeof nightlyRuns.$inferInsert): Promise<void> {
  await db
    .insert(nightlyRuns)
    .values(row)
    .onConflictDoNothing({ target: [nightlyRuns.locationId, nightlyRuns.businessDay] });
}

/** Nights that may run now and were not sent lately, or whose worker fell silent. System use only. */
export async function listDueNights(
  db: Queryable,
  now: Date,
  before: { sent: Date; silent: Date },
): Promise<NightlyRunRow[]> {
  return db
    .select()
    .from(nightlyRuns)
    .where(
      sql`${nightlyRuns.status} in ('pending','running') and ${nightlyRuns.notBefore} <= ${now.toISOString()}::timestamptz
          and (${nightlyRuns.dispatchedAt} is null or ${nightlyRuns.dispatchedAt}
               < case when ${nightlyRuns.status} = 'running' then ${before.silent.toISOString()}::timestamptz
                      else ${before.sent.toISOString()}::timestamptz end)`,
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

/** A complete run since the night was due, by whomever, has done what it would have done. */
const isOpen = sql`${nightlyRuns.status} in ('missed','failed') and not exists (
  select 1 from transfer_logs l
  where l.company_id = ${nightlyRuns.companyId} and l.location_id = ${nightlyRuns.locationId}
    and l.business_day = ${nightlyRuns.businessDay} and l.success and l.is_complete and l.started_at >= ${nightlyRuns.notBefore})`;

/** Nights, of one location or of all, that were left out or failed and that nothing has made up for since, oldest first. */
export async function listOpenNights(
  db: Queryable,
  companyId: string,
  locationId?: string,
): Promise<NightlyRunRow[]> {
  return db
    .select()
    .from(nightlyRuns)
    .where(
      and(
        eq(nightlyRuns.companyId, companyId),
        locationId === undefined ? undefined : eq(nightlyRuns.locationId, locationId),
        isOpen,
      ),
    )
    .orderBy(nightlyRuns.businessDay, nightlyRuns.locationId);
}

/** Makes open nights due at once; one that another person has just asked for is left as it is. Returns the rows it changed. */
export async function requestNights(
  db: Queryable,
  companyId: string,
  ids: string[],
  request: { requestedBy: string; now: Date },
): Promise<NightlyRunRow[]> {
  if (ids.length === 0) return [];
  return db
    .update(nightlyRuns)
    .set({
      status: 'pending',
      attempts: 0,
      errorCode: null,
      notBefore: request.now,
      dispatchedAt: null,
      finishedAt: null,
      requestedBy: request.requestedBy,
    })
    .where(
      and(
        eq(nightlyRuns.companyId, companyId),
        inArray(nightlyRuns.id, ids),
        inArray(nightlyRuns.status, ['missed', 'failed']),
      ),
    )
    .returning();
}

/** Of `days`, those that were transferred before or that a night tried: only these can be read again (R32). Newest first. */
export async function listTriedDays(
  db: Queryable,
  companyId: string,
  locationId: string,
  days: readonly string[],
): Promise<string[]> {
  const rows = await db.execute<{ day: string }>(sql`
    select business_day::text as day from transfer_logs
    where company_id = ${companyId} and location_id = ${locationId} and (success or "trigger" = 'automatic')
      and business_day in (${sql.join(
        days.map((day) => sql`${day}::date`),
        sql`, `,
      )})
    group by business_day order by business_day desc`);
  return rows.map((row) => row.day);
}
