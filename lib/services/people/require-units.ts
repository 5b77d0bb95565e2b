import type { Queryable } from '@/db/client';
import { listLiveUnitIds } from '@/db/queries/storage-units';
import { DomainError } from '@/lib/core/domain-error';
import { STOCK_KEEPER } from '../own-units';

/**
 * The storage units that go with a role: a stock keeper's, at least one; of any other role none, because it
 * has all. Throws storage_unit_required | storage_unit_not_found.
 */
export async function unitsOfRole(
  db: Queryable,
  companyId: string,
  { role, storage_unit_ids: asked }: { role: string; storage_unit_ids: readonly string[] },
): Promise<string[]> {
  if (role !== STOCK_KEEPER) return [];
  const ids = [...new Set(asked)];
  const details = { field: 'storage_unit_ids' };
  if (ids.length === 0) throw new DomainError('storage_unit_required', undefined, details);
  const known = await listLiveUnitIds(db, companyId, ids);
  if (known.length < ids.length) throw new DomainError('storage_unit_not_found', undefined, details);
  return ids;
}
