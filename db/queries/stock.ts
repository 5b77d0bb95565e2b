import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { BaseUnit } from '@/lib/core/units';
import { heldOn, watchedStock } from './known-stock';
import { isNeverCounted } from './never-counted';
import { findRow, listRows } from './rows';
import { contains } from './search';
import { only } from './sql-parts';
import { isNotWithdrawn } from './stock-counts';
import { costOn } from './unit-costs';

/** Where a page ended: ingredients by name, each in its storage units. */
interface StockKeys {
  nameKey: string;
  ingredientId: string;
  storageUnitId: string;
}

/** What a stock holds, and what its entries sum to in value. */
export interface LevelRow extends StockKeys {
  storageUnitName: string;
  ingredientName: string;
  baseUnit: BaseUnit;
  quantity: string;
  value: string;
  /** Nothing was ever counted or brought in: the quantity says only what left. */
  neverCounted: boolean;
}

/**
 * Sums of entries per ingredient and storage unit at the end of a day (R22), by the ingredient's name: as
 * kept beside the entries, or where something came after the day, and as known at a moment, added up from the
 * index of the few pairs on the page. No ingredient gives more than a page, so the page is full after the
 * first ones.
 */
export async function listLevels(
  db: Queryable,
  companyId: string,
  filter: {
    storageUnitId?: string | undefined;
    ingredientId?: string | undefined;
    /** The last day that counts. */
    asOf: string;
    knownAt?: string | undefined;
    limit: number;
    after?: { name: string; ingredientId: string; storageUnitId: string } | undefined;
  },
): Promise<LevelRow[]> {
  const { after, asOf, knownAt } = filter;
  const known = (e: SQL) => only(knownAt ? sql`${e}.recorded_at <= ${knownAt}::timestamptz` : undefined);
  const upTo = (e: SQL) => sql`${e}.business_day <= ${asOf}::date`;
  // Kept sums know no past: for one the entries of the page's few pairs are added up.
  const isPast = knownAt ? sql`true` : sql`p.last_day > ${asOf}::date`;
  const ofPair = (e: SQL, pair: SQL) =>
    sql`${e}.company_id = ${companyId} and ${e}.storage_unit_id = ${pair}.storage_unit_id and ${e}.ingredient_id = ${pair}.ingredient_id`;
  // Where nothing came after the day, the first recorded time says it already.
  const hasEntries = knownAt
    ? sql`(l.last_day <= ${asOf}::date or exists (
        select 1 from ledger_entries k where ${ofPair(sql`k`, sql`l`)} and ${known(sql`k`)} and ${upTo(sql`k`)}))`
    : undefined;
  return listRows<LevelRow>(
    db,
    sql`
    select p.storage_unit_id, p.storage_unit_name, p.ingredient_id,
           p.ingredient_name, p.name_key, p.base_unit,
           coalesce(s.quantity, p.quantity)::text as quantity, coalesce(s.value, p.value)::text as value,
           ${isNeverCounted(companyId, sql`p`, sql`${asOf}::date`, knownAt)} as never_counted
    from (select u.id as storage_unit_id, u.name as storage_unit_name, i.id as ingredient_id, i.name as ingredient_name,
                 lower(i.name) as name_key, i.base_unit, l.quantity, l.value, l.last_day
          from ingredients i
          cross join lateral (
            select l.* from stock_levels l
            where l.company_id = i.company_id and l.ingredient_id = i.id
              and ${only(filter.storageUnitId ? sql`l.storage_unit_id = ${filter.storageUnitId}` : undefined)}
              and l.first_day <= ${asOf}::date
              and ${only(knownAt ? sql`l.first_recorded_at <= ${knownAt}::timestamptz` : undefined)}
              and ${only(hasEntries)}
              and ${only(after && sql`(lower(i.name), i.id, l.storage_unit_id) > (${after.name}, ${after.ingredientId}::uuid, ${after.storageUnitId}::uuid)`)}
            order by l.storage_unit_id limit ${filter.limit}) l
          join storage_units u on u.company_id = i.company_id and u.id = l.storage_unit_id
          where i.company_id = ${companyId}
            and ${only(filter.ingredientId ? sql`i.id = ${filter.ingredientId}` : undefined)}
          order by lower(i.name), i.id, u.id
          limit ${filter.limit}) p
    left join lateral (
      select sum(e.quantity) as quantity, sum(e.value) as value from ledger_entries e
      where ${isPast} and ${ofPair(sql`e`, sql`p`)} and ${upTo(sql`e`)} and ${known(sql`e`)}) s on true
    order by p.name_key, p.ingredient_id, p.storage_unit_id`,
  );
}

