import type { z } from 'zod';
import { findStorageUnit, updateStorageUnitRow } from '@/db/queries/storage-units';
import { type StorageUnit, updateStorageUnitInput } from '@/lib/contracts/storage-units';
import { DomainError } from '@/lib/core/domain-error';
import { onViolation } from '@/lib/errors/violations';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { toStorageUnit } from './to-storage-unit';

/** Throws name_taken. */
export async function updateStorageUnit(
  ctx: ServiceContext,
  raw: z.input<typeof updateStorageUnitInput>,
): Promise<StorageUnit> {
  const companyId = await requireThing(ctx, 'storage_unit', raw, 'manage');
  const input = updateStorageUnitInput.parse(raw);
  try {
    return await ctx.db.transaction(async (tx) => {
      const before = await findStorageUnit(tx, companyId, input.id);
      const row = await updateStorageUnitRow(tx, companyId, input.id, {
        ...(input.name !== undefined && { name: input.name }),
        ...(input.address !== undefined && { address: input.address || null }),
      });
      if (!row) throw new DomainError('not_found', 'no such storage_unit', { thing: 'storage_unit' });
      await writeAudit(tx, ctx, {
        companyId,
        action: 'storage_unit.update',
        subjectType: 'storage_unit',
        subjectId: row.id,
        before: { name: before?.name ?? null, address: before?.address ?? null },
        after: { name: row.name, address: row.address },
      });
      return toStorageUnit(row);
    });
  } catch (error) {
    return onViolation(error, { storage_units_name_key: 'name_taken' });
  }
}
