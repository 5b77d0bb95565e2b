import type { Queryable } from '@/db/client';
import type { PairSales } from '@/db/queries/modifier-sales';
import { add, type Exact, exact, ZERO } from '@/lib/core/quantity';
import type { PlanItem } from '@/lib/core/resolve-item';
import { loadItemsOnDays } from '../item/items-on-days';

/** What a modifier sold under one parent. */
export interface Pair {
  parent: PlanItem;
  lines: number;
  quantity: Exact;
  netValue: Exact;
}
type Pairs = Map<string, Map<string, Pair>>;

/**
 * By modifier and parent. Parts of a combo are dishes, no modifiers: they hang on its header or a choice
 * within it. A modifier under a choice hangs on what the choice is of.
 */
export async function pairsOf(
  db: Queryable,
  companyId: string,
  sales: readonly PairSales[],
  said: ReadonlySet<string>,
): Promise<Pairs> {
  const skus = [
    ...new Set(sales.flatMap(({ sku, parentSku, aboveSku }) => [sku, parentSku, aboveSku ?? sku])),
  ];
  const { itemOn } = await loadItemsOnDays(db, companyId, sales, skus);
  const pairs: Pairs = new Map();
  for (const row of sales) {
    const item = itemOn(row, row.sku);
    const near = itemOn(row, row.parentSku);
    const above = row.aboveSku === null ? undefined : itemOn(row, row.aboveSku);
    const isChoice = near?.itemType === 'GROUP' && near.mapping?.state !== 'mapped';
    const parent = isChoice ? (above ?? near) : near;
    if (!item || !parent || item.id === parent.id) continue;
    const isHeader = parent.itemType === 'SEQUENCE' || parent.itemType === 'GROUP';
    const isModifier =
      item.itemType === 'SUB_ITEM' || said.has(item.id) || (item.itemType === 'ITEM' && !isHeader);
    if (!isModifier) continue;
    const under = pairs.get(item.id) ?? new Map<string, Pair>();
    pairs.set(item.id, under);
    const sum = under.get(parent.id) ?? { parent, lines: 0, quantity: ZERO, netValue: ZERO };
    under.set(parent.id, {
      parent,
      lines: sum.lines + row.lines,
      quantity: add(sum.quantity, exact(row.quantity)),
      netValue: add(sum.netValue, exact(row.netValue)),
    });
  }
  return pairs;
}
