import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { BaseUnit } from '@/lib/core/units';
import { listRows } from './rows';
import { only } from './sql-parts';

export interface UsageLine {
  ingredientId: string;
  ingredientName: string;
  baseUnit: BaseUnit;
  itemId: string | null;
  itemName: string | null;
  soldQuantity: string | null;
  theoreticalQuantity: string;
  theoreticalValue: string;
  wastedQuantity: string;
  wastedValue: string;
  missingQuantity: string;
  missingValue: string;
  /** The first day of which something counts as 0, if any. */
  freeFrom: string | null;
}

/** What left stock between two days, the dearest first; amounts that left are positive. */
export async function listUsage(
  db: Queryable,
  companyId: string,
  filter: {
    from: string;
    to: string;
    byItem: boolean;
    storageUnitId?: string | undefined;
    ingredientId?: string | undefined;
  },
): Promise<UsageLine[]> {
  const left = (column: SQL, type: string) =>
    sql`coalesce(-sum(e.${column}) filter (where e.type = ${type}), 0)`;
  const item = filter.byItem ? sql`e.item_id` : sql`null::uuid`;
  // Of waste only what tills voided has an item (R16).
  const isOfReport = filter.byItem
    ? sql`(e.type = 'ISSUE' or (e.type = 'WASTE' and e.source = 'pos'))`
    : sql`e.type in ('ISSUE', 'WASTE', 'ADJUSTMENT')`;
  return listRows<UsageLine>(
    db,
    sql`
    select s.ingredient_id, i.name as ingredient_name, i.base_unit, s.item_id,
      t.name as item_name, s.sold_quantity::text, s.theoretical_quantity::text,
      s.theoretical_value::text, s.wasted_quantity::text, s.wasted_value::text,
      s.missing_quantity::text, s.missing_value::text, s.free_from::text
    from (select e.ingredient_id, ${item} as item_id,
            ${filter.byItem ? sql`coalesce(sum(case when e.is_reversal then -e.sold_quantity else e.sold_quantity end) filter (where e.type = 'ISSUE'), 0)` : sql`null::numeric`} as sold_quantity,
            ${left(sql`quantity`, 'ISSUE')} as theoretical_quantity, ${left(sql`value`, 'ISSUE')} as theoretical_value,
            ${left(sql`quantity`, 'WASTE')} as wasted_quantity, ${left(sql`value`, 'WASTE')} as wasted_value,
            ${left(sql`quantity`, 'ADJUSTMENT')} as missing_quantity, ${left(sql`value`, 'ADJUSTMENT')} as missing_value,
            min(e.business_day) filter (where e.value = 0) as free_from
          from ledger_entries e
          where e.company_id = ${companyId} and e.business_day between ${filter.from}::date and ${filter.to}::date
            and ${isOfReport}
            and ${only(filter.storageUnitId !== undefined && sql`e.storage_unit_id = ${filter.storageUnitId}`)}
            and ${only(filter.ingredientId !== undefined && sql`e.ingredient_id = ${filter.ingredientId}`)}
          group by 1, 2) s
    join ingredients i on i.company_id = ${companyId} and i.id = s.ingredient_id
    left join lightspeed_items t on t.company_id = ${companyId} and t.id = s.item_id
    where (s.theoretical_quantity, s.wasted_quantity, s.missing_quantity) <> (0, 0, 0)
    order by s.theoretical_value + s.wasted_value + s.missing_value desc, lower(i.name), i.id, lower(t.name), t.id`,
  );
}

/** What a reason wasted; one of the two says it. */
interface WastedFor {
  /** Entered by hand; `other` where nobody said. */
  reason: string | null;
  /** A till's (R16). */
  voidReason: string | null;
  value: string;
}

/** The value of what was wasted between two days by reason, the dearest first. */
export async function listWastedByReason(
  db: Queryable,
  companyId: string,
  filter: {
    from: string;
    to: string;
    storageUnitId?: string | undefined;
    ingredientId?: string | undefined;
  },
): Promise<WastedFor[]> {
  return listRows<WastedFor>(
    db,
    sql`
    select coalesce(e.reason, case when v.id is null then 'other' end) as reason, v.reason as void_reason, (-sum(e.value))::text as value
    from ledger_entries e
    left join void_reason_versions v on v.company_id = e.company_id and v.id = e.void_reason_version_id
    where e.company_id = ${companyId} and e.type = 'WASTE' and e.business_day between ${filter.from}::date and ${filter.to}::date
      and ${only(filter.storageUnitId !== undefined && sql`e.storage_unit_id = ${filter.storageUnitId}`)}
      and ${only(filter.ingredientId !== undefined && sql`e.ingredient_id = ${filter.ingredientId}`)}
    group by 1, 2 having sum(e.quantity) <> 0 order by sum(e.value), 1, 2`,
  );
}
