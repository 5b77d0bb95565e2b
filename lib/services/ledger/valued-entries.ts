import type { Transaction } from '@/db/client';
import { costKey, loadCostsOn } from '@/db/queries/costs';
import type { NewManualEntry } from '@/db/queries/ledger';

/** Entries without a unit cost get that of the day they are dated (R23). */
export async function valuedEntries(
  tx: Transaction,
  companyId: string,
  rows: readonly (Omit<NewManualEntry, 'unitCost'> & { unitCost?: string })[],
): Promise<NewManualEntry[]> {
  const point = (row: { ingredientId: string; businessDay: string }) => ({
    ingredientId: row.ingredientId,
    day: row.businessDay,
  });
  const costs = await loadCostsOn(tx, companyId, rows.filter((row) => row.unitCost === undefined).map(point));
  return rows.map((row) => ({ ...row, unitCost: row.unitCost ?? costs.get(costKey(point(row))) ?? '0' }));
}
