import type { Transaction } from '@/db/client';
import { listDaysSoldAs, listNamesSold } from '@/db/queries/item-names';
import { isSpelling } from '@/lib/core/item-names/spelling';

/**
 * The days on which something was sold under an item's name, or a spelling of it (R38): an answer about the
 * name plans no other.
 */
export async function soldUnder(
  tx: Transaction,
  companyId: string,
  { item_id: itemId, name }: { item_id: string; name: string },
): Promise<(day: { locationId: string; businessDay: string }) => boolean> {
  const sold = (await listNamesSold(tx, companyId, itemId)).filter((one) => isSpelling(one.name, name));
  const skus = [...new Set(sold.map(({ sku }) => sku))];
  const names = [...new Set([name, ...sold.map((one) => one.name)])];
  const keyOf = (day: { locationId: string; businessDay: string }) => `${day.locationId} ${day.businessDay}`;
  const days = new Set((await listDaysSoldAs(tx, companyId, { skus, names })).map(keyOf));
  return (day) => days.has(keyOf(day));
}
