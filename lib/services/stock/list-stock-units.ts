import type { z } from 'zod';
import { selectStockUnits } from '@/db/queries/stock';
import type { companyInput } from '@/lib/contracts/common';
import type { stockUnitsSchema } from '@/lib/contracts/stock';
import { canonical, exact, roundHalfEven, subtract } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';

/** Storage units with what they hold today, by name. */
export async function listStockUnits(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<z.infer<typeof stockUnitsSchema>> {
  requireCompany(ctx, input.company_id, 'read');
  const rows = await selectStockUnits(ctx.db, input.company_id, await currentDay(ctx, input.company_id));
  return {
    data: rows.map(({ value, entries_value, all_without_cost: _, ...row }) => ({
      ...row,
      value: canonical(value),
      revaluation: roundHalfEven(subtract(exact(entries_value), exact(value)), 12),
    })),
    next_cursor: null,
    without_cost: rows[0]?.all_without_cost ?? 0,
  };
}
