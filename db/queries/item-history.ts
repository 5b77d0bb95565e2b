import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { listRows } from './rows';
import { uuids } from './sql-parts';
import { whoSaid } from './who';

/** What happened to an item, and by whom. */
export interface ItemEventRow {
  id: string;
  at: string;
  by: string | null;
  action: string;
  /** The name it is about (R38), and the one taken over before. */
  name: string | null;
  previous: string | null;
  splitItemId: string | null;
  mappedName: string | null;
  quantity: string | null;
  unit: string | null;
}

/**
 * Newest first: what was said of the item, and of the one it was split off from what made it an item of its
 * own (R38). Events of before `after` was kept have what was decided at the top.
 */
export async function listItemEvents(
  db: Queryable,
  companyId: string,
  { itemId, limit }: { itemId: string; limit: number },
): Promise<ItemEventRow[]> {
  return listRows<ItemEventRow>(
    db,
    sql`
    select e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, ${whoSaid(sql`e.actor`, sql`e.company_id`)} as by,
           e.action, e.details->>'name' as name, e.details->>'previous' as previous, e.details->>'split_item_id' as split_item_id,
           coalesce(g.name, r.name) as mapped_name, d.quantity, coalesce(d.unit, g.base_unit) as unit
    from lightspeed_items i
    join audit_events e on e.company_id = i.company_id and e.subject_type = 'item' and e.action like 'item.%'
      and (e.subject_id = i.id::text or (e.subject_id = i.split_from::text and e.details->>'split_item_id' = i.id::text))
    cross join lateral (select
      coalesce(e.details#>>'{after,ingredient_id}', e.details->>'ingredientId') as ingredient_id,
      coalesce(e.details#>>'{after,recipe_id}', e.details->>'recipeId') as recipe_id,
      coalesce(e.details#>>'{after,quantity}', e.details->>'quantity') as quantity,
      coalesce(e.details#>>'{after,unit}', e.details->>'unit') as unit) d
    left join ingredients g on g.company_id = e.company_id and g.id::text = d.ingredient_id
    left join recipes r on r.company_id = e.company_id and r.id::text = d.recipe_id
    where i.company_id = ${companyId} and i.id = ${itemId}
    order by e.at desc, e.id desc limit ${limit}`,
  );
}

/** The names that an item's mapping was made for, took over and was said to count for (R38). */
export interface CountedNamesRow {
  itemId: string;
  /** Null: any, as of mappings saved before names were kept. */
  madeFor: string[] | null;
  adoptedName: string | null;
  accepted: string[];
}

/** Of those of these items that are mapped or ignored. */
export async function listCountedNames(
  db: Queryable,
  companyId: string,
  itemIds: readonly string[],
): Promise<CountedNamesRow[]> {
  return listRows<CountedNamesRow>(
    db,
    sql`
    select m.item_id, m.names as made_for, n.name as adopted_name,
           array(select a.name from item_names a where a.company_id = m.company_id and a.item_id = m.item_id
                   and a.superseded_at is null and a.answer = 'same' order by a.created_at, a.id) as accepted
    from item_mapping_versions m
    left join adopted_names n on n.company_id = m.company_id and n.mapping_version_id = m.id
    where m.company_id = ${companyId} and m.item_id = any(${uuids(itemIds)}) and m.superseded_at is null and m.state <> 'unmapped'`,
  );
}
