import { and, asc, eq, getTableColumns, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { storageUnits } from '@/db/schema/inventory';
import { lightspeedLocations } from '@/db/schema/lightspeed';

export type LocationRow = typeof lightspeedLocations.$inferSelect;
export interface ListedLocation extends LocationRow {
  storageUnitName: string | null;
  nameKey: string;
  lastTransfer: {
    log_id: string;
    date: string;
    success: boolean;
    no_data: boolean;
    finished_at: string | null;
  } | null;
}

const lastTransfer = sql<ListedLocation['lastTransfer']>`(
  select json_build_object('log_id', l.id, 'date', l.business_day, 'success', l.success, 'no_data', l.no_data,
    'finished_at', to_char(l.finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from transfer_logs l
  where l.company_id = ${lightspeedLocations.companyId} and l.location_id = ${lightspeedLocations.id}
    and l.finished_at is not null
  order by l.started_at desc, l.id desc limit 1)`;

export async function findLocation(
  db: Queryable,
  companyId: string,
  id: string,
  lock?: 'update',
): Promise<LocationRow | undefined> {
  const query = db
    .select()
    .from(lightspeedLocations)
    .where(and(eq(lightspeedLocations.companyId, companyId), eq(lightspeedLocations.id, id)))
    .limit(1);
  const [row] = await (lock ? query.for('no key update') : query);
  return row;
}

export function listLocationRows(
  db: Queryable,
  companyId: string,
  filter: {
    integrationId?: string;
    id?: string;
    includeArchived: boolean;
    limit: number;
    after?: { name: string; id: string } | undefined;
  },
): Promise<ListedLocation[]> {
  const nameKey = sql<string>`lower(${lightspeedLocations.name})`;
  return db
    .select({
      ...getTableColumns(lightspeedLocations),
      storageUnitName: storageUnits.name,
      nameKey,
      lastTransfer,
    })
    .from(lightspeedLocations)
    .leftJoin(
      storageUnits,
      and(
        eq(storageUnits.companyId, lightspeedLocations.companyId),
        eq(storageUnits.id, lightspeedLocations.storageUnitId),
      ),
    )
    .where(
      and(
        eq(lightspeedLocations.companyId, companyId),
        filter.integrationId ? eq(lightspeedLocations.integrationId, filter.integrationId) : undefined,
        filter.id ? eq(lightspeedLocations.id, filter.id) : undefined,
        filter.includeArchived ? undefined : isNull(lightspeedLocations.archivedAt),
        filter.after
          ? sql`(${nameKey}, ${lightspeedLocations.id}) > (${filter.after.name}, ${filter.after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(nameKey, asc(lightspeedLocations.id))
    .limit(filter.limit);
}

/** All locations of an integration, archived ones too. */
export function listLocationIdentities(db: Queryable, companyId: string, integrationId: string) {
  return db
    .select({
      id: lightspeedLocations.id,
      lightspeedId: lightspeedLocations.lightspeedId,
      businessId: lightspeedLocations.businessId,
      businessName: lightspeedLocations.businessName,
      name: lightspeedLocations.name,
      country: lightspeedLocations.country,
      timezone: lightspeedLocations.timezone,
      currency: lightspeedLocations.currency,
      archivedAt: lightspeedLocations.archivedAt,
    })
    .from(lightspeedLocations)
    .where(
      and(eq(lightspeedLocations.companyId, companyId), eq(lightspeedLocations.integrationId, integrationId)),
    );
}

/**
 * Inserts or updates by Lightspeed id; rows that already say so stay untouched and are not returned (R11).
 */
export async function upsertLocations(
  db: Queryable,
  rows: (typeof lightspeedLocations.$inferInsert)[],
): Promise<{ id: string; lightspeedId: string }[]> {
  if (rows.length === 0) return [];
  return db
    .insert(lightspeedLocations)
    .values(rows)
    .onConflictDoUpdate({
      target: [lightspeedLocations.integrationId, lightspeedLocations.lightspeedId],
      set: {
        businessId: sql`excluded.business_id`,
        businessName: sql`excluded.business_name`,
        name: sql`excluded.name`,
        country: sql`excluded.country`,
        timezone: sql`excluded.timezone`,
        currency: sql`excluded.currency`,
        archivedAt: sql`null`,
        updatedAt: sql`clock_timestamp()`,
      },
      setWhere: sql`row(lightspeed_locations.business_id, lightspeed_locations.business_name, lightspeed_locations.name,
        lightspeed_locations.country, lightspeed_locations.timezone, lightspeed_locations.currency, lightspeed_locations.archived_at)
        is distinct from row(excluded.business_id, excluded.business_name, excluded.name, excluded.country, excluded.timezone,
        excluded.currency, null::timestamptz)`,
    })
    .returning({ id: lightspeedLocations.id, lightspeedId: lightspeedLocations.lightspeedId });
}

export async function archiveLocations(db: Queryable, companyId: string, ids: string[], at: Date) {
  if (ids.length === 0) return;
  await db
    .update(lightspeedLocations)
    .set({ archivedAt: at, updatedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(lightspeedLocations.companyId, companyId),
        inArray(lightspeedLocations.id, ids),
        isNull(lightspeedLocations.archivedAt),
      ),
    );
}

/** Changes a location; Lightspeed's own values come with `upsertLocations`. */
export async function updateLocation(
  db: Queryable,
  companyId: string,
  id: string,
  change: Partial<
    Pick<LocationRow, 'storageUnitId' | 'isActivated' | 'activatedAt' | 'pausedAt' | 'firstBusinessDay'>
  >,
): Promise<void> {
  // Only what people decide is a change of the location itself.
  const touched = 'storageUnitId' in change ? { updatedAt: sql`clock_timestamp()` } : {};
  await db
    .update(lightspeedLocations)
    .set({ ...change, ...touched })
    .where(and(eq(lightspeedLocations.companyId, companyId), eq(lightspeedLocations.id, id)));
}

/** What a day's answer taught of the start of day (R33); what a later day's has taught meanwhile stays. */
export async function updateStartOfDay(
  db: Queryable,
  companyId: string,
  id: string,
  learnt: { startOfDayMinutes: number; startOfDayLearntAt: Date },
): Promise<void> {
  const { startOfDayLearntAt: at } = lightspeedLocations;
  await db
    .update(lightspeedLocations)
    .set(learnt)
    .where(
      and(
        eq(lightspeedLocations.companyId, companyId),
        eq(lightspeedLocations.id, id),
        or(isNull(at), lt(at, learnt.startOfDayLearntAt)),
      ),
    );
}

/** Pauses or resumes the nightly transfer; pausing what is paused already does not make it younger. */
export async function setAutoTransferPaused(
  db: Queryable,
  companyId: string,
  id: string,
  paused: boolean,
  now: Date,
): Promise<void> {
  const l = lightspeedLocations;
  await db
    .update(l)
    .set({
      autoTransferPaused: paused,
      autoTransferPausedAt: paused
        ? sql`case when ${l.autoTransferPaused} then ${l.autoTransferPausedAt} else ${now.toISOString()}::timestamptz end`
        : null,
    })
    .where(and(eq(l.companyId, companyId), eq(l.id, id)));
}

/** Time zone and start of day of the company's live locations (R33). */
export function listLocationDayRules(db: Queryable, companyId: string) {
  return db
    .select({ zone: lightspeedLocations.timezone, startOfDayMinutes: lightspeedLocations.startOfDayMinutes })
    .from(lightspeedLocations)
    .where(and(eq(lightspeedLocations.companyId, companyId), isNull(lightspeedLocations.archivedAt)));
}
