import type { Queryable } from '@/db/client';
import { listSkuSales, type SkuSales } from '@/db/queries/item-sales';
import { add, type Exact, exact, ZERO } from '@/lib/core/quantity';
import { loadItemsOnDays } from './items-on-days';

export interface Sales {
  lines: number;
  quantity: Exact;
  netValue: Exact;
}
export interface ItemSales {
  byItem: ReadonlyMap<string, Sales>;
  /** Of lines without an item: no SKU, or one no item has (R14). */
  unknown: Sales;
}
const NOTHING: Sales = { lines: 0, quantity: ZERO, netValue: ZERO };
const plus = (sum: Sales, row: SkuSales): Sales => ({
  lines: sum.lines + row.lines,
  quantity: add(sum.quantity, exact(row.quantity)),
  netValue: add(sum.netValue, exact(row.netValue)),
});

/**
 * What each item of an integration sold since a business day, from the kept answers: the item a line counts
 * for is that of its own day (R14).
 */
export async function loadItemSales(
  db: Queryable,
  companyId: string,
  integrationId: string,
  from: string,
): Promise<ItemSales> {
  const rows = await listSkuSales(db, companyId, integrationId, from);
  const byItem = new Map<string, Sales>();
  let unknown = NOTHING;
  if (rows.length === 0) return { byItem, unknown };
  const itemOn = await loadItemsOnDays(db, companyId, rows, [
    ...new Set(rows.flatMap(({ sku }) => sku ?? [])),
  ]);
  for (const row of rows) {
    const item = row.sku === null ? undefined : itemOn(row, row.sku);
    if (item) byItem.set(item.id, plus(byItem.get(item.id) ?? NOTHING, row));
    else unknown = plus(unknown, row);
  }
  return { byItem, unknown };
}
