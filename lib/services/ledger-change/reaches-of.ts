import type { Transaction } from '@/db/client';
import { listBearersBeside, listSkusBorne } from '@/db/queries/item-bearers';
import { listItemsPassedOver, listModifierItems, standsForOthers } from '@/db/queries/modifier-rules';
import { listAnswersWithFamilies, listAnswersWithLinesBetween, listSkusSold } from '@/db/queries/sale-lines';

/** Items that a change is of; or of none, but of a setting that counts for all. */
export type ChangedItems = ReadonlySet<string> | 'all' | 'settings';

/** Days, and the items whose entries may change on them. */
interface Reach<D> {
  days: readonly D[];
  itemIds: ReadonlySet<string> | 'all';
}

/**
 * On which of the days the entries of which items may change. A mapping decides who counts for a SKU, and for
 * which names (R14, R38): lines may come from its other bearers, or go to them. What modifiers take back
 * follows from their parents and from what else hangs on these; one that stands for its parent decides
 * whether that one counts at all (R37), and that may be any item sold on the days: where an item of the
 * change, or a bearer beside it, does, and where something between it and its parent may only sort. Where
 * nothing hangs on a line of the items, and none on another, no modifier has to do with them.
 */
export async function reachesOf<D extends { snapshotId: string | null }>(
  tx: Transaction,
  companyId: string,
  items: ChangedItems,
  days: readonly D[],
): Promise<Reach<D>[]> {
  if (items === 'all' || items === 'settings') return [{ days, itemIds: 'all' }];
  const ids = [...items];
  const answers = days.flatMap(({ snapshotId }) => snapshotId ?? []);
  const own = new Set([...ids, ...(await listBearersBeside(tx, companyId, ids))]);
  if (await standsForOthers(tx, companyId, [...own])) {
    const skus = await listSkusBorne(tx, companyId, ids);
    const sold = new Set((await listSkusSold(tx, companyId, answers, skus)).map((row) => row.snapshotId));
    return [{ days: days.filter(({ snapshotId }) => sold.has(snapshotId ?? '')), itemIds: 'all' }];
  }
  const modifiers = await listModifierItems(tx, companyId);
  if (modifiers.length === 0) return [{ days, itemIds: own }];
  const skus = await listSkusBorne(tx, companyId, [...own]);
  const families = new Set(await listAnswersWithFamilies(tx, companyId, answers, skus));
  const between = (await standsForOthers(tx, companyId, modifiers))
    ? await answersBetween(tx, companyId, [...families], [...own])
    : new Set<string>();
  const isIn = (some: ReadonlySet<string>) => (day: D) => some.has(day.snapshotId ?? '');
  const [isOfFamily, isBetween] = [isIn(families), isIn(between)];
  return [
    { days: days.filter((day) => !isOfFamily(day)), itemIds: own },
    {
      days: days.filter((day) => isOfFamily(day) && !isBetween(day)),
      itemIds: new Set([...own, ...modifiers]),
    },
    { days: days.filter(isBetween), itemIds: 'all' },
  ];
}

/** Answers in which the change may decide on which dish a modifier hangs that stands for its parent. */
async function answersBetween(
  tx: Transaction,
  companyId: string,
  answers: readonly string[],
  itemIds: readonly string[],
): Promise<Set<string>> {
  const passedOver = await listItemsPassedOver(tx, companyId, itemIds);
  const skus = await listSkusBorne(tx, companyId, passedOver);
  return new Set(await listAnswersWithLinesBetween(tx, companyId, answers, skus));
}
