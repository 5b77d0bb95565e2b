import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import type { StockMoment } from '@/lib/core/stock-moment';
import { listRows } from './rows';
import { uuids } from './sql-parts';
import { countBefore, isBetween, isNotWithdrawn } from './stock-counts';

/** Moments of stock as rows of `t`, each with a `change` of the stock at it. */
const momentRows = (moments: readonly (StockMoment & { change?: string })[]) => {
  const rows = moments.map((one) => ({
    storage_unit_id: one.storageUnitId,
    ingredient_id: one.ingredientId,
    day: one.day,
    moment: one.moment,
    seq: one.seq,
    change: one.change,
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
    as t(storage_unit_id uuid, ingredient_id uuid, day date, moment smallint, seq bigint, change numeric)`;
};

/**
 * A lateral subquery: the `id` of the first standing count after the moment `t`. It alone absorbs what moves
 * at that moment; later ones start from what it counted.
 */
const firstCountAfter = (companyId: string) => sql`(
  select c.id from stock_counts c
  where c.company_id = ${companyId} and c.storage_unit_id = t.storage_unit_id and c.ingredient_id = t.ingredient_id
    and (c.business_day, c.moment, c.seq) > (t.day, t.moment, t.seq) and ${isNotWithdrawn(sql`c`)}
  order by c.business_day, c.moment, c.seq limit 1)`;

/** The entries that stand for counts. */
export async function listStandingAdjustments(
  db: Transaction,
  companyId: string,
  countIds: readonly string[],
): Promise<string[]> {
  if (countIds.length === 0) return [];
  const rows = await listRows<{ id: string }>(
    db,
    sql`
    select e.id from ledger_entries e
    where e.company_id = ${companyId} and e.count_id = any(${uuids(countIds)})
      and e.reverses_entry_id is null and not exists (select 1 from ledger_entries r where r.reverses_entry_id = e.id)`,
  );
  return rows.map((row) => row.id);
}

export interface CountToAdjust {
  id: string;
  storageUnitId: string;
  ingredientId: string;
  businessDay: string;
  note: string | null;
  batchId: string;
  /** The quantity its ADJUSTMENT must have, so that the ledger agrees with what was counted. */
  wanted: string;
  /** The ADJUSTMENT that stands; null where none does. */
  standingId: string | null;
  /** The highest one among its adjustments; 0 where it never had any. */
  revision: number;
}

/**
 * Counts whose ADJUSTMENT no longer makes the ledger agree with what was counted: of the counts named and of
 * the first one after each moment at which stock moved or a count came or went.
 */
export async function listCountsToAdjust(
  db: Transaction,
  companyId: string,
  touched: readonly StockMoment[],
  countIds: readonly string[],
): Promise<CountToAdjust[]> {
  return listRows<CountToAdjust>(
    db,
    sql`
    with asked as (
      select n.id from ${momentRows(touched)} cross join lateral ${firstCountAfter(companyId)} n
      union select unnest(${uuids(countIds)}))
    select c.id, c.storage_unit_id, c.ingredient_id, c.business_day::text, c.note,
      c.batch_id, (c.counted_quantity - coalesce(before.counted_quantity, 0) - m.moved)::text as wanted, a.id as standing_id,
      coalesce((select max(e.revision) from ledger_entries e where e.count_id = c.id), 0) as revision
    from stock_counts c
    left join lateral ${countBefore} before on true
    cross join lateral (
      select coalesce(sum(e.quantity), 0) as moved from ledger_entries e
      where e.company_id = c.company_id and e.storage_unit_id = c.storage_unit_id and e.ingredient_id = c.ingredient_id
        and ${isBetween(sql`before`)} and e.count_id is null) m
    left join lateral (
      select e.id, e.quantity from ledger_entries e
      where e.count_id = c.id and e.reverses_entry_id is null
        and not exists (select 1 from ledger_entries r where r.reverses_entry_id = e.id)) a on true
    where c.company_id = ${companyId} and c.id in (select id from asked)
      and c.counted_quantity - coalesce(before.counted_quantity, 0) - m.moved <> coalesce(a.quantity, 0)
    order by c.business_day, c.moment, c.seq`,
  );
}

/** Of counts that changes of stock before them reach, by how much their ADJUSTMENT changes. */
export async function listCountsReached(
  db: Transaction,
  companyId: string,
  moves: readonly (StockMoment & { change: string })[],
): Promise<{ countId: string; change: string }[]> {
  if (moves.length === 0) return [];
  return listRows<{ countId: string; change: string }>(
    db,
    sql`
    select n.id as count_id, (-sum(t.change))::text as change
    from ${momentRows(moves)} cross join lateral ${firstCountAfter(companyId)} n
    group by n.id having sum(t.change) <> 0
    order by n.id`,
  );
}
