import type { z } from 'zod';
import { listUnitTotals } from '@/db/queries/stock';
import type { companyInput } from '@/lib/contracts/common';
import type { stockUnitsSchema } from '@/lib/contracts/stock';
import { canonical, exact, roundHalfEven, subtract } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';
import { ownUnits } from '../own-units';

/** Storage units with what they hold today, by name. */
export async function listStockUnits(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<z.infer<typeof stockUnitsSchema>> {
  requireCompany(ctx, input.company_id, 'stock');
  const own = ownUnits(ctx, input.company_id);
  const all = await listUnitTotals(ctx.db, input.company_id, await currentDay(ctx, input.company_id));
  const rows = own === null ? all : all.filter((row) => own.includes(row.storageUnitId));
  return {
    data: rows.map((row) => ({
      storage_unit_id: row.storageUnitId,
      storage_unit_name: row.storageUnitName,
      ingredients: row.ingredients,
      negative: row.negative,
      never_counted: row.neverCounted,
      without_cost: row.withoutCost,
      below_minimum: own === null ? row.belowMinimum : 0,
      last_counted: row.lastCounted,
      value: canonical(row.value),
      revaluation: roundHalfEven(subtract(exact(row.entriesValue), exact(row.value)), 12),
    })),
    next_cursor: null,
    without_cost: own === null ? (rows[0]?.allWithoutCost ?? 0) : 0,
    below_minimum: own === null ? (rows[0]?.allBelowMinimum ?? 0) : 0,
  };
}
