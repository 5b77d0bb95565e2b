import type { Transaction } from '@/db/client';
import type { NewEntry } from '@/db/queries/ledger-entries';
import { loadUnitCosts } from './unit-costs';

/** Entries without a unit cost get that of the day they are dated (R23). */
export async function valuedEntries(
  tx: Transaction,
  companyId: string,
  rows: readonly (Omit<NewEntry, 'unitCost'> & { unitCost?: string })[],
): Promise<NewEntry[]> {
  const point = (row: { ingredientId: string; businessDay: string }) => ({
    ingredientId: row.ingredientId,
    day: row.businessDay,
  });
  const costs = await loadUnitCosts(
    tx,
    companyId,
    rows.filter((row) => row.unitCost === undefined).map(point),
  );
  return rows.map((row) => ({ ...row, unitCost: row.unitCost ?? costs.on(point(row)).unitCost }));
}
