import { type SQL, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '@/db/client';
import { costFallbacks } from '@/db/schema/unit-costs';
import type { CostSource, Fallback } from '@/lib/core/costing';
import { listRows } from './rows';
import { uuids } from './sql-parts';

export interface CostPoint {
  ingredientId: string;
  day: string;
}

export interface UnitCost {
  /** `0` while unknown. */
  unitCost: string;
  source: CostSource;
}

/**
 * A lateral subquery: what an ingredient costs on a day (R23), as `unit_cost` (null while unknown) and
 * `cost_source`. The sums kept per ingredient answer where nothing was received after the day; with `knownAt`
 * the entries known then are added up.
 */
export function costOn(companyId: string, ingredientId: SQL, day: SQL, knownAt?: string): SQL {
  const ofIngredient = (table: SQL) =>
    sql`${table}.company_id = ${companyId} and ${table}.ingredient_id = ${ingredientId}`;
  const received =
    knownAt === undefined
      ? sql`select coalesce(t.quantity, d.quantity) as quantity, coalesce(t.value, d.value) as value
        from (select 1) one
        left join receipt_totals t on ${ofIngredient(sql`t`)} and t.last_day <= ${day}
        left join lateral (
          select sum(r.quantity) as quantity, sum(r.value) as value from receipt_days r
          where t.ingredient_id is null and ${ofIngredient(sql`r`)} and r.business_day <= ${day}) d on true`
      : sql`select sum(r.quantity) as quantity, sum(r.value) as value from ledger_entries r
        where ${ofIngredient(sql`r`)} and r.type = 'RECEIPT' and r.business_day <= ${day} and r.recorded_at <= ${knownAt}::timestamptz`;
  const isKnown = knownAt === undefined ? sql`true` : sql`k.recorded_at <= ${knownAt}::timestamptz`;
  return sql`(
    select case when a.quantity > 0 then average_cost(a.quantity, a.value) else f.unit_cost end as unit_cost,
           case when a.quantity > 0 then 'receipts' else coalesce(f.source, 'unknown') end as cost_source
    from (${received}) a
    left join lateral (
      select k.source, k.unit_cost from cost_fallbacks k
      where (a.quantity > 0) is not true and ${ofIngredient(sql`k`)} and ${isKnown}
        and (k.effective_from is null or k.effective_from <= ${day})
      order by k.seq desc limit 1) f on true)`;
}

/** What each ingredient costs on each day asked for (R23); now, or as known at a moment. */
export async function listUnitCosts(
  db: Queryable,
  companyId: string,
  points: readonly CostPoint[],
  knownAt?: string,
): Promise<(CostPoint & UnitCost)[]> {
  if (points.length === 0) return [];
  return listRows<CostPoint & UnitCost>(
    db,
    sql`
    select p.ingredient_id, p.day::text, trim_scale(coalesce(c.unit_cost, 0))::text as unit_cost, c.cost_source as source
    from unnest(${uuids(points.map((p) => p.ingredientId))}, ${sql.param(`{${points.map((p) => p.day).join(',')}}`)}::date[]) as p(ingredient_id, day)
    cross join lateral ${costOn(companyId, sql`p.ingredient_id`, sql`p.day`, knownAt)} c`,
  );
}

/**
 * What ingredients' fallbacks are worked out from, standard cost and first receipt day, and the newest one
 * kept.
 */
export async function listFallbackBases(
  db: Transaction,
  companyId: string,
  ingredientIds: readonly string[] | 'all',
) {
  return listRows<{
    ingredientId: string;
    standardCost: string | null;
    source: Fallback['source'] | null;
    unitCost: string | null;
    receiptDay: string | null;
    effectiveFrom: string | null;
    firstDay: string | null;
    firstQuantity: string | null;
    firstValue: string | null;
  }>(
    db,
    sql`
    select i.id as ingredient_id, i.standard_cost::text, f.source, f.unit_cost::text,
      f.receipt_day::text, f.effective_from::text, r.business_day::text as first_day,
      r.quantity::text as first_quantity, r.value::text as first_value
    from ingredients i
    left join lateral (
      select d.* from receipt_days d where d.company_id = i.company_id and d.ingredient_id = i.id and d.quantity > 0
      order by d.business_day limit 1) r on true
    left join lateral (
      select k.* from cost_fallbacks k where k.company_id = i.company_id and k.ingredient_id = i.id order by k.seq desc limit 1) f on true
    where i.company_id = ${companyId} and ${ingredientIds === 'all' ? sql`true` : sql`i.id = any(${uuids(ingredientIds)})`}
    order by i.id`,
  );
}

export async function insertFallbacks(
  db: Transaction,
  write: { companyId: string; createdBy: string; effectiveFrom: string | null },
  fallbacks: readonly (Fallback & { ingredientId: string })[],
): Promise<void> {
  if (fallbacks.length === 0) return;
  await db.insert(costFallbacks).values(fallbacks.map((fallback) => ({ ...write, ...fallback })));
}

/**
 * Sums of receipts per ingredient and business day, oldest first; what a cost on a day is worked out from
 * (R23).
 */
export async function listReceiptDays(db: Queryable, companyId: string, ingredientIds: readonly string[]) {
  return listRows<{ ingredientId: string; day: string; quantity: string; value: string }>(
    db,
    sql`
    select ingredient_id, business_day::text as day, quantity::text, value::text from receipt_days
    where company_id = ${companyId} and ingredient_id = any(${uuids(ingredientIds)})
    order by ingredient_id, business_day`,
  );
}

/**
 * The cost of an ingredient from a day to the next step; days as Postgres compares them, `-infinity` and
 * `infinity` too.
 */
export interface CostStep {
  ingredientId: string;
  from: string;
  /** Exclusive. */
  to: string;
  unitCost: string;
}

/** Standing entries that use stock at another cost than the step of their day says. */
export async function listMisvaluedEntries(
  db: Transaction,
  companyId: string,
  steps: readonly CostStep[],
): Promise<{ id: string; unitCost: string }[]> {
  if (steps.length === 0) return [];
  const rows = steps.map((s) => ({
    ingredient_id: s.ingredientId,
    from_day: s.from,
    to_day: s.to,
    unit_cost: s.unitCost,
  }));
  return listRows<{ id: string; unitCost: string }>(
    db,
    sql`
    select e.id, s.unit_cost::text
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as s(ingredient_id uuid, from_day date, to_day date, unit_cost numeric)
    join ledger_entries e on e.company_id = ${companyId} and e.ingredient_id = s.ingredient_id
      and e.business_day >= s.from_day and e.business_day < s.to_day
    where e.type <> 'RECEIPT' and e.unit_cost <> s.unit_cost and e.reverses_entry_id is null
      and not exists (select 1 from ledger_entries r where r.reverses_entry_id = e.id)`,
  );
}
