import type { Queryable } from '@/db/client';
import { listCountedNames } from '@/db/queries/counted-names';
import { listFindings } from '@/db/queries/item-findings';
import type { Item } from '@/lib/contracts/lightspeed';
import { groupBy } from '@/lib/core/group-by';
import { otherCountedNames } from './counted-names';
import { toFindings } from './to-findings';

/** What a person sees beside an item: what became new of it, and the names its mapping counts for (R38). */
export type Beside = Pick<Item, 'findings' | 'other_names'>;

export async function besideItems(
  db: Queryable,
  companyId: string,
  items: readonly { id: string; name: string }[],
): Promise<(item: { id: string; name: string }) => Beside> {
  const ids = items.map(({ id }) => id);
  const [findings, names] = await Promise.all([
    listFindings(db, companyId, ids),
    listCountedNames(db, companyId, ids),
  ]);
  const findingsOf = groupBy(findings, ({ itemId }) => itemId);
  const namesOf = new Map(names.map((one) => [one.itemId, one]));
  return ({ id, name }) => ({
    findings: toFindings(findingsOf.get(id) ?? []),
    other_names: otherCountedNames(name, namesOf.get(id)),
  });
}
