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
        l.sku collate "C" as sku, ${soldNameOf} collate "C" as sold_name`;

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
      select sku from (
        select i.sku collate "C" as sku, i.id from lightspeed_items i
        where i.company_id = ${companyId} and i.integration_id = ${integrationId} and i.split_from is null and i.sku is not null
        union
        select f.sku, f.item_id from lightspeed_former_skus f
        join lightspeed_items i on i.company_id = f.company_id and i.id = f.item_id
        where f.company_id = ${companyId} and i.integration_id = ${integrationId}) borne
      group by sku having count(*) > 1),
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
    hung as materialized (
      select snapshot_id, account_id, parent_line_id, array_agg(distinct sku order by sku) as parts from counted
      where parent_line_id is not null and sku is not null group by 1, 2, 3),
    repeated as materialized (
      select a.snapshot_id, a.account_id, o.line_id collate "C" as line_id from again a
      join accounts e on e.location_id = a.location_id and e.account_id = a.account_id and e.business_day < a.business_day
      join sale_lines o on o.company_id = ${companyId} and o.snapshot_id = e.snapshot_id and o.account_id collate "C" = e.account_id),
    -- Sets that are mostly empty are looked up by hash: joined, all lines would be sorted for each.
    moved as (
      select * from counted l
      where l.account_type not in ('FLOAT', 'TRANSITORY') and not l.account_cancelled and l.problem is null
        and (l.snapshot_id, l.account_id) not in (select snapshot_id, account_id from reversals)
        and (l.snapshot_id, l.account_id, l.line_id) not in (select snapshot_id, account_id, line_id from repeated)
        and not (l.quantity < 0 and l.void_reason is not null and fold_text(btrim(l.void_reason)) in (select reason from wasted))),
    with_parts as (
      select l.*, null::text[] as parts from moved l
      where (l.snapshot_id, l.account_id, l.line_id) not in (select snapshot_id, account_id, parent_line_id from hung)
      union all
      select l.*, h.parts from moved l
      join hung h on h.snapshot_id = l.snapshot_id and h.account_id = l.account_id and h.parent_line_id = l.line_id),
    sold as (
      select d.location_id, max(d.business_day) as business_day, case when c.sku is not null then d.next_start_ms end as next_start_ms,
             l.sku, l.sold_name, l.parts, count(*)::int as lines, sum(l.quantity) as quantity, sum(l.net_value) as net_value
      from with_parts l join newest d on d.id = l.snapshot_id
      left join contested c on c.sku = l.sku
      group by d.location_id, case when c.sku is not null then d.id end, 3, 4, 5, 6)
    select s.location_id, p.business_id, s.business_day::text, p.timezone, p.start_of_day_minutes, s.next_start_ms, s.sku, s.sold_name, s.parts, s.lines,
           coalesce(s.quantity, 0)::text as quantity, coalesce(s.net_value, 0)::text as net_value
    from sold s join lightspeed_locations p on p.company_id = ${companyId} and p.id = s.location_id`,
  );
}
