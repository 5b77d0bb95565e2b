import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { listRows } from './rows';
import { soldNameOf } from './sale-lines';
import { newestAnswers } from './sql-parts';

/** What a location sold under a SKU on a business day, by its newest kept answer. */
export interface SkuSales {
  locationId: string;
  businessId: string;
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
 * Sales of an integration's locations from a business day on, by location, day, SKU and name. Lines that move
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
      select n.location_id, n.business_day, a.snapshot_id, a.account_id, coalesce(a.account_number, a.account_id) as number,
             a.previous_account_id, a.cancelled
      from newest n join sale_accounts a on a.company_id = ${companyId} and a.snapshot_id = n.id),
    behind as materialized (
      select distinct a.snapshot_id, a.account_id from accounts a
      join accounts c on c.location_id = a.location_id and c.cancelled and c.number = a.previous_account_id),
    reversals as materialized (
      select b.snapshot_id, b.account_id from behind b
      join sale_lines l on l.company_id = ${companyId} and l.snapshot_id = b.snapshot_id and l.account_id = b.account_id and l.problem is null
      group by 1, 2 having bool_or(l.account_type in ('REFUND', 'VOID', 'CANCEL')) or sum(l.quantity) < 0),
    again as materialized (
      select snapshot_id, account_id, location_id, business_day from (
        select a.*, row_number() over (partition by location_id, account_id order by business_day) as time from accounts a) a
      where time > 1),
    wasted as materialized (
      select fold_text(btrim(reason)) as reason from void_reason_versions
      where company_id = ${companyId} and superseded_at is null and outcome <> 'returned'),
    counted as (
      select l.* from newest n join sale_lines l on l.company_id = ${companyId} and l.snapshot_id = n.id where not n.has_repeats
      union all
      select * from (
        select distinct on (l.snapshot_id, l.account_id, l.line_id) l.*
        from newest n join sale_lines l on l.company_id = ${companyId} and l.snapshot_id = n.id
        where n.has_repeats order by l.snapshot_id, l.account_id, l.line_id, l.seq) once),
    hung as materialized (
      select snapshot_id, account_id, parent_line_id, array_agg(distinct sku order by sku) as parts from counted
      where parent_line_id is not null and sku is not null group by 1, 2, 3),
    sold as (
      select l.snapshot_id, l.sku, ${soldNameOf} as sold_name, h.parts, count(*)::int as lines, sum(l.quantity) as quantity, sum(l.net_value) as net_value
      from counted l
      left join hung h on h.snapshot_id = l.snapshot_id and h.account_id = l.account_id and h.parent_line_id = l.line_id
      where l.account_type not in ('FLOAT', 'TRANSITORY') and not l.account_cancelled and l.problem is null
        and not exists (select 1 from reversals r where r.snapshot_id = l.snapshot_id and r.account_id = l.account_id)
        and not (l.quantity < 0 and l.void_reason is not null and fold_text(btrim(l.void_reason)) in (select reason from wasted))
        and not exists (
          select 1 from again a
          join accounts e on e.location_id = a.location_id and e.account_id = a.account_id and e.business_day < a.business_day
          join sale_lines o on o.company_id = ${companyId} and o.snapshot_id = e.snapshot_id and o.account_id = e.account_id
          where a.snapshot_id = l.snapshot_id and a.account_id = l.account_id and o.line_id = l.line_id)
      group by 1, 2, 3, 4)
    select n.location_id, p.business_id, n.business_day::text, p.timezone, p.start_of_day_minutes, n.next_start_ms, s.sku, s.sold_name, s.parts, s.lines,
           coalesce(s.quantity, 0)::text as quantity, coalesce(s.net_value, 0)::text as net_value
    from sold s join newest n on n.id = s.snapshot_id
    join lightspeed_locations p on p.company_id = ${companyId} and p.id = n.location_id`,
  );
}
