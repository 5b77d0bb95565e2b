import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { BaseUnit } from '@/lib/core/units';
import { listRows } from './rows';
import { uuids } from './sql-parts';

export interface ExplainedRow {
  entryId: string;
  /** The posting that is explained: the entry, or the one it takes back. */
  postingId: string;
  isReversal: boolean;
  usagePerItem: string | null;
  usageParts: { sold: string; usage: string; lines: number[] }[] | null;
  recipeVersionIds: string[] | null;
  snapshotId: string;
  snapshotVersion: number;
  contentHash: string;
  fetchedAt: string;
  /** Null of the packaging of bills, as the next three. */
  itemId: string | null;
  lightspeedId: string | null;
  itemSku: string | null;
  itemName: string | null;
  /** Null where a rule says what it takes as a modifier; then those of the rule are the others. */
  mappingVersionId: string | null;
  mappingVersion: number;
  mappingEffectiveFrom: string | null;
  mappingCreatedAt: string;
  ruleId: string | null;
  effect: string | null;
  parentItemId: string | null;
  parentItemName: string | null;
  /** For which parents it was said. */
  saidFor: 'item' | 'accounting_group' | 'all';
  replacedName: string | null;
  factor: string | null;
  share: string | null;
  /** Of waste (R16): the version of the till's reason. */
  wasteVersionId: string | null;
  wasteReason: string | null;
  wasteVersion: number | null;
  wasteEffectiveFrom: string | null;
  wasteCreatedAt: string | null;
  /** Of packaging (R40): the rule, and for whom it is said. */
  packagingRuleId: string | null;
  packedFor: 'item' | 'accounting_group' | 'bill';
  packedGroup: string | null;
  packedQuantity: string | null;
  packedUnit: BaseUnit | null;
  mappedIngredientId: string | null;
  mappedRecipeId: string | null;
  mappedName: string | null;
  mappingQuantity: string | null;
  /** Null of a recipe. */
  mappingUnit: BaseUnit | null;
  isSubtraction: boolean;
  ingredientId: string;
  ingredientName: string;
  baseUnit: BaseUnit;
  unitCost: string;
  receipts: number;
  receivedQuantity: string;
  receivedValue: string;
  fallbackSource: 'standard' | 'first_receipt' | 'unknown' | null;
  fallbackCost: string | null;
  fallbackReceiptDay: string | null;
}

