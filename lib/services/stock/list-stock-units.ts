import type { z } from 'zod';
import { selectStockUnits } from '@/db/queries/stock';
import type { companyInput, Page } from '@/lib/contracts/common';
import type { StockUnit } from '@/lib/contracts/stock';
import { canonical } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

/** Storage units with what they hold, by name. */
export async function listStockUnits(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<Page<StockUnit>> {
  requireCompany(ctx, input.company_id, 'read');
  const rows = await selectStockUnits(ctx.db, input.company_id);
  return { data: rows.map((row) => ({ ...row, value: canonical(row.value) })), next_cursor: null };
}
