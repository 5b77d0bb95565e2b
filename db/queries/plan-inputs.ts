import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { ModifierRule } from '@/lib/core/modifiers/rule';
import type { RecipeLine } from '@/lib/core/recipe-explosion';
import type { PlanItem } from '@/lib/core/resolve-item';
import type { BaseUnit } from '@/lib/core/units';
import type { DatedVersion } from '@/lib/core/versions';
import { columnsOf } from './columns-of';
import { listSkuSpans, type PresentSku, skuColumns } from './former-skus';
import { bearersAround } from './item-bearers';
import { type ByItem, locationsByItem, type MappingVersion, versionsByItem } from './item-versions';
import { listRows } from './rows';
import { only, uuids } from './sql-parts';

export interface LocationDay {
  locationId: string;
  businessDay: string;
}

export interface KeptDay extends LocationDay {
  locationName: string;
  businessId: string;
  /** Its newest answer. */
  snapshotId: string;
  accounts: number;
  isComplete: boolean;
  /** Whether a line was delivered twice; true where that is not known. */
  hasRepeats: boolean;
  /** Control totals of the answer; null where they are not known (R26). */
  reportedLines: number | null;
  reportedQuantity: string | null;
  reportedNetValue: string | null;
  timezone: string;
  startOfDayMinutes: number;
  /** As the answer named it, in epoch milliseconds; null where it did not. */
  nextStartMs: number | null;
  /** The location's present link, and the unit the day's entries stand in; null where none stands. */
  linkedUnitId: string | null;
  dayUnitId: string | null;
}

/**
 * Days that were transferred and whose sales are kept, by location, oldest first. `from`, `to`: null = no
 * bound.
 */
export async function listKeptDays(
  db: Queryable,
  companyId: string,
  range: { from: string | null; to: string | null; locationId?: string },
): Promise<KeptDay[]> {
  const { from, to, locationId } = range;
  return listRows<KeptDay>(
    db,
    sql`
    select l.id as location_id, l.name as location_name, l.business_id, s.business_day::text,
      s.id as snapshot_id, s.account_count as accounts, s.data_complete as is_complete, coalesce(s.has_repeats, true) as has_repeats,
      s.reported_lines, s.reported_quantity::text, s.reported_net_value::text,
      l.timezone, l.start_of_day_minutes,
      (extract(epoch from s.next_start_of_day) * 1000)::float8 as next_start_ms, l.storage_unit_id as linked_unit_id,
      stood.storage_unit_id as day_unit_id
    from lightspeed_locations l
    join lateral (
      select distinct on (n.business_day) n.* from sales_snapshots n
      where n.company_id = l.company_id and n.location_id = l.id
        and ${only(from !== null && sql`n.business_day >= ${from}::date`)} and ${only(to !== null && sql`n.business_day <= ${to}::date`)}
      order by n.business_day, n.version desc) s on true
    left join lateral (
      select p.storage_unit_id from ledger_entries p
      where p.company_id = l.company_id and p.location_id = l.id and p.for_day = s.business_day and p.reverses_entry_id is null
        and not exists (select 1 from ledger_entries r where r.reverses_entry_id = p.id offset 0)
      limit 1) stood on true
    where l.company_id = ${companyId} and ${only(locationId !== undefined && sql`l.id = ${locationId}`)}
      and exists (
        select from transfer_logs t
        where t.company_id = l.company_id and t.location_id = l.id and t.business_day = s.business_day and t.success)
    order by l.id, s.business_day`,
  );
}

/** All that was said of an item as a modifier in one act (R37). */
type RuleVersion = DatedVersion & { rules: ModifierRule[] };
/** What a person said of a name of an item (R38), from and to when, as PostgreSQL prints moments in UTC. */
export interface NameAnswer {
  name: string;
  /** Null: it is the same thing. */
  splitItemId: string | null;
  writtenAt: string;
  endedAt: string | null;
}
export type ItemVersions = Omit<PlanItem, 'mapping' | 'modifierRules' | 'names'> & {
  versions: MappingVersion[];
  ruleVersions: RuleVersion[];
  nameAnswers: NameAnswer[];
};

