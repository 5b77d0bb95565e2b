import { compare, exact, isDecimal, multiply } from '../quantity';

/** What of an item tells a person that its button may be another thing now (R38). */
type FindingField = 'name' | 'sku' | 'accounting_group' | 'price';
export interface Finding {
  itemId: string;
  field: FindingField;
  before: string | null;
  after: string | null;
}
interface Shown {
  id: string;
  lightspeedId: string;
  name: string;
  sku: string | null;
  accountingGroup: string | null;
  price: string | null;
}

const TIMES = exact('3');

/** Whether a price is more than three times another, or less than a third of it. */
export function isOtherPrice(before: string | null, after: string | null): boolean {
  if (before === null || after === null || !isDecimal(before) || !isDecimal(after)) return false;
  const [a, b] = [exact(before), exact(after)];
  return compare(multiply(a, TIMES), b) < 0 || compare(multiply(b, TIMES), a) < 0;
}

/**
 * What a sync finds changed of items it knew, by Lightspeed's id: a new name, SKU or accounting group, and a
 * price more than three times up or down. It is said beside the item and holds nothing by itself (R38).
 */
export function findingsIn(rows: readonly Shown[], before: ReadonlyMap<string, Shown>): Finding[] {
  return rows.flatMap((now) => {
    const known = before.get(now.lightspeedId);
    if (!known) return [];
    const found: Finding[] = [];
    const find = (field: FindingField, from: string | null, to: string | null, isFound = from !== to) => {
      if (isFound) found.push({ itemId: known.id, field, before: from, after: to });
    };
    find('name', known.name, now.name);
    find('sku', known.sku, now.sku);
    find('accounting_group', known.accountingGroup, now.accountingGroup);
    find('price', known.price, now.price, isOtherPrice(known.price, now.price));
    return found;
  });
}
