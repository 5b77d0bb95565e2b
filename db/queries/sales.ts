import { and, asc, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { saleLines, salesSnapshots } from '@/db/schema/transfers';
import type { PlanLine } from '@/lib/core/transfer-plan';
import { columnsOf } from './columns-of';

export type SnapshotRow = typeof salesSnapshots.$inferSelect;

/** A line as read from Lightspeed; times are ISO 8601 text. */
export interface NewSaleLine extends PlanLine {
  timeClosed: string | null;
  parentLineId: string | null;
  timeOfSale: string | null;
}

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
    .where(
      and(
        eq(salesSnapshots.companyId, companyId),
        eq(salesSnapshots.locationId, locationId),
        eq(salesSnapshots.businessDay, businessDay),
      ),
    )
    .orderBy(desc(salesSnapshots.version))
    .limit(1);
  return rows[0];
}

/** The same without its body. */
export async function findLatestHead(
  db: Queryable,
  companyId: string,
  locationId: string,
  businessDay: string,
) {
  return db.query.salesSnapshots.findFirst({
    columns: { id: true, contentHash: true, nextStartOfDay: true, fetchedAt: true },
    where: (kept, { and: all, eq: is }) =>
      all(is(kept.companyId, companyId), is(kept.locationId, locationId), is(kept.businessDay, businessDay)),
    orderBy: (kept) => desc(kept.version),
  });
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
    .where(
      and(
        eq(salesSnapshots.companyId, companyId),
        eq(salesSnapshots.locationId, locationId),
        eq(salesSnapshots.businessDay, businessDay),
        isNotNull(salesSnapshots.nextStartOfDay),
      ),
    )
    .orderBy(desc(salesSnapshots.version))
    .limit(1);
  return rows[0]?.end ?? null;
}

export async function insertSnapshot(db: Queryable, row: typeof salesSnapshots.$inferInsert): Promise<void> {
  await db.insert(salesSnapshots).values(row);
}

/** The same content was answered again: only when, and how complete, changes. */
export async function confirmSnapshot(
  db: Queryable,
  companyId: string,
  id: string,
  seen: { dataComplete: boolean; nextStartOfDay: Date | null; confirmedAt: Date },
): Promise<void> {
  await db
    .update(salesSnapshots)
    .set(seen)
    .where(and(eq(salesSnapshots.companyId, companyId), eq(salesSnapshots.id, id)));
}

/** All lines of a day in one statement, whatever their number. */
export async function insertSaleLines(
  db: Queryable,
  companyId: string,
  snapshotId: string,
  lines: readonly NewSaleLine[],
): Promise<void> {
  if (lines.length === 0) return;
  const columns = columnsOf(lines, [
    ['seq', 'int'],
    ['accountId', 'text'],
    ['accountType', 'text'],
    ['accountCancelled', 'boolean'],
    ['previousAccountId', 'text'],
    ['receiptId', 'text'],
    ['timeClosed', 'timestamptz'],
    ['lineId', 'text'],
    ['parentLineId', 'text'],
    ['sku', 'text'],
    ['name', 'text'],
    ['quantity', 'numeric'],
    ['netValue', 'numeric'],
    ['voidReason', 'text'],
    ['timeOfSale', 'timestamptz'],
    ['problem', 'text'],
  ]);
  await db.execute(sql`
    insert into sale_lines (company_id, snapshot_id, seq, account_id, account_type, account_cancelled, previous_account_id, receipt_id,
                            time_closed, line_id, parent_line_id, sku, name, quantity, net_value, void_reason, time_of_sale, problem)
    select ${companyId}::uuid, ${snapshotId}::uuid, r.* from ${columns} as r`);
}

/** The accounts behind a snapshot's lines, and the cancelled ones without lines. */
export async function insertSaleAccounts(
  db: Queryable,
  owner: { companyId: string; locationId: string; snapshotId: string },
  lines: readonly NewSaleLine[],
  cancelledAccountIds: readonly string[],
): Promise<void> {
  const accounts = new Map<
    string,
    { id: string; previous: string | null; closed: string | null; cancelled: boolean }
  >();
  for (const id of cancelledAccountIds) {
    accounts.set(id, { id, previous: null, closed: null, cancelled: true });
  }
  for (const line of lines) {
    // A nameless account is named by its place in the answer: every day has the same ones.
    if (line.problem === 'account_without_id' || line.problem === 'account_malformed') continue;
    const known = accounts.get(line.accountId);
    accounts.set(line.accountId, {
      id: line.accountId,
      previous: known?.previous ?? line.previousAccountId,
      closed: known?.closed ?? line.timeClosed,
      cancelled: line.accountCancelled || (known?.cancelled ?? false),
    });
  }
  if (accounts.size === 0) return;
  const columns = columnsOf(
    [...accounts.values()],
    [
      ['id', 'text'],
      ['previous', 'text'],
      ['closed', 'timestamptz'],
      ['cancelled', 'boolean'],
    ],
  );
  await db.execute(sql`
    insert into sale_accounts (company_id, location_id, snapshot_id, account_id, previous_account_id, time_closed, cancelled)
    select ${owner.companyId}::uuid, ${owner.locationId}::uuid, ${owner.snapshotId}::uuid, r.* from ${columns} as r`);
}

