import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { salesSnapshots } from '@/db/schema/sales';
import { findRow } from './rows';

export type SnapshotRow = typeof salesSnapshots.$inferSelect;

const ofDay = (companyId: string, locationId: string, businessDay: string) =>
  and(
    eq(salesSnapshots.companyId, companyId),
    eq(salesSnapshots.locationId, locationId),
    eq(salesSnapshots.businessDay, businessDay),
  );

/** The newest kept answer for a location's business day. */
export async function findLatestSnapshot(
  db: Queryable,
  companyId: string,
  locationId: string,
  businessDay: string,
) {
  const rows = await db
    .select()
    .from(salesSnapshots)
    .where(ofDay(companyId, locationId, businessDay))
    .orderBy(desc(salesSnapshots.version))
    .limit(1);
  return rows[0];
}

/**
 * Whether an answer is of a run of its day: it was asked for in one, or one took it. Else it was read ahead
 * of a turn that never came, and may be old.
 */
export async function isOfRun(
  db: Queryable,
  kept: Pick<SnapshotRow, 'id' | 'companyId' | 'locationId' | 'businessDay' | 'fetchedAt'>,
): Promise<boolean> {
  const row = await findRow<{ isOfRun: boolean }>(
    db,
    sql`
    select exists (
      select from transfer_logs where company_id = ${kept.companyId} and location_id = ${kept.locationId}
        and business_day = ${kept.businessDay}::date
        and (snapshot_id = ${kept.id} or started_at <= ${kept.fetchedAt.toISOString()}::timestamptz)) as is_of_run`,
  );
  return row?.isOfRun ?? false;
}

/** The same without its body. */
export async function findLatestHead(
  db: Queryable,
  companyId: string,
  locationId: string,
  businessDay: string,
) {
  return db.query.salesSnapshots.findFirst({
    columns: {
      id: true,
      contentHash: true,
      receivedHash: true,
      dataComplete: true,
      nextStartOfDay: true,
      fetchedAt: true,
    },
    where: (kept, { and: all, eq: is }) =>
      all(is(kept.companyId, companyId), is(kept.locationId, locationId), is(kept.businessDay, businessDay)),
    orderBy: (kept) => desc(kept.version),
  });
}

/** Of the bytes of a day's newest kept answer; null where they are not known, or the answer is gone. */
export async function findReceivedHash(
  db: Queryable,
  companyId: string,
  locationId: string,
  businessDay: string,
): Promise<string | null> {
  const rows = await db
    .select({
      hash: sql<
        string | null
      >`case when ${salesSnapshots.raw} is not null then ${salesSnapshots.receivedHash} end`,
    })
    .from(salesSnapshots)
    .where(ofDay(companyId, locationId, businessDay))
    .orderBy(desc(salesSnapshots.version))
    .limit(1);
  return rows[0]?.hash ?? null;
}

/** When a business day ended, as its newest kept answer said. */
export async function findDayEnd(
  db: Queryable,
  companyId: string,
  locationId: string,
  businessDay: string,
): Promise<Date | null> {
  const rows = await db
    .select({ end: salesSnapshots.nextStartOfDay })
    .from(salesSnapshots)
    .where(and(ofDay(companyId, locationId, businessDay), isNotNull(salesSnapshots.nextStartOfDay)))
    .orderBy(desc(salesSnapshots.version))
    .limit(1);
  return rows[0]?.end ?? null;
}

export async function insertSnapshot(db: Queryable, row: typeof salesSnapshots.$inferInsert): Promise<void> {
  await db.insert(salesSnapshots).values(row);
}

/** The same content was answered again: only when, and how complete, changes. */
export async function updateSnapshotSeen(
  db: Queryable,
  companyId: string,
  id: string,
  seen: {
    dataComplete: boolean;
    nextStartOfDay: Date | null;
    receivedHash: string | null;
    confirmedAt: Date;
  },
): Promise<void> {
  await db
    .update(salesSnapshots)
    .set(seen)
    .where(and(eq(salesSnapshots.companyId, companyId), eq(salesSnapshots.id, id)));
}

/** Newest answers of a location that must be read again before they are used (R15). */
export async function listReadAgain(
  db: Queryable,
  companyId: string,
  locationIds: readonly string[] | null,
): Promise<SnapshotRow[]> {
  return db
    .select()
    .from(salesSnapshots)
    .where(
      and(
        eq(salesSnapshots.companyId, companyId),
        locationIds === null ? undefined : inArray(salesSnapshots.locationId, [...locationIds]),
        eq(salesSnapshots.readAgain, true),
      ),
    );
}

/** The answer was read again; it need not be once more. */
export async function updateReadAgain(db: Queryable, companyId: string, id: string): Promise<void> {
  await db
    .update(salesSnapshots)
    .set({ readAgain: false })
    .where(and(eq(salesSnapshots.companyId, companyId), eq(salesSnapshots.id, id)));
}
