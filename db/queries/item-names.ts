import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { itemNames } from '@/db/schema/names';
import { columnsOf } from './columns-of';
import type { NameAnswer } from './plan-inputs';
import { findRow, listRows } from './rows';
import { soldNameOf } from './sale-lines';
import { only, uuids } from './sql-parts';

/**
 * Notes under which names SKUs were sold on a day (R38), in one order, so that two days wait for each other.
 */
export async function upsertSoldNames(
  db: Queryable,
  { companyId, locationId, businessDay }: { companyId: string; locationId: string; businessDay: string },
  names: readonly { sku: string; name: string }[],
): Promise<void> {
  if (names.length === 0) return;
  const columns = columnsOf(names, [
    ['sku', 'text'],
    ['name', 'text'],
  ]);
  await db.execute(sql`
    insert into sold_names as s (company_id, location_id, sku, name, first_day, last_day)
    select ${companyId}::uuid, ${locationId}::uuid, n.sku, n.name, ${businessDay}::date, ${businessDay}::date
    from ${columns} as n(sku, name) order by n.sku, n.name
    on conflict (location_id, sku, name) do update
      set first_day = least(s.first_day, excluded.first_day), last_day = greatest(s.last_day, excluded.last_day)
      where s.first_day > excluded.first_day or s.last_day < excluded.last_day`);
}

export interface SoldNameRow {
  businessId: string;
  sku: string;
  name: string;
  firstDay: string;
  lastDay: string;
}

/** Under which names these SKUs were sold at each business, on which days first and last. */
export async function listSoldNames(
  db: Queryable,
  companyId: string,
  skus: readonly string[],
): Promise<SoldNameRow[]> {
  return listRows<SoldNameRow>(
    db,
    sql`
    select l.business_id, s.sku, s.name, min(s.first_day)::text as first_day, max(s.last_day)::text as last_day
    from sold_names s join lightspeed_locations l on l.company_id = s.company_id and l.id = s.location_id
    where s.company_id = ${companyId}
      and s.sku = any(array(select jsonb_array_elements_text(${JSON.stringify(skus)}::text::jsonb)))
    group by 1, 2, 3`,
  );
}

export interface NamesNow {
  itemId: string;
  names: string[];
}

/**
 * What a mapping of the items saved now is made for (R38): their names, their dockets', and the one each was
 * sold under last; of a SKU that was another item's before, since it is this one's.
 */
export async function listNamesNow(
  db: Queryable,
  companyId: string,
  itemIds: readonly string[],
): Promise<NamesNow[]> {
  return listRows<NamesNow>(
    db,
    sql`
    select i.id as item_id, array_remove(array[i.name, i.docket_name, s.name], null) as names
    from lightspeed_items i
    left join lateral (
      select n.name from sold_names n
      join lightspeed_locations l on l.company_id = n.company_id and l.id = n.location_id
      where n.company_id = i.company_id and n.sku = i.sku and l.business_id = i.business_id and i.split_from is null
        and (n.last_day >= (coalesce(i.sku_since, i.created_at) at time zone 'UTC')::date
          or not exists (
            select from lightspeed_items o where o.company_id = i.company_id and o.business_id = i.business_id and o.sku = i.sku
              and o.id <> i.id and o.split_from is null and o.archived_at <= coalesce(i.sku_since, i.created_at)
            union all
            select from lightspeed_former_skus f where f.company_id = i.company_id and f.sku = i.sku and f.item_id <> i.id
              and f.until <= coalesce(i.sku_since, i.created_at)))
      order by n.last_day desc, n.name collate "C" limit 1) s on true
    where i.company_id = ${companyId} and i.id = any(${uuids(itemIds)})`,
  );
}

export type ItemNameRow = typeof itemNames.$inferSelect;

/** What stands of what was said of items' names. */
export async function listNameAnswers(
  db: Queryable,
  companyId: string,
  itemIds: readonly string[],
): Promise<ItemNameRow[]> {
  return db
    .select()
    .from(itemNames)
    .where(
      and(
        eq(itemNames.companyId, companyId),
        isNull(itemNames.supersededAt),
        sql`${itemNames.itemId} = any(${uuids(itemIds)})`,
      ),
    )
    .orderBy(itemNames.createdAt, itemNames.id);
}

