import type { PlanBucket } from './classify-line';
import type { ModifiedLine } from './modifiers/modified-lines';
import type { SoldLine } from './modifiers/sale-groups';
import { compare, exact, ZERO } from './quantity';
import { reasonKey } from './reason-key';
import type { PlanItem } from './resolve-item';
import type { PlanLine } from './sale-line';

/** A till's reason whose goods are booked as waste (R16). */
export interface BookedReason {
  /** `reasonKey` of it. */
  key: string;
  /** The version that says so. */
  versionId: string;
}

/** What a void line takes off its sale and puts to waste. */
export interface WasteMove {
  line: PlanLine;
  item: PlanItem;
  /** How the sale was worked out that it takes back. */
  modified: ModifiedLine | undefined;
  reason: BookedReason;
}
interface Ended {
  bucket: PlanBucket;
  item: PlanItem | null;
  modified: ModifiedLine | undefined;
}

/**
 * The void lines whose goods are gone and booked as waste (R16). What is moved is what a piece of the sale
 * took that the line takes back, so that stock sums up as if the sale stood: of the same item in the bill,
 * else in the bill behind it, else what the item takes by its mapping. Whatever the order of the lines.
 */
export function wasteMoves(
  lines: readonly SoldLine[],
  reasons: ReadonlyMap<string, BookedReason>,
  endedOf: (one: SoldLine) => Ended,
): WasteMove[] {
  const isGone = ({ found }: SoldLine) => found.bucket === 'no_goods' && found.reason === 'waste';
  if (reasons.size === 0 || !lines.some(isGone)) return [];
  const sales = salesByPlace(lines, endedOf);
  return lines.filter(isGone).flatMap((one) => {
    const { line, found } = one;
    const { item } = found;
    const reason = reasons.get(reasonKey(line.voidReason ?? ''));
    if (!reason || item === null) return [];
    const behind = line.previousAccountId === null ? undefined : placeOf(line.previousAccountId, item);
    const twin = sales.get(placeOf(line.accountId, item)) ?? (behind && sales.get(behind));
    if (twin) return [{ line, item, modified: twin.modified, reason }];
    // What a modifier took is not known without its sale.
    const isPlain = item.mapping?.state === 'mapped' && !item.modifierRules?.length;
    return isPlain ? [{ line, item, modified: undefined, reason }] : [];
  });
}

const placeOf = (account: string, item: PlanItem) => `${account} ${item.id}`;

/** Of each item in a bill, by its id and its number, the sale that voids are taken for: the first by line. */
function salesByPlace(lines: readonly SoldLine[], endedOf: (one: SoldLine) => Ended) {
  const sales = new Map<string, Ended & { line: PlanLine }>();
  for (const one of lines) {
    const { line } = one;
    const ended = endedOf(one);
    const { item } = ended;
    if (ended.bucket !== 'deducted' || item === null || line.quantity === null) continue;
    if (compare(exact(line.quantity), ZERO) <= 0) continue;
    for (const account of new Set([line.accountId, line.accountNumber ?? line.accountId])) {
      const place = placeOf(account, item);
      const other = sales.get(place);
      if (!other || nameOf(line) < nameOf(other.line)) sales.set(place, { ...ended, line });
    }
  }
  return sales;
}

const nameOf = ({ lineId, accountId }: PlanLine) => `${lineId} ${accountId}`;
