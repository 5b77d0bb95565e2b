import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { AccountRow } from '@/lib/core/account-chain';
import { columnsOf } from './columns-of';

/** An account of an answer as it is kept: `closed` is ISO 8601 text. */
export interface NewSaleAccount {
  id: string;
  number: string | null;
  previous: string | null;
  closed: string | null;
  cancelled: boolean;
}

/** The accounts of a snapshot, those without lines too; each once. */
export async function insertSaleAccounts(
  db: Queryable,
  owner: { companyId: string; locationId: string; snapshotId: string },
  accounts: readonly NewSaleAccount[],
): Promise<void> {
  if (accounts.length === 0) return;
  const columns = columnsOf(accounts, [
    ['id', 'text'],
    ['number', 'text'],
    ['previous', 'text'],
    ['closed', 'timestamptz'],
    ['cancelled', 'boolean'],
  ]);
  await db.execute(sql`
    insert into sale_accounts (company_id, location_id, snapshot_id, account_id, account_number, previous_account_id, time_closed, cancelled)
    select ${owner.companyId}::uuid, ${owner.locationId}::uuid, ${owner.snapshotId}::uuid, r.* from ${columns} as r`);
}

export interface DayKey {
  companyId: string;
  locationId: string;
  businessDay: string;
}
/** Days apart within which an account, or a number that a chain names, is looked for. */
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
/** What a chain names: an account's number, or the id of one that bears none. */
const numberOf = (table: SQL) => sql`coalesce(${table}.account_number, ${table}.account_id)`;

/**
 * Accounts of other days' answers that bear one of these numbers (R15). Each number is looked up by index: without `offset 0` a planner
 * that has not seen the table grow yet compares every account with every other.
 */
export async function listAccountsElsewhere(
  db: Queryable,
  day: DayKey,
  numbers: readonly string[],
): Promise<AccountRow[]> {
  if (numbers.length === 0) return [];
  const found = sql`
    select o.* from jsonb_array_elements_text(${JSON.stringify(numbers)}::text::jsonb) as n(value) cross join lateral (
      select o.account_id, o.account_number, o.previous_account_id, o.time_closed, o.cancelled, o.snapshot_id from sale_accounts o
      where o.company_id = ${day.companyId} and o.location_id = ${day.locationId} and ${numberOf(sql`o`)} = n.value offset 0) o`;
  const rows = await db.execute<AccountRecord>(sql`
    select x.account_id, x.account_number, x.previous_account_id, floor(extract(epoch from x.time_closed) * 1000)::float8 as closed_ms,
           x.cancelled, x.business_day::text, x.snapshot_id
    from (${onOtherDays(day, found)}) x`);
  return rows.map(toAccountRow);
}

export interface AccountRecord extends Record<string, unknown> {
  account_id: string;
  account_number: string | null;
  previous_account_id: string | null;
  closed_ms: number | null;
  cancelled: boolean;
  business_day: string;
  snapshot_id: string;
}
export const toAccountRow = (row: AccountRecord): AccountRow => ({
  id: row.account_id,
  number: row.account_number,
  previous: row.previous_account_id,
  closed: row.closed_ms,
  cancelled: row.cancelled,
  businessDay: row.business_day,
  snapshotId: row.snapshot_id,
});

/**
 * Other days whose plan depends on a day: they follow a number that one of its accounts bears, or bring one of its accounts as well. Of all
 * answers kept for the day, because an account that has gone from the newest one frees its lines for another day.
 */
export async function listDependentDays(db: Queryable, day: DayKey): Promise<string[]> {
  const others = (is: SQL) => sql`
    select o.snapshot_id from mine m cross join lateral (
      select o.snapshot_id from sale_accounts o
      where o.company_id = ${day.companyId} and o.location_id = ${day.locationId} and ${is}
        and o.snapshot_id <> all (array(select id from answers)) offset 0) o`;
  const isSame = sql`${numberOf(sql`o`)} = m.number
    and (o.time_closed = m.time_closed or o.account_id = m.account_id and (m.cancelled or m.account_id <> m.number))`;
  const found = sql`${others(sql`o.previous_account_id = m.number`)} union ${others(isSame)}`;
  const rows = await db.execute<{ business_day: string }>(sql`
    with answers as (
      select id from sales_snapshots
      where company_id = ${day.companyId} and location_id = ${day.locationId} and business_day = ${day.businessDay}::date),
    mine as (
      select distinct a.account_id, ${numberOf(sql`a`)} as number, a.time_closed, a.cancelled from answers s
      join sale_accounts a on a.company_id = ${day.companyId} and a.snapshot_id = s.id)
    select distinct business_day::text from (${onOtherDays(day, found)}) x order by 1`);
  return rows.map((row) => row.business_day);
}

/** Readable lines of these accounts in these answers. */
export async function listLineIds(
  db: Queryable,
  companyId: string,
  accounts: readonly { snapshotId: string; id: string }[],
): Promise<{ snapshotId: string; accountId: string; lineId: string }[]> {
  if (accounts.length === 0) return [];
  const wanted = accounts.map(({ snapshotId, id }) => ({ snapshot_id: snapshotId, account_id: id }));
  const rows = await db.execute<{ snapshot_id: string; account_id: string; line_id: string }>(sql`
    select distinct l.snapshot_id, l.account_id, l.line_id
    from (select distinct snapshot_id, account_id
          from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as x(snapshot_id uuid, account_id text)) a
    cross join lateral (
      select l.snapshot_id, l.account_id, l.line_id from sale_lines l
      where l.company_id = ${companyId} and l.snapshot_id = a.snapshot_id and l.account_id = a.account_id and l.problem is null
      offset 0) l`);
  return rows.map((row) => ({ snapshotId: row.snapshot_id, accountId: row.account_id, lineId: row.line_id }));
}

/** Pieces sold by accounts of an answer, each line once as the plan counts it. */
export async function sumAccounts(
  db: Queryable,
  companyId: string,
  accounts: readonly { snapshotId: string; id: string }[],
): Promise<{ snapshotId: string; accountId: string; quantity: string }[]> {
  if (accounts.length === 0) return [];
  const wanted = accounts.map(({ snapshotId, id }) => ({ snapshot_id: snapshotId, account_id: id }));
  const rows = await db.execute<{ snapshot_id: string; account_id: string; quantity: string }>(sql`
    select snapshot_id, account_id, sum(quantity)::text as quantity from (
      select distinct on (l.snapshot_id, l.account_id, l.line_id) l.snapshot_id, l.account_id, l.quantity
      from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as a(snapshot_id uuid, account_id text)
      join sale_lines l on l.company_id = ${companyId} and l.snapshot_id = a.snapshot_id and l.account_id = a.account_id
      where l.problem is null and l.quantity is not null
      order by l.snapshot_id, l.account_id, l.line_id, l.seq) once
    group by 1, 2`);
  return rows.map((row) => ({
    snapshotId: row.snapshot_id,
    accountId: row.account_id,
    quantity: row.quantity,
  }));
}
