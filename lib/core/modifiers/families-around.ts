import { groupBy } from '../group-by';
import type { PlanLine } from '../sale-line';

type BillLine = Pick<PlanLine, 'accountId' | 'lineId' | 'parentLineId' | 'sku' | 'quantity'>;

/** SKUs of lines that hang together; null stands for lines without one. */
export interface FamilyMembers {
  /** Of lines that others hang on. */
  parents: Set<string | null>;
  /** Of lines that hang on others. */
  hanging: Set<string | null>;
}

/**
 * Who is in the sales of a day's bills that a line of one of the SKUs is part of: as the till says it, so
 * that what the planner passes over is among it. `sameItem`: the SKUs of whoever bears a SKU, for lines of an
 * item that are taken back are one with those sold, wherever they stand (`saleGroups`).
 */
export function familiesAround(
  lines: readonly BillLine[],
  skus: ReadonlySet<string>,
  sameItem: (sku: string) => ReadonlySet<string>,
): FamilyMembers {
  const members: FamilyMembers = { parents: new Set(), hanging: new Set() };
  for (const bill of groupBy(lines, ({ accountId }) => accountId).values()) {
    const family = new Set(
      bill.flatMap(({ sku, lineId }) => (sku !== null && skus.has(sku) ? [lineId] : [])),
    );
    if (family.size === 0) continue;
    const byId = groupBy(bill, ({ lineId }) => lineId);
    const childrenOf = groupBy(bill, ({ parentLineId }) => parentLineId);
    const isTakenBack = bill.some(({ quantity }) => quantity?.startsWith('-'));
    // A set is gone through to its end, also where it grows meanwhile.
    for (const id of family) {
      const children = childrenOf.get(id) ?? [];
      for (const { lineId } of children) family.add(lineId);
      for (const { parentLineId, sku } of byId.get(id) ?? []) {
        if (parentLineId !== null) family.add(parentLineId);
        if (parentLineId !== null) members.hanging.add(sku);
        if (children.length > 0) members.parents.add(sku);
        if (!isTakenBack || sku === null) continue;
        const same = sameItem(sku);
        for (const other of bill) if (other.sku !== null && same.has(other.sku)) family.add(other.lineId);
      }
    }
  }
  return members;
}
