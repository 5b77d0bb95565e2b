import type { z } from 'zod';
import { listItemRows } from '@/db/queries/items';
import type { thingInput } from '@/lib/contracts/common';
import type { Item } from '@/lib/contracts/lightspeed';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { besideItems } from './beside-items';
import { toItem } from './to-item';

export async function getItem(ctx: ServiceContext, input: z.infer<typeof thingInput>): Promise<Item> {
  const companyId = await requireThing(ctx, 'item', input, 'read');
  const [row] = await listItemRows(ctx.db, companyId, { id: input.id, includeArchived: true, limit: 1 });
  if (!row) throw new DomainError('not_found', 'no such item', { thing: 'item' });
  return toItem(row, (await besideItems(ctx.db, companyId, [row]))(row));
}
