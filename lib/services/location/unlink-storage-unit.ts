import type { z } from 'zod';
import type { thingInput } from '@/lib/contracts/common';
import type { Location } from '@/lib/contracts/lightspeed';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { getLocation } from './get-location';
import { writeStorageUnit } from './write-location-settings';

/**
 * An active location stays activated; without a unit its nightly transfer waits until it is linked again
 * (R12).
 */
export async function unlinkStorageUnit(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<Location> {
  const companyId = await requireThing(ctx, 'location', input, 'manage');
  await ctx.db.transaction((tx) =>
    writeStorageUnit(tx, ctx, companyId, { id: input.id, storageUnitId: null }),
  );
  return getLocation(ctx, { id: input.id, company_id: companyId });
}
