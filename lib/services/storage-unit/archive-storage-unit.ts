import type { z } from 'zod';
import { findLocationUsingUnit, findStorageUnit, updateStorageUnitRow } from '@/db/queries/storage-units';
import type { thingInput } from '@/lib/contracts/common';
import type { StorageUnit } from '@/lib/contracts/storage-units';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { toStorageUnit } from './to-storage-unit';

/**
 * Its entries stay. A unit into which an active location still writes is refused: storage_unit_in_use. Throws
 * storage_unit_in_use.
 */
export async function archiveStorageUnit(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<StorageUnit> {
  const companyId = await requireThing(ctx, 'storage_unit', input, 'manage');
  return ctx.db.transaction(async (tx) => {
    const location = await findLocationUsingUnit(tx, companyId, input.id);
    if (location) throw new DomainError('storage_unit_in_use', undefined, { location });
    const before = await findStorageUnit(tx, companyId, input.id);
    if (before?.archivedAt) return toStorageUnit(before);
    const row = await updateStorageUnitRow(tx, companyId, input.id, { archivedAt: ctx.clock.now() });
    if (!row) throw new DomainError('not_found', 'no such storage_unit', { thing: 'storage_unit' });
    await writeAudit(tx, ctx, {
      companyId,
      action: 'storage_unit.archive',
      subjectType: 'storage_unit',
      subjectId: row.id,
    });
    return toStorageUnit(row);
  });
}
