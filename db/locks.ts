import { type SQL, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '@/db/client';

/**
 * Every advisory lock of the product, in the order in which a transaction takes them; all are held to its
 * end. Whoever takes two takes them in this order, so nobody waits in a circle. The numbers are seeds of the
 * hash and keep the locks of one id apart:
 *
 * 1. `lockSync` (0): one sync of an integration 2. `lockDay`, `lockAllDays` (26, 24): the business days of a
 * location, by whoever plans them 3. `lockAnswers` (25): the kept answers of a day, in a short transaction of
 * its own 4. `lockLedger` (34, 23), `lockPeriod` (34): the company's locked period, then its receipts 5.
 * `lockRecipes` (0): the company's recipes 6. `lockStorageUnits` (22): the stock of storage units, lowest id
 * first 7. the company's recorded times (22 with the company's id): taken by the trigger `record_entry` for
 * every entry, waited for by
 *     `waitForRecordedUntil`
 *
 * The triggers of db/migrations take 34 (shared) and 22 as well. Upgrades of the schema have a lock of their
 * own (db/migrate.ts).
 */
const lock = (key: SQL, mode: 'alone' | 'shared' = 'alone') =>
  mode === 'alone' ? sql`pg_advisory_xact_lock(${key})` : sql`pg_advisory_xact_lock_shared(${key})`;

const locationKey = (locationId: string) => sql`hashtextextended(${locationId}::uuid::text, 26)`;
const dayKey = (locationId: string, businessDay: string, seed: 24 | 25) =>
  sql`hashtextextended(${`${locationId} ${businessDay}`}, ${sql.raw(String(seed))})`;
const periodKey = (companyId: string) => sql`hashtextextended(${companyId}::uuid::text, 34)`;

const nameKey = (name: string) => sql`hashtextextended(${name}, 0)`;

/**
 * One sync writes at a time per integration, so that its counts are true and rows are not locked crosswise.
 */
export async function lockSync(db: Transaction, integrationId: string): Promise<void> {
  await db.execute(sql`select ${lock(nameKey(`lightspeed-sync:${integrationId}`))}`);
}

/** A transfer's lock on (location, business day) (R24); it shares the location's. */
export async function lockDay(db: Queryable, locationId: string, businessDay: string): Promise<void> {
  await db.execute(sql`select ${lock(locationKey(locationId), 'shared')}`);
  await db.execute(sql`select ${lock(dayKey(locationId, businessDay, 24))}`);
}

/**
 * All days of the company's locations, or of one: no transfer begins or goes on meanwhile. Instead of
 * `lockDay`.
 */
export async function lockAllDays(db: Queryable, companyId: string, locationId?: string): Promise<void> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from lightspeed_locations where company_id = ${companyId} and ${locationId ? sql`id = ${locationId}` : sql`true`} order by id`);
  for (const { id } of rows) await db.execute(sql`select ${lock(locationKey(id))}`);
}

/** One keeper of a day's answer at a time (R25). */
export async function lockAnswers(db: Queryable, locationId: string, businessDay: string): Promise<void> {
  await db.execute(sql`select ${lock(dayKey(locationId, businessDay, 25))}`);
}

/**
 * The company's period, shared, so that it is not locked meanwhile; its receipts, alone for whoever changes
 * them and shared by whoever uses what they cost (R23). Returns the last locked day. Call it before reading
 * what is written is worked out from.
 */
export async function lockLedger(
  db: Transaction,
  companyId: string,
  costs: 'use' | 'change',
): Promise<string | null> {
  await db.execute(sql`select ${lock(periodKey(companyId), 'shared')}`);
  const receipts = sql`hashtextextended(${companyId}::uuid::text, 23)`;
  await db.execute(sql`select ${lock(receipts, costs === 'change' ? 'alone' : 'shared')}`);
  const rows = await db.execute<{ lockedUntil: string }>(
    sql`select locked_until::text as "lockedUntil" from period_locks where company_id = ${companyId}`,
  );
  return rows[0]?.lockedUntil ?? null;
}

/**
 * Waits for every writer that began before; those that begin after see the new locked period (trigger
 * `refuse_locked_day`).
 */
export async function lockPeriod(db: Transaction, companyId: string): Promise<void> {
  await db.execute(sql`select ${lock(periodKey(companyId))}`);
}

/**
 * Saves of a company's recipes follow one another: a cycle of two cannot be closed by two saves at once
 * (R17).
 */
export async function lockRecipes(db: Queryable, companyId: string): Promise<void> {
  await db.execute(sql`select ${lock(nameKey(`recipes:${companyId}`))}`);
}

/**
 * Writers to one storage unit follow one another to their commit; several units in the order of their ids.
 */
export async function lockStorageUnits(db: Transaction, unitIds: readonly string[]): Promise<void> {
  const ids = sql`${sql.param(`{${unitIds.join(',')}}`)}::uuid[]`;
  await db.execute(sql`
    select ${lock(sql`hashtextextended(u.id::text, 22)`)}
    from (select distinct unnest(${ids}) as id order by 1) u`);
}

/**
 * Waits until nothing recorded at or before the moment can still appear: who is writing has ended, and who
 * comes after records a later time (trigger `record_entry`). False when the moment lies ahead of the
 * database's clock, where no answer could last.
 */
export async function waitForRecordedUntil(
  db: Queryable,
  companyId: string,
  knownAt: string,
): Promise<boolean> {
  const [row] = await db.execute<{ isPast: boolean }>(sql`
    select ${lock(sql`hashtextextended(${companyId}, 22)`)}, ${knownAt}::timestamptz <= clock_timestamp() as "isPast"`);
  return row?.isPast ?? false;
}
