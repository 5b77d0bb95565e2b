import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { PlanLine, PlanMapping, SkuSpan } from '@/lib/core/transfer-plan';
import type { BaseUnit } from '@/lib/core/units';
import { loadSkuSpans, skuColumns } from './former-skus';
import type { DayEntryRow } from './usage';

const uuids = (ids: readonly string[]) => sql`${sql.param(`{${ids.join(',')}}`)}::uuid[]`;
const texts = (values: readonly string[]) =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb))`;
const only = (condition: SQL | undefined) => condition ?? sql`true`;

export interface DayRange {
  from: string | null;
  to: string | null;
}
const within = (day: SQL, { from, to }: DayRange) =>
  sql`${only(from === null ? undefined : sql`${day} >= ${from}::date`)} and ${only(to === null ? undefined : sql`${day} <= ${to}::date`)}`;

export interface KeptDay extends Record<string, unknown> {
  location_id: string;
  location_name: string;
  business_id: string;
  business_day: string;
  snapshot_id: string;
  accounts: number;
  is_complete: boolean;
  has_repeats: boolean;
  reported_lines: number | null;
  reported_quantity: string | null;
  reported_net_value: string | null;
  timezone: string;
  start_of_day_minutes: number;
  /** As the answer named it; null where it did not. */
  next_start_ms: number | null;
  /** The location's present link, and the unit the day was last transferred into. */
  linked_unit_id: string | null;
  day_unit_id: string | null;
}

/** Days that were transferred and whose sales are kept, oldest first, each with its newest answer. */
export async function listKeptDays(
  db: Queryable,
  companyId: string,
  range: DayRange & { locationId?: string | undefined; businessId?: string | undefined },
): Promise<KeptDay[]> {
  const rows = await db.execute<KeptDay>(sql`
    select l.id as location_id, l.name as location_name, l.business_id, s.business_day::text, s.id as snapshot_id, s.account_count as accounts,
           s.data_complete as is_complete, coalesce(s.has_repeats, true) as has_repeats, s.reported_lines,
           s.reported_quantity::text, s.reported_net_value::text, l.timezone, l.start_of_day_minutes,
           (extract(epoch from s.next_start_of_day) * 1000)::float8 as next_start_ms, l.storage_unit_id as linked_unit_id, g.storage_unit_id as day_unit_id
    from lightspeed_locations l
    join lateral (
      select distinct on (n.business_day) n.* from sales_snapshots n
      where n.company_id = l.company_id and n.location_id = l.id and ${within(sql`n.business_day`, range)}
      order by n.business_day, n.version desc) s on true
    join lateral (
      select t.storage_unit_id from transfer_logs t
      where t.company_id = l.company_id and t.location_id = l.id and t.business_day = s.business_day and t.success
      order by t.started_at desc, t.id desc limit 1) g on true
    where l.company_id = ${companyId}
      and ${only(range.locationId ? sql`l.id = ${range.locationId}` : undefined)}
      and ${only(range.businessId ? sql`l.business_id = ${range.businessId}` : undefined)}
    order by l.id, s.business_day`);
  return [...rows];
}

export interface TouchedLine extends PlanLine {
  snapshotId: string;
}

/** Lines of the answers with one of these SKUs, all lines without any; of answers in `whole` all lines in any case. */
export async function listLinesOf(
  db: Queryable,
  companyId: string,
  snapshotIds: readonly string[],
  which: { skus?: readonly string[]; whole?: readonly string[] },
): Promise<TouchedLine[]> {
  if (snapshotIds.length === 0) return [];
  const { skus, whole = [] } = which;
  const rows = await db.execute<{
    snapshot_id: string;
    seq: number;
    account_id: string;
    account_number: string | null;
    account_type: string;
    account_cancelled: boolean;
    previous_account_id: string | null;
    receipt_id: string | null;
    line_id: string;
    sku: string | null;
    name: string;
    quantity: string | null;
    net_value: string | null;
    void_reason: string | null;
    problem: string | null;
    time_closed: string | null;
  }>(sql`
    select snapshot_id, seq, account_id, account_number, account_type, account_cancelled, previous_account_id, receipt_id, line_id, sku,
           name, quantity::text, net_value::text, void_reason, problem, time_closed::text
    from sale_lines
    where company_id = ${companyId} and snapshot_id = any(${uuids(snapshotIds)})
      and ${only(skus && sql`(sku = any(${texts(skus)}) or snapshot_id = any(${uuids(whole)}))`)}
    order by snapshot_id, seq`);
  return rows.map((row) => ({
    snapshotId: row.snapshot_id,
    seq: row.seq,
    accountId: row.account_id,
    accountNumber: row.account_number,
    accountType: row.account_type,
    accountCancelled: row.account_cancelled,
    previousAccountId: row.previous_account_id,
    receiptId: row.receipt_id,
    lineId: row.line_id,
    sku: row.sku,
    name: row.name,
    quantity: row.quantity,
    netValue: row.net_value,
    voidReason: row.void_reason,
    problem: row.problem,
    timeClosed: row.time_closed,
  }));
}

export interface ItemVersions {
  id: string;
  lightspeedId: string;
  skus: SkuSpan[];
  businessId: string;
  locationIds: string[];
  archivedAt: number | null;
  versions: (PlanMapping & { version: number; effectiveFrom: string | null })[];
}

/** Every item of the company with all its mapping versions. */
export async function listItemVersions(db: Queryable, companyId: string): Promise<ItemVersions[]> {
  const rows = await db.execute<{
    id: string;
    lightspeed_id: string;
    sku: string | null;
    created_ms: number;
    sku_since_ms: number | null;
    archived_ms: number | null;
    gone_ms: number | null;
    business_id: string;
    location_ids: string[];
    versions: {
      id: string;
      version: number;
      state: PlanMapping['state'];
      ingredient_id: string | null;
      recipe_id: string | null;
      quantity: string | null;
      is_subtraction: boolean;
      taken_over_from: string | null;
      effective_from: string | null;
    }[];
  }>(sql`
    select i.id, i.lightspeed_id, ${skuColumns}, i.business_id,
           coalesce(s.location_ids, '{}') as location_ids, coalesce(m.versions, '[]') as versions
    from lightspeed_items i
    left join (select item_id, array_agg(location_id::text) as location_ids from lightspeed_item_locations
               where company_id = ${companyId} group by item_id) s on s.item_id = i.id
    left join (select item_id, jsonb_agg(jsonb_build_object('id', id, 'version', version, 'state', state, 'ingredient_id', ingredient_id,
                 'recipe_id', recipe_id, 'quantity', quantity::text, 'is_subtraction', is_subtraction, 'taken_over_from', taken_over_from, 'effective_from', effective_from)) as versions
               from item_mapping_versions where company_id = ${companyId} group by item_id) m on m.item_id = i.id
    where i.company_id = ${companyId}`);
  const spansOf = await loadSkuSpans(db, companyId);
  return rows.map((row) => ({
    id: row.id,
    lightspeedId: row.lightspeed_id,
    skus: spansOf(row),
    businessId: row.business_id,
    locationIds: row.location_ids,
    archivedAt: row.archived_ms,
    versions: row.versions.map((v) => ({
      versionId: v.id,
      version: v.version,
      state: v.state,
      ingredientId: v.ingredient_id,
      recipeId: v.recipe_id,
      quantity: v.quantity,
      isSubtraction: v.is_subtraction,
      takenOverFrom: v.taken_over_from,
      effectiveFrom: v.effective_from,
    })),
  }));
}

export interface RecipeVersionRow extends Record<string, unknown> {
  recipe_id: string;
  version_id: string;
  version: number;
  effective_from: string | null;
  lines: {
    position: number;
    ingredient_id: string | null;
    sub_recipe_id: string | null;
    quantity: string;
    unit: BaseUnit | null;
    trim_percent: string;
  }[];
}

/** Every version of every recipe of the company. */
export async function listRecipeVersions(db: Queryable, companyId: string): Promise<RecipeVersionRow[]> {
  const rows = await db.execute<RecipeVersionRow>(sql`
    select v.recipe_id, v.id as version_id, v.version, v.effective_from::text,
           coalesce((select jsonb_agg(jsonb_build_object('position', l.position, 'ingredient_id', l.ingredient_id, 'sub_recipe_id', l.sub_recipe_id,
                       'quantity', l.quantity::text, 'unit', l.unit, 'trim_percent', l.trim_percent::text) order by l.position)
                     from recipe_lines l where l.company_id = v.company_id and l.recipe_version_id = v.id), '[]') as lines
    from recipe_versions v where v.company_id = ${companyId}`);
  return [...rows];
}

export async function listIngredientUnits(
  db: Queryable,
  companyId: string,
): Promise<{ id: string; name: string; base_unit: BaseUnit }[]> {
  const rows = await db.execute<{ id: string; name: string; base_unit: BaseUnit }>(
    sql`select id, name, base_unit from ingredients where company_id = ${companyId}`,
  );
  return [...rows];
}

export interface RangePosting extends DayEntryRow {
  location_id: string;
  for_day: string;
}

/** Every posting ever made for the days, of these items or all, with whether it stands; as listDayPostings for one day (R24). */
export async function listRangePostings(
  db: Queryable,
  companyId: string,
  days: readonly { location_id: string; business_day: string }[],
  itemIds: readonly string[] | null,
): Promise<RangePosting[]> {
  if (days.length === 0) return [];
  const wanted = days.map(({ location_id, business_day }) => ({ location_id, business_day }));
  const rows = await db.execute<RangePosting>(sql`
    select p.id, p.location_id, p.for_day::text, p.item_id, p.ingredient_id, p.storage_unit_id, p.quantity::text, p.unit_cost::text,
           p.business_day::text, p.revision, r.id is null as is_standing
    from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as d(location_id uuid, business_day date)
    join ledger_entries p on p.company_id = ${companyId} and p.location_id = d.location_id and p.for_day = d.business_day
      and p.reverses_entry_id is null and ${only(itemIds === null ? undefined : sql`p.item_id = any(${uuids(itemIds)})`)}
    left join ledger_entries r on r.company_id = p.company_id and r.reverses_entry_id = p.id
    order by p.seq`);
  return [...rows];
}
