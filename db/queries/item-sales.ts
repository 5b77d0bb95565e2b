import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { listRows } from './rows';
import { soldNameOf } from './sale-lines';
import { newestAnswers } from './sql-parts';

/**
 * What a location sold under a SKU by its newest kept answers: on a business day, or since `from` where one
 * item alone ever bore the SKU, so that every day gives the same item (R14).
 */
export interface SkuSales {
  locationId: string;
  businessId: string;
  /** The last one of those days. */
  businessDay: string;
  timezone: string;
  startOfDayMinutes: number;
  /** As the answer named it, in epoch milliseconds; null where it did not. */
  nextStartMs: number | null;
  /** Null: lines without one. */
  sku: string | null;
  /** SKUs of what hung on the lines (R39), in order; null where nothing did. */
  parts: string[] | null;
  /** What the till called it (R38); null where it said none. */
  soldName: string | null;
  lines: number;
  quantity: string;
  netValue: string;
}

/**
 * What is needed of a line and no more, because all are sorted; by bytes, which is the same where only equals
 * are looked for and takes a third of the time of a language's order.
 */
const countedColumns = sql`l.snapshot_id, l.account_id collate "C" as account_id, l.line_id collate "C" as line_id,
        l.parent_line_id collate "C" as parent_line_id, l.account_type, l.account_cancelled, l.problem, l.quantity, l.net_value, l.void_reason,
        l.sku collate "C" as sku, ${soldNameOf} collate "C" as sold_name, n.location_id, n.business_day, n.next_start_ms`;

/**
 * Sales of an integration's locations from a business day on, by location, SKU and name, and by day where
 * several items bore the SKU. Lines that move
 * no goods are left out (R15, R16): of FLOAT and TRANSITORY accounts, of cancelled ones and what reverses
 * them, malformed and wasted ones, and what was delivered before.
 */
export async function listSkuSales(
  db: Queryable,
  companyId: string,
  integrationId: string,
  from: string,
): Promise<SkuSales[]> {
  return listRows<SkuSales>(
    db,
    sql`
    with newest as materialized (${newestAnswers(companyId, integrationId, from)}),
    accounts as materialized (
      select n.location_id, n.business_day, a.snapshot_id, a.account_id collate "C" as account_id, coalesce(a.account_number, a.account_id) as number,
             a.previous_account_id, a.cancelled
      from newest n join sale_accounts a on a.company_id = ${companyId} and a.snapshot_id = n.id),
    behind as materialized (
      select distinct a.snapshot_id, a.account_id from accounts a
      join accounts c on c.location_id = a.location_id and c.cancelled and c.number = a.previous_account_id),
    reversals as materialized (
      select b.snapshot_id, b.account_id from behind b
      join sale_lines l on l.company_id = ${companyId} and l.snapshot_id = b.snapshot_id and l.account_id collate "C" = b.account_id and l.problem is null
      group by 1, 2 having bool_or(l.account_type in ('REFUND', 'VOID', 'CANCEL')) or sum(l.quantity) < 0),
    again as materialized (
      select snapshot_id, account_id, location_id, business_day from (
        select a.*, row_number() over (partition by location_id, account_id order by business_day) as time from accounts a) a
      where time > 1),
    contested as materialized (
      select i.sku collate "C" as sku from lightspeed_items i
      where i.company_id = ${companyId} and i.integration_id = ${integrationId} and i.split_from is null and i.sku is not null
      group by 1 having count(*) > 1
      union
      select f.sku collate "C" from lightspeed_former_skus f
      join lightspeed_items i on i.company_id = f.company_id and i.id = f.item_id
      where f.company_id = ${companyId} and i.integration_id = ${integrationId}),
    wasted as materialized (
      select fold_text(btrim(reason)) as reason from void_reason_versions
      where company_id = ${companyId} and superseded_at is null and outcome <> 'returned'),
    counted as (
      select ${countedColumns} from newest n join sale_lines l on l.company_id = ${companyId} and l.snapshot_id = n.id where not n.has_repeats
      union all
      select * from (
        select distinct on (l.snapshot_id, l.account_id, l.line_id) ${countedColumns}
        from newest n join sale_lines l on l.company_id = ${companyId} and l.snapshot_id = n.id
        where n.has_repeats order by l.snapshot_id, l.account_id, l.line_id, l.seq) once),
    repeated as materialized (
      select a.snapshot_id, a.account_id, o.line_id collate "C" as line_id from again a
      join accounts e on e.location_id = a.location_id and e.account_id = a.account_id and e.business_day < a.business_day
      join sale_lines o on o.company_id = ${companyId} and o.snapshot_id = e.snapshot_id and o.account_id collate "C" = e.account_id),
    hung as materialized (
      select location_id, business_day, next_start_ms, snapshot_id, account_id, parent_line_id, array_agg(distinct sku order by sku) as parts
      from counted where parent_line_id is not null and sku is not null group by 1, 2, 3, 4, 5, 6),
    -- Small sets are looked up by hash: joined, all lines would be sorted for each.
    moved as (
      select l.*, (l.snapshot_id, l.account_id, l.line_id) in (select snapshot_id, account_id, parent_line_id from hung) as has_parts
      from counted l
      where l.account_type not in ('FLOAT', 'TRANSITORY') and not l.account_cancelled and l.problem is null
        and (l.snapshot_id, l.account_id) not in (select snapshot_id, account_id from reversals)
        and (l.snapshot_id, l.account_id, l.line_id) not in (select snapshot_id, account_id, line_id from repeated)
        and not (l.quantity < 0 and l.void_reason is not null and fold_text(btrim(l.void_reason)) in (select reason from wasted))),
    -- A line and what hung on it meet in one group: joined, a planner without statistics compares each with each.
    with_parts as (
      select location_id, business_day, next_start_ms, sku, sold_name, quantity, net_value, null::text[] as parts from moved where not has_parts
      union all
      select location_id, business_day, next_start_ms, max(sku), max(sold_name), max(quantity), max(net_value), max(parts)
      from (
        select location_id, business_day, next_start_ms, snapshot_id, account_id, line_id as line, sku, sold_name, quantity, net_value,
               null::text[] as parts, true as is_line from moved where has_parts
        union all
        select location_id, business_day, next_start_ms, snapshot_id, account_id, parent_line_id, null, null, null, null, parts, false from hung) x
      group by location_id, business_day, next_start_ms, snapshot_id, account_id, line having bool_or(is_line)),
    daily as (
      select *, case when sku in (select sku from contested) then business_day end as day from with_parts),
    sold as (
      select location_id, max(business_day) as business_day, case when day is not null then next_start_ms end as next_start_ms,
             sku, sold_name, parts, count(*)::int as lines, sum(quantity) as quantity, sum(net_value) as net_value
      from daily group by location_id, day, 3, sku, sold_name, parts)
    select s.location_id, p.business_id, s.business_day::text, p.timezone, p.start_of_day_minutes, s.next_start_ms, s.sku, s.sold_name, s.parts, s.lines,
           coalesce(s.quantity, 0)::text as quantity, coalesce(s.net_value, 0)::text as net_value
    from sold s join lightspeed_locations p on p.company_id = ${companyId} and p.id = s.location_id`,
  );
}
