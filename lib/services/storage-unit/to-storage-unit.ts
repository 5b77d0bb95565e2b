import type { StorageUnitRow } from '@/db/queries/storage-units';
import type { StorageUnit } from '@/lib/contracts/storage-units';

export function toStorageUnit(row: StorageUnitRow): StorageUnit {
  return {
    id: row.id,
    company_id: row.companyId,
    name: row.name,
    address: row.address,
    is_archived: row.archivedAt !== null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
