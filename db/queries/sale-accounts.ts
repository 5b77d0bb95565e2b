import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { AccountRow } from '@/lib/core/account-chain';
import { columnsOf } from './columns-of';
import { listRows } from './rows';

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

const texts = (values: readonly string[]) => sql`${JSON.stringify(values)}::text::jsonb`;
/** What a chain names: an account's number, or the id of one that bears none. */
const numberOf = (table: SQL) => sql`coalesce(${table}.account_number, ${table}.account_id)`;

/**
 * Of days `s`: whether one was ever run. An answer that was read ahead counts from its day's turn on; who
 * runs a day leaves a log before reading it.
 */
const isRun = sql`exists (
  select from transfer_logs t
  where t.company_id = s.company_id and t.location_id = s.location_id and t.business_day = s.business_day)`;

/** Business days of a location, and how many more are looked at before the first and after the last. */
export interface DaysAround {
  companyId: string;
  locationId: string;
  first: string;
  last: string;
  around: number;
}

/**
 * Accounts that bear one of these numbers, in the newest kept answers of the days and of those around them
 * (R15). Each number is looked up by index: without `offset 0` a planner that has not seen the table grow yet
 * compares every account with every other.
 */
export async function listAccountsAround(
  db: Queryable,
  { companyId, locationId, first, last, around }: DaysAround,
  numbers: readonly string[],
): Promise<AccountRow[]> {
  if (numbers.length === 0) return [];
  return listRows<AccountRow>(
    db,
    sql`
    with newest as materialized (
      select distinct on (s.business_day) s.id, s.business_day from sales_snapshots s
      where s.company_id = ${companyId} and s.location_id = ${locationId}
        and s.business_day between ${first}::date - ${around}::int and ${last}::date + ${around}::int and ${isRun}
      order by s.business_day, s.version desc),
    found as materialized (
      select o.* from jsonb_array_elements_text(${texts(numbers)}) as n(value) cross join lateral (
        select o.account_id, o.account_number, o.previous_account_id, o.time_closed, o.cancelled, o.snapshot_id from sale_accounts o
        where o.company_id = ${companyId} and o.location_id = ${locationId} and ${numberOf(sql`o`)} = n.value offset 0) o)
    select f.account_id as id, f.account_number as number, f.previous_account_id as previous,
           floor(extract(epoch from f.time_closed) * 1000)::float8 as closed, f.cancelled, n.business_day::text, f.snapshot_id
    from found f join newest n on n.id = f.snapshot_id`,
  );
}

/**
 * Other days whose plan depends on a day: they follow a number that one of its accounts bears, or bring one
 * of its accounts as well. Of all answers kept for the day, because an account that has gone from the newest
 * one frees its lines for another day.
 */
export async function listDependentDays(
  db: Queryable,
  day: { companyId: string; locationId: string; businessDay: string; around: number },
): Promise<string[]> {
  const { companyId, locationId, businessDay, around } = day;
  const others = (is: SQL) => sql`
    select o.snapshot_id from mine m cross join lateral (
      select o.snapshot_id from sale_accounts o
      where o.company_id = ${companyId} and o.location_id = ${locationId} and ${is}
        and o.snapshot_id <> all (array(select id from answers)) offset 0) o`;
  const isSame = sql`${numberOf(sql`o`)} = m.number
    and (o.time_closed = m.time_closed or o.account_id = m.account_id and (m.cancelled or m.account_id <> m.number))`;
  const rows = await listRows<{ businessDay: string }>(
    db,
    sql`
    with answers as (
      select id from sales_snapshots
      where company_id = ${companyId} and location_id = ${locationId} and business_day = ${businessDay}::date),
    mine as (
      select distinct a.account_id, ${numberOf(sql`a`)} as number, a.time_closed, a.cancelled from answers s
      join sale_accounts a on a.company_id = ${companyId} and a.snapshot_id = s.id),
    -- Materialized: a planner that takes the days for few looks for all accounts anew on each of them.
    found as materialized (
      ${others(sql`o.previous_account_id = m.number`)} union ${others(isSame)})
    select distinct s.business_day::text from found f
    join sales_snapshots s on s.company_id = ${companyId} and s.id = f.snapshot_id
    where s.business_day <> ${businessDay}::date
      and s.business_day between ${businessDay}::date - ${around}::int and ${businessDay}::date + ${around}::int
      and not exists (select 1 from sales_snapshots n where n.location_id = s.location_id and n.business_day = s.business_day
                                                        and n.version > s.version)
      and ${isRun}
    order by 1`,
  );
  return rows.map((row) => row.businessDay);
}

/** Readable lines of these accounts in these answers. */
export async function listLineIds(
  db: Queryable,
  companyId: string,
  accounts: readonly { snapshotId: string; id: string }[],
): Promise<{ snapshotId: string; accountId: string; lineId: string }[]> {
  if (accounts.length === 0) return [];
  const wanted = accounts.map(({ snapshotId, id }) => ({ snapshot_id: snapshotId, account_id: id }));
  return listRows<{ snapshotId: string; accountId: string; lineId: string }>(
    db,
    sql`
    select distinct l.snapshot_id, l.account_id, l.line_id
    from (select distinct snapshot_id, account_id
          from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as x(snapshot_id uuid, account_id text)) a
    cross join lateral (
      select l.snapshot_id, l.account_id, l.line_id from sale_lines l
      where l.company_id = ${companyId} and l.snapshot_id = a.snapshot_id and l.account_id = a.account_id and l.problem is null
      offset 0) l`,
  );
}

/** Pieces sold by accounts of an answer, each line once as the plan counts it. */
export async function listAccountSums(
  db: Queryable,
  companyId: string,
  accounts: readonly { snapshotId: string; id: string }[],
): Promise<{ snapshotId: string; accountId: string; quantity: string }[]> {
  if (accounts.length === 0) return [];
  const wanted = accounts.map(({ snapshotId, id }) => ({ snapshot_id: snapshotId, account_id: id }));
  return listRows<{ snapshotId: string; accountId: string; quantity: string }>(
    db,
    sql`
    select snapshot_id, account_id, sum(quantity)::text as quantity from (
      select distinct on (l.snapshot_id, l.account_id, l.line_id) l.snapshot_id, l.account_id, l.quantity
      from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as a(snapshot_id uuid, account_id text)
      join sale_lines l on l.company_id = ${companyId} and l.snapshot_id = a.snapshot_id and l.account_id = a.account_id
      where l.problem is null and l.quantity is not null
      order by l.snapshot_id, l.account_id, l.line_id, l.seq) once
    group by 1, 2`,
  );
}
