import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Queryable } from '@/db/client';
import { nightlyRuns } from '@/db/schema/transfers';
import { columnsOf } from './columns-of';
import { listRows } from './rows';

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

/**
 * One SQL text: drizzle leaves table names out of the columns of a single-table select, also within a
 * sub-select, where they then mean another table.
 */
async function listToPlan(db: Queryable, which: SQL): Promise<LocationToPlan[]> {
  const rows = await listRows<{
    id: string;
    companyId: string;
    timezone: string;
    startOfDayMinutes: number;
    activatedMs: number;
    pausedMs: number | null;
    lastNight: string | null;
  }>(
    db,
    sql`
    select l.id, l.company_id, l.timezone, l.start_of_day_minutes, (extract(epoch from l.activated_at) * 1000)::float8 as activated_ms,
      (extract(epoch from l.paused_at) * 1000)::float8 as paused_ms, n.last_night::text
    from lightspeed_locations l
    cross join lateral (select max(business_day) as last_night from nightly_runs where company_id = l.company_id and location_id = l.id) n
    where ${which} and l.is_activated and l.activated_at is not null and l.archived_at is null
    order by l.id`,
  );
  return rows.map((row) => ({
    id: row.id,
    companyId: row.companyId,
    timezone: row.timezone,
    startOfDayMinutes: row.startOfDayMinutes,
    activatedAt: new Date(row.activatedMs),
    pausedAt: row.pausedMs === null ? null : new Date(row.pausedMs),
    lastNight: row.lastNight,
  }));
}

/**
 * Every location of every company whose nights are to be planned, with the last night planned (R32). System
 * use only.
 */
export const listLocationsToPlan = (db: Queryable) => listToPlan(db, sql`true`);

/** One location as the planner sees it; undefined when it has no nights, being inactive or archived. */
export async function findLocationToPlan(db: Queryable, companyId: string, id: string) {
  return (await listToPlan(db, sql`l.company_id = ${companyId} and l.id = ${id}`))[0];
}

export interface NewNight {
  companyId: string;
  locationId: string;
  businessDay: string;
  status: 'pending' | 'missed';
  notBefore: Date;
}

/**
 * One row a night, all in one statement; a planner that ran twice, or beside another, changes nothing.
 * Returns how many are new.
 */
export async function insertNights(db: Queryable, nights: readonly NewNight[]): Promise<number> {
  if (nights.length === 0) return 0;
  const rows = nights.map((night) => ({ ...night, id: v7(), notBefore: night.notBefore.toISOString() }));
  const columns = columnsOf(rows, [
    ['id', 'uuid'],
    ['companyId', 'uuid'],
    ['locationId', 'uuid'],
    ['businessDay', 'date'],
    ['status', 'text'],
    ['notBefore', 'timestamptz'],
  ]);
  const written = await db.execute(sql`
    insert into nightly_runs (id, company_id, location_id, business_day, status, not_before)
    select r.* from ${columns} as r on conflict (location_id, business_day) do nothing returning 1`);
  return written.length;
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

/** A complete transfer of the day since the night was due, whoever started it, replaces the night. */
const isOpen = sql`${nightlyRuns.status} in ('missed','failed') and not exists (
  select 1 from transfer_logs l
  where l.company_id = ${nightlyRuns.companyId} and l.location_id = ${nightlyRuns.locationId}
    and l.business_day = ${nightlyRuns.businessDay} and l.success and l.is_complete and l.started_at >= ${nightlyRuns.notBefore})`;

/**
 * Nights, of one location or of all, that were left out or failed and that nothing has made up for since,
 * oldest first.
 */
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

/**
 * Makes open nights due at once; one that another person has just asked for is left as it is. Returns the
 * rows it changed.
 */
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

/**
 * Of `days`, those that were transferred before or that a night tried: only these can be read again (R32).
 * Newest first.
 */
export async function listTriedDays(
  db: Queryable,
  companyId: string,
  locationId: string,
  days: readonly string[],
): Promise<string[]> {
  const rows = await listRows<{ day: string }>(
    db,
    sql`
    select business_day::text as day from transfer_logs
    where company_id = ${companyId} and location_id = ${locationId} and (success or "trigger" = 'automatic')
      and business_day in (${sql.join(
        days.map((day) => sql`${day}::date`),
        sql`, `,
      )})
    group by business_day order by business_day desc`,
  );
  return rows.map((row) => row.day);
}
