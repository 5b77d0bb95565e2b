import type { z } from 'zod';
import { updateLocation } from '@/db/queries/locations';
import { lockLiveStorageUnit } from '@/db/queries/storage-units';
import { type Location, linkStorageUnitInput } from '@/lib/contracts/lightspeed';
import { DomainError } from '@/lib/core/domain-error';
import { onViolation } from '@/lib/errors/violations';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { recordAutoTransferPause } from '../nightly-transfer/record-auto-transfer-pause';
import { getLocation } from './get-location';

/**
 * Links the location to one storage unit of its own company; another's and an unknown one answer alike (R3,
 * R12). Throws storage_unit_company_mismatch.
 */
export async function linkStorageUnit(
  ctx: ServiceContext,
  raw: z.input<typeof linkStorageUnitInput>,
): Promise<Location> {
  const companyId = await requireThing(ctx, 'location', raw, 'manage');
  const input = linkStorageUnitInput.parse(raw);
  try {
    await ctx.db.transaction(async (tx) => {
      const isLive = await lockLiveStorageUnit(tx, companyId, input.storage_unit_id);
      if (!isLive) throw new DomainError('storage_unit_company_mismatch');
      await updateLocation(tx, companyId, input.id, { storageUnitId: input.storage_unit_id });
      await recordAutoTransferPause(tx, ctx, companyId, input.id);
      await writeAudit(tx, ctx, {
        companyId,
        action: 'location.link_storage_unit',
        subjectType: 'location',
        subjectId: input.id,
        details: { storage_unit_id: input.storage_unit_id },
      });
    });
  } catch (error) {
    return onViolation(error, { lightspeed_locations_storage_unit_fk: 'storage_unit_company_mismatch' });
  }
  return getLocation(ctx, { id: input.id, company_id: companyId });
}
