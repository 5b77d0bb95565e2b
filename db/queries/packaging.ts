import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Queryable } from '@/db/client';
import { packagingRules, packagingVersions } from '@/db/schema/packaging';
import type { PackagingRule } from '@/lib/core/packaging';
import type { BaseUnit } from '@/lib/core/units';
import type { DatedVersion } from '@/lib/core/versions';
import { listRows } from './rows';
import { uuids } from './sql-parts';

/** For whom it is said: both null = each bill. */
interface PackagingSubject {
  itemId: string | null;
  accountingGroup: string | null;
}
export interface PackagingVersion extends DatedVersion, PackagingSubject {
  id: string;
  isWithdrawn: boolean;
  isCurrent: boolean;
  /** Also for days booked before it was written. */
  reachesBooked: boolean;
  itemName: string | null;
  rules: (PackagingRule & { ingredientName: string; baseUnit: BaseUnit })[];
}

/** All that was ever said of a company's packaging (R40). */
export async function listPackagingVersions(db: Queryable, companyId: string): Promise<PackagingVersion[]> {
  return listRows<PackagingVersion>(
    db,
    sql`
    select v.id, v.item_id, i.name as item_name, v.accounting_group, v.version, v.effective_from::text, v.is_withdrawn,
      v.created_at::text as written_at, v.superseded_at is null as is_current, v.reaches_booked,
      coalesce((
        select json_agg(json_build_object('id', r.id, 'ingredientId', r.ingredient_id, 'quantity', trim_scale(r.quantity)::text,
          'unit', r.unit, 'ingredientName', g.name, 'baseUnit', g.base_unit) order by r.position)
        from packaging_rules r join ingredients g on g.company_id = r.company_id and g.id = r.ingredient_id
        where r.company_id = v.company_id and r.packaging_version_id = v.id), '[]') as rules
    from packaging_versions v left join lightspeed_items i on i.company_id = v.company_id and i.id = v.item_id
    where v.company_id = ${companyId} order by lower(coalesce(i.name, v.accounting_group)) nulls first, v.version`,
  );
}

/** Supersedes what was said for the subject and says this instead. */
export async function insertPackagingVersion(
  db: Queryable,
  values: Omit<typeof packagingVersions.$inferInsert, 'id' | 'createdAt' | 'supersededAt'>,
  rules: readonly Pick<typeof packagingRules.$inferInsert, 'ingredientId' | 'quantity' | 'unit'>[],
): Promise<void> {
  const { companyId, itemId = null, accountingGroup = null } = values;
  await db.execute(sql`
    update packaging_versions set superseded_at = clock_timestamp()
    where company_id = ${companyId} and superseded_at is null and item_id is not distinct from ${itemId}::uuid
      and accounting_group is not distinct from ${accountingGroup}::text`);
  const id = v7();
  await db.insert(packagingVersions).values({ id, ...values });
  if (rules.length === 0) return;
  await db
    .insert(packagingRules)
    .values(rules.map((rule, position) => ({ companyId, packagingVersionId: id, position, ...rule })));
}

/** Answers with a line of a bill that left the house. */
export async function listAnswersTakenAway(
  db: Queryable,
  companyId: string,
  snapshotIds: readonly string[],
): Promise<string[]> {
  if (snapshotIds.length === 0) return [];
  const rows = await listRows<{ id: string }>(
    db,
    sql`
    select distinct snapshot_id as id from sale_lines
    where company_id = ${companyId} and snapshot_id = any(${uuids(snapshotIds)}) and not dine_in`,
  );
  return rows.map(({ id }) => id);
}

/** Lines sold since a business day, out of the house and in it, by accounting group. */
export async function listWaysSold(
  db: Queryable,
  companyId: string,
  from: string,
): Promise<{ accountingGroup: string; takeAwayLines: number; dineInLines: number }[]> {
  return listRows<{ accountingGroup: string; takeAwayLines: number; dineInLines: number }>(
    db,
    sql`
    with newest as materialized (
      select distinct on (s.location_id, s.business_day) s.id, s.location_id from sales_snapshots s
      where s.company_id = ${companyId} and s.business_day >= ${from}::date
      order by s.location_id, s.business_day, s.version desc),
    sold as (
      select p.business_id, l.sku, count(*) filter (where not l.dine_in) as away, count(*) filter (where l.dine_in) as house
      from newest n
      join lightspeed_locations p on p.company_id = ${companyId} and p.id = n.location_id
      join sale_lines l on l.company_id = ${companyId} and l.snapshot_id = n.id
      where l.sku is not null and l.dine_in is not null and l.quantity > 0 and l.parent_line_id is null
      group by 1, 2)
    select i.accounting_group, sum(s.away)::int as take_away_lines, sum(s.house)::int as dine_in_lines
    from sold s
    join lightspeed_items i on i.company_id = ${companyId} and i.business_id = s.business_id and i.sku = s.sku
      and i.accounting_group is not null and i.archived_at is null
    group by 1 having sum(s.away) > 0 and sum(s.house) > 0
    order by sum(s.away) desc, 1`,
  );
}

export async function listAccountingGroups(db: Queryable, companyId: string): Promise<string[]> {
  const rows = await listRows<{ name: string }>(
    db,
    sql`
    select distinct accounting_group as name from lightspeed_items
    where company_id = ${companyId} and accounting_group is not null and archived_at is null order by 1`,
  );
  return rows.map(({ name }) => name);
}

/**
 * Newest answers kept before it was read whether a bill left the house, and which say so: they are read
 * again before they are used next.
 */
export async function markAnswersTakenAway(db: Queryable, companyId: string): Promise<void> {
  await db.execute(sql`
    update sales_snapshots set read_again = true where id in (
      select n.id from (
        select distinct on (s.location_id, s.business_day) s.id, s.raw from sales_snapshots s
        where s.company_id = ${companyId} order by s.location_id, s.business_day, s.version desc) n
      where not exists (select 1 from sale_lines l where l.company_id = ${companyId} and l.snapshot_id = n.id and l.dine_in is not null)
        and n.raw ~ '"dineIn"\\s*:\\s*false')`);
}
