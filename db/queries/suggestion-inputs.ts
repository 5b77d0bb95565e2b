import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { BaseUnit } from '@/lib/core/units';
import { findRow, listRows } from './rows';
import { uuids } from './sql-parts';

/**
 * What changes whenever a company's ingredients, recipes, costs or mappings do: as a text, to tell whether
 * what was read of them still holds.
 */
export async function findKitchenVersion(db: Queryable, companyId: string): Promise<string> {
  const row = await findRow<{ version: string }>(
    db,
    sql`
    select concat_ws(' ',
      (select concat(count(*), ' ', max(updated_at)) from ingredients where company_id = ${companyId}),
      (select concat(count(*), ' ', max(updated_at)) from recipes where company_id = ${companyId}),
      (select count(*) from recipe_versions where company_id = ${companyId}),
      (select count(*) from item_mapping_versions where company_id = ${companyId}),
      (select max(at) from audit_events where company_id = ${companyId})) as version`,
  );
  return row?.version ?? '';
}

/** Active ingredients and recipes, by name. */
export async function listMappingTargets(db: Queryable, companyId: string) {
  return listRows<{ type: 'ingredient' | 'recipe'; id: string; name: string; baseUnit: BaseUnit | null }>(
    db,
    sql`
    select 'ingredient' as type, id, name, base_unit from ingredients where company_id = ${companyId} and is_active
    union all
    select 'recipe', id, name, null from recipes where company_id = ${companyId} and is_active
    order by name, id`,
  );
}

export interface DecidedItemRow {
  sku: string | null;
  name: string;
  accountingGroup: string | null;
  price: string | null;
  itemType: string | null;
  ingredientId: string | null;
  recipeId: string | null;
  quantity: string | null;
  /** Of the quantity; null for portions of a recipe. */
  unit: BaseUnit | null;
  isSubtraction: boolean;
}

/** Items that are mapped or ignored, the last decided first; at most `limit`. */
export async function listDecidedItems(
  db: Queryable,
  companyId: string,
  limit: number,
): Promise<DecidedItemRow[]> {
  return listRows<DecidedItemRow>(
    db,
    sql`
    select i.sku, i.name, i.accounting_group, i.price::text as price, i.item_type, m.ingredient_id, m.recipe_id,
           trim_scale(m.quantity)::text as quantity, coalesce(m.unit, g.base_unit) as unit, m.is_subtraction
    from item_mapping_versions m
    join lightspeed_items i on i.company_id = m.company_id and i.id = m.item_id
    left join ingredients g on g.company_id = m.company_id and g.id = m.ingredient_id
    where m.company_id = ${companyId} and m.superseded_at is null and m.state in ('mapped', 'ignored')
    order by m.created_at desc, m.id
    limit ${limit}`,
  );
}

/** Lines sold of a SKU, how many of them had parts under them, and what these are called (R39). */
export interface SoldWithParts {
  itemId: string;
  lines: number;
  linesWithParts: number;
  parts: string[];
}

/** Of items, those sold with parts since a business day; what is said of a dish (a modifier) is no part. */
export async function listSoldWithParts(
  db: Queryable,
  companyId: string,
  itemIds: readonly string[],
  from: string,
): Promise<SoldWithParts[]> {
  return listRows<SoldWithParts>(
    db,
    sql`
    with newest as materialized (
      select distinct on (s.location_id, s.business_day) s.id, s.location_id from sales_snapshots s
      where s.company_id = ${companyId} and s.business_day >= ${from}::date
      order by s.location_id, s.business_day, s.version desc),
    asked as materialized (
      select id, sku, business_id, item_type from lightspeed_items
      where company_id = ${companyId} and sku is not null and archived_at is null and id = any(${uuids(itemIds)})),
    own as materialized (
      select a.id, a.business_id, a.item_type, l.snapshot_id, l.account_id, l.line_id
      from newest n
      join lightspeed_locations p on p.company_id = ${companyId} and p.id = n.location_id
      join sale_lines l on l.company_id = ${companyId} and l.snapshot_id = n.id
      join asked a on a.sku = l.sku and a.business_id = p.business_id
      where l.quantity > 0),
    parts as (
      select o.id, o.snapshot_id, o.account_id, o.line_id, c.name
      from own o
      join sale_lines c on c.company_id = ${companyId} and c.snapshot_id = o.snapshot_id and c.account_id = o.account_id
        and c.parent_line_id = o.line_id
      left join lightspeed_items i on i.company_id = ${companyId} and i.business_id = o.business_id and i.sku = c.sku and i.archived_at is null
      where i.id is distinct from o.id and (o.item_type in ('SEQUENCE', 'GROUP') or i.item_type is distinct from 'SUB_ITEM'))
    select o.id as item_id, count(distinct (o.snapshot_id, o.account_id, o.line_id))::int as lines,
      count(distinct (o.snapshot_id, o.account_id, o.line_id)) filter (where x.name is not null)::int as lines_with_parts,
      (array_agg(distinct x.name) filter (where x.name is not null))[1:4] as parts
    from own o left join parts x on x.id = o.id and x.snapshot_id = o.snapshot_id and x.account_id = o.account_id and x.line_id = o.line_id
    group by 1 having count(x.name) > 0`,
  );
}
