import type { UnitCost } from '@/db/queries/costs';
import { worth } from '@/lib/core/costing';
import { canonical, exact, roundHalfEven, subtract } from '@/lib/core/quantity';

const UNKNOWN: UnitCost = { unitCost: '0', source: 'unknown' };

/** What stock is worth: on hand × unit cost; what its entries sum to beyond that is its revaluation (R23). */
export function toWorth(row: { quantity: string; value: string }, cost: UnitCost = UNKNOWN) {
  const value = worth(row.quantity, cost.unitCost);
  return {
    quantity: canonical(row.quantity),
    unit_cost: cost.unitCost,
    cost_source: cost.source,
    value,
    revaluation: roundHalfEven(subtract(exact(row.value), exact(value)), 12),
  };
}
