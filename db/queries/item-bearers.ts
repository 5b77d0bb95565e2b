import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { listRows } from './rows';
import { uuids } from './sql-parts';

/**
 * SKUs that the items bear or bore, by business; what was split off is sold under those of its source (R38).
 */
const borneBy = (companyId: string, itemIds: readonly string[]) => sql`
      select o.business_id, o.sku from lightspeed_items i join lightspeed_items o on o.company_id = i.company_id and o.id in (i.id, i.split_from)
      where i.company_id = ${companyId} and i.id = any(${uuids(itemIds)}) and o.sku is not null
      union
      select i.business_id, f.sku from lightspeed_items i
      join lightspeed_former_skus f on f.company_id = i.company_id and f.item_id in (i.id, i.split_from)
      where i.company_id = ${companyId} and i.id = any(${uuids(itemIds)})`;

export async function listSkusBorne(
  db: Queryable,
  companyId: string,
  itemIds: readonly string[],
): Promise<string[]> {
  const rows = await listRows<{ sku: string }>(
    db,
    sql`select distinct b.sku from (${borneBy(companyId, itemIds)}) b`,
  );
  return rows.map(({ sku }) => sku);
}

/**
 * Items that bear or bore a SKU with one of these, and those split off from them under another name: a line
 * of the SKU is sold as one of all of them (R14, R38).
 */
export async function listBearersBeside(
  db: Queryable,
  companyId: string,
  itemIds: readonly string[],
): Promise<string[]> {
  const rows = await listRows<{ id: string }>(
    db,
    sql`
    with borne as (${borneBy(companyId, itemIds)})
, bearers as (
      select o.id from borne b
      join lightspeed_items o on o.company_id = ${companyId} and o.business_id = b.business_id and o.sku = b.sku
      union
      select o.id from borne b
      join lightspeed_former_skus f on f.company_id = ${companyId} and f.sku = b.sku
      join lightspeed_items o on o.company_id = f.company_id and o.id = f.item_id and o.business_id = b.business_id)
    select id from bearers
    union
    select s.id from bearers b join lightspeed_items s on s.company_id = ${companyId} and s.split_from = b.id`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Items of these businesses that bear or bore one of the SKUs, that share a SKU with these, and what was
 * split off from any. Joined, not compared one by one: thousands of SKUs meet tens of thousands of items;
 * with its business, which the index has before it, a SKU is one step in the index.
 */
export function bearersAround(companyId: string, businessIds: readonly string[], skus: readonly string[]) {
  const bearing = (list: ReturnType<typeof sql>) => sql`
          select n.id from lightspeed_items n
          where n.company_id = ${companyId} and n.business_id = any(${sql.param([...businessIds])}::text[]) and n.split_from is null and n.sku in (${list})
          union
          select f.item_id from lightspeed_former_skus f where f.company_id = ${companyId} and f.sku in (${list})`;
  const given = sql`select jsonb_array_elements_text(${JSON.stringify(skus)}::text::jsonb)`;
  return sql`
        with sold as (${bearing(given)}),
        shared as (
          select n.sku from sold join lightspeed_items n on n.company_id = ${companyId} and n.id = sold.id
          union
          select f.sku from sold join lightspeed_former_skus f on f.company_id = ${companyId} and f.item_id = sold.id),
        around as (${bearing(sql`select sku from shared`)})
        select id from around
        union all
        select p.id from around join lightspeed_items p on p.company_id = ${companyId} and p.split_from = around.id`;
}
