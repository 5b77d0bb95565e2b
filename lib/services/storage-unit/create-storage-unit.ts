import type { z } from 'zod';
import { insertStorageUnit } from '@/db/queries/storage-units';
import { createStorageUnitInput, type StorageUnit } from '@/lib/contracts/storage-units';
import { onViolation } from '@/lib/errors/violations';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { toStorageUnit } from './to-storage-unit';

/** Throws name_taken. */
export async function createStorageUnit(
  ctx: ServiceContext,
  raw: z.input<typeof createStorageUnitInput>,
): Promise<StorageUnit> {
  requireCompany(ctx, raw.company_id, 'manage');
  const input = createStorageUnitInput.parse(raw);
  const companyId = input.company_id;
  try {
    return await ctx.db.transaction(async (tx) => {
      const row = await insertStorageUnit(tx, {
        companyId,
        name: input.name,
        address: input.address || null,
      });
      await writeAudit(tx, ctx, {
        companyId,
        action: 'storage_unit.create',
        subjectType: 'storage_unit',
        subjectId: row.id,
        details: { name: row.name },
      });
      return toStorageUnit(row);
    });
  } catch (error) {
    return onViolation(error, { storage_units_name_key: 'name_taken' });
  }
}
