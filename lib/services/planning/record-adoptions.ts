import type { Transaction } from '@/db/client';
import { insertAuditEvents } from '@/db/queries/audit';
import { updateAdoptedName } from '@/db/queries/item-names';
import type { Adoption } from './find-adoptions';

/**
 * Keeps which names mappings take over, and says so in the items' history (R38). Gives those that changed:
 * days booked before may not be as they would be planned now.
 */
export async function recordAdoptions(
  tx: Transaction,
  { companyId, createdBy }: { companyId: string; createdBy: string },
  found: readonly Adoption[],
): Promise<Adoption[]> {
  const changed = [...new Map(found.map((one) => [one.versionId, one])).values()].sort((a, b) =>
    a.versionId < b.versionId ? -1 : 1,
  );
  for (const { versionId, name } of changed) await updateAdoptedName(tx, companyId, versionId, name);
  await insertAuditEvents(
    tx,
    { companyId, actor: createdBy },
    changed.map(({ itemId, name, previous }) => ({
      action: 'item.adopt_name',
      subjectType: 'item',
      subjectId: itemId,
      details: { name, previous },
    })),
  );
  return changed;
}