export interface StockRow extends LevelRow {
  /** Sold usage, positive, over `days` days before today. */
  used: string;
  days: number;
  lastCounted: string | null;
  /** Of the ingredient, and what all storage units hold of it where there is one (R54). */
  minimum: string | null;
  watched: string | null;
}

/**
 * What is on hand at the end of today per ingredient and storage unit, by the ingredient's name, with its
 * recent usage.
 */
export async function listStockWithUsage(
  db: Queryable,
  companyId: string,
  filter: {
    storageUnitId?: string | undefined;
    ingredientId?: string | undefined;
    search?: string | undefined;
    includeEmpty: boolean;
    /** False: what other units hold is not looked at. */
    isWatched: boolean;
    today: string;
    rateDays: number;
    limit: number;
    after?: { name: string; ingredientId: string; storageUnitId: string } | undefined;
  },
): Promise<StockRow[]> {
  const { after, today } = filter;
  const since = sql`(${today}::date - ${filter.rateDays}::int)`;
  const watched = filter.isWatched
    ? sql`(select ${watchedStock(companyId, sql`i`, sql`${today}::date`)}::text from ingredients i where i.company_id = ${companyId} and i.id = p.ingredient_id)`
    : sql`null::text`;
  return listRows<StockRow>(
    db,
    sql`
    select p.storage_unit_id, p.storage_unit_name, p.ingredient_id,
      p.ingredient_name, p.name_key, p.base_unit, coalesce(s.quantity, p.quantity)::text as quantity, coalesce(s.value, p.value)::text as value, coalesce(r.used, 0)::text as used,
      greatest(1, least(${filter.rateDays}::int, ${today}::date - p.first_day)) as days, c.business_day::text as last_counted,
      ${isNeverCounted(companyId, sql`p`, sql`${today}::date`)} as never_counted,
      p.minimum_quantity::text as minimum, ${watched} as watched
    from (select u.id as storage_unit_id, u.name as storage_unit_name, i.id as ingredient_id, i.name as ingredient_name,
                 lower(i.name) as name_key, i.base_unit, i.minimum_quantity, l.quantity, l.value, l.first_day, l.last_day
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
    order by p.name_key, p.ingredient_id, p.storage_unit_id`,
  );
}

/**
 * Live storage units, and archived ones that still hold something, with what they hold today and what it is
 * worth (R23).
 */
