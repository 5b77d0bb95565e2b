import { type SQL, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '@/db/client';
import { findRow, listRows } from '@/db/queries/rows';

/**
 * Every advisory lock of the product, in the order in which a transaction takes them; all are held to its
 * end. Whoever takes two takes them in this order, so that no two transactions wait for each other. A lock is
 * the hash of an id with the number below as its seed, which keeps the locks of one id apart. Landed triggers
 * take 34 (shared), 22 and 36 with a company's id, so these numbers stay.
 */
const SEED = {
  /** One sync of an integration. `lockSync` */
  sync: 20,
  /**
   * The business days of a location, by whoever plans them. `lockDay` shares it, `lockAllDays` takes it
   * alone.
   */
  location: 26,
  /** One business day of a location. `lockDay` */
  day: 24,
  /** The kept answers of a day, in a short transaction of its own. `lockAnswers` */
  answers: 25,
  /** The company's locked period. `lockLedger` shares it, `lockPeriod` takes it alone; triggers share it. */
  period: 34,
  /** The company's receipts, and so what its ingredients cost. `lockLedger` */
  receipts: 23,
  /** The company's recipes. `lockRecipes` */
  recipes: 21,
  /** The stock of a storage unit, several by lowest id first. `lockStorageUnits` */
  storageUnit: 22,
  /**
   * The company's recorded times: taken by trigger `record_entry`, waited for by `waitForRecordedUntil`. A
   * company's id is no unit's.
   */
  recordedTimes: 22,
  /** The company's audit chain, alone, in a transaction of its own: `lockAuditChain`, and its trigger. */
  auditChain: 36,
} as const;
/** Processes that upgrade the schema take turns on it (db/migrate.ts); they take no other. */
export const SCHEMA_LOCK = 7_305_120_446;

type Name = keyof typeof SEED;
const key = (name: Name, id: SQL | string) => sql`hashtextextended(${id}, ${sql.raw(String(SEED[name]))})`;
const lock = (of: SQL) => sql`pg_advisory_xact_lock(${of})`;
const lockShared = (of: SQL) => sql`pg_advisory_xact_lock_shared(${of})`;
/** The id as Postgres writes it, whatever case it was typed in. */
const uuid = (id: string) => sql`${id}::uuid::text`;
const ofDay = (locationId: string, businessDay: string) => `${locationId} ${businessDay}`;

/**
 * One sync writes at a time per integration, so that its counts are true and rows are not locked crosswise.
 */
export async function lockSync(db: Transaction, integrationId: string): Promise<void> {
  await db.execute(sql`select ${lock(key('sync', uuid(integrationId)))}`);
}

/**
 * A transfer's lock on (location, business day) (R24); it shares the location's, taken first. One statement:
 * what a select lists is evaluated from left to right.
 */
export async function lockDay(db: Queryable, locationId: string, businessDay: string): Promise<void> {
  const location = lockShared(key('location', uuid(locationId)));
  await db.execute(sql`select ${location}, ${lock(key('day', ofDay(locationId, businessDay)))}`);
}

/**
 * All days of the company's locations, or of one: no transfer begins or goes on meanwhile. Instead of
 * `lockDay`.
 */
export async function lockAllDays(db: Queryable, companyId: string, locationId?: string): Promise<void> {
  const rows = await listRows<{ id: string }>(
    db,
    sql`
    select id from lightspeed_locations where company_id = ${companyId} and ${locationId ? sql`id = ${locationId}` : sql`true`} order by id`,
  );
  for (const { id } of rows) await db.execute(sql`select ${lock(key('location', uuid(id)))}`);
}

/** One keeper of a day's answer at a time (R25). */
export async function lockAnswers(db: Queryable, locationId: string, businessDay: string): Promise<void> {
  await db.execute(sql`select ${lock(key('answers', ofDay(locationId, businessDay)))}`);
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
  const period = lockShared(key('period', uuid(companyId)));
  const receipts = key('receipts', uuid(companyId));
  // Taken in this order; what is asked after them is asked by a statement of its own, which sees what their
  // former holders wrote.
  await db.execute(sql`select ${period}, ${costs === 'change' ? lock(receipts) : lockShared(receipts)}`);
  const locked = await findRow<{ lockedUntil: string }>(
    db,
    sql`select locked_until::text from period_locks where company_id = ${companyId}`,
  );
  return locked?.lockedUntil ?? null;
}

/**
 * Waits for every writer that began before; those that begin after see the new locked period (trigger
 * `refuse_locked_day`).
 */
export async function lockPeriod(db: Transaction, companyId: string): Promise<void> {
  await db.execute(sql`select ${lock(key('period', uuid(companyId)))}`);
}

/**
 * Saves of a company's recipes follow one another: a cycle of two cannot be closed by two saves at once
 * (R17).
 */
export async function lockRecipes(db: Queryable, companyId: string): Promise<void> {
  await db.execute(sql`select ${lock(key('recipes', uuid(companyId)))}`);
}

/**
 * Writers to one storage unit follow one another to their commit; several units in the order of their ids.
 */
export async function lockStorageUnits(db: Transaction, unitIds: readonly string[]): Promise<void> {
  const ids = sql`${sql.param(`{${unitIds.join(',')}}`)}::uuid[]`;
  await db.execute(sql`
    select ${lock(key('storageUnit', sql`u.id::text`))}
    from (select distinct unnest(${ids}) as id order by 1) u`);
}

/** One keeper of a company's audit chain at a time. */
export async function lockAuditChain(db: Transaction, companyId: string): Promise<void> {
  await db.execute(sql`select ${lock(key('auditChain', uuid(companyId)))}`);
}

/** The company's recorded times, as a writer's first entry takes them. */
export async function lockRecordedTimes(db: Queryable, companyId: string): Promise<void> {
  await db.execute(sql`select ${lock(key('recordedTimes', uuid(companyId)))}`);
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
  // One statement: the clock is read while the lock is held, also outside a transaction.
  const row = await findRow<{ isPast: boolean }>(
    db,
    sql`
    select ${lock(key('recordedTimes', uuid(companyId)))}, ${knownAt}::timestamptz <= clock_timestamp() as is_past`,
  );
  return row?.isPast ?? false;
}
