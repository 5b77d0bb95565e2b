import type { Queryable } from '@/db/client';
import { listSkuSales, type SkuSales } from '@/db/queries/item-sales';
import { findHoldsNames } from '@/db/queries/people';
import { isPart } from '@/lib/core/combos';
import { add, type Exact, exact, ZERO } from '@/lib/core/quantity';
import { coveredModifiers } from '../modifier/covered-modifiers';
import type { ComboSale } from './combo-sales';
import { loadItemsOnDays } from './items-on-days';

export interface Sales {
  lines: number;
  quantity: Exact;
  netValue: Exact;
}
export interface ItemSales {
  byItem: ReadonlyMap<string, Sales>;
  /** Of these, what was sold under a name that the mapping was not made for and nobody has answered (R38). */
  heldByItem: ReadonlyMap<string, Sales>;
  /** Of lines without an item: no SKU, or one no item has (R14). */
  unknown: Sales;
  /** Of `byItem`, what was sold with parts under it (R39), by item and parts. */
  combosOf: ReadonlyMap<string, readonly ComboSale[]>;
  itemTypeOf: (itemId: string) => string | null;
  /** Said what they do under each parent that they were sold under, though not under all (R37, R43). */
  coveredModifiers: ReadonlySet<string>;
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
  const heldByItem = new Map<string, Sales>();
  let unknown = NOTHING;
  const combos = new Map<string, Map<string, ComboSale>>();
  const types = new Map<string, string | null>();
  const itemTypeOf = (itemId: string) => types.get(itemId) ?? null;
  if (rows.length === 0) {
    const nothing = { combosOf: new Map(), coveredModifiers: new Set<string>() };
    return { byItem, heldByItem, unknown, itemTypeOf, ...nothing };
  }
  const skus = new Set(rows.flatMap(({ sku, parts }) => [...(sku === null ? [] : [sku]), ...(parts ?? [])]));
  const [{ itemOn, soldAs }, holds, covered] = await Promise.all([
    loadItemsOnDays(db, companyId, rows, [...skus]),
    findHoldsNames(db, companyId),
    coveredModifiers(db, companyId, integrationId, from),
  ]);
  const holdsNames = holds ?? true;
  for (const row of rows) {
    const bearer = row.sku === null ? undefined : itemOn(row, row.sku);
    const { item, isOtherName } = soldAs(bearer ?? null, row.soldName);
    if (item) byItem.set(item.id, plus(byItem.get(item.id) ?? NOTHING, row));
    else unknown = plus(unknown, row);
    if (!item) continue;
    if (isOtherName && holdsNames) heldByItem.set(item.id, plus(heldByItem.get(item.id) ?? NOTHING, row));
    types.set(item.id, item.itemType ?? null);
    const hung = (row.parts ?? []).map((sku) => itemOn(row, sku));
    const parts = hung.filter((part) => part?.id !== item.id && isPart(item, { item: part ?? null }));
    if (parts.length === 0) continue;
    const ids = [...new Set(parts.map((part) => part?.id ?? null))];
    const own = combos.get(item.id) ?? new Map<string, ComboSale>();
    const sales = plus(own.get(ids.join())?.sales ?? NOTHING, row);
    combos.set(item.id, own.set(ids.join(), { parts: ids, sales }));
  }
  const combosOf = new Map([...combos].map(([id, own]) => [id, [...own.values()]]));
  return { byItem, heldByItem, unknown, combosOf, itemTypeOf, coveredModifiers: covered };
}
