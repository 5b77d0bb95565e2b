import type { Queryable } from '@/db/client';
import { type CostPoint, listUnitCosts, type UnitCost } from '@/db/queries/unit-costs';

/** An ingredient's unit cost on days (R23): unknown where nothing says it, and then counted as `0`. */
export interface UnitCosts {
  on(point: CostPoint): UnitCost;
}

const UNKNOWN: UnitCost = { unitCost: '0', source: 'unknown' };
const keyOf = ({ ingredientId, day }: CostPoint) => `${ingredientId} ${day}`;

/** What each ingredient costs on each day asked for (R23), in one statement; now, or as known at a moment. */
export async function loadUnitCosts(
  db: Queryable,
  companyId: string,
  points: readonly CostPoint[],
  knownAt?: string,
): Promise<UnitCosts> {
  const distinct = [...new Map(points.map((point) => [keyOf(point), point])).values()];
  const costs = new Map(
    (await listUnitCosts(db, companyId, distinct, knownAt)).map((cost) => [keyOf(cost), cost]),
  );
  return { on: (point) => costs.get(keyOf(point)) ?? UNKNOWN };
}