/**
 * Every item of the businesses with the SKUs it bore and all its mapping versions; at least one business.
 * With `skus` those that bear or bore one of them, whoever shares a SKU with these, and what was split off
 * from any: all that a line of the SKUs can be sold as, and whose turn it was (R14, R38).
 */
export async function listItemVersions(
  db: Queryable,
  companyId: string,
  businessIds: readonly string[],
  skus?: readonly string[],
): Promise<ItemVersions[]> {
  const among = skus && bearersAround(companyId, businessIds, skus);
  const ids = sql`select id from items`;
  const rows = await listRows<PresentSku & Omit<ItemVersions, 'skus' | 'locationIds' | 'versions'> & ByItem>(
    db,
    sql`
    with items as materialized (
      select i.* from lightspeed_items i
      where i.company_id = ${companyId} and i.business_id in (${sql.join(
        businessIds.map((id) => sql`${id}`),
        sql`, `,
      )}) and ${only(among && sql`i.id in (${among})`)})
    select i.id, i.lightspeed_id, i.business_id, ${skuColumns}, i.item_type, i.accounting_group, i.split_from,
      case when row_number() over () = 1 then ${locationsByItem(companyId, ids)} end as locations,
      case when row_number() over () = 1 then ${versionsByItem(companyId, ids)} end as mappings,
      -- Most companies say nothing of names, nor of modifiers: then no item is looked at.
      case when (select exists (select from item_names a where a.company_id = ${companyId})) then coalesce((
        select json_agg(json_build_object('name', a.name, 'splitItemId', a.split_item_id,
          'writtenAt', a.created_at::text, 'endedAt', a.superseded_at::text) order by a.created_at, a.id)
        from item_names a where a.company_id = i.company_id and a.item_id = i.id), '[]') else '[]' end as name_answers,
      case when (select exists (select from modifier_rule_versions a where a.company_id = ${companyId})) then coalesce((
        select json_agg(json_build_object('version', v.version, 'effectiveFrom', v.effective_from, 'writtenAt', v.created_at::text,
          'rules', coalesce((
            select json_agg(json_build_object('id', u.id, 'parentItemId', u.parent_item_id, 'parentAccountingGroup', u.parent_accounting_group,
              'effect', u.effect, 'ingredientId', u.ingredient_id, 'recipeId', u.recipe_id, 'replacesIngredientId', u.replaces_ingredient_id,
              'quantity', u.quantity::text, 'unit', u.unit, 'factor', u.factor::text, 'share', u.share::text) order by u.position)
            from modifier_rules u where u.company_id = v.company_id and u.rule_version_id = v.id), '[]')))
        from modifier_rule_versions v where v.company_id = i.company_id and v.item_id = i.id), '[]') else '[]' end as "ruleVersions"
    from items i`,
  );
  const [first] = rows;
  const spansOf = await listSkuSpans(db, companyId);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return rows.map((row) => ({
    id: row.id,
    lightspeedId: row.lightspeedId,
    businessId: row.businessId,
    // What was split off is sold under the SKUs of what it was split off from (R38).
    skus: spansOf(byId.get(row.splitFrom ?? '') ?? row),
    splitFrom: row.splitFrom ?? null,
    locationIds: first?.locations?.[row.id] ?? [],
    archivedAt: row.archivedAt,
    itemType: row.itemType ?? null,
    accountingGroup: row.accountingGroup ?? null,
    versions: first?.mappings?.[row.id] ?? [],
    ruleVersions: row.ruleVersions,
    nameAnswers: row.nameAnswers,
  }));
}

export type RecipeVersionRow = DatedVersion & { recipeId: string; versionId: string };

/** Every version of every recipe of the company, without its lines. */
export async function listRecipeVersions(db: Queryable, companyId: string): Promise<RecipeVersionRow[]> {
  return listRows<RecipeVersionRow>(
    db,
    sql`
    select recipe_id, id as version_id, version, effective_from::text, created_at::text as written_at
    from recipe_versions where company_id = ${companyId}`,
  );
}

