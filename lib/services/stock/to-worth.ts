import type { UnitCost } from '@/db/queries/unit-costs';
import { worth } from '@/lib/core/costing';
import { canonical, exact, roundHalfEven, subtract } from '@/lib/core/quantity';

/** What stock is worth: on hand × unit cost; what its entries sum to beyond that is its revaluation (R23). */
export function toWorth(row: { quantity: string; value: string }, cost: UnitCost) {
  const value = worth(row.quantity, cost.unitCost);
  return {
    quantity: canonical(row.quantity),
    unit_cost: cost.unitCost,
    cost_source: cost.source,
    value,
    revaluation: roundHalfEven(subtract(exact(row.value), exact(value)), 12),
  };
}
