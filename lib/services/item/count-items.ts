import type { z } from 'zod';
import { countInactiveItems, countItemStates } from '@/db/queries/items';
import type { thingInput } from '@/lib/contracts/common';
import type { itemCountsSchema } from '@/lib/contracts/lightspeed';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';

/** Live items of the integration by state. */
export async function countItems(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<z.infer<typeof itemCountsSchema>> {
  const companyId = await requireThing(ctx, 'integration', input, 'read');
  const inactive = await countInactiveItems(ctx.db, companyId, input.id);
  const counts = { unmapped: 0, ingredient: 0, recipe: 0, subtraction: 0, ignored: 0, total: 0, inactive };
  for (const { state, count } of await countItemStates(ctx.db, companyId, input.id)) {
    counts[state] = count;
    counts.total += count;
  }
  return counts;
}