interface DayKey {
  companyId: string;
  locationId: string;
  businessDay: string;
}
/** Days apart within which an account id means the same account. */
const SAME_ACCOUNT_DAYS = 90;
/**
 * Of `found` (rows with a `snapshot_id`), those in the newest kept answer of another day of the location. Materialized: a planner that takes
 * the days for few looks for all accounts anew on each of them.
 */
const onOtherDays = (day: DayKey, found: SQL) => sql`
  with f as materialized (${found})
  select f.*, s.business_day from f
  join sales_snapshots s on s.company_id = ${day.companyId} and s.id = f.snapshot_id
  where s.business_day <> ${day.businessDay}::date
    and s.business_day between ${day.businessDay}::date - ${SAME_ACCOUNT_DAYS}::int and ${day.businessDay}::date + ${SAME_ACCOUNT_DAYS}::int
    and not exists (select 1 from sales_snapshots n where n.location_id = s.location_id and n.business_day = s.business_day
                                                      and n.version > s.version)`;
const accountsOf = (day: DayKey, snapshotId: string) =>
  sql`select * from sale_accounts where company_id = ${day.companyId} and snapshot_id = ${snapshotId}`;
/** An account of another answer: the same location's, looked up by index. */
const sameLocation = (day: DayKey) =>
  sql`o.company_id = ${day.companyId} and o.location_id = ${day.locationId}`;

/**
 * Accounts of other answers that are one of `mine` by `is`, each looked up by index: without `offset 0` a planner that has not seen the
 * table grow yet compares every account with every other.
 */
const othersLike = (day: DayKey, own: SQL, is: SQL) => sql`
  select o.account_id, o.snapshot_id from mine m cross join lateral (
    select o.account_id, o.snapshot_id from sale_accounts o
    where ${sameLocation(day)} and ${is} and o.snapshot_id <> all (${own}) offset 0) o`;

/** Of a snapshot's accounts and those they follow, the ones that another day's answer calls cancelled (R15). */
export async function listCancelledElsewhere(
  db: Queryable,
  day: DayKey,
  snapshotId: string,
): Promise<string[]> {
  const found = othersLike(day, sql`array[${snapshotId}::uuid]`, sql`o.account_id = m.id and o.cancelled`);
  const rows = await db.execute<{ account_id: string }>(sql`
    with known as (${accountsOf(day, snapshotId)}),
      mine as (select account_id as id from known union select previous_account_id from known)
    select distinct account_id from (${onOtherDays(day, found)}) x`);
  return rows.map((row) => row.account_id);
}

/** Readable lines of a snapshot's accounts that an earlier day's answer brought as well (R15). */
export async function listLinesCountedEarlier(
  db: Queryable,
  day: DayKey,
  snapshotId: string,
): Promise<{ accountId: string; lineId: string }[]> {
  const isSame = sql`o.account_id = m.account_id and o.time_closed = m.time_closed`;
  const found = othersLike(day, sql`array[${snapshotId}::uuid]`, isSame);
  const rows = await db.execute<{ account_id: string; line_id: string }>(sql`
    with mine as (${accountsOf(day, snapshotId)}), earlier as materialized (
      select * from (${onOtherDays(day, found)}) x where business_day < ${day.businessDay}::date)
    select distinct l.account_id, l.line_id from earlier e cross join lateral (
      select l.account_id, l.line_id from sale_lines l
      where l.company_id = ${day.companyId} and l.snapshot_id = e.snapshot_id and l.account_id = e.account_id and l.problem is null
      offset 0) l`);
  return rows.map((row) => ({ accountId: row.account_id, lineId: row.line_id }));
}

/**
 * Other days whose plan depends on a day: they follow one of its accounts, or bring one as well. Of all answers kept for the day, because
 * an account that has gone from the newest one frees its lines for another day.
 */
export async function listDependentDays(db: Queryable, day: DayKey): Promise<string[]> {
  const own = sql`array(select id from answers)`;
  const isSame = sql`o.account_id = m.account_id and (o.time_closed = m.time_closed or m.cancelled)`;
  const found = sql`${othersLike(day, own, sql`o.previous_account_id = m.account_id`)} union ${othersLike(day, own, isSame)}`;
  const rows = await db.execute<{ business_day: string }>(sql`
    with answers as (
      select id from sales_snapshots
      where company_id = ${day.companyId} and location_id = ${day.locationId} and business_day = ${day.businessDay}::date),
    mine as (
      select distinct a.account_id, a.time_closed, a.cancelled from answers s
      join sale_accounts a on a.company_id = ${day.companyId} and a.snapshot_id = s.id)
    select distinct business_day::text from (${onOtherDays(day, found)}) x order by 1`);
  return rows.map((row) => row.business_day);
}

export async function listSaleLines(db: Queryable, companyId: string, snapshotId: string) {
  return db
    .select()
    .from(saleLines)
    .where(and(eq(saleLines.companyId, companyId), eq(saleLines.snapshotId, snapshotId)))
    .orderBy(asc(saleLines.seq));
}

/** One keeper of a day's answer at a time, to the end of the transaction. */
export async function lockSnapshots(db: Queryable, locationId: string, businessDay: string): Promise<void> {
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${locationId} ${businessDay}`}, 25))`,
  );
}
