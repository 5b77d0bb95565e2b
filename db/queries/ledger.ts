import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { ledgerEntries } from '@/db/schema/ledger';

export interface EntryFilter {
  ingredientId?: string | undefined;
  storageUnitId?: string | undefined;
  type?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  transferLogId?: string | undefined;
  includeReversed: boolean;
}
export interface EntryRow extends Record<string, unknown> {
  id: string;
  seq: string;
  type: string;
  ingredient_id: string;
  ingredient_name: string;
  base_unit: string;
  storage_unit_id: string;
  storage_unit_name: string;
  quantity: string;
  unit_cost: string;
  value: string;
  business_day: string;
  source: string;
  location_id: string | null;
  item_id: string | null;
  item_name: string | null;
  transfer_log_id: string | null;
  mapping_version_id: string | null;
  recipe_version_id: string | null;
  sold_quantity: string | null;
  batch_id: string | null;
  note: string | null;
  reverses_entry_id: string | null;
  reversed_by_entry_id: string | null;
  recorded_at: Date | string;
}

/** A page of entries, newest business day first, then newest written; `before` is the last row of the page before. */
export async function selectEntries(
  db: Queryable,
  companyId: string,
  filter: EntryFilter,
  page: { limit: number; before?: { day: string; seq: string } | undefined; id?: string | undefined },
): Promise<EntryRow[]> {
  const where = [
    sql`e.company_id = ${companyId}`,
    page.id && sql`e.id = ${page.id}`,
    filter.ingredientId && sql`e.ingredient_id = ${filter.ingredientId}`,
    filter.storageUnitId && sql`e.storage_unit_id = ${filter.storageUnitId}`,
    filter.type && sql`e.type = ${filter.type}`,
    filter.from && sql`e.business_day >= ${filter.from}::date`,
    filter.to && sql`e.business_day <= ${filter.to}::date`,
    filter.transferLogId && sql`e.transfer_log_id = ${filter.transferLogId}`,
    !filter.includeReversed && sql`e.reverses_entry_id is null and r.id is null`,
    page.before && sql`(e.business_day, e.seq) < (${page.before.day}::date, ${page.before.seq}::bigint)`,
  ].filter((condition) => condition !== undefined && condition !== false && condition !== '');
  const rows = await db.execute<EntryRow>(sql`
    select e.id, e.seq::text as seq, e.type, e.ingredient_id, g.name as ingredient_name, g.base_unit, e.storage_unit_id,
           u.name as storage_unit_name, e.quantity::text, e.unit_cost::text, e.value::text, e.business_day::text as business_day,
           e.source, e.location_id, e.item_id, i.name as item_name, e.transfer_log_id, e.mapping_version_id, e.recipe_version_id,
           e.sold_quantity::text, e.batch_id, e.note, e.reverses_entry_id, r.id as reversed_by_entry_id, e.recorded_at
    from ledger_entries e
    join ingredients g on g.company_id = e.company_id and g.id = e.ingredient_id
    join storage_units u on u.company_id = e.company_id and u.id = e.storage_unit_id
    left join lightspeed_items i on i.company_id = e.company_id and i.id = e.item_id
    left join ledger_entries r on r.company_id = e.company_id and r.reverses_entry_id = e.id
    where ${sql.join(where as ReturnType<typeof sql>[], sql` and `)}
    order by e.business_day desc, e.seq desc
    limit ${page.limit}`);
  return [...rows];
}

export interface BalanceRow extends Record<string, unknown> {
  storage_unit_id: string;
  storage_unit_name: string;
  ingredient_id: string;
  ingredient_name: string;
  base_unit: string;
  quantity: string;
  value: string;
}

/** Stock per storage unit and ingredient, up to and with a business day; ordered by ids for keyset paging. */
export async function selectBalances(
  db: Queryable,
  companyId: string,
  filter: {
    storageUnitId?: string | undefined;
    ingredientId?: string | undefined;
    asOf?: string | undefined;
  },
  page: { limit: number; after?: { unit: string; ingredient: string } | undefined },
): Promise<BalanceRow[]> {
  const where = [
    sql`e.company_id = ${companyId}`,
    filter.storageUnitId && sql`e.storage_unit_id = ${filter.storageUnitId}`,
    filter.ingredientId && sql`e.ingredient_id = ${filter.ingredientId}`,
    filter.asOf && sql`e.business_day <= ${filter.asOf}::date`,
    page.after &&
      sql`(e.storage_unit_id, e.ingredient_id) > (${page.after.unit}::uuid, ${page.after.ingredient}::uuid)`,
  ].filter((condition) => condition !== undefined && condition !== '');
  const rows = await db.execute<BalanceRow>(sql`
    select b.*, u.name as storage_unit_name, g.name as ingredient_name, g.base_unit
    from (select e.storage_unit_id, e.ingredient_id, sum(e.quantity)::text as quantity, sum(e.value)::text as value
          from ledger_entries e where ${sql.join(where as ReturnType<typeof sql>[], sql` and `)}
          group by e.storage_unit_id, e.ingredient_id order by e.storage_unit_id, e.ingredient_id limit ${page.limit}) b
    join storage_units u on u.company_id = ${companyId} and u.id = b.storage_unit_id
    join ingredients g on g.company_id = ${companyId} and g.id = b.ingredient_id
    order by b.storage_unit_id, b.ingredient_id`);
  return [...rows];
}

/** What the books say is in a unit at the end of a business day. */
export async function readBookQuantity(
  db: Queryable,
  companyId: string,
  storageUnitId: string,
  ingredientId: string,
  day: string,
): Promise<string> {
  const rows = await db.execute<{ quantity: string }>(sql`
    select coalesce(sum(quantity), 0)::text as quantity from ledger_entries
    where company_id = ${companyId} and storage_unit_id = ${storageUnitId} and ingredient_id = ${ingredientId}
      and business_day <= ${day}::date`);
  return rows[0]?.quantity ?? '0';
}

/** One count of an ingredient in a unit at a time, to the end of the transaction. */
export async function lockStock(db: Queryable, storageUnitId: string, ingredientId: string): Promise<void> {
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${storageUnitId} ${ingredientId}`}, 22))`,
  );
}

export async function insertEntries(
  db: Queryable,
  rows: (typeof ledgerEntries.$inferInsert)[],
): Promise<void> {
  await db.insert(ledgerEntries).values(rows);
}
