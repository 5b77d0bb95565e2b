import { v7 } from 'uuid';
import type { Transaction } from '@/db/client';
import { type CountToAdjust, listCountsToAdjust } from '@/db/queries/count-adjustments';
import { insertEntries } from '@/db/queries/ledger-entries';
import { exact, isZero } from '@/lib/core/quantity';
import type { StockMoment } from '@/lib/core/stock-moment';
import { AS_THE_ORIGINAL } from './revalue';
import { reverseEntries } from './reverse-entries';
import { valuedEntries } from './valued-entries';

/**
 * Makes the ledger agree again with what was counted: the new counts and the first one after each touched
 * moment get the ADJUSTMENT that they need now. Answers how many it wrote anew.
 */
export async function recomputeCountAdjustments(
  tx: Transaction,
  { companyId, createdBy }: { companyId: string; createdBy: string },
  touched: readonly StockMoment[],
  newCountIds: readonly string[],
): Promise<number> {
  const stale = await listCountsToAdjust(tx, companyId, touched, newCountIds);
  if (stale.length === 0) return 0;
  const isNew = new Set(newCountIds);
  const cause = (count: CountToAdjust) => (isNew.has(count.id) ? null : ('recount' as const));
  const reversals = stale.flatMap(({ standingId }) =>
    standingId === null ? [] : [{ original: standingId, id: v7() }],
  );
  await reverseEntries(tx, { companyId, createdBy, cause: 'recount', ...AS_THE_ORIGINAL }, reversals);
  const rows = stale
    .filter((count) => !isZero(exact(count.wanted)))
    .map((count) => ({
      id: v7(),
      companyId,
      type: 'ADJUSTMENT' as const,
      ingredientId: count.ingredientId,
      storageUnitId: count.storageUnitId,
      quantity: count.wanted,
      businessDay: count.businessDay,
      source: 'manual' as const,
      note: count.note,
      batchId: count.batchId,
      cause: cause(count),
      countId: count.id,
      revision: count.revision + 1,
      createdBy,
    }));
  await insertEntries(tx, await valuedEntries(tx, companyId, rows));
  return stale.length;
}
