import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { costOn } from './costs';
import { contains } from './search';
import { isNotWithdrawn } from './stock-counts';

const only = (condition: SQL | undefined | false) => condition || sql`true`;
/** What a stock held at the end of a day, from its entries, if some came after it; nothing where the kept sums say it already. */
const heldOn = (companyId: string, level: SQL, day: SQL) => sql`
  select sum(e.quantity) as quantity, sum(e.value) as value from ledger_entries e
  where ${level}.last_day > ${day} and e.company_id = ${companyId} and e.storage_unit_id = ${level}.storage_unit_id
    and e.ingredient_id = ${level}.ingredient_id and e.business_day <= ${day}`;

export interface StockRow extends Record<string, unknown> {
  storage_unit_id: string;
  storage_unit_name: string;
  ingredient_id: string;
  ingredient_name: string;
  name_key: string;
  base_unit: string;
  quantity: string;
  value: string;
  /** Sold usage, positive, over `days` days before today. */
  used: string;
  days: number;
  last_counted: string | null;
}

/** What is on hand at the end of today per ingredient and storage unit, by the ingredient's name, with its recent usage. */
export async function selectStock(
  db: Queryable,
  companyId: string,
  filter: {
    storageUnitId?: string | undefined;
    ingredientId?: string | undefined;
    search?: string | undefined;
    includeEmpty: boolean;
    today: string;
    rateDays: number;
    limit: number;
    after?: { name: string; ingredientId: string; storageUnitId: string } | undefined;
  },
): Promise<StockRow[]> {
  const { after, today } = filter;
  const since = sql`(${today}::date - ${filter.rateDays}::int)`;
  return db.execute<StockRow>(sql`
    select p.storage_unit_id, p.storage_unit_name, p.ingredient_id, p.ingredient_name, p.name_key, p.base_unit,
      coalesce(s.quantity, p.quantity)::text as quantity, coalesce(s.value, p.value)::text as value, coalesce(r.used, 0)::text as used,
      greatest(1, least(${filter.rateDays}::int, ${today}::date - p.first_day)) as days, c.business_day::text as last_counted
    from (select u.id as storage_unit_id, u.name as storage_unit_name, i.id as ingredient_id, i.name as ingredient_name,
                 lower(i.name) as name_key, i.base_unit, l.quantity, l.value, l.first_day, l.last_day
          from ingredients i
          cross join lateral (
            select l.* from stock_levels l
            where l.company_id = i.company_id and l.ingredient_id = i.id and l.first_day <= ${today}::date
              and ${only(filter.storageUnitId !== undefined && sql`l.storage_unit_id = ${filter.storageUnitId}`)}
              and ${only(!filter.includeEmpty && sql`(l.quantity <> 0 or l.last_day >= ${since})`)}
              and ${only(after && sql`(lower(i.name), i.id, l.storage_unit_id) > (${after.name}, ${after.ingredientId}::uuid, ${after.storageUnitId}::uuid)`)}
            order by l.storage_unit_id limit ${filter.limit}) l
          join storage_units u on u.company_id = i.company_id and u.id = l.storage_unit_id
          where i.company_id = ${companyId}
            and ${only(filter.ingredientId !== undefined && sql`i.id = ${filter.ingredientId}`)}
            and ${only(contains(sql`i.search_text`, filter.search))}
          order by lower(i.name), i.id, u.id
          limit ${filter.limit}) p
    left join lateral (${heldOn(companyId, sql`p`, sql`${today}::date`)}) s on true
    left join lateral (
      select -sum(e.quantity) as used from ledger_entries e
      where e.company_id = ${companyId} and e.storage_unit_id = p.storage_unit_id and e.ingredient_id = p.ingredient_id
        and e.business_day >= ${since} and e.business_day < ${today}::date and e.type = 'ISSUE') r on true
    left join lateral (
      select k.business_day from stock_counts k
      where k.company_id = ${companyId} and k.storage_unit_id = p.storage_unit_id and k.ingredient_id = p.ingredient_id and k.business_day <= ${today}::date
        and ${isNotWithdrawn(sql`k`)}
      order by k.business_day desc, k.moment desc, k.seq desc limit 1) c on true
    order by p.name_key, p.ingredient_id, p.storage_unit_id`);
}

