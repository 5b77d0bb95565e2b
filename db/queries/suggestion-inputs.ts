import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { BaseUnit } from '@/lib/core/units';
import { findRow, listRows } from './rows';

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
