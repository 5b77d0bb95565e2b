import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { BaseUnit } from '@/lib/core/units';
import type { ModifierRuleRow, NamedRule } from './modifier-rules';
import { listRows } from './rows';
import { newestAnswers, uuids } from './sql-parts';

/** What was sold under something, by location, day and SKUs. */
export interface PairSales {
  locationId: string;
  businessId: string;
  businessDay: string;
  timezone: string;
  startOfDayMinutes: number;
  /** As the answer named it, in epoch milliseconds; null where it did not. */
  nextStartMs: number | null;
  sku: string;
  parentSku: string;
  /** Of the line that the parent hangs on itself; null = none. */
  aboveSku: string | null;
  lines: number;
  quantity: string;
  netValue: string;
}

/**
 * Lines that hang on others since a business day, by the newest kept answers, each once (R15). Of accounts
 * that move no goods nothing counts; figures say what is sold often, and nothing is booked from them.
 */
export async function listPairSales(
  db: Queryable,
  companyId: string,
  integrationId: string,
  from: string,
): Promise<PairSales[]> {
  return listRows<PairSales>(
    db,
    sql`
    with newest as materialized (${newestAnswers(companyId, integrationId, from)}),
    lines as (
      select l.snapshot_id, l.account_id, l.line_id, l.parent_line_id, l.sku, l.quantity, l.net_value, l.seq, n.has_repeats
      from newest n join sale_lines l on l.company_id = ${companyId} and l.snapshot_id = n.id
      where l.account_type not in ('FLOAT', 'TRANSITORY', 'CANCEL') and not l.account_cancelled
        and l.problem is null and l.sku is not null),
    counted as materialized (
      select * from lines where not has_repeats
      union all
      select * from (
        select distinct on (snapshot_id, account_id, line_id) * from lines where has_repeats
        order by snapshot_id, account_id, line_id, seq) once),
    sold as (
      select c.snapshot_id, c.sku, p.sku as parent_sku, a.sku as above_sku, count(*)::int as lines,
             sum(c.quantity) as quantity, sum(c.net_value) as net_value
      from counted c
      join counted p on p.snapshot_id = c.snapshot_id and p.account_id = c.account_id and p.line_id = c.parent_line_id
      left join counted a on a.snapshot_id = p.snapshot_id and a.account_id = p.account_id and a.line_id = p.parent_line_id
      group by 1, 2, 3, 4)
    select n.location_id, p.business_id, n.business_day::text, p.timezone, p.start_of_day_minutes, n.next_start_ms,
           s.sku, s.parent_sku, s.above_sku, s.lines, coalesce(s.quantity, 0)::text as quantity,
           coalesce(s.net_value, 0)::text as net_value
    from sold s join newest n on n.id = s.snapshot_id
    join lightspeed_locations p on p.company_id = ${companyId} and p.id = n.location_id`,
  );
}

export interface NamedItem {
  id: string;
  sku: string | null;
  name: string;
  accountingGroup: string | null;
  itemType: string | null;
  price: string | null;
}

export async function listNamedItems(
  db: Queryable,
  companyId: string,
  ids: readonly string[],
): Promise<NamedItem[]> {
  return listRows<NamedItem>(
    db,
    sql`
    select id, sku, name, accounting_group, item_type, trim_scale(price)::text as price from lightspeed_items
    where company_id = ${companyId} and id = any(${uuids(ids)})`,
  );
}

export interface SaidRules {
  itemId: string;
  version: number;
  effectiveFrom: string | null;
  rules: readonly NamedRule[];
}

/** All that is said now of an integration's items as modifiers. */
export async function listSaidRules(
  db: Queryable,
  companyId: string,
  integrationId: string,
): Promise<SaidRules[]> {
  type Row = Omit<ModifierRuleRow, 'effect'> & {
    itemId: string;
    version: number;
    effectiveFrom: string | null;
    /** Null: a version that takes all rules back. */
    ruleId: string | null;
    effect: NamedRule['effect'] | null;
    parentItemName: string | null;
    mappedName: string | null;
    replacedName: string | null;
    baseUnit: BaseUnit | null;
  };
  const rows = await listRows<Row>(
    db,
    sql`
    select v.item_id, v.version, v.effective_from::text, r.id as rule_id, r.parent_item_id, p.name as parent_item_name,
      r.parent_accounting_group, r.effect, r.ingredient_id, r.recipe_id, coalesce(g.name, c.name) as mapped_name, g.base_unit,
      r.replaces_ingredient_id, o.name as replaced_name, r.quantity::text, r.unit, r.factor::text, r.share::text
    from modifier_rule_versions v
    join lightspeed_items i on i.company_id = v.company_id and i.id = v.item_id and i.integration_id = ${integrationId}
    left join modifier_rules r on r.company_id = v.company_id and r.rule_version_id = v.id
    left join lightspeed_items p on p.company_id = v.company_id and p.id = r.parent_item_id
    left join ingredients g on g.company_id = v.company_id and g.id = r.ingredient_id
    left join recipes c on c.company_id = v.company_id and c.id = r.recipe_id
    left join ingredients o on o.company_id = v.company_id and o.id = r.replaces_ingredient_id
    where v.company_id = ${companyId} and v.superseded_at is null
    order by v.item_id, r.position`,
  );
  const said = new Map<string, SaidRules & { rules: NamedRule[] }>();
  for (const { itemId, version, effectiveFrom, ruleId, effect, ...rule } of rows) {
    const one = said.get(itemId) ?? { itemId, version, effectiveFrom, rules: [] };
    said.set(itemId, one);
    if (ruleId !== null && effect !== null) one.rules.push({ ...rule, id: ruleId, effect });
  }
  return [...said.values()];
}