/** Live storage units, and archived ones that still hold something, with what they hold today and what it is worth (R23). */
export async function selectStockUnits(db: Queryable, companyId: string, today: string) {
  const day = sql`${today}::date`;
  return db.execute<{
    storage_unit_id: string;
    storage_unit_name: string;
    ingredients: number;
    negative: number;
    value: string;
    entries_value: string;
    without_cost: number;
    all_without_cost: number;
    last_counted: string | null;
  }>(sql`
    with costs as materialized (
      select i.ingredient_id, c.unit_cost
      from (select distinct ingredient_id from stock_levels where company_id = ${companyId}) i
      cross join lateral ${costOn(companyId, sql`i.ingredient_id`, day)} c),
    held as materialized (
      select l.storage_unit_id, l.ingredient_id, coalesce(s.quantity, l.quantity) as quantity, coalesce(s.value, l.value) as value, c.unit_cost
      from stock_levels l
      join costs c on c.ingredient_id = l.ingredient_id
      left join lateral (${heldOn(companyId, sql`l`, day)}) s on true
      where l.company_id = ${companyId} and l.first_day <= ${day})
    select u.id as storage_unit_id, u.name as storage_unit_name, coalesce(l.ingredients, 0) as ingredients,
      coalesce(l.negative, 0) as negative, coalesce(l.value, 0)::text as value, coalesce(l.entries_value, 0)::text as entries_value,
      coalesce(l.without_cost, 0) as without_cost,
      (select count(distinct h.ingredient_id)::int from held h where h.quantity <> 0 and h.unit_cost is null) as all_without_cost,
      (select max(k.business_day)::text from stock_counts k
       where k.company_id = u.company_id and k.storage_unit_id = u.id and k.business_day <= ${day} and ${isNotWithdrawn(sql`k`)}) as last_counted
    from storage_units u
    left join (
      select storage_unit_id, count(*) filter (where quantity <> 0)::int as ingredients, count(*) filter (where quantity < 0)::int as negative,
        sum(quantity * coalesce(unit_cost, 0)) as value, sum(value) as entries_value,
        count(*) filter (where quantity <> 0 and unit_cost is null)::int as without_cost
      from held group by storage_unit_id) l on l.storage_unit_id = u.id
    where u.company_id = ${companyId} and (u.archived_at is null or l.ingredients > 0)
    order by lower(u.name), u.id`);
}

/** Stock before `from`, and what moved on each day of the range that saw a movement; signs as in the ledger. */
export async function selectHistory(
  db: Queryable,
  companyId: string,
  filter: { ingredientId: string; storageUnitId?: string | undefined; from: string; to: string },
) {
  const mine = sql`e.company_id = ${companyId} and e.ingredient_id = ${filter.ingredientId}
    and ${only(filter.storageUnitId !== undefined && sql`e.storage_unit_id = ${filter.storageUnitId}`)}`;
  const [before] = await db.execute<{ quantity: string }>(sql`
    select coalesce(sum(e.quantity), 0)::text as quantity from ledger_entries e
    where ${mine} and e.business_day < ${filter.from}::date`);
  const of = (...types: string[]) =>
    sql`coalesce(sum(e.quantity) filter (where e.type = any(${sql.param(`{${types.join(',')}}`)}::text[])), 0)::text`;
  const days = await db.execute<{
    date: string;
    total: string;
    received: string;
    used: string;
    wasted: string;
    moved: string;
    adjusted: string;
  }>(sql`
    select e.business_day::text as date, sum(e.quantity)::text as total, ${of('RECEIPT')} as received, ${of('ISSUE')} as used,
      ${of('WASTE')} as wasted, ${of('TRANSFER_IN', 'TRANSFER_OUT')} as moved, ${of('ADJUSTMENT')} as adjusted
    from ledger_entries e
    where ${mine} and e.business_day between ${filter.from}::date and ${filter.to}::date
    group by e.business_day order by e.business_day`);
  return { opening: before?.quantity ?? '0', days };
}

export interface UsageQueryRow extends Record<string, unknown> {
  ingredient_id: string;
  ingredient_name: string;
  base_unit: string;
  item_id: string | null;
  item_name: string | null;
  sold_quantity: string | null;
  theoretical_quantity: string;
  theoretical_value: string;
  wasted_quantity: string;
  wasted_value: string;
  missing_quantity: string;
  missing_value: string;
  /** The first day of which something counts as 0, if any. */
  free_from: string | null;
}

