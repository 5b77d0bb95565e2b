import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '@/db/client';
import { stockCounts, stockCountWithdrawals } from '@/db/schema/counts';
import type { StockMoment } from '@/lib/core/stock-moment';
import type { BaseUnit } from '@/lib/core/units';
import { listRows } from './rows';
import { only } from './sql-parts';

/** The condition that a count was not taken back. */
export const isNotWithdrawn = (count: SQL) =>
  sql`not exists (select 1 from stock_count_withdrawals w where w.count_id = ${count}.id)`;

/** A lateral subquery: the standing count before `c`, of the same ingredient in the same storage unit. */
export const countBefore = sql`(
  select b.business_day, b.moment, b.counted_quantity from stock_counts b
  where b.company_id = c.company_id and b.storage_unit_id = c.storage_unit_id and b.ingredient_id = c.ingredient_id
    and (b.business_day, b.moment, b.seq) < (c.business_day, c.moment, c.seq) and ${isNotWithdrawn(sql`b`)}
  order by b.business_day desc, b.moment desc, b.seq desc limit 1)`;

/**
 * The condition that the entry `e` lies between the count before and the count `c`. A count of moment 0 comes
 * before its day's entries, one of moment 2 after them.
 */
export const isBetween = (before: SQL) => sql`
  e.business_day >= coalesce(${before}.business_day + ${before}.moment / 2, '-infinity')
    and e.business_day < c.business_day + c.moment / 2`;

export interface NewCount {
  id: string;
  storageUnitId: string;
  ingredientId: string;
  day: string;
  /** 0: before the day's movements, 2: after them. */
  moment: number;
  countedQuantity: string;
  note: string | null;
  batchId: string;
}

/** In the order given, which decides between two counts of one moment; returns the moments they stand at. */
export async function insertCounts(
  db: Transaction,
  write: { companyId: string; createdBy: string },
  counts: readonly NewCount[],
): Promise<StockMoment[]> {
  if (counts.length === 0) return [];
  const rows = await db
    .insert(stockCounts)
    .values(counts.map(({ day, ...count }) => ({ ...write, ...count, businessDay: day })))
    .returning();
  return rows.map((row) => ({
    storageUnitId: row.storageUnitId,
    ingredientId: row.ingredientId,
    day: row.businessDay,
    moment: row.moment,
    seq: String(row.seq),
  }));
}

export async function findCount(db: Queryable, companyId: string, id: string) {
  const [row] = await db
    .select({
      ...getTableColumns(stockCounts),
      isWithdrawn: sql<boolean>`${stockCountWithdrawals.countId} is not null`,
    })
    .from(stockCounts)
    .leftJoin(stockCountWithdrawals, eq(stockCountWithdrawals.countId, stockCounts.id))
    .where(and(eq(stockCounts.companyId, companyId), eq(stockCounts.id, id)));
  return row;
}

/** Takes counts back; the second of two at once fails on `stock_count_withdrawals_pkey`. */
export async function insertWithdrawals(
  db: Transaction,
  write: { companyId: string; createdBy: string; note: string | null },
  counts: readonly { id: string }[],
): Promise<void> {
  if (counts.length === 0) return;
  await db.insert(stockCountWithdrawals).values(counts.map(({ id }) => ({ ...write, countId: id })));
}

export interface CountRow {
  id: string;
  seq: string;
  batchId: string;
  storageUnitId: string;
  storageUnitName: string;
  ingredientId: string;
  ingredientName: string;
  baseUnit: BaseUnit;
  businessDay: string;
  moment: number;
  countedQuantity: string;
  varianceQuantity: string;
  varianceValue: string;
  previousDate: string | null;
  previousQuantity: string;
  received: string;
  used: string;
  wasted: string;
  movedIn: string;
  note: string | null;
  isWithdrawn: boolean;
  recordedAt: string;
}

/**
 * Counts, the newest day first, with the difference their ADJUSTMENT stands for and what moved since the
 * count before.
 */
