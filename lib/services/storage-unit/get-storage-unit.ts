import type { z } from 'zod';
import { findStorageUnit } from '@/db/queries/storage-units';
import type { thingInput } from '@/lib/contracts/common';
import type { StorageUnit } from '@/lib/contracts/storage-units';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { toStorageUnit } from './to-storage-unit';

export async function getStorageUnit(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<StorageUnit> {
  const companyId = await requireThing(ctx, 'storage_unit', input, 'read');
  const row = await findStorageUnit(ctx.db, companyId, input.id);
  if (!row) throw new DomainError('not_found', 'no such storage_unit', { thing: 'storage_unit' });
  return toStorageUnit(row);
}
