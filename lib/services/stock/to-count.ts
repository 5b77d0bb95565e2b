import type { CountRow } from '@/db/queries/stock';
import type { BaseUnit } from '@/lib/contracts/inventory';
import type { StockCount } from '@/lib/contracts/stock';
import { canonical, exact, roundHalfEven, subtract } from '@/lib/core/quantity';

export const toCountedAt = (moment: number) => (moment === 0 ? ('start' as const) : ('end' as const));

export function toCount(row: CountRow): StockCount {
  return {
    id: row.id,
    batch_id: row.batch_id,
    storage_unit_id: row.storage_unit_id,
    storage_unit_name: row.storage_unit_name,
    ingredient_id: row.ingredient_id,
    ingredient_name: row.ingredient_name,
    base_unit: row.base_unit as BaseUnit,
    date: row.business_day,
    counted_at: toCountedAt(row.moment),
    counted_quantity: canonical(row.counted_quantity),
    expected_quantity: roundHalfEven(subtract(exact(row.counted_quantity), exact(row.variance_quantity))),
    variance_quantity: canonical(row.variance_quantity),
    variance_value: canonical(row.variance_value),
    previous_date: row.previous_date,
    previous_quantity: canonical(row.previous_quantity),
    received: canonical(row.received),
    used: canonical(row.used),
    wasted: canonical(row.wasted),
    moved_in: canonical(row.moved_in),
    note: row.note,
    is_withdrawn: row.is_withdrawn,
    recorded_at: row.recorded_at,
  };
}