export async function insertNameAnswer(db: Queryable, row: typeof itemNames.$inferInsert): Promise<void> {
  await db.insert(itemNames).values(row);
}

/** Ends what was said of the name. */
export async function supersedeNameAnswer(db: Queryable, companyId: string, id: string): Promise<void> {
  await db
    .update(itemNames)
    .set({ supersededAt: sql`clock_timestamp()` })
    .where(and(eq(itemNames.companyId, companyId), eq(itemNames.id, id)));
}

/** Keeps which name a mapping takes over; null = none any more. */
export async function updateAdoptedName(
  db: Queryable,
  companyId: string,
  mappingVersionId: string,
  name: string | null,
): Promise<boolean> {
  const rows = await listRows<{ id: string }>(
    db,
    name === null
      ? sql`delete from adopted_names where company_id = ${companyId} and mapping_version_id = ${mappingVersionId} returning mapping_version_id as id`
      : sql`
        insert into adopted_names (company_id, mapping_version_id, name) values (${companyId}, ${mappingVersionId}, ${name})
        on conflict (mapping_version_id) do update set name = excluded.name, created_at = clock_timestamp()
        where adopted_names.name <> excluded.name
        returning mapping_version_id as id`,
  );
  return rows.length > 0;
}

/**
 * Booked days of which the newest answer has lines of one of the SKUs under one of the names; `heldFor`: only
 * those whose run held one for the item.
 */
export async function listDaysSoldAs(
  db: Queryable,
  companyId: string,
  { skus, names, heldFor }: { skus: readonly string[]; names: readonly string[]; heldFor?: string },
): Promise<{ locationId: string; businessDay: string }[]> {
  const texts = (all: readonly string[]) =>
    sql`array(select jsonb_array_elements_text(${JSON.stringify(all)}::text::jsonb))`;
  return listRows<{ locationId: string; businessDay: string }>(
    db,
    sql`
    with newest as materialized (
      select distinct on (s.location_id, s.business_day) s.id, s.location_id, s.business_day
      from sales_snapshots s where s.company_id = ${companyId} order by s.location_id, s.business_day, s.version desc)
    select n.location_id, n.business_day::text from newest n
    where exists (
        select from sale_lines l where l.company_id = ${companyId} and l.snapshot_id = n.id
          and l.sku = any(${texts(skus)}) and ${soldNameOf} = any(${texts(names)}))
      and exists (
        select from (
          select t.held_names from transfer_logs t where t.company_id = ${companyId} and t.location_id = n.location_id
            and t.business_day = n.business_day and t.success and t.finished_at is not null
          order by t.finished_at desc, t.started_at desc, t.id desc limit 1) g
        where ${only(heldFor !== undefined && sql`g.held_names @> ${JSON.stringify([{ item_id: heldFor }])}::text::jsonb`)})
    order by 1, 2`,
  );
}

/** What was sold under other names, of the runs that stand, with what is said of the item's names now. */
export interface OtherNameRow {
  itemId: string;
  sku: string | null;
  name: string;
  itemName: string;
  /** What its mapping was made for; null = any name, or no mapping. */
  madeFor: string[] | null;
  adoptedName: string | null;
  nameAnswers: NameAnswer[];
  isHeld: boolean;
  lines: number;
  quantity: string;
  netValue: string;
  firstDay: string;
  lastDay: string;
}

