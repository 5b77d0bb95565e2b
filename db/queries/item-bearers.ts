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
