import { and, eq, lt, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { knownDevices, rateBuckets } from '@/db/schema/limits';
import { users } from '@/db/schema/people';

/** A bucket that holds `count` and is filled from empty in `seconds`. */
export interface Bucket {
  key: string;
  count: number;
  seconds: number;
}

/**
 * Takes one from each, in the order given, so that two at once do not wait for each other in a circle; the
 * database decides and its clock refills. Answers the keys of those that were empty.
 */
export async function takeFromBuckets(db: Queryable, buckets: readonly Bucket[]): Promise<string[]> {
  const list = (of: (bucket: Bucket) => string | number) => sql.param(`{${buckets.map(of).join(',')}}`);
  const taken = await db.execute<{ key: string }>(sql`
    insert into rate_buckets as b (key, full_at, period, burst)
    select key, clock_timestamp() + make_interval(secs => seconds / count), make_interval(secs => seconds / count),
      make_interval(secs => seconds)
    from unnest(${list((one) => one.key)}::text[], ${list((one) => one.count)}::float8[],
      ${list((one) => one.seconds)}::float8[]) as t (key, count, seconds)
    on conflict (key) do update
      set full_at = greatest(b.full_at, clock_timestamp()) + excluded.period, period = excluded.period,
        burst = excluded.burst
      where greatest(b.full_at, clock_timestamp()) + excluded.period
        <= clock_timestamp() + excluded.burst + interval '1 millisecond'
    returning key`);
  const keys = new Set(taken.map(({ key }) => key));
  return buckets.flatMap(({ key }) => (keys.has(key) ? [] : [key]));
}

/** Whole seconds until each of these has one again, the longest of them; at least one. */
export async function secondsUntilRefilled(db: Queryable, keys: readonly string[]): Promise<number> {
  const [row] = await db.execute<{ seconds: number | null }>(sql`
    select ceil(max(extract(epoch from full_at + period - burst - clock_timestamp())))::int as seconds
    from rate_buckets where key = any (${sql.param(`{${keys.join(',')}}`)}::text[])`);
  return Math.max(1, row?.seconds ?? 1);
}

/** Puts back what was taken from it. */
export async function giveBackToBucket(db: Queryable, key: string): Promise<void> {
  await db
    .update(rateBuckets)
    .set({ fullAt: sql`${rateBuckets.fullAt} - ${rateBuckets.period}` })
    .where(eq(rateBuckets.key, key));
}

export async function fillBucket(db: Queryable, key: string): Promise<void> {
  await db.delete(rateBuckets).where(eq(rateBuckets.key, key));
}

/** Those that are full again say nothing any more; and devices not used since `usedAfter`. */
export async function deleteSpentLimits(db: Queryable, usedAfter: Date): Promise<void> {
  await db.delete(rateBuckets).where(lt(rateBuckets.fullAt, sql`clock_timestamp()`));
  await db.delete(knownDevices).where(lt(knownDevices.lastUsedAt, usedAfter));
}

/** Whether this device has signed in to the account with this address, since `usedAfter`. */
export async function isKnownDevice(
  db: Queryable,
  { email, deviceHash, usedAfter }: { email: string; deviceHash: string; usedAfter: Date },
): Promise<boolean> {
  const rows = await db
    .select({ userId: knownDevices.userId })
    .from(knownDevices)
    .innerJoin(users, eq(users.id, knownDevices.userId))
    .where(
      and(
        eq(sql`lower(${users.email})`, email),
        eq(knownDevices.deviceHash, deviceHash),
        sql`${knownDevices.lastUsedAt} >= ${usedAfter.toISOString()}::timestamptz`,
      ),
    );
  return rows.length > 0;
}

/** True when the person was not known by it. */
export async function noteDevice(
  db: Queryable,
  { userId, deviceHash, now }: { userId: string; deviceHash: string; now: Date },
): Promise<boolean> {
  const [row] = await db
    .insert(knownDevices)
    .values({ userId, deviceHash, createdAt: now, lastUsedAt: now })
    .onConflictDoUpdate({
      target: [knownDevices.userId, knownDevices.deviceHash],
      set: { lastUsedAt: now },
    })
    .returning({ isNew: sql<boolean>`xmax = 0` });
  return row?.isNew ?? false;
}

export async function forgetDevices(db: Queryable, userId: string): Promise<void> {
  await db.delete(knownDevices).where(eq(knownDevices.userId, userId));
}
