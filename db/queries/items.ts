import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { BaseUnit } from '@/lib/core/units';
import { columnsOf } from './columns-of';
import { predecessorOf } from './predecessors';
import { findRow, listRows } from './rows';
import { contains } from './search';
import { uuids } from './sql-parts';

/** R13: what an item takes from stock. */
/** `modifier`: not mapped, but said what it does under every parent (R37). */
export type ItemState = 'unmapped' | 'modifier' | 'ignored' | 'subtraction' | 'ingredient' | 'recipe';

export interface ItemListing {
  id: string;
  lightspeedId: string;
  sku: string | null;
  name: string;
  docketName: string | null;
  splitFrom: string | null;
  nameKey: string;
  itemType: string | null;
  accountingGroup: string | null;
  price: string | null;
  isArchived: boolean;
  state: ItemState;
  mappedObjectType: 'ingredient' | 'recipe' | null;
  mappedObjectId: string | null;
  mappedObjectName: string | null;
  unit: BaseUnit | null;
  quantity: string | null;
  isSubtraction: boolean | null;
  version: number | null;
  effectiveFrom: string | null;
  predecessorId: string | null;
  predecessorName: string | null;
  /** What the predecessor was: set while that is offered, and null once it was taken over. */
  predecessorState: ItemState | null;
  predecessorTarget: string | null;
  predecessorQuantity: string | null;
  predecessorUnit: BaseUnit | null;
}

/** R13: what a mapping version makes an item. */
export const stateOf = (m: SQL) => sql`case
  when ${m}.state is null or ${m}.state = 'unmapped' then 'unmapped'
  when ${m}.state = 'ignored' then 'ignored'
  when ${m}.is_subtraction then 'subtraction'
  when ${m}.ingredient_id is not null then 'ingredient'
  else 'recipe' end`;
/** Something is said of item `i` as a modifier that counts under every parent (R37). */
export const isSaidForAll = sql`exists (
  select from modifier_rule_versions v join modifier_rules r on r.company_id = v.company_id and r.rule_version_id = v.id
  where v.company_id = i.company_id and v.item_id = i.id and v.superseded_at is null
    and r.parent_item_id is null and r.parent_accounting_group is null)`;
const STATE = sql`case when coalesce(m.state, 'unmapped') = 'unmapped' and ${isSaidForAll} then 'modifier' else ${stateOf(sql`m`)} end`;
/** The item that `i` took over from, or whose mapping it is offered (R14). */
const PREDECESSOR = sql`
  left join lateral (
    select t.id, t.name, false as is_offered from lightspeed_items t where t.company_id = i.company_id and t.id = m.taken_over_from
    union all
    select o.id, o.name, true from (${predecessorOf(sql`m.id is null`)}) o) p on true
  left join item_mapping_versions pm on p.is_offered and pm.company_id = i.company_id and pm.item_id = p.id and pm.superseded_at is null
  left join ingredients pg on pg.company_id = i.company_id and pg.id = pm.ingredient_id
  left join recipes pr on pr.company_id = i.company_id and pr.id = pm.recipe_id`;
const ITEM_WITH_MAPPING = sql`lightspeed_items i
  left join item_mapping_versions m on m.company_id = i.company_id and m.item_id = i.id and m.superseded_at is null
  left join ingredients g on g.company_id = m.company_id and g.id = m.ingredient_id
  left join recipes r on r.company_id = m.company_id and r.id = m.recipe_id`;

