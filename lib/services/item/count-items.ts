import type { z } from 'zod';
import { findInactiveCount, listItemStates } from '@/db/queries/items';
import { countItemsInput, type itemCountsSchema } from '@/lib/contracts/lightspeed';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';

/** Items of the integration by state: the live ones, or those a search of the list finds. */
export async function countItems(
  ctx: ServiceContext,
  raw: z.input<typeof countItemsInput>,
): Promise<z.infer<typeof itemCountsSchema>> {
  const companyId = await requireThing(ctx, 'integration', raw, 'read');
  const input = countItemsInput.parse(raw);
  const inactive = await findInactiveCount(ctx.db, companyId, input.id);
  const decided = { modifier: 0, ingredient: 0, recipe: 0, subtraction: 0, ignored: 0 };
  const counts = { unmapped: 0, ...decided, total: 0, inactive };
  for (const { state, count } of await listItemStates(ctx.db, companyId, input.id, {
    search: input.search,
    includeArchived: input.include_archived,
  })) {
    counts[state] = count;
    counts.total += count;
  }
  return counts;
}
