import type { z } from 'zod';
import { listUnmappedSaleRows } from '@/db/queries/unmapped-sales';
import { listUnmappedSalesInput, type UnmappedSales } from '@/lib/contracts/lightspeed';
import { addDays } from '@/lib/core/business-day';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';

/** What was sold without a mapping in the last `days` and has none yet, most sold first: what to map next. */
export async function listUnmappedSales(
  ctx: ServiceContext,
  raw: z.input<typeof listUnmappedSalesInput>,
): Promise<UnmappedSales> {
  const companyId = await requireThing(ctx, 'integration', raw, 'read');
  const input = listUnmappedSalesInput.parse(raw);
  const from = addDays(ctx.clock.now().toISOString().slice(0, 10), -input.days);
  const rows = await listUnmappedSaleRows(ctx.db, companyId, input.id, from, input.limit);
  return {
    from,
    data: rows.map(({ itemId, lastSold, ...row }) => ({ ...row, item_id: itemId, last_sold: lastSold })),
  };
}
