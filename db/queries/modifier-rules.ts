import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Queryable } from '@/db/client';
import { modifierRules, modifierRuleVersions } from '@/db/schema/modifiers';
import type { BaseUnit } from '@/lib/core/units';
import { listRows } from './rows';

export type ModifierRuleRow = Omit<
  typeof modifierRules.$inferSelect,
  'id' | 'companyId' | 'ruleVersionId' | 'position'
>;
export interface RuleVersionRow {
  id: string;
  version: number;
  effectiveFrom: string | null;
  /** ISO 8601. */
  createdAt: string;
}

/** What is said of an item as a modifier now; undefined where nothing ever was. */
export async function findCurrentRules(
  db: Queryable,
  companyId: string,
  itemId: string,
): Promise<RuleVersionRow | undefined> {
  const [row] = await listRows<RuleVersionRow>(
    db,
    sql`
    select id, version, effective_from::text, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at
    from modifier_rule_versions
    where company_id = ${companyId} and item_id = ${itemId} and superseded_at is null`,
  );
  return row;
}

export interface NamedRule extends ModifierRuleRow {
  id: string;
  parentItemName: string | null;
  mappedName: string | null;
  replacedName: string | null;
  /** Of the ingredient, where the rule has no other. */
  baseUnit: BaseUnit | null;
}

/** The rules of a version in their order, with names. */
export async function listRulesOf(
  db: Queryable,
  companyId: string,
  ruleVersionId: string,
): Promise<NamedRule[]> {
  return listRows<NamedRule>(
    db,
    sql`
    select r.id, r.parent_item_id, p.name as parent_item_name, r.parent_accounting_group, r.effect, r.ingredient_id, r.recipe_id,
      coalesce(i.name, c.name) as mapped_name, i.base_unit, r.replaces_ingredient_id, o.name as replaced_name, r.quantity::text, r.unit,
      r.factor::text, r.share::text
    from modifier_rules r
    left join lightspeed_items p on p.company_id = r.company_id and p.id = r.parent_item_id
    left join ingredients i on i.company_id = r.company_id and i.id = r.ingredient_id
    left join recipes c on c.company_id = r.company_id and c.id = r.recipe_id
    left join ingredients o on o.company_id = r.company_id and o.id = r.replaces_ingredient_id
    where r.company_id = ${companyId} and r.rule_version_id = ${ruleVersionId}
    order by r.position`,
  );
}

/** Versions with these numbers of what is said of an item, each with its rules. */
export async function listRuleVersionsNumbered(
  db: Queryable,
  companyId: string,
  itemId: string,
  versions: readonly number[],
): Promise<(Pick<RuleVersionRow, 'version'> & { createdAt: Date; rules: NamedRule[] })[]> {
  if (versions.length === 0) return [];
  const v = modifierRuleVersions;
  const rows = await db
    .select({ id: v.id, version: v.version, createdAt: v.createdAt })
    .from(v)
    .where(and(eq(v.companyId, companyId), eq(v.itemId, itemId), inArray(v.version, [...versions])));
  const all = [];
  for (const { id, ...row } of rows) all.push({ ...row, rules: await listRulesOf(db, companyId, id) });
  return all;
}

/** Supersedes what was said of the item and says this instead. */
export async function insertRuleVersion(
  db: Queryable,
  values: {
    companyId: string;
    itemId: string;
    version: number;
    effectiveFrom: string | null;
    createdBy: string;
  },
  rules: readonly ModifierRuleRow[],
): Promise<void> {
  const { companyId, itemId } = values;
  await db.execute(sql`
    update modifier_rule_versions set superseded_at = clock_timestamp()
    where company_id = ${companyId} and item_id = ${itemId} and superseded_at is null`);
  const id = v7();
  await db.insert(modifierRuleVersions).values({ id, ...values });
  if (rules.length === 0) return;
  await db
    .insert(modifierRules)
    .values(rules.map((rule, position) => ({ ...rule, companyId, ruleVersionId: id, position })));
}

/** Whether anything was ever said of an item as a modifier. */
export async function hasModifiers(db: Queryable, companyId: string): Promise<boolean> {
  const rows = await listRows<{ found: boolean }>(
    db,
    sql`select exists (select from modifier_rule_versions where company_id = ${companyId}) as found`,
  );
  return rows[0]?.found === true;
}

/** Items of which something is said now for this parent. */
export async function listItemsSaidFor(
  db: Queryable,
  companyId: string,
  parentItemId: string,
): Promise<string[]> {
  const rows = await listRows<{ itemId: string }>(
    db,
    sql`
    select distinct v.item_id from modifier_rules r
    join modifier_rule_versions v on v.company_id = r.company_id and v.id = r.rule_version_id
    where r.company_id = ${companyId} and r.parent_item_id = ${parentItemId} and v.superseded_at is null
    order by v.item_id`,
  );
  return rows.map(({ itemId }) => itemId);
}
