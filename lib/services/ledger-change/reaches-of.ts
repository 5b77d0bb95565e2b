import type { Transaction } from '@/db/client';
import { listBearersBeside, listSkusBorne } from '@/db/queries/item-bearers';
import { hasModifiers } from '@/db/queries/modifier-rules';
import { listAnswersWithFamilies } from '@/db/queries/sale-lines';

/** Items that a change is of; or of none, but of a setting that counts for all. */
export type ChangedItems = ReadonlySet<string> | 'all' | 'settings';

/** Days, and the items whose entries may change on them. */
interface Reach<D> {
  days: readonly D[];
  itemIds: ReadonlySet<string> | 'all';
  /** As `PlanScope` says it. */
  inFamilies?: boolean;
}

/**
 * On which of the days the entries of which items may change. A mapping decides who counts for a SKU, and for
 * which names (R14, R38): lines may come from its other bearers, or go to them. Where something hangs on a
 * line of theirs, or theirs on another, the change may decide on what that hangs, what modifiers take back
 * and whether what they stand for counts at all (R37): of all that is in these sales. On other days no
 * modifier has to do with them.
 */
export async function reachesOf<D extends { snapshotId: string | null }>(
  tx: Transaction,
  companyId: string,
  items: ChangedItems,
  days: readonly D[],
): Promise<Reach<D>[]> {
  if (items === 'all' || items === 'settings') return [{ days, itemIds: 'all' }];
  const ids = [...items];
  const itemIds = new Set([...ids, ...(await listBearersBeside(tx, companyId, ids))]);
  if (!(await hasModifiers(tx, companyId))) return [{ days, itemIds }];
  const skus = await listSkusBorne(tx, companyId, [...itemIds]);
  const answers = days.flatMap(({ snapshotId }) => snapshotId ?? []);
  const families = new Set(await listAnswersWithFamilies(tx, companyId, answers, skus));
  const isOfFamily = ({ snapshotId }: D) => families.has(snapshotId ?? '');
  return [
    { days: days.filter((day) => !isOfFamily(day)), itemIds },
    { days: days.filter(isOfFamily), itemIds, inFamilies: true },
  ];
}
