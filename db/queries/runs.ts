import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { MigrationRow } from './migrations';
import type { NightlyRunRow } from './nights';
import { listRows } from './rows';

export interface DayRun {
  locationId: string;
  businessDay: string;
  logId: string;
  success: boolean;
  noData: boolean;
  isComplete: boolean;
}

/**
 * The run that speaks for each day of each location of a company, or of one location: its newest successful
 * one, else its newest.
 */
export async function listDayRuns(
  db: Queryable,
  companyId: string,
  fromDay: string,
  locationId?: string,
): Promise<DayRun[]> {
  const rows = await listRows<DayRun>(
    db,
    sql`
    select distinct on (location_id, business_day)
           location_id, business_day::text, id as log_id, success, no_data, is_complete
    from transfer_logs
    where company_id = ${companyId} and business_day >= ${fromDay}::date and finished_at is not null
      and ${locationId === undefined ? sql`true` : sql`location_id = ${locationId}`}
    order by location_id, business_day, success desc, started_at desc, id desc`,
  );
  return rows;
}

/** Nights of a company, or of one of its locations, that are planned and not over, oldest first. */
export async function listWaitingNights(
  db: Queryable,
  companyId: string,
  locationId?: string,
): Promise<
  Pick<NightlyRunRow, 'locationId' | 'businessDay' | 'notBefore' | 'status' | 'attempts' | 'errorCode'>[]
> {
  return db.query.nightlyRuns.findMany({
    columns: {
      locationId: true,
      businessDay: true,
      notBefore: true,
      status: true,
      attempts: true,
      errorCode: true,
    },
    where: (night, { and, eq, inArray }) =>
      and(
        eq(night.companyId, companyId),
        locationId === undefined ? undefined : eq(night.locationId, locationId),
        inArray(night.status, ['pending', 'running']),
      ),
    orderBy: (night) => [night.notBefore, night.businessDay],
  });
}

/** The newest migration of each location of a company. */
export async function listLatestMigrations(
  db: Queryable,
  companyId: string,
  locationId?: string,
): Promise<MigrationRow[]> {
  const newest = db.query.migrations.findMany({
    where: (migration, { and, eq }) =>
      and(
        eq(migration.companyId, companyId),
        locationId === undefined ? undefined : eq(migration.locationId, locationId),
        sql`not exists (select 1 from migrations later
            where later.company_id = ${companyId} and later.location_id = ${migration.locationId}
              and (later.created_at, later.id) > (${migration.createdAt}, ${migration.id}))`,
      ),
  });
  return newest;
}
