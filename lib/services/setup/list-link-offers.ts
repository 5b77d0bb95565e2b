import type { z } from 'zod';
import { listLocationRows } from '@/db/queries/locations';
import { listStorageUnitRows } from '@/db/queries/storage-units';
import type { companyInput } from '@/lib/contracts/common';
import type { linkOffersSchema } from '@/lib/contracts/setup';
import { offerStorageUnit } from '@/lib/core/offer-storage-unit';
import { reasonKey } from '@/lib/core/reason-key';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

const MAX = 500;

/** The company's locations by name, each with its storage unit, or with the one it is offered. */
export async function listLinkOffers(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<z.infer<typeof linkOffersSchema>> {
  requireCompany(ctx, input.company_id, 'read');
  const [locations, units] = await Promise.all([
    listLocationRows(ctx.db, input.company_id, { includeArchived: false, limit: MAX }),
    listStorageUnitRows(ctx.db, input.company_id, { includeArchived: false, limit: MAX }),
  ]);
  const taken = new Set(locations.flatMap((one) => one.storageUnitId ?? []));
  const names = new Set(units.map((unit) => reasonKey(unit.name)));
  return {
    data: locations.map((location) => {
      const isLinked = location.storageUnitId !== null;
      const isOnlyLocation = locations.length === 1;
      const unit = isLinked ? null : offerStorageUnit(location.name, units, { taken, isOnlyLocation });
      return {
        location_id: location.id,
        location_name: location.name,
        storage_unit_id: location.storageUnitId,
        storage_unit_name: location.storageUnitName,
        offer: unit && { storage_unit_id: unit.id, storage_unit_name: unit.name },
        can_create: !names.has(reasonKey(location.name)),
      };
    }),
  };
}
