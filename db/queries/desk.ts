import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { BaseUnit } from '@/lib/core/units';
import { columnsOf } from './columns-of';
import { type ItemState, isSaidForAll, stateOf } from './items';
import { findRow, listRows } from './rows';
import { only, uuids } from './sql-parts';

/** What is decided about an item now. */
export interface ItemDecision {
  itemId: string;
  /** `modifier`: not mapped, but said what it does under every parent (R37). */
  state: 'mapped' | 'ignored' | 'unmapped' | 'modifier';
  /** The ingredient or recipe. */
  targetId: string | null;
}

export async function listItemDecisions(
  db: Queryable,
  companyId: string,
  itemIds: readonly string[],
): Promise<ItemDecision[]> {
  return listRows<ItemDecision>(
    db,
    sql`
    select i.id as item_id, coalesce(m.ingredient_id, m.recipe_id) as target_id,
           case when coalesce(m.state, 'unmapped') <> 'unmapped' then m.state when ${isSaidForAll} then 'modifier' else 'unmapped' end as state
    from lightspeed_items i
    left join item_mapping_versions m on m.company_id = i.company_id and m.item_id = i.id and m.superseded_at is null
    where i.company_id = ${companyId} and i.id = any(${uuids(itemIds)})`,
  );
}

/** An item with what it sold; decimals are texts. */
interface ItemSold {
  itemId: string;
  /** Undecided itself, but with its parts (R39), or as a modifier of all it was sold under (R37). */
  isByOthers: boolean;
  lines: number;
  quantity: string;
  netValue: string;
}
export interface DeskRow {
  id: string;
  sku: string | null;
  name: string;
  /** Its place by name: among all by id, among those of its window by sales. */
  nameRank: number;
  accountingGroup: string | null;
  itemType: string | null;
  price: string | null;
  isArchived: boolean;
  splitFrom: string | null;
  state: ItemState;
  /** Of its mapping; 0 where nothing was ever decided. */
  version: number;
  mappedType: 'ingredient' | 'recipe' | null;
  mappedId: string | null;
  mappedQuantity: string | null;
  mappedUnit: BaseUnit | null;
  isSubtraction: boolean;
  effectiveFrom: string | null;
  /** Something is said of it as a modifier of whatever it is sold under. */
  isModifier: boolean;
  lines: number;
  quantity: string;
  netValue: string;
}

interface DeskScope {
  sold: readonly ItemSold[];
  /** Also what is inactive and was not sold. */
  withArchived: boolean;
}
const isShown = ({ withArchived }: DeskScope) =>
  withArchived ? sql`true` : sql`(i.archived_at is null or s.item_id is not null)`;

const soldColumns = (sold: readonly ItemSold[]) =>
  sql`${columnsOf(sold, [
    ['itemId', 'uuid'],
    ['lines', 'int'],
    ['quantity', 'numeric'],
    ['netValue', 'numeric'],
    ['isByOthers', 'boolean'],
  ])} as s(item_id, lines, quantity, net_value, is_by_others)`;

/**
 * Items that are active or were sold: a window of them. From an offset on, most net sales first, then by
 * name; or by id after one, which other sales do not move.
 */
export async function listDeskRows(
  db: Queryable,
  companyId: string,
  integrationId: string,
  page: DeskScope & { limit: number; window: { offset: number } | { after: string | null } },
): Promise<DeskRow[]> {
  const { window } = page;
  const rows = rowsOf(companyId, integrationId, page);
  if ('after' in window)
    return listRows<DeskRow>(
      db,
      sql`
    with named as (
      select id, (row_number() over (order by lower(name), id))::int as name_rank from lightspeed_items
      where company_id = ${companyId} and integration_id = ${integrationId})
    ${rows(sql`named n join lightspeed_items i on i.id = n.id`, sql`n.name_rank`)}
      and ${only(window.after !== null && sql`i.id > ${window.after}`)}
    order by i.id limit ${page.limit}`,
    );
  // Of all only what is sorted by is looked at, and only the window is ranked by name.
  const bySales = (toSold: SQL) =>
    listRows<DeskRow>(
      db,
      sql`
    with picked as (
      select i.id, s.net_value as sold_for from lightspeed_items i ${toSold} ${soldColumns(page.sold)} on s.item_id = i.id
      where i.company_id = ${companyId} and i.integration_id = ${integrationId} and ${isShown(page)}
      order by s.net_value desc nulls last, lower(i.name), i.id limit ${page.limit} offset ${window.offset})
    ${rows(sql`picked p join lightspeed_items i on i.id = p.id`, sql`(row_number() over (order by lower(i.name), i.id))::int as name_rank`)}
    order by p.sold_for desc nulls last, name_rank`,
    );
  // What was sold comes first: a window of it alone is found without a look at the others.
  const sold = window.offset + page.limit <= page.sold.length ? await bySales(sql`join`) : [];
  return sold.length === page.limit ? sold : bySales(sql`left join`);
}