/** Ordered by lower(name), id. Search finds a part of the name or SKU, without case and accents. */
export async function listItemRows(
  db: Queryable,
  companyId: string,
  filter: {
    integrationId?: string;
    id?: string;
    ids?: readonly string[] | undefined;
    state?: string | undefined;
    search?: string | undefined;
    includeArchived: boolean;
    limit: number;
    after?: { name: string; id: string } | undefined;
  },
): Promise<ItemListing[]> {
  const conditions = [sql`i.company_id = ${companyId}`];
  if (filter.integrationId) conditions.push(sql`i.integration_id = ${filter.integrationId}`);
  if (filter.id) conditions.push(sql`i.id = ${filter.id}`);
  if (filter.ids) conditions.push(sql`i.id = any(${uuids(filter.ids)})`);
  if (!filter.includeArchived) conditions.push(sql`i.archived_at is null`);
  if (filter.state) conditions.push(sql`${STATE} = ${filter.state}`);
  const isFound = contains(sql`i.search_text`, filter.search);
  if (isFound) conditions.push(isFound);
  if (filter.after) {
    conditions.push(sql`(lower(i.name), i.id) > (${filter.after.name}, ${filter.after.id}::uuid)`);
  }
  return listRows<ItemListing>(
    db,
    sql`
    select i.id, i.lightspeed_id, i.sku, i.name, i.docket_name, i.split_from, lower(i.name) as name_key, i.item_type, i.accounting_group,
           i.price::text as price, i.archived_at is not null as is_archived, ${STATE} as state,
           case when m.ingredient_id is not null then 'ingredient' when m.recipe_id is not null then 'recipe' end as mapped_object_type,
           coalesce(m.ingredient_id, m.recipe_id) as mapped_object_id, coalesce(g.name, r.name) as mapped_object_name,
           coalesce(m.unit, g.base_unit) as unit, trim_scale(m.quantity)::text as quantity, m.is_subtraction, m.version, m.effective_from::text,
           p.id as predecessor_id, p.name as predecessor_name, case when p.is_offered then ${stateOf(sql`pm`)} end as predecessor_state,
           coalesce(pg.name, pr.name) as predecessor_target, trim_scale(pm.quantity)::text as predecessor_quantity, coalesce(pm.unit, pg.base_unit) as predecessor_unit
    from ${ITEM_WITH_MAPPING} ${PREDECESSOR}
    where ${sql.join(conditions, sql` and `)}
    order by lower(i.name), i.id
    limit ${filter.limit}`,
  );
}

/** How many items are in each state, live ones unless said otherwise, of those found. */
export async function listItemStates(
  db: Queryable,
  companyId: string,
  integrationId: string,
  filter: { search?: string | undefined; includeArchived?: boolean | undefined } = {},
) {
  return listRows<{ state: ItemState; count: number }>(
    db,
    sql`
    select ${STATE} as state, count(*)::int as count from ${ITEM_WITH_MAPPING}
    where i.company_id = ${companyId} and i.integration_id = ${integrationId}
      and ${filter.includeArchived ? sql`true` : sql`i.archived_at is null`}
      and ${contains(sql`i.search_text`, filter.search) ?? sql`true`}
    group by 1`,
  );
}

/** Items that Lightspeed lists as inactive: archived here, and not gone. */
export async function findInactiveCount(
  db: Queryable,
  companyId: string,
  integrationId: string,
): Promise<number> {
  const row = await findRow<{ count: number }>(
    db,
    sql`
    select count(*)::int as count from lightspeed_items
    where company_id = ${companyId} and integration_id = ${integrationId}
      and archived_at is not null and gone_at is null and split_from is null`,
  );
  return row?.count ?? 0;
}

/**
 * For writing, as `lockItem`, in one order, so that two bulks wait for each other. Gives those that exist.
 */
export async function lockItems(db: Queryable, companyId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await listRows<{ id: string }>(
    db,
    sql`
    select id from lightspeed_items where company_id = ${companyId} and id = any(${uuids(ids)})
    order by id for no key update`,
  );
  return rows.map((row) => row.id);
}

/** For writing: mapping saves and syncs of one item wait for each other. */
export async function lockItem(db: Queryable, companyId: string, id: string): Promise<boolean> {
  const rows = await db.execute(
    sql`select 1 from lightspeed_items where company_id = ${companyId} and id = ${id} for no key update`,
  );
  return rows.length === 1;
}

export interface ItemUpsert {
  id: string;
  lightspeedId: string;
  businessId: string;
  sku: string | null;
  name: string;
  docketName: string | null;
  itemType: string | null;
  accountingGroup: string | null;
  price: string | null;
  archived: boolean;
}

/**
 * Inserts or updates by Lightspeed id in one statement (R11); answers what was written, untouched rows are
 * left out.
 */