/** What left stock between two days, the dearest first; amounts that left are positive. */
export async function selectUsage(
  db: Queryable,
  companyId: string,
  filter: {
    from: string;
    to: string;
    byItem: boolean;
    storageUnitId?: string | undefined;
    ingredientId?: string | undefined;
  },
): Promise<UsageQueryRow[]> {
  const left = (column: SQL, type: string) =>
    sql`coalesce(-sum(e.${column}) filter (where e.type = ${type}), 0)`;
  const item = filter.byItem ? sql`e.item_id` : sql`null::uuid`;
  const types = filter.byItem ? sql`('ISSUE')` : sql`('ISSUE', 'WASTE', 'ADJUSTMENT')`;
  return db.execute<UsageQueryRow>(sql`
    select s.ingredient_id, i.name as ingredient_name, i.base_unit, s.item_id, t.name as item_name, s.sold_quantity::text,
      s.theoretical_quantity::text, s.theoretical_value::text, s.wasted_quantity::text, s.wasted_value::text,
      s.missing_quantity::text, s.missing_value::text, s.free_from::text
    from (select e.ingredient_id, ${item} as item_id,
            ${filter.byItem ? sql`sum(case when e.is_reversal then -e.sold_quantity else e.sold_quantity end)` : sql`null::numeric`} as sold_quantity,
            ${left(sql`quantity`, 'ISSUE')} as theoretical_quantity, ${left(sql`value`, 'ISSUE')} as theoretical_value,
            ${left(sql`quantity`, 'WASTE')} as wasted_quantity, ${left(sql`value`, 'WASTE')} as wasted_value,
            ${left(sql`quantity`, 'ADJUSTMENT')} as missing_quantity, ${left(sql`value`, 'ADJUSTMENT')} as missing_value,
            min(e.business_day) filter (where e.value = 0) as free_from
          from ledger_entries e
          where e.company_id = ${companyId} and e.business_day between ${filter.from}::date and ${filter.to}::date
            and e.type in ${types}
            and ${only(filter.storageUnitId !== undefined && sql`e.storage_unit_id = ${filter.storageUnitId}`)}
            and ${only(filter.ingredientId !== undefined && sql`e.ingredient_id = ${filter.ingredientId}`)}
          group by 1, 2) s
    join ingredients i on i.company_id = ${companyId} and i.id = s.ingredient_id
    left join lightspeed_items t on t.company_id = ${companyId} and t.id = s.item_id
    where (s.theoretical_quantity, s.wasted_quantity, s.missing_quantity) <> (0, 0, 0)
    order by s.theoretical_value + s.wasted_value + s.missing_value desc, lower(i.name), i.id, lower(t.name), t.id`);
}

export interface CountRow extends Record<string, unknown> {
  id: string;
  seq: string;
  batch_id: string;
  storage_unit_id: string;
  storage_unit_name: string;
  ingredient_id: string;
  ingredient_name: string;
  base_unit: string;
  business_day: string;
  moment: number;
  counted_quantity: string;
  variance_quantity: string;
  variance_value: string;
  previous_date: string | null;
  previous_quantity: string;
  received: string;
  used: string;
  wasted: string;
  moved_in: string;
  note: string | null;
  is_withdrawn: boolean;
  recorded_at: string;
}