/** The rows of a desk, from items `i` joined with what else is told of them. */
const rowsOf = (companyId: string, integrationId: string, scope: DeskScope) => (from: SQL, more: SQL) =>
  sql`
    select i.id, i.sku, i.name, i.split_from, ${more}, i.accounting_group, i.item_type,
           trim_scale(i.price)::text as price, i.archived_at is not null as is_archived, ${stateOf(sql`m`)} as state,
           coalesce(m.version, 0) as version,
           case when m.ingredient_id is not null then 'ingredient' when m.recipe_id is not null then 'recipe' end as mapped_type,
           coalesce(m.ingredient_id, m.recipe_id) as mapped_id, trim_scale(m.quantity)::text as mapped_quantity,
           coalesce(m.unit, g.base_unit) as mapped_unit, coalesce(m.is_subtraction, false) as is_subtraction, m.effective_from::text,
           ${isSaidForAll} as is_modifier, coalesce(s.lines, 0) as lines, coalesce(trim_scale(s.quantity), 0)::text as quantity,
           coalesce(trim_scale(s.net_value), 0)::text as net_value
    from ${from}
    left join item_mapping_versions m on m.company_id = i.company_id and m.item_id = i.id and m.superseded_at is null
    left join ingredients g on g.company_id = m.company_id and g.id = m.ingredient_id
    left join ${soldColumns(scope.sold)} on s.item_id = i.id
    where i.company_id = ${companyId} and i.integration_id = ${integrationId} and ${isShown(scope)}`;

export interface DeskCounts {
  total: number;
  review: number;
  mapped: number;
  ignored: number;
  neverSold: number;
}

/**
 * How many of these items are in each segment. `offset 0`: the state of an item is found once, not for each.
 */
export async function findDeskCounts(
  db: Queryable,
  companyId: string,
  integrationId: string,
  scope: DeskScope,
): Promise<DeskCounts> {
  const row = await findRow<DeskCounts>(
    db,
    sql`
    select count(*)::int as total,
           count(*) filter (where x.state = 'unmapped' and x.is_sold)::int as review,
           count(*) filter (where x.state in ('mapped', 'modifier', 'by_others'))::int as mapped,
           count(*) filter (where x.state = 'ignored')::int as ignored,
           count(*) filter (where x.state = 'unmapped' and not x.is_sold)::int as never_sold
    from (select case when coalesce(m.state, 'unmapped') <> 'unmapped' then m.state when ${isSaidForAll} then 'modifier' when s.is_by_others then 'by_others' else 'unmapped' end as state,
                 s.item_id is not null as is_sold
          from lightspeed_items i
          left join item_mapping_versions m on m.company_id = i.company_id and m.item_id = i.id and m.superseded_at is null
          left join ${soldColumns(scope.sold)} on s.item_id = i.id
          where i.company_id = ${companyId} and i.integration_id = ${integrationId} and ${isShown(scope)} offset 0) x`,
  );
  if (!row) throw new Error('counting the items gave no row');
  return row;
}

export interface SiblingRow {
  itemId: string;
  siblingName: string;
  /** Whether it is the item that is gone before it under its SKU (R14). */
  isPredecessor: boolean;
  state: ItemState;
  mappedType: 'ingredient' | 'recipe' | null;
  mappedId: string | null;
  quantity: string | null;
  unit: BaseUnit | null;
  isSubtraction: boolean;
}

const foldedName = sql`split_part(i.search_text, chr(10), 1)`;

/**
 * Of these items, where nothing is decided about one: what was decided about the same thing elsewhere. That
 * is the item gone before it under its SKU, else one of the same name, of another location or business or
 * made anew; of several the one decided last.
 */
export async function listSiblings(
  db: Queryable,
  companyId: string,
  integrationId: string,
  itemIds: readonly string[],
): Promise<SiblingRow[]> {
  return listRows<SiblingRow>(
    db,
    sql`
    with undecided as (
      select i.id, i.sku, i.business_id, ${foldedName} as folded
      from lightspeed_items i
      left join item_mapping_versions m on m.company_id = i.company_id and m.item_id = i.id and m.superseded_at is null
      where i.company_id = ${companyId} and i.integration_id = ${integrationId} and i.split_from is null
        and coalesce(m.state, 'unmapped') = 'unmapped' and i.archived_at is null and i.id = any(${uuids(itemIds)})),
    decided as (
      select i.name, i.sku, i.business_id, i.archived_at, ${foldedName} as folded,
             m.ingredient_id, m.recipe_id, m.quantity, m.unit, m.is_subtraction, m.created_at, ${stateOf(sql`m`)} as state
      from item_mapping_versions m
      join lightspeed_items i on i.company_id = m.company_id and i.id = m.item_id
      where m.company_id = ${companyId} and m.superseded_at is null and m.state <> 'unmapped'
        and i.integration_id = ${integrationId} and i.split_from is null),
    pairs as (
      select u.id as item_id, d.*, true as is_predecessor
      from undecided u join decided d on d.business_id = u.business_id and d.sku = u.sku and d.archived_at is not null
      union all
      select u.id, d.*, false from undecided u join decided d on d.folded = u.folded)
    select distinct on (p.item_id) p.item_id, p.name as sibling_name, p.is_predecessor, p.state,
           case when p.ingredient_id is not null then 'ingredient' when p.recipe_id is not null then 'recipe' end as mapped_type,
           coalesce(p.ingredient_id, p.recipe_id) as mapped_id, trim_scale(p.quantity)::text as quantity,
           coalesce(p.unit, g.base_unit) as unit, coalesce(p.is_subtraction, false) as is_subtraction
    from pairs p left join ingredients g on g.company_id = ${companyId} and g.id = p.ingredient_id
    order by p.item_id, p.is_predecessor desc, p.created_at desc`,
  );
}

export async function listItemNames(
  db: Queryable,
  companyId: string,
  itemIds: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if (itemIds.length === 0) return [];
  return listRows<{ id: string; name: string }>(
    db,
    sql`select id, name from lightspeed_items where company_id = ${companyId} and id = any(${uuids(itemIds)})`,
  );
}
