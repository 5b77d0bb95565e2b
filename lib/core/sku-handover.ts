import type { PlanItem } from './resolve-item';

/** A business day is an hour longer at most, or shorter. */
export const DAY_MS = 24 * 3_600_000;

const isDecided = ({ mapping }: PlanItem) => mapping !== null && mapping.state !== 'unmapped';

/**
 * A SKU that changed hands on the day was borne by both (R14). The day stays the earlier one's while nothing
 * is decided about the later, and where that took over its mapping: an item made anew at the till takes back
 * nothing that was booked. Gives who has the day.
 */
export function onHandover(
  items: readonly PlanItem[],
  dayEnd: number,
): (bearer: PlanItem, sku: string) => PlanItem {
  const went = new Map<string, { item: PlanItem; at: number }>();
  for (const item of items) {
    if (!isDecided(item)) continue;
    for (const { sku, until } of item.skus) {
      const at = Math.min(until ?? Number.POSITIVE_INFINITY, item.archivedAt ?? Number.POSITIVE_INFINITY);
      if (at >= dayEnd || at < dayEnd - DAY_MS) continue;
      const other = went.get(sku);
      if (!other || at > other.at) went.set(sku, { item, at });
    }
  }
  return (bearer, sku) => {
    const earlier = went.get(sku)?.item;
    if (!earlier || earlier.businessId !== bearer.businessId) return bearer;
    const isSuccessor = !isDecided(bearer) || bearer.mapping?.takenOverFrom === earlier.id;
    return isSuccessor ? earlier : bearer;
  };
}
