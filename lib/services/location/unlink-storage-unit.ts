import type { z } from 'zod';
import { findLocation, updateLocation } from '@/db/queries/locations';
import type { thingInput } from '@/lib/contracts/common';
import type { Location } from '@/lib/contracts/lightspeed';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { recordAutoTransferPause } from '../nightly-transfer/record-auto-transfer-pause';
import { getLocation } from './get-location';

/**
 * An active location stays activated; without a unit its nightly transfer waits until it is linked again
 * (R12).
 */
export async function unlinkStorageUnit(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<Location> {
  const companyId = await requireThing(ctx, 'location', input, 'manage');
  await ctx.db.transaction(async (tx) => {
    const before = await findLocation(tx, companyId, input.id);
    await updateLocation(tx, companyId, input.id, { storageUnitId: null });
    await recordAutoTransferPause(tx, ctx, companyId, input.id);
    await writeAudit(tx, ctx, {
      companyId,
      action: 'location.unlink_storage_unit',
      subjectType: 'location',
      subjectId: input.id,
      before: { storage_unit_id: before?.storageUnitId ?? null },
      after: { storage_unit_id: null },
    });
  });
  return getLocation(ctx, { id: input.id, company_id: companyId });
}
