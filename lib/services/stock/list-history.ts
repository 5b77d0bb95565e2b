import type { z } from 'zod';
import { findIngredient } from '@/db/queries/ingredients';
import { findStockBefore, listDailyMovements } from '@/db/queries/stock';
import { type historySchema, listHistoryInput } from '@/lib/contracts/stock';
import { worth } from '@/lib/core/costing';
import { DomainError } from '@/lib/core/domain-error';
import { add, canonical, exact, negate, roundHalfEven } from '@/lib/core/quantity';
import { requireThing } from '../access';
import { requireDays } from '../company/require-days';
import type { ServiceContext } from '../context';
import { loadUnitCosts } from '../ledger/unit-costs';

/**
 * One ingredient's stock at the end of each day of a range that saw a movement and its worth then (R23), in
 * one storage unit or all.
 */
export async function listHistory(
  ctx: ServiceContext,
  raw: z.input<typeof listHistoryInput>,
): Promise<z.infer<typeof historySchema>> {
  const companyId = await requireThing(ctx, 'ingredient', raw, 'read');
  const input = listHistoryInput.parse(raw);
  await requireDays(ctx, companyId, { from: input.from, to: input.to });
  const ingredient = await findIngredient(ctx.db, companyId, input.id);
  if (!ingredient) throw new DomainError('not_found', 'no such ingredient', { thing: 'ingredient' });
  const range = {
    ingredientId: input.id,
    storageUnitId: input.storage_unit_id,
    from: input.from,
    to: input.to,
  };
  const opening = await findStockBefore(ctx.db, companyId, range);
  const days = await listDailyMovements(ctx.db, companyId, range);
  const point = (day: { date: string }) => ({ ingredientId: input.id, day: day.date });
  const costs = await loadUnitCosts(ctx.db, companyId, days.map(point));
  let balance = exact(opening);
  const taken = (quantity: string) => roundHalfEven(negate(exact(quantity)));
  return {
    ingredient_id: ingredient.id,
    base_unit: ingredient.baseUnit,
    opening: canonical(opening),
    data: days.map((day) => {
      balance = add(balance, exact(day.total));
      const unitCost = costs.on(point(day)).unitCost;
      return {
        date: day.date,
        balance: roundHalfEven(balance),
        unit_cost: unitCost,
        value: worth(roundHalfEven(balance), unitCost),
        received: canonical(day.received),
        used: taken(day.used),
        wasted: taken(day.wasted),
        moved: canonical(day.moved),
        adjusted: canonical(day.adjusted),
      };
    }),
  };
}