/** Counts, the newest day first, with the difference their ADJUSTMENT stands for and what moved since the count before. */
export async function selectCounts(
  db: Queryable,
  companyId: string,
  filter: {
    ids?: readonly string[];
    storageUnitId?: string | undefined;
    ingredientId?: string | undefined;
    batchId?: string | undefined;
    from?: string | undefined;
    to: string;
    includeWithdrawn: boolean;
    limit: number;
    after?: { day: string; seq: string } | undefined;
  },
): Promise<CountRow[]> {
  const { after, ids } = filter;
  const sum = (sign: SQL, ...types: string[]) =>
    sql`coalesce(${sign} sum(e.quantity) filter (where e.type = any(${sql.param(`{${types.join(',')}}`)}::text[])), 0)::text`;
  return db.execute<CountRow>(sql`
    select c.id, c.seq::text, c.batch_id, c.storage_unit_id, u.name as storage_unit_name, c.ingredient_id, i.name as ingredient_name, i.base_unit,
      c.business_day::text, c.moment, c.counted_quantity::text, coalesce(a.quantity, 0)::text as variance_quantity,
      coalesce(a.value, 0)::text as variance_value, b.business_day::text as previous_date, coalesce(b.counted_quantity, 0)::text as previous_quantity,
      m.received, m.used, m.wasted, m.moved_in, c.note, c.is_withdrawn,
      to_char(c.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at
    from (select k.*, not ${isNotWithdrawn(sql`k`)} as is_withdrawn from stock_counts k
          where k.company_id = ${companyId}
            and ${only(ids !== undefined && sql`k.id = any(${sql.param(`{${(ids ?? []).join(',')}}`)}::uuid[])`)}
            and ${only(filter.storageUnitId !== undefined && sql`k.storage_unit_id = ${filter.storageUnitId}`)}
            and ${only(filter.ingredientId !== undefined && sql`k.ingredient_id = ${filter.ingredientId}`)}
            and ${only(filter.batchId !== undefined && sql`k.batch_id = ${filter.batchId}`)}
            and ${only(filter.from !== undefined && sql`k.business_day >= ${filter.from}::date`)}
            and k.business_day <= ${filter.to}::date
            and ${only(!filter.includeWithdrawn && isNotWithdrawn(sql`k`))}
            and ${only(after && sql`(k.business_day, k.seq) < (${after.day}::date, ${after.seq}::bigint)`)}
          order by k.business_day desc, k.seq desc limit ${filter.limit}) c
    join storage_units u on u.company_id = c.company_id and u.id = c.storage_unit_id
    join ingredients i on i.company_id = c.company_id and i.id = c.ingredient_id
    left join lateral (select sum(e.quantity) as quantity, sum(e.value) as value from ledger_entries e where e.count_id = c.id) a on true
    left join lateral (
      select k.business_day, k.moment, k.counted_quantity from stock_counts k
      where k.company_id = c.company_id and k.storage_unit_id = c.storage_unit_id and k.ingredient_id = c.ingredient_id
        and (k.business_day, k.moment, k.seq) < (c.business_day, c.moment, c.seq) and ${isNotWithdrawn(sql`k`)}
      order by k.business_day desc, k.moment desc, k.seq desc limit 1) b on true
    cross join lateral (
      select ${sum(sql``, 'RECEIPT')} as received, ${sum(sql`-`, 'ISSUE')} as used, ${sum(sql`-`, 'WASTE')} as wasted,
        ${sum(sql``, 'TRANSFER_IN', 'TRANSFER_OUT')} as moved_in
      from ledger_entries e
      where e.company_id = c.company_id and e.storage_unit_id = c.storage_unit_id and e.ingredient_id = c.ingredient_id
        and e.business_day >= coalesce(b.business_day + b.moment / 2, '-infinity') and e.business_day < c.business_day + c.moment / 2) m
    order by c.business_day desc, c.seq desc`);
}

export interface CountSheetRow extends Record<string, unknown> {
  batch_id: string;
  last_seq: string;
  storage_unit_id: string;
  storage_unit_name: string;
  business_day: string;
  moment: number;
  lines: number;
  differing: number;
  variance_value: string;
  recorded_at: string;
}

/** Counts entered together, the newest day first. */
export async function selectCountSheets(
  db: Queryable,
  companyId: string,
  filter: {
    storageUnitId?: string | undefined;
    to: string;
    limit: number;
    after?: { day: string; seq: string } | undefined;
  },
): Promise<CountSheetRow[]> {
  const { after } = filter;
  return db.execute<CountSheetRow>(sql`
    with sheets as (
      select k.batch_id, k.storage_unit_id, k.business_day, k.moment, count(*)::int as lines, max(k.seq) as last_seq, min(k.recorded_at) as recorded_at
      from stock_counts k
      where k.company_id = ${companyId} and k.business_day <= ${filter.to}::date and ${isNotWithdrawn(sql`k`)}
        and ${only(filter.storageUnitId !== undefined && sql`k.storage_unit_id = ${filter.storageUnitId}`)}
        and ${only(after && sql`k.business_day <= ${after.day}::date`)}
      group by k.batch_id, k.storage_unit_id, k.business_day, k.moment
      having ${only(after && sql`(k.business_day, max(k.seq)) < (${after.day}::date, ${after.seq}::bigint)`)}
      order by k.business_day desc, max(k.seq) desc limit ${filter.limit})
    select s.batch_id, s.last_seq::text, s.storage_unit_id, u.name as storage_unit_name, s.business_day::text, s.moment, s.lines, d.differing,
      d.variance_value, to_char(s.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at
    from sheets s
    join storage_units u on u.company_id = ${companyId} and u.id = s.storage_unit_id
    cross join lateral (
      select count(*) filter (where a.quantity <> 0)::int as differing, coalesce(sum(a.value), 0)::text as variance_value
      from stock_counts k
      left join lateral (select sum(e.quantity) as quantity, sum(e.value) as value from ledger_entries e where e.count_id = k.id) a on true
      where k.company_id = ${companyId} and k.batch_id = s.batch_id and ${isNotWithdrawn(sql`k`)}) d
    order by s.business_day desc, s.last_seq desc`);
}
