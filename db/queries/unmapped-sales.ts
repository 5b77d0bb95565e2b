import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { isSaidForAll } from './items';
import { listRows } from './rows';

export interface UnmappedSale {
  itemId: string | null;
  sku: string | null;
  name: string;
  reason: 'no_mapping' | 'unknown_sku' | 'no_sku';
  lines: number;
  quantity: string;
  lastSold: string;
}

/**
 * What the runs that stand since `fromDay` sold without a mapping, and about which nothing is decided yet, as
 * a modifier neither; most sold first. Lines without an item count together by SKU, without SKU by name.
 */
export async function listUnmappedSaleRows(
  db: Queryable,
  companyId: string,
  integrationId: string,
  fromDay: string,
  limit: number,
): Promise<UnmappedSale[]> {
  const rows = await listRows<UnmappedSale>(
    db,
    sql`
    with standing as (
      select distinct on (l.location_id, l.business_day) l.business_day, l.unmapped_items
      from transfer_logs l
      join lightspeed_locations p on p.company_id = l.company_id and p.id = l.location_id
      where l.company_id = ${companyId} and p.integration_id = ${integrationId}
        and l.business_day >= ${fromDay}::date and l.success and l.finished_at is not null
      order by l.location_id, l.business_day, l.started_at desc, l.id desc
    )
    select u.item_id, max(u.sku) as sku, max(u.name) as name, max(u.reason) as reason, sum(u.lines)::int as lines,
           trim_scale(sum(u.quantity))::text as quantity, max(s.business_day)::text as last_sold
    from standing s
    cross join lateral jsonb_to_recordset(s.unmapped_items)
      as u(item_id uuid, sku text, name text, reason text, lines int, quantity numeric)
    left join lightspeed_items i on i.company_id = ${companyId} and i.id = u.item_id
    left join item_mapping_versions m on m.company_id = i.company_id and m.item_id = i.id and m.superseded_at is null
    where u.item_id is null or (i.id is not null and coalesce(m.state, 'unmapped') = 'unmapped' and not ${isSaidForAll})
    group by u.item_id, case when u.item_id is null then coalesce(u.sku, u.name) end
    order by sum(u.quantity) desc, max(u.name), u.item_id
    limit ${limit}`,
  );
  return rows;
}
