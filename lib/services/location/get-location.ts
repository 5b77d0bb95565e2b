import type { z } from 'zod';
import { listLocationRows } from '@/db/queries/locations';
import type { thingInput } from '@/lib/contracts/common';
import type { Location } from '@/lib/contracts/lightspeed';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { toLocation } from './to-location';

export async function getLocation(ctx: ServiceContext, input: z.infer<typeof thingInput>): Promise<Location> {
  const companyId = await requireThing(ctx, 'location', input, 'read');
  const [row] = await listLocationRows(ctx.db, companyId, { id: input.id, includeArchived: true, limit: 1 });
  if (!row) throw new DomainError('not_found', 'no such location', { thing: 'location' });
  return toLocation(row);
}