export async function listUnitTotals(db: Queryable, companyId: string, today: string) {
  const day = sql`${today}::date`;
  return listRows<{
    storageUnitId: string;
    storageUnitName: string;
    ingredients: number;
    /** Below zero, and apart from these never counted nor brought in. */
    negative: number;
    neverCounted: number;
    /** On hand × unit cost, and the sum of the entries' values. */
    value: string;
    entriesValue: string;
    /** Ingredients on hand without a known cost: here, and in all units together. */
    withoutCost: number;
    allWithoutCost: number;
    /** Ingredients below their minimum (R54): those with stock here, and of all units together. */
    belowMinimum: number;
    allBelowMinimum: number;
    lastCounted: string | null;
  }>(
    db,
    sql`
    with costs as materialized (
      select i.ingredient_id, c.unit_cost
      from (select distinct ingredient_id from stock_levels where company_id = ${companyId}) i
      cross join lateral ${costOn(companyId, sql`i.ingredient_id`, day)} c),
    held as materialized (
      select l.storage_unit_id, l.ingredient_id, coalesce(s.quantity, l.quantity) as quantity, coalesce(s.value, l.value) as value, c.unit_cost,
        ${isNeverCounted(companyId, sql`l`, day)} as never_counted
      from stock_levels l
      join costs c on c.ingredient_id = l.ingredient_id
      left join lateral (${heldOn(companyId, sql`l`, day)}) s on true
      where l.company_id = ${companyId} and l.first_day <= ${day}),
    low as materialized (
      select i.id as ingredient_id from ingredients i
      join held h on h.ingredient_id = i.id and not h.never_counted
      where i.company_id = ${companyId} and i.is_active and i.minimum_quantity is not null
      group by i.id having sum(h.quantity) < i.minimum_quantity)
    select u.id as storage_unit_id, u.name as storage_unit_name, coalesce(l.ingredients, 0) as ingredients,
      coalesce(l.negative, 0) as negative, coalesce(l.never_counted, 0) as never_counted, coalesce(l.value, 0)::text as value, coalesce(l.entries_value, 0)::text as entries_value,
      coalesce(l.without_cost, 0) as without_cost,
      (select count(distinct h.ingredient_id)::int from held h where h.quantity <> 0 and h.unit_cost is null) as all_without_cost,
      coalesce(l.below_minimum, 0) as below_minimum, (select count(*)::int from low) as all_below_minimum,
      (select max(k.business_day)::text from stock_counts k
       where k.company_id = u.company_id and k.storage_unit_id = u.id and k.business_day <= ${day} and ${isNotWithdrawn(sql`k`)}) as last_counted
    from storage_units u
    left join (
      select storage_unit_id, count(*) filter (where quantity <> 0)::int as ingredients, count(*) filter (where quantity < 0 and not never_counted)::int as negative,
        count(*) filter (where quantity <> 0 and never_counted)::int as never_counted,
        sum(quantity * coalesce(unit_cost, 0)) as value, sum(value) as entries_value,
        count(*) filter (where quantity <> 0 and unit_cost is null)::int as without_cost,
        count(*) filter (where ingredient_id in (select ingredient_id from low))::int as below_minimum
      from held group by storage_unit_id) l on l.storage_unit_id = u.id
    where u.company_id = ${companyId} and (u.archived_at is null or l.ingredients > 0)
    order by lower(u.name), u.id`,
  );
}

interface StockRange {
  ingredientId: string;
  /** Left out: all storage units together. */
  storageUnitId?: string | undefined;
  from: string;
  to: string;
}
const ofStock = (companyId: string, { ingredientId, storageUnitId }: StockRange) =>
  sql`e.company_id = ${companyId} and e.ingredient_id = ${ingredientId}
    and ${only(storageUnitId !== undefined && sql`e.storage_unit_id = ${storageUnitId}`)}`;

/** What was on hand before the range. */
export async function findStockBefore(db: Queryable, companyId: string, range: StockRange): Promise<string> {
  const before = await findRow<{ quantity: string }>(
    db,
    sql`
    select coalesce(sum(e.quantity), 0)::text as quantity from ledger_entries e
    where ${ofStock(companyId, range)} and e.business_day < ${range.from}::date`,
  );
  return before?.quantity ?? '0';
}

/** What moved on each day of the range that saw a movement; signs as in the ledger. */
export async function listDailyMovements(db: Queryable, companyId: string, range: StockRange) {
  const of = (...types: string[]) =>
    sql`coalesce(sum(e.quantity) filter (where e.type = any(${sql.param(`{${types.join(',')}}`)}::text[])), 0)::text`;
  return listRows<{
    date: string;
    total: string;
    received: string;
    used: string;
    wasted: string;
    moved: string;
    adjusted: string;
  }>(
    db,
    sql`
    select e.business_day::text as date, sum(e.quantity)::text as total, ${of('RECEIPT')} as received, ${of('ISSUE')} as used,
      ${of('WASTE')} as wasted, ${of('TRANSFER_IN', 'TRANSFER_OUT')} as moved, ${of('ADJUSTMENT')} as adjusted
    from ledger_entries e
    where ${ofStock(companyId, range)} and e.business_day between ${range.from}::date and ${range.to}::date
    group by e.business_day order by e.business_day`,
  );
}
