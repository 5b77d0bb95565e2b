import { and, asc, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { saleLines, salesSnapshots } from '@/db/schema/transfers';
import type { PlanLine } from '@/lib/core/transfer-plan';

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
  const rows = lines.map((line) => ({
    seq: line.seq,
    account_id: line.accountId,
    account_type: line.accountType,
    account_cancelled: line.accountCancelled,
    previous_account_id: line.previousAccountId,
    receipt_id: line.receiptId,
    time_closed: line.timeClosed,
    line_id: line.lineId,
    parent_line_id: line.parentLineId,
    sku: line.sku,
    name: line.name,
    quantity: line.quantity,
    net_value: line.netValue,
    void_reason: line.voidReason,
    time_of_sale: line.timeOfSale,
    problem: line.problem,
  }));
  await db.execute(sql`
    insert into sale_lines (company_id, snapshot_id, seq, account_id, account_type, account_cancelled, previous_account_id, receipt_id,
                            time_closed, line_id, parent_line_id, sku, name, quantity, net_value, void_reason, time_of_sale, problem)
    select ${companyId}::uuid, ${snapshotId}::uuid, r.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(
      seq int, account_id text, account_type text, account_cancelled boolean, previous_account_id text, receipt_id text,
      time_closed timestamptz, line_id text, parent_line_id text, sku text, name text, quantity numeric, net_value numeric,
      void_reason text, time_of_sale timestamptz, problem text)`);
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
  await db.execute(sql`
    insert into sale_accounts (company_id, location_id, snapshot_id, account_id, previous_account_id, time_closed, cancelled)
    select ${owner.companyId}::uuid, ${owner.locationId}::uuid, ${owner.snapshotId}::uuid, r.*
    from jsonb_to_recordset(${JSON.stringify([...accounts.values()])}::text::jsonb) as r(id text, previous text, closed timestamptz, cancelled boolean)`);
}

interface DayKey {
  companyId: string;
  locationId: string;
  businessDay: string;
}
/** Days apart within which an account id means the same account. */
const SAME_ACCOUNT_DAYS = 90;
/** Of `found` (rows with a `snapshot_id`), those in the newest kept answer of another day of the location. */
const onOtherDays = (day: DayKey, found: SQL) => sql`
  select f.*, s.business_day from (${found}) f
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

/** Of a snapshot's accounts and those they follow, the ones that another day's answer calls cancelled (R15). */
export async function listCancelledElsewhere(
  db: Queryable,
  day: DayKey,
  snapshotId: string,
): Promise<string[]> {
  const found = sql`
    select o.account_id, o.snapshot_id
    from (select account_id as id from mine union select previous_account_id from mine) m
    join sale_accounts o on ${sameLocation(day)} and o.account_id = m.id and o.cancelled`;
  const rows = await db.execute<{ account_id: string }>(sql`
    with mine as (${accountsOf(day, snapshotId)})
    select distinct account_id from (${onOtherDays(day, found)}) x`);
  return rows.map((row) => row.account_id);
}

/** Readable lines of a snapshot's accounts that an earlier day's answer brought as well (R15). */
export async function listLinesCountedEarlier(
  db: Queryable,
  day: DayKey,
  snapshotId: string,
): Promise<{ accountId: string; lineId: string }[]> {
  const found = sql`
    select o.account_id, o.snapshot_id from mine m
    join sale_accounts o on ${sameLocation(day)} and o.account_id = m.account_id and o.time_closed = m.time_closed`;
  const rows = await db.execute<{ account_id: string; line_id: string }>(sql`
    with mine as (${accountsOf(day, snapshotId)})
    select distinct l.account_id, l.line_id from (${onOtherDays(day, found)}) e
    join sale_lines l on l.company_id = ${day.companyId} and l.snapshot_id = e.snapshot_id and l.account_id = e.account_id
    where e.business_day < ${day.businessDay}::date and l.problem is null`);
  return rows.map((row) => ({ accountId: row.account_id, lineId: row.line_id }));
}

/**
 * Other days whose plan depends on a day: they follow one of its accounts, or bring one as well. Of all answers kept for the day, because
 * an account that has gone from the newest one frees its lines for another day.
 */
export async function listDependentDays(db: Queryable, day: DayKey): Promise<string[]> {
  const found = sql`
    select o.snapshot_id from mine m
    join sale_accounts o on ${sameLocation(day)} and o.previous_account_id = m.account_id
    union
    select o.snapshot_id from mine m
    join sale_accounts o on ${sameLocation(day)} and o.account_id = m.account_id and (o.time_closed = m.time_closed or m.cancelled)`;
  const rows = await db.execute<{ business_day: string }>(sql`
    with mine as (
      select distinct a.account_id, a.time_closed, a.cancelled from sales_snapshots s
      join sale_accounts a on a.company_id = s.company_id and a.snapshot_id = s.id
      where s.company_id = ${day.companyId} and s.location_id = ${day.locationId} and s.business_day = ${day.businessDay}::date)
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
