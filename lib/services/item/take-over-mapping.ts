import type { z } from 'zod';
import { listSuccessions } from '@/db/queries/predecessors';
import type { thingInput } from '@/lib/contracts/common';
import type { Item } from '@/lib/contracts/lightspeed';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { getItem } from './get-item';
import { writeTakeover } from './write-takeover';

/**
 * A person accepts what an item's predecessor was mapped to, or that it was ignored (R14). not_found when
 * nothing is offered.
 */
export async function takeOverMapping(ctx: ServiceContext, input: z.infer<typeof thingInput>): Promise<Item> {
  const companyId = await requireThing(ctx, 'item', input, 'manage');
  const isDone = await ctx.db.transaction(async (tx) => {
    const [offer] = await listSuccessions(tx, companyId, { itemId: input.id });
    return offer !== undefined && (await writeTakeover(tx, ctx, companyId, offer));
  });
  if (!isDone)
    throw new DomainError('not_found', 'no predecessor offers its mapping', { thing: 'predecessor' });
  return getItem(ctx, { id: input.id, company_id: companyId });
}
