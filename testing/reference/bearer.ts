/** Who bore a SKU (R14), from what syncs knew: written apart from lib/core, once for all reference models. */
interface KnownItem {
  lightspeedId: string;
  sku: string | null;
  isActive: boolean;
  /** Places that show it. */
  locationIds: readonly string[];
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

/**
 * Who bore the SKU until some sync within the day found that they did so no more, or were not active; the
 * last of several. One that was inactive when first seen was so by that sync: until then nothing else is
 * known to have borne it.
 */
function bearersUntilToday({ sku, end, history }: Question): string[] {
  const bearers = (catalogue: Catalogue | undefined) =>
    (catalogue?.items ?? [])
      .filter((item) => item.sku === sku && item.isActive)
      .map((item) => item.lightspeedId);
  for (let index = history.length - 1; index >= 0; index--) {
    const catalogue = history[index] as Catalogue;
    if (catalogue.at >= end || catalogue.at < end - DAY_MS) continue;
    const now = new Set(bearers(catalogue));
    const isNew = (id: string) =>
      !history.slice(0, index).some(({ items }) => items.some((item) => item.lightspeedId === id));
    const newlyInactive = catalogue.items
      .filter((item) => item.sku === sku && !item.isActive && isNew(item.lightspeedId))
      .map((item) => item.lightspeedId);
    const lost = [...bearers(history[index - 1]).filter((id) => !now.has(id)), ...newlyInactive];
    if (lost.length > 0) return lost;
  }
  return [];
}

/**
 * As the last sync before the day's end knew it, else a later one, else an earlier one. Where it is not shown
 * at the place, one that is and had the SKU when the day began or later, by the last that knew it so.
 */
function bearerAtEnd({
  sku,
  end,
  locationId,
  history,
  decisionOn,
}: Question): { id: string; isInDoubt: boolean } | undefined {
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
          Number(b.isActive) - Number(a.isActive) ||
          Number(!!decisionOn(b.lightspeedId)) - Number(!!decisionOn(a.lightspeedId)) ||
          Number(BigInt(a.lightspeedId) - BigInt(b.lightspeedId)),
      );
    const equals = bearers.filter((item) => item.isActive && item.locationIds.includes(locationId));
    if (bearers[0]) return { id: bearers[0].lightspeedId, isInDoubt: catalogue === now && equals.length > 1 };
  }
  return undefined;
}
