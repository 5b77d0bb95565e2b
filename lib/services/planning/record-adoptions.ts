import type { Transaction } from '@/db/client';
import { insertAuditEvents } from '@/db/queries/audit';
import { updateAdoptedName } from '@/db/queries/item-names';
import type { Adoption } from './find-adoptions';

/**
 * Keeps which name a mapping takes over, and says so in the item's history (R38). Only once all days are
 * planned with it: who is interrupted before leaves it to whoever next sees the item sold.
 */
export async function recordAdoption(
  tx: Transaction,
  { companyId, createdBy }: { companyId: string; createdBy: string },
  { itemId, versionId, name, previous }: Adoption,
): Promise<void> {
  if (!(await updateAdoptedName(tx, companyId, versionId, name))) return;
  await insertAuditEvents(tx, { companyId, actor: createdBy }, [
    {
      action: 'item.adopt_name',
      subjectType: 'item',
      subjectId: itemId,
      details: { name, previous },
    },
  ]);
}