const ISO = sql`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** What entries of POS usage point to (R25), in any order; entries by hand are left out. */
export async function listExplained(
  db: Queryable,
  companyId: string,
  entryIds: readonly string[],
): Promise<ExplainedRow[]> {
  const rows = await listRows<ExplainedRow>(
    db,
    sql`
    select e.id as entry_id, p.id as posting_id, e.reverses_entry_id is not null as is_reversal, p.usage_per_item, p.usage_parts, p.recipe_version_ids,
      s.id as snapshot_id, s.version as snapshot_version, s.content_hash, to_char(s.fetched_at at time zone 'UTC', ${ISO}) as fetched_at,
      i.id as item_id, i.lightspeed_id, i.sku as item_sku, i.name as item_name,
      m.id as mapping_version_id, coalesce(m.version, v.version, pv.version) as mapping_version,
      coalesce(m.effective_from, v.effective_from, pv.effective_from)::text as mapping_effective_from,
      to_char(coalesce(m.created_at, v.created_at, pv.created_at) at time zone 'UTC', ${ISO}) as mapping_created_at,
      mi.id as mapped_ingredient_id, mr.id as mapped_recipe_id, coalesce(mi.name, mr.name) as mapped_name,
      trim_scale(coalesce(m.quantity, u.quantity))::text as mapping_quantity,
      coalesce(m.unit, u.unit, mi.base_unit) as mapping_unit, coalesce(m.is_subtraction, u.effect = 'adds_back') as is_subtraction,
      u.id as rule_id, u.effect, o.id as parent_item_id, o.name as parent_item_name, oi.name as replaced_name,
      trim_scale(u.factor)::text as factor, trim_scale(u.share)::text as share,
      case when u.parent_item_id is not null then 'item' when u.parent_accounting_group is not null then 'accounting_group' else 'all' end as said_for,
      pr.id as packaging_rule_id, pv.accounting_group as packed_group, trim_scale(pr.quantity)::text as packed_quantity, coalesce(pr.unit, g.base_unit) as packed_unit,
      case when pv.item_id is not null then 'item' when pv.accounting_group is not null then 'accounting_group' else 'bill' end as packed_for,
      w.id as waste_version_id, w.reason as waste_reason, w.version as waste_version, w.effective_from::text as waste_effective_from,
      to_char(w.created_at at time zone 'UTC', ${ISO}) as waste_created_at,
      g.id as ingredient_id, g.name as ingredient_name, g.base_unit, trim_scale(p.unit_cost)::text as unit_cost,
      c.receipts, c.received_quantity::text, c.received_value::text, f.source as fallback_source, trim_scale(f.unit_cost)::text as fallback_cost,
      f.receipt_day::text as fallback_receipt_day
    from ledger_entries e
    join ledger_entries p on p.company_id = e.company_id and p.id = coalesce(e.reverses_entry_id, e.id)
    join sales_snapshots s on s.company_id = p.company_id and s.id = p.snapshot_id
    left join lightspeed_items i on i.company_id = p.company_id and i.id = p.item_id
    left join item_mapping_versions m on m.company_id = p.company_id and m.id = p.mapping_version_id
    left join modifier_rules u on u.company_id = p.company_id and u.id = p.modifier_rule_id
    left join modifier_rule_versions v on v.company_id = u.company_id and v.id = u.rule_version_id
    left join lightspeed_items o on o.company_id = p.company_id and o.id = p.parent_item_id
    left join packaging_rules pr on pr.company_id = p.company_id and pr.id = p.packaging_rule_id
    left join packaging_versions pv on pv.company_id = pr.company_id and pv.id = pr.packaging_version_id
    left join void_reason_versions w on w.company_id = p.company_id and w.id = p.void_reason_version_id
    left join ingredients mi on mi.company_id = p.company_id and mi.id = coalesce(m.ingredient_id, u.ingredient_id)
    left join recipes mr on mr.company_id = p.company_id and mr.id = coalesce(m.recipe_id, u.recipe_id)
    left join ingredients oi on oi.company_id = u.company_id and oi.id = u.replaces_ingredient_id
    join ingredients g on g.company_id = p.company_id and g.id = p.ingredient_id
    -- Who writes receipts has the company's costs alone, so what was written before is what was known.
    cross join lateral (
      select count(*)::int as receipts, trim_scale(coalesce(sum(r.quantity), 0)) as received_quantity,
             trim_scale(coalesce(sum(r.value), 0)) as received_value
      from ledger_entries r
      where r.company_id = p.company_id and r.ingredient_id = p.ingredient_id and r.type = 'RECEIPT'
        and r.business_day <= p.business_day and r.seq < p.seq) c
    left join lateral (
      select k.source, k.unit_cost, k.receipt_day from cost_fallbacks k
      where c.received_quantity <= 0 and k.company_id = p.company_id and k.ingredient_id = p.ingredient_id and k.seq < p.seq
        and (k.effective_from is null or k.effective_from <= p.business_day)
      order by k.seq desc limit 1) f on true
    where e.company_id = ${companyId} and e.id = any(${uuids(entryIds)}) and e.source = 'pos'`,
  );
  return rows;
}

export interface SourceLine {
  postingId: string;
  seq: number;
  accountId: string;
  accountType: string;
  receiptId: string | null;
  lineId: string;
  sku: string | null;
  name: string;
  quantity: string;
  netValue: string | null;
  voidReason: string | null;
  soldAt: string | null;
}

/** The sale lines postings came from, in the order received. */
export async function listSourceLines(
  db: Queryable,
  companyId: string,
  postingIds: readonly string[],
): Promise<SourceLine[]> {
  const rows = await listRows<SourceLine>(
    db,
    sql`
    select p.id as posting_id, l.seq, coalesce(l.account_number, l.account_id) as account_id, l.account_type, l.receipt_id, l.line_id, l.sku, l.name, l.quantity::text, l.net_value::text,
           l.void_reason, to_char(coalesce(l.time_of_sale, l.time_closed) at time zone 'UTC', ${ISO}) as sold_at
    from ledger_entries p
    join sale_lines l on l.company_id = p.company_id and l.snapshot_id = p.snapshot_id and l.seq = any(p.source_lines)
    where p.company_id = ${companyId} and p.id = any(${uuids(postingIds)})
    order by p.id, l.seq`,
  );
  return rows;
}

export interface WalkedLine {
  recipeId: string;
  recipeVersionId: string;
  recipeName: string;
  version: number;
  effectiveFrom: string | null;
  position: number;
  ingredientId: string | null;
  subRecipeId: string | null;
  name: string;
  quantity: string;
  unit: BaseUnit | null;
  trimPercent: string;
}

/** Lines of recipe versions, with the names of what they take. */
export async function listWalkedLines(
  db: Queryable,
  companyId: string,
  versionIds: readonly string[],
): Promise<WalkedLine[]> {
  if (versionIds.length === 0) return [];
  const rows = await listRows<WalkedLine>(
    db,
    sql`
    select v.recipe_id, v.id as recipe_version_id, r.name as recipe_name, v.version, v.effective_from::text, l.position, l.ingredient_id,
           l.sub_recipe_id, coalesce(i.name, s.name) as name, trim_scale(l.quantity)::text as quantity, l.unit,
           trim_scale(l.trim_percent)::text as trim_percent
    from recipe_versions v
    join recipes r on r.company_id = v.company_id and r.id = v.recipe_id
    join recipe_lines l on l.company_id = v.company_id and l.recipe_version_id = v.id
    left join ingredients i on i.company_id = l.company_id and i.id = l.ingredient_id
    left join recipes s on s.company_id = l.company_id and s.id = l.sub_recipe_id
    where v.company_id = ${companyId} and v.id = any(${uuids(versionIds)})
    order by v.id, l.position`,
  );
  return rows;
}
