import { groupBy } from './group-by';
import { compare, exact, isDecimal, ZERO } from './quantity';
import type { PlanLine } from './sale-line';

/** A line with where it goes, its modifiers considered. */
export interface EndedLine {
  line: PlanLine;
  bucket: 'deducted' | 'ignored' | 'unmapped' | 'held' | 'no_goods' | 'failed';
  reason: string | null;
  item: HeaderItem | null;
}
interface HeaderItem {
  id: string;
  itemType?: string | null;
  modifierRules?: readonly unknown[];
}
/** Where a header goes with its parts. */
export type HeaderBucket = 'deducted' | 'ignored';

/** Items that the till itself says only hold others together. */
export const isHeaderType = (itemType: string | null | undefined): boolean =>
  itemType === 'SEQUENCE' || itemType === 'GROUP';

/** Whether what hangs on a line is a part of it, not said of it: of a header by its type everything is. */
export const isPart = (header: Pick<HeaderItem, 'itemType'>, { item }: Pick<EndedLine, 'item'>): boolean =>
  isHeaderType(header.itemType) || (item?.itemType !== 'SUB_ITEM' && !item?.modifierRules?.length);

/**
 * Lines about which nothing is decided but whose parts are (R39): a combo without goods of its own. It goes
 * where its parts go: deducted if one of them is, ignored if none; an item that is no header by its type
 * needs a part that carries goods. While one part is undecided, so is the header. A header that is taken back
 * without its parts goes with its other lines in the bill.
 */
export function comboHeaders(lines: readonly EndedLine[]): Map<PlanLine, HeaderBucket> {
  const headers = new Map<PlanLine, HeaderBucket>();
  const isOpen = ({ bucket, reason, item }: EndedLine) =>
    bucket === 'unmapped' &&
    reason === 'no_mapping' &&
    item !== null &&
    isPart({ itemType: 'ITEM' }, { item });
  const hasOpen = new Set(lines.filter(isOpen).map(({ line }) => line.accountId));
  if (hasOpen.size === 0) return headers;
  const inBills = lines.filter(({ line }) => hasOpen.has(line.accountId));
  for (const bill of groupBy(inBills, ({ line }) => line.accountId).values()) {
    if (bill.some(({ line }) => line.parentLineId !== null)) ofBill(bill, isOpen, headers);
  }
  return headers;
}

function ofBill(
  bill: readonly EndedLine[],
  isOpen: (one: EndedLine) => boolean,
  headers: Map<PlanLine, HeaderBucket>,
): void {
  const childrenOf = groupBy(bill, ({ line }) => line.parentLineId);
  const known = new Map<EndedLine, EndedLine['bucket']>();
  const bucketOf = (one: EndedLine): EndedLine['bucket'] => {
    const done = known.get(one);
    if (done !== undefined) return done;
    // Lines that hang on each other in a circle are no combo.
    known.set(one, one.bucket);
    const bucket = (isOpen(one) && one.item && byParts(one, one.item)) || one.bucket;
    known.set(one, bucket);
    return bucket;
  };
  const byParts = (header: EndedLine, item: HeaderItem): HeaderBucket | null => {
    const hanging = (childrenOf.get(header.line.lineId) ?? []).filter((one) => one.item?.id !== item.id);
    const buckets = hanging
      .filter((one) => isPart(item, one))
      .map(bucketOf)
      .filter((bucket) => bucket !== 'no_goods');
    if (buckets.length === 0) return null;
    if (buckets.some((bucket) => bucket !== 'deducted' && bucket !== 'ignored')) return null;
    if (buckets.includes('deducted')) return 'deducted';
    return isHeaderType(item.itemType) ? 'ignored' : null;
  };
  const signOf = ({ line: { quantity } }: EndedLine) =>
    quantity !== null && isDecimal(quantity) ? compare(exact(quantity), ZERO) : 0;
  const placeOf = (item: HeaderItem, sign: number) => `${item.id} ${sign}`;
  const sold = new Map<string, HeaderBucket>();
  for (const one of bill.filter(isOpen)) {
    const bucket = bucketOf(one);
    if (bucket !== 'deducted' && bucket !== 'ignored') continue;
    headers.set(one.line, bucket);
    const place = one.item && placeOf(one.item, signOf(one));
    if (place && sold.get(place) !== 'deducted') sold.set(place, bucket);
  }
  for (const one of bill.filter(isOpen)) {
    const { line, item } = one;
    const bucket = item && sold.get(placeOf(item, -signOf(one)));
    if (bucket && !childrenOf.has(line.lineId)) headers.set(line, bucket);
  }
}