/**
 * The lines of these recipe versions in their order. Not a join: a planner without statistics looks through
 * all lines for each version.
 */
export async function listRecipeLines(
  db: Queryable,
  companyId: string,
  versionIds: readonly string[],
): Promise<(RecipeLine & { versionId: string })[]> {
  if (versionIds.length === 0) return [];
  return listRows<RecipeLine & { versionId: string }>(
    db,
    sql`
    select recipe_version_id as version_id, position, ingredient_id, sub_recipe_id,
      quantity::text, unit, trim_percent::text
    from recipe_lines where company_id = ${companyId} and recipe_version_id = any(${uuids(versionIds)}) order by position`,
  );
}

/** Which recipe uses which other one as a part, in whatever version. */
export async function listRecipeParts(
  db: Queryable,
  companyId: string,
): Promise<{ recipeId: string; partId: string }[]> {
  return listRows<{ recipeId: string; partId: string }>(
    db,
    sql`
    select distinct v.recipe_id, l.sub_recipe_id as part_id
    from recipe_lines l join recipe_versions v on v.company_id = l.company_id and v.id = l.recipe_version_id
    where l.company_id = ${companyId} and l.sub_recipe_id is not null`,
  );
}

/** Items of which some mapping or rule as a modifier, present or former, takes one of the recipes. */
export async function listItemsTaking(
  db: Queryable,
  companyId: string,
  recipeIds: readonly string[],
): Promise<string[]> {
  const rows = await listRows<{ itemId: string }>(
    db,
    sql`
    select item_id from item_mapping_versions where company_id = ${companyId} and recipe_id = any(${uuids(recipeIds)})
    union
    select v.item_id from modifier_rules r
    join modifier_rule_versions v on v.company_id = r.company_id and v.id = r.rule_version_id
    where r.company_id = ${companyId} and r.recipe_id = any(${uuids(recipeIds)})`,
  );
  return rows.map((row) => row.itemId);
}

/** Every ingredient of the company, archived ones too. */
export async function listIngredientUnits(
  db: Queryable,
  companyId: string,
): Promise<{ id: string; name: string; baseUnit: BaseUnit }[]> {
  return listRows<{ id: string; name: string; baseUnit: BaseUnit }>(
    db,
    sql`select id, name, base_unit from ingredients where company_id = ${companyId}`,
  );
}

/** The run that a day's ledger entries are from: its newest one that ended well. */
export interface BookedPlan extends LocationDay {
  logId: string;
  snapshotId: string | null;
  isComplete: boolean;
  /** Epoch milliseconds. */
  startedMs: number;
  /**
   * When its versions were read, as PostgreSQL prints it in UTC. Older rows did not say: not before they
   * began.
   */
  versionsAt: string;
  /** Of items sold on the day only since, when theirs were read. */
  laterItems: Record<string, string>;
}

/** Of the days, those that were booked. */
export async function listBookedPlans(
  db: Queryable,
  companyId: string,
  days: readonly LocationDay[],
): Promise<BookedPlan[]> {
  if (days.length === 0) return [];
  const asked = columnsOf(days, [
    ['locationId', 'uuid'],
    ['businessDay', 'date'],
  ]);
  return listRows<BookedPlan>(
    db,
    sql`
    select d.location_id, d.business_day::text, t.id as log_id, t.snapshot_id,
      t.is_complete, (extract(epoch from t.started_at) * 1000)::float8 as started_ms,
      coalesce(t.versions_at, t.started_at)::text as versions_at, coalesce(t.later_items, '{}') as later_items
    from ${asked} as d(location_id, business_day)
    cross join lateral (
      select * from transfer_logs l
      where l.company_id = ${companyId} and l.location_id = d.location_id and l.business_day = d.business_day and l.success
        and l.finished_at is not null
      order by l.finished_at desc, l.started_at desc, l.id desc limit 1) t`,
  );
}

export async function findBookedPlan(
  db: Queryable,
  companyId: string,
  day: LocationDay,
): Promise<BookedPlan | undefined> {
  return (await listBookedPlans(db, companyId, [day]))[0];
}