export async function listOtherNames(
  db: Queryable,
  companyId: string,
  integrationId: string,
): Promise<OtherNameRow[]> {
  return listRows<OtherNameRow>(
    db,
    sql`
    with standing as (
      select distinct on (l.location_id, l.business_day) l.business_day, l.held_names
      from transfer_logs l
      join lightspeed_locations p on p.company_id = l.company_id and p.id = l.location_id
      where l.company_id = ${companyId} and p.integration_id = ${integrationId} and l.success and l.finished_at is not null
      order by l.location_id, l.business_day, l.started_at desc, l.id desc
    )
, sold as (
      select h.item_id, max(h.sku) as sku, h.name, h.is_held, sum(h.lines)::int as lines,
        sum(h.quantity) as quantity, sum(h.net_value) as net_value,
        min(s.business_day)::text as first_day, max(s.business_day)::text as last_day
      from standing s
      cross join lateral jsonb_to_recordset(s.held_names)
        as h(item_id uuid, sku text, name text, is_held boolean, lines int, quantity numeric, net_value numeric)
      group by h.item_id, h.name, h.is_held
    )
    select o.item_id, o.sku, o.name, o.is_held, o.lines, trim_scale(o.quantity)::text as quantity,
      trim_scale(o.net_value)::text as net_value, o.first_day, o.last_day, i.name as item_name, m.names as made_for, n.name as adopted_name,
      coalesce((
        select json_agg(json_build_object('name', a.name, 'splitItemId', a.split_item_id, 'writtenAt', a.created_at::text, 'endedAt', null))
        from item_names a where a.company_id = i.company_id and a.item_id = i.id and a.superseded_at is null), '[]') as name_answers
    from sold o
    join lightspeed_items i on i.company_id = ${companyId} and i.id = o.item_id
    left join item_mapping_versions m on m.company_id = i.company_id and m.item_id = i.id and m.superseded_at is null and m.state <> 'unmapped'
    left join adopted_names n on n.company_id = m.company_id and n.mapping_version_id = m.id
    order by o.net_value desc, o.name, o.item_id`,
  );
}

/** The item as it is split off from, locked against other answers. */
export async function lockNamedItem(
  db: Queryable,
  companyId: string,
  itemId: string,
): Promise<{ id: string; splitFrom: string | null } | undefined> {
  return findRow(
    db,
    sql`select id, split_from from lightspeed_items where company_id = ${companyId} and id = ${itemId} for no key update`,
  );
}

/** Makes an item of a name of another one, or takes up the one that was made of it before. */
export async function upsertSplitItem(
  db: Queryable,
  companyId: string,
  { id, itemId, name }: { id: string; itemId: string; name: string },
): Promise<string> {
  const row = await findRow<{ id: string }>(
    db,
    sql`
    insert into lightspeed_items as s (id, company_id, integration_id, business_id, lightspeed_id, sku, name, item_type, accounting_group, split_from)
    select ${id}::uuid, i.company_id, i.integration_id, i.business_id, i.lightspeed_id || '/' || ${name}, i.sku, ${name}, i.item_type,
           i.accounting_group, i.id
    from lightspeed_items i where i.company_id = ${companyId} and i.id = ${itemId}
    on conflict (split_from, name) where split_from is not null do update set archived_at = null, updated_at = clock_timestamp()
    returning s.id`,
  );
  return row?.id ?? '';
}

/**
 * No line counts for it any more: what was said of its name was taken back, for every item that it was said
 * for.
 */
export async function archiveSplitItem(db: Queryable, companyId: string, id: string): Promise<void> {
  await db.execute(sql`
    update lightspeed_items set archived_at = coalesce(archived_at, clock_timestamp()), updated_at = clock_timestamp()
    where company_id = ${companyId} and id = ${id} and split_from is not null and not exists (
      select from item_names n where n.company_id = ${companyId} and n.split_item_id = ${id} and n.superseded_at is null)`);
}

/** Under which names the SKUs that an item bears or bore were sold. */
export async function listNamesSold(
  db: Queryable,
  companyId: string,
  itemId: string,
): Promise<{ sku: string; name: string }[]> {
  return listRows<{ sku: string; name: string }>(
    db,
    sql`
    select distinct n.sku, n.name from sold_names n
    join lightspeed_locations l on l.company_id = n.company_id and l.id = n.location_id
    join lightspeed_items i on i.company_id = n.company_id and i.business_id = l.business_id
    where n.company_id = ${companyId} and i.id = ${itemId}
      and n.sku in (select i.sku union select f.sku from lightspeed_former_skus f where f.company_id = i.company_id and f.item_id = i.id)`,
  );
}
