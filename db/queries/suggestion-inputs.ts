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

/**
 * Of items, those sold with parts since a business day; what is said of a dish (a modifier) is no part, nor
 * what is taken back. Names are of one of the sales. Lines are looked up among those with parts by hash:
 * joined line by line, a month's sales take minutes.
 */
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
      select distinct on (s.location_id, s.business_day) s.id, p.business_id from sales_snapshots s
      join lightspeed_locations p on p.company_id = s.company_id and p.id = s.location_id
      where s.company_id = ${companyId} and s.business_day >= ${from}::date
      order by s.location_id, s.business_day, s.version desc),
    asked as materialized (
      select id, sku, business_id, item_type from lightspeed_items
      where company_id = ${companyId} and sku is not null and archived_at is null and id = any(${uuids(itemIds)})),
    hanging as materialized (
      select c.snapshot_id, c.account_id, c.parent_line_id, c.name,
        coalesce((n.business_id, c.sku) in (select i.business_id, i.sku from lightspeed_items i
          where i.company_id = ${companyId} and i.item_type = 'SUB_ITEM' and i.sku is not null and i.archived_at is null), false) as is_said
      from newest n join sale_lines c on c.company_id = ${companyId} and c.snapshot_id = n.id
      where c.parent_line_id is not null and c.quantity > 0),
    sold as materialized (
      select n.business_id, l.sku, count(*) as lines, count(*) filter (where x.has_any) as with_any, count(*) filter (where x.has_parts) as with_parts,
        (array_agg(array[l.snapshot_id::text, l.account_id, l.line_id]) filter (where x.has_any))[1:1][:] as one_of_any,
        (array_agg(array[l.snapshot_id::text, l.account_id, l.line_id]) filter (where x.has_parts))[1:1][:] as one_of_parts
      from newest n join sale_lines l on l.company_id = ${companyId} and l.snapshot_id = n.id
      cross join lateral (select
        (l.snapshot_id, l.account_id, l.line_id) in (select h.snapshot_id, h.account_id, h.parent_line_id from hanging h) as has_any,
        (l.snapshot_id, l.account_id, l.line_id) in (select h.snapshot_id, h.account_id, h.parent_line_id from hanging h where not h.is_said) as has_parts
        offset 0) x
      where l.quantity > 0 and l.sku in (select sku from asked)
      group by 1, 2)
    select a.id as item_id, s.lines::int as lines, k.with_parts::int as lines_with_parts,
      array(select distinct h.name from hanging h
        where (h.snapshot_id::text, h.account_id, h.parent_line_id) = (k.one[1][1], k.one[1][2], k.one[1][3])
          and (k.is_header or not h.is_said) order by 1 limit 4) as parts
    from sold s join asked a on a.sku = s.sku and a.business_id = s.business_id
    cross join lateral (select h.is_header, case when h.is_header then s.with_any else s.with_parts end as with_parts,
        case when h.is_header then s.one_of_any else s.one_of_parts end as one
      from (select a.item_type in ('SEQUENCE', 'GROUP') as is_header) h) k
    where k.with_parts > 0`,
  );
}