export async function listCountsWithVariance(
  db: Queryable,
  companyId: string,
  filter: {
    ids?: readonly string[];
    storageUnitId?: string | undefined;
    ingredientId?: string | undefined;
    batchId?: string | undefined;
    from?: string | undefined;
    to: string;
    includeWithdrawn: boolean;
    limit: number;
    after?: { day: string; seq: string } | undefined;
  },
): Promise<CountRow[]> {
  const { after, ids } = filter;
  const sum = (sign: SQL, ...types: string[]) =>
    sql`coalesce(${sign} sum(e.quantity) filter (where e.type = any(${sql.param(`{${types.join(',')}}`)}::text[])), 0)::text`;
  return listRows<CountRow>(
    db,
    sql`
    select c.id, c.seq::text, c.batch_id, c.storage_unit_id, u.name as storage_unit_name,
      c.ingredient_id, i.name as ingredient_name, i.base_unit, c.business_day::text, c.moment,
      c.counted_quantity::text, coalesce(a.quantity, 0)::text as variance_quantity,
      coalesce(a.value, 0)::text as variance_value, b.business_day::text as previous_date,
      coalesce(b.counted_quantity, 0)::text as previous_quantity, m.received, m.used, m.wasted, m.moved_in, c.note,
      c.is_withdrawn, to_char(c.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at
    from (select k.*, not ${isNotWithdrawn(sql`k`)} as is_withdrawn from stock_counts k
          where k.company_id = ${companyId}
            and ${only(ids !== undefined && sql`k.id = any(${sql.param(`{${(ids ?? []).join(',')}}`)}::uuid[])`)}
            and ${only(filter.storageUnitId !== undefined && sql`k.storage_unit_id = ${filter.storageUnitId}`)}
            and ${only(filter.ingredientId !== undefined && sql`k.ingredient_id = ${filter.ingredientId}`)}
            and ${only(filter.batchId !== undefined && sql`k.batch_id = ${filter.batchId}`)}
            and ${only(filter.from !== undefined && sql`k.business_day >= ${filter.from}::date`)}
            and k.business_day <= ${filter.to}::date
            and ${only(!filter.includeWithdrawn && isNotWithdrawn(sql`k`))}
            and ${only(after && sql`(k.business_day, k.seq) < (${after.day}::date, ${after.seq}::bigint)`)}
          order by k.business_day desc, k.seq desc limit ${filter.limit}) c
    join storage_units u on u.company_id = c.company_id and u.id = c.storage_unit_id
    join ingredients i on i.company_id = c.company_id and i.id = c.ingredient_id
    left join lateral (select sum(e.quantity) as quantity, sum(e.value) as value from ledger_entries e where e.count_id = c.id) a on true
    left join lateral ${countBefore} b on true
    cross join lateral (
      select ${sum(sql``, 'RECEIPT')} as received, ${sum(sql`-`, 'ISSUE')} as used, ${sum(sql`-`, 'WASTE')} as wasted,
        ${sum(sql``, 'TRANSFER_IN', 'TRANSFER_OUT')} as moved_in
      from ledger_entries e
      where e.company_id = c.company_id and e.storage_unit_id = c.storage_unit_id and e.ingredient_id = c.ingredient_id
        and ${isBetween(sql`b`)}) m
    order by c.business_day desc, c.seq desc`,
  );
}

export interface CountSheetRow {
  batchId: string;
  seq: string;
  storageUnitId: string;
  storageUnitName: string;
  businessDay: string;
  moment: number;
  lines: number;
  differing: number;
  varianceValue: string;
  recordedAt: string;
}

/** Counts entered together, the newest day first. */
export async function listSheets(
  db: Queryable,
  companyId: string,
  filter: {
    storageUnitId?: string | undefined;
    to: string;
    limit: number;
    after?: { day: string; seq: string } | undefined;
  },
): Promise<CountSheetRow[]> {
  const { after } = filter;
  return listRows<CountSheetRow>(
    db,
    sql`
    with sheets as (
      select k.batch_id, k.storage_unit_id, k.business_day, k.moment, count(*)::int as lines, max(k.seq) as last_seq, min(k.recorded_at) as recorded_at
      from stock_counts k
      where k.company_id = ${companyId} and k.business_day <= ${filter.to}::date and ${isNotWithdrawn(sql`k`)}
        and ${only(filter.storageUnitId !== undefined && sql`k.storage_unit_id = ${filter.storageUnitId}`)}
        and ${only(after && sql`k.business_day <= ${after.day}::date`)}
      group by k.batch_id, k.storage_unit_id, k.business_day, k.moment
      having ${only(after && sql`(k.business_day, max(k.seq)) < (${after.day}::date, ${after.seq}::bigint)`)}
      order by k.business_day desc, max(k.seq) desc limit ${filter.limit})
    select s.batch_id, s.last_seq::text as seq, s.storage_unit_id, u.name as storage_unit_name,
      s.business_day::text, s.moment, s.lines, d.differing, d.variance_value,
      to_char(s.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at
    from sheets s
    join storage_units u on u.company_id = ${companyId} and u.id = s.storage_unit_id
    cross join lateral (
      select count(*) filter (where a.quantity <> 0)::int as differing, coalesce(sum(a.value), 0)::text as variance_value
      from stock_counts k
      left join lateral (select sum(e.quantity) as quantity, sum(e.value) as value from ledger_entries e where e.count_id = k.id) a on true
      where k.company_id = ${companyId} and k.batch_id = s.batch_id and ${isNotWithdrawn(sql`k`)}) d
    order by s.business_day desc, s.last_seq desc`,
  );
}