export async function upsertItems(
  db: Queryable,
  companyId: string,
  integrationId: string,
  items: ItemUpsert[],
  now: Date,
) {
  const at = now.toISOString();
  const columns = columnsOf(items, [
    ['id', 'uuid'],
    ['lightspeedId', 'text'],
    ['businessId', 'text'],
    ['sku', 'text'],
    ['name', 'text'],
    ['docketName', 'text'],
    ['itemType', 'text'],
    ['accountingGroup', 'text'],
    ['price', 'text'],
    ['archived', 'boolean'],
  ]);
  return listRows<{ id: string; lightspeedId: string; isArchived: boolean }>(
    db,
    sql`
    with incoming as (
      select * from ${columns} as x(id, lightspeed_id, business_id, sku, name, docket_name, item_type, accounting_group, price, archived)
    ), former as (
      insert into lightspeed_former_skus (company_id, item_id, sku, since, until)
      select o.company_id, o.id, o.sku, o.sku_since, coalesce(o.gone_at, ${at}::timestamptz) from lightspeed_items o
      join incoming x on x.lightspeed_id = o.lightspeed_id
      where o.company_id = ${companyId} and o.integration_id = ${integrationId} and o.sku is not null
        and (o.sku is distinct from x.sku or o.gone_at is not null)
      on conflict do nothing
    )
    insert into lightspeed_items as i
      (id, company_id, integration_id, business_id, lightspeed_id, sku, name, docket_name, item_type, accounting_group, price, archived_at, created_at)
    select x.id, ${companyId}::uuid, ${integrationId}::uuid, x.business_id, x.lightspeed_id, x.sku, x.name, x.docket_name, x.item_type,
           x.accounting_group, x.price::numeric, case when x.archived then ${at}::timestamptz end, ${at}::timestamptz
    from incoming x
    on conflict (integration_id, lightspeed_id) do update
      set business_id = excluded.business_id, sku = excluded.sku, name = excluded.name, docket_name = excluded.docket_name, item_type = excluded.item_type,
          accounting_group = excluded.accounting_group, price = excluded.price,
          archived_at = case when excluded.archived_at is null then null else coalesce(i.archived_at, excluded.archived_at) end,
          gone_at = null,
          sku_since = case when i.sku is distinct from excluded.sku or i.gone_at is not null then ${at}::timestamptz else i.sku_since end,
          updated_at = clock_timestamp()
      where row(i.business_id, i.sku, i.name, i.docket_name, i.item_type, i.accounting_group, i.price, i.archived_at is null, i.gone_at)
            is distinct from row(excluded.business_id, excluded.sku, excluded.name, excluded.docket_name, excluded.item_type,
            excluded.accounting_group, excluded.price, excluded.archived_at is null, null::timestamptz)
    returning i.id, i.lightspeed_id, i.archived_at is not null as is_archived`,
  );
}

export async function listItemIdentities(db: Queryable, companyId: string, integrationId: string) {
  return listRows<{
    id: string;
    lightspeedId: string;
    name: string;
    docketName: string | null;
    sku: string | null;
    itemType: string | null;
    accountingGroup: string | null;
    price: string | null;
    isArchived: boolean;
    isGone: boolean;
  }>(
    db,
    sql`
    select id, lightspeed_id, name, docket_name, sku, item_type, accounting_group, price::text, archived_at is not null as is_archived,
           gone_at is not null as is_gone
    from lightspeed_items
    where company_id = ${companyId} and integration_id = ${integrationId} and split_from is null`,
  );
}

/** Items that are listed no longer. */
export async function archiveItems(
  db: Queryable,
  companyId: string,
  ids: string[],
  now: Date,
): Promise<void> {
  await db.execute(sql`
    update lightspeed_items set archived_at = coalesce(archived_at, ${now.toISOString()}::timestamptz),
      gone_at = ${now.toISOString()}::timestamptz, updated_at = clock_timestamp()
    where company_id = ${companyId} and gone_at is null
      and id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb))`);
}

/**
 * Makes "sold at" of these locations exactly the given pairs; an item in none of them keeps where it was sold
 * last.
 */
export async function replaceItemLocations(
  db: Queryable,
  companyId: string,
  locationIds: string[],
  pairs: { item_id: string; location_id: string }[],
): Promise<void> {
  await db.execute(sql`
    with wanted as (
      select item_id, location_id from jsonb_to_recordset(${JSON.stringify(pairs)}::text::jsonb) as x(item_id uuid, location_id uuid)
    ), removed as (
      delete from lightspeed_item_locations l
      where l.company_id = ${companyId}
        and l.location_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(locationIds)}::text::jsonb))
        and l.item_id in (select item_id from wanted)
        and not exists (select 1 from wanted w where w.item_id = l.item_id and w.location_id = l.location_id)
    )
    insert into lightspeed_item_locations (company_id, item_id, location_id)
    select ${companyId}::uuid, item_id, location_id from wanted
    on conflict do nothing`);
}
