import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import { type Location, linkStorageUnitInput } from '@/lib/contracts/lightspeed';
import { onViolation } from '@/lib/errors/violations';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { getLocation } from './get-location';
import { writeStorageUnit } from './write-location-settings';

/**
 * Links the location to one storage unit of its own company, or to a new one of a name; another's and an
 * unknown one answer alike (R3, R12). Throws storage_unit_company_mismatch | name_taken.
 */
export async function linkStorageUnit(
  ctx: ServiceContext,
  raw: z.input<typeof linkStorageUnitInput>,
): Promise<Location> {
  const companyId = await requireThing(ctx, 'location', raw, 'manage');
  const input = linkStorageUnitInput.parse(raw);
  try {
    await ctx.db.transaction(async (tx) => {
      const storageUnitId =
        input.new_storage_unit_name === undefined
          ? (input.storage_unit_id ?? '')
          : await createUnit(tx, companyId, input.new_storage_unit_name);
      await writeStorageUnit(tx, ctx, companyId, { id: input.id, storageUnitId });
    });
  } catch (error) {
    return onViolation(error, { lightspeed_locations_storage_unit_fk: 'storage_unit_company_mismatch' });
  }
  return getLocation(ctx, { id: input.id, company_id: companyId });

  async function createUnit(tx: Transaction, company_id: string, name: string): Promise<string> {
    // The service's own transaction becomes a savepoint of this one.
    const db = tx as unknown as ServiceContext['db'];
    return (await createStorageUnit({ ...ctx, db }, { company_id, name })).id;
  }
}
