import type { Queryable } from '@/db/client';
import { listSkuSales, type SkuSales } from '@/db/queries/item-sales';
import { listItemVersions } from '@/db/queries/plan-inputs';
import { businessDayEnd } from '@/lib/core/business-day';
import { groupBy } from '@/lib/core/group-by';
import { add, type Exact, exact, ZERO } from '@/lib/core/quantity';
import { type PlanItem, resolveItems } from '@/lib/core/resolve-item';

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
  const { soleBearer, contested } = bearersOf(items);
  for (const day of groupBy(rows, (row) => `${row.locationId} ${row.businessDay}`).values()) {
    const [first] = day;
    if (!first) continue;
    const { businessId, locationId, businessDay, timezone: zone, startOfDayMinutes, nextStartMs } = first;
    const dayEnd = businessDayEnd(businessDay, { zone, startOfDayMinutes }, nextStartMs);
    const { itemBySku } = resolveItems({ businessId, locationId, dayEnd, items: contested });
    for (const row of day) {
      const sole = row.sku === null ? undefined : soleBearer.get(row.sku);
      const item = sole ?? (row.sku === null ? undefined : itemBySku.get(row.sku));
      if (item?.businessId !== businessId) unknown = plus(unknown, row);
      else byItem.set(item.id, plus(byItem.get(item.id) ?? NOTHING, row));
    }
  }
  return { byItem, unknown };
}

/**
 * A SKU that one item alone ever bore is its on every day. Items that shared one are `contested`: the day
 * says whose it is, and to ask that of thousands of items for each day would take seconds.
 */
function bearersOf(items: readonly PlanItem[]): {
  soleBearer: ReadonlyMap<string, PlanItem>;
  contested: readonly PlanItem[];
} {
  const soleBearer = new Map<string, PlanItem>();
  const shared = new Set<string>();
  for (const item of items)
    for (const { sku } of item.skus) {
      if ((soleBearer.get(sku) ?? item) !== item) shared.add(sku);
      soleBearer.set(sku, item);
    }
  for (const sku of shared) soleBearer.delete(sku);
  return { soleBearer, contested: items.filter((item) => item.skus.some(({ sku }) => shared.has(sku))) };
}
