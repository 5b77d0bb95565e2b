import type { Steps } from '../steps';
import { NameIndex, nameKey } from './name-key';
import type { Known, Plan } from './plan';
import { isTwice } from './plan-ingredients';
import { dataRows, type Reading, RowCells } from './row-cells';

export interface StorageUnitWrite {
  id: string | null;
  name: string;
  address?: string;
}

/** Storage units, one a row; a blank address leaves the one that is there (R42). */
export function* planStorageUnits(
  reading: Reading,
  headingRow: number,
  known: Known,
): Steps<Plan<StorageUnitWrite>> {
  const plan: Plan<StorageUnitWrite> = { rows: [], writes: [] };
  const index = new NameIndex(known.storageUnits);
  const seen = new Map<string, number>();
  for (const row of dataRows(reading, headingRow)) {
    const cells = new RowCells(reading, row);
    const name = cells.name('name');
    const address = cells.text('address', 500);
    const found = name === null ? undefined : index.find(name);
    if (found === 'ambiguous') cells.fail('name', 'name_ambiguous');
    const unit = found === 'ambiguous' ? undefined : found;
    if (name !== null) isTwice(cells, 'name', seen, unit?.id ?? nameKey(name));
    if (unit && address !== null) cells.change('address', unit.address?.trim() ?? null, address);
    const action = unit === undefined ? 'create' : cells.changes.length > 0 ? 'change' : 'nothing';
    plan.rows.push(cells.planned(action));
    if (name !== null && cells.problems.length === 0 && action !== 'nothing')
      plan.writes.push({
        id: unit?.id ?? null,
        name: unit?.name ?? name,
        ...(address !== null && { address }),
      });
    if (plan.rows.length % 50 === 0) yield;
  }
  return plan;
}
