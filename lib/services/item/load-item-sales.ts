import type { Queryable } from '@/db/client';
import { listSkuSales, type SkuSales } from '@/db/queries/item-sales';
import { listItemVersions } from '@/db/queries/plan-inputs';
import { businessDayEnd } from '@/lib/core/business-day';
import { groupBy } from '@/lib/core/group-by';
import { add, type Exact, exact, ZERO } from '@/lib/core/quantity';
import { resolveItems } from '@/lib/core/resolve-item';

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
  const skus = [...new Set(rows.flatMap(({ sku }) => sku ?? []))];
  const businessIds = [...new Set(rows.map((row) => row.businessId))];
  const versions = await listItemVersions(db, companyId, businessIds, skus);
  const items = versions.map(({ versions: all, ...item }) => {
    const mapping = all.toSorted((a, b) => b.version - a.version)[0] ?? null;
    return { ...item, mapping };
  });
  for (const day of groupBy(rows, (row) => `${row.locationId} ${row.businessDay}`).values()) {
    const [first] = day;
    if (!first) continue;
    const { businessId, locationId, businessDay, timezone: zone, startOfDayMinutes, nextStartMs } = first;
    const dayEnd = businessDayEnd(businessDay, { zone, startOfDayMinutes }, nextStartMs);
    const { itemBySku } = resolveItems({ businessId, locationId, dayEnd, items });
    for (const row of day) {
      const id = row.sku === null ? undefined : itemBySku.get(row.sku)?.id;
      if (id === undefined) unknown = plus(unknown, row);
      else byItem.set(id, plus(byItem.get(id) ?? NOTHING, row));
    }
  }
  return { byItem, unknown };
}
