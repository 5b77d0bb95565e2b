import type { Queryable } from '@/db/client';
import { listOtherNames, type OtherNameRow } from '@/db/queries/item-names';
import { soldAs } from '@/lib/core/item-names/sold-name';
import { namesOf } from '../planning/names-of';

/**
 * Names that booked days sold items under and that nobody has said anything of since (R38): a day keeps its
 * line where it was until it is planned again, but the question is answered.
 */
export async function loadHeldNames(
  db: Queryable,
  companyId: string,
  integrationId: string,
): Promise<(OtherNameRow & { mappedName: string })[]> {
  const rows = await listOtherNames(db, companyId, integrationId);
  return rows.flatMap((row) => {
    const { name, madeFor, adoptedName, nameAnswers } = row;
    if (madeFor === null) return [];
    const names = namesOf({ state: 'mapped', names: madeFor, adoptedName }, nameAnswers);
    const isOpen = names !== undefined && soldAs(name, names) === 'held';
    return isOpen ? [{ ...row, mappedName: madeFor[0] ?? row.itemName }] : [];
  });
}
