/** Who bore a SKU (R14), from what syncs knew: written apart from lib/core, once for all reference models. */
interface KnownItem {
  lightspeedId: string;
  sku: string | null;
  isActive: boolean;
  /** Places that show it. */
  locationIds: readonly string[];
  itemType?: string | null;
  group?: string | null;
}
/** What a sync knew; `at` in epoch milliseconds. */
export interface Catalogue {
  at: number;
  items: readonly KnownItem[];
}
/** A SKU as it was sold at a place on a day that ended at `end` (epoch milliseconds). */
interface Question {
  sku: string;
  end: number;
  locationId: string;
  history: readonly Catalogue[];
  /** What is decided about an item, with the item it was taken over from; undefined: nothing. */
  decisionOn: (item: string) => { from?: string | undefined } | undefined;
}

const DAY_MS = 86_400_000;

/**
 * The item that bore a SKU on a day, by its Lightspeed id; in doubt where several did. A SKU that changed
 * hands on the day stays with who had it, until something else is decided about who has it now.
 */
export function bearerOn(asked: Question): { id: string; isInDoubt: boolean } | undefined {
  const found = bearerAtEnd(asked);
  if (!found) return undefined;
  const earlier = bearersUntilToday(asked).find((id) => asked.decisionOn(id));
  const taken = asked.decisionOn(found.id);
  const isEarliers = earlier !== undefined && (taken === undefined || taken.from === earlier);
  return isEarliers ? { ...found, id: earlier } : found;
}

/** Who lost the SKU, or was found inactive, by a sync within the day; the last first. */
function bearersUntilToday({ sku, end, history }: Question): string[] {
  const bearers = (catalogue: Catalogue | undefined) =>
    (catalogue?.items ?? []).filter((item) => item.sku === sku).map((item) => item.lightspeedId);
  // Nobody bears it at the end of time, so that who still does is among those that lose it.
  return [...history, { at: Number.POSITIVE_INFINITY, items: [] }]
    .flatMap((now, index) => {
      const left = new Set(bearers(now));
      const lost = bearers(history[index - 1]).filter((id) => !left.has(id));
      return lost.map((id) => ({ id, at: Math.min(now.at, inactiveSince(id, history)) }));
    })
    .filter(({ at }) => at < end && at >= end - DAY_MS)
    .sort((a, b) => b.at - a.at)
    .map(({ id }) => id);
}

/**
 * The first of the syncs that found an item inactive or gone without a break until now: what is active again
 * was never away.
 */
export function inactiveSince(id: string, history: readonly Catalogue[]): number {
  const find = ({ items }: Catalogue) => items.find((item) => item.lightspeedId === id);
  const firstSeen = history.findIndex(find);
  const lastActive = history.findLastIndex((one) => find(one)?.isActive);
  return history[Math.max(firstSeen, lastActive + 1)]?.at ?? Number.POSITIVE_INFINITY;
}

/**
 * As the last sync before the day's end knew it, else a later one, else an earlier one. Where it is not shown
 * at the place, one that is and had the SKU when the day began or later, by the last that knew it so.
 */
function bearerAtEnd(asked: Question): { id: string; isInDoubt: boolean } | undefined {
  const { sku, end, locationId, history, decisionOn } = asked;
  const isActive = (item: KnownItem) => inactiveSince(item.lightspeedId, history) >= end;
  const earlier = history.filter((one) => one.at < end).reverse();
  const later = history.filter((one) => one.at >= end);
  const [now, ...past] = earlier.length > 0 ? earlier : [];
  const isHere = (item: KnownItem) => item.sku === sku && item.locationIds.includes(locationId);
  const knows = (catalogue: Catalogue) => catalogue.items.some((item) => item.sku === sku);
  let known = [...(now ? [now] : []), ...later, ...past].filter(knows);
  if (known[0] && !known[0].items.some(isHere)) {
    // What was known in the course of the day: by syncs within it, and by the last before them.
    const before = earlier.findIndex(({ at }) => at < end - DAY_MS);
    const inTheDay = before < 0 ? earlier : earlier.slice(0, before + 1);
    known = [...inTheDay.filter(({ items }) => items.some(isHere)), ...known];
  }
  for (const catalogue of known) {
    const bearers = catalogue.items
      .filter((item) => item.sku === sku)
      .sort(
        (a, b) =>
          Number(b.locationIds.includes(locationId)) - Number(a.locationIds.includes(locationId)) ||
          Number(isActive(b)) - Number(isActive(a)) ||
          Number(!!decisionOn(b.lightspeedId)) - Number(!!decisionOn(a.lightspeedId)) ||
          Number(BigInt(a.lightspeedId) - BigInt(b.lightspeedId)),
      );
    const equals = bearers.filter((item) => isActive(item) && item.locationIds.includes(locationId));
    if (bearers[0]) return { id: bearers[0].lightspeedId, isInDoubt: catalogue === now && equals.length > 1 };
  }
  return undefined;
}
