import type { CountRow } from '@/db/queries/stock-counts';
import type { StockCount } from '@/lib/contracts/stock';
import { canonical, exact, roundHalfEven, subtract } from '@/lib/core/quantity';

export const toCountedAt = (moment: number) => (moment === 0 ? ('start' as const) : ('end' as const));

export function toCount(row: CountRow): StockCount {
  return {
    id: row.id,
    batch_id: row.batchId,
    storage_unit_id: row.storageUnitId,
    storage_unit_name: row.storageUnitName,
    ingredient_id: row.ingredientId,
    ingredient_name: row.ingredientName,
    base_unit: row.baseUnit,
    date: row.businessDay,
    counted_at: toCountedAt(row.moment),
    counted_quantity: canonical(row.countedQuantity),
    expected_quantity: roundHalfEven(subtract(exact(row.countedQuantity), exact(row.varianceQuantity))),
    variance_quantity: canonical(row.varianceQuantity),
    variance_value: canonical(row.varianceValue),
    previous_date: row.previousDate,
    previous_quantity: canonical(row.previousQuantity),
    received: canonical(row.received),
    used: canonical(row.used),
    wasted: canonical(row.wasted),
    moved_in: canonical(row.movedIn),
    note: row.note,
    is_withdrawn: row.isWithdrawn,
    recorded_at: row.recordedAt,
  };
}
