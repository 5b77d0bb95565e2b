import { DAY_MS, onHandover } from './sku-handover';
import type { PlanInput, PlanItem, SkuSpan } from './transfer-plan';

/** The parts of a rank that make two bearers of a SKU equals: who then counts is a choice. */
const EQUALS = 5;

/**
 * One item per exact SKU of the business (R9, R14): of those that bore it that day, or are known with it only
 * since, one sold at this location, then the one that bore it when the day ended, then an active one, then a
 * decided one, then the lowest Lightspeed id, so that the choice never depends on the order of rows. One that
 * had lost it before the day gives way to all of them, wherever they are sold. Where none did: the one that
 * came by it soonest after the day, since a sync lags behind the till, else the one that lost it last.
 * `ambiguous`: SKUs that several active items sold here bore that day.
 */
export function indexItems(input: Pick<PlanInput, 'businessId' | 'locationId' | 'dayEnd' | 'items'>): {
  itemBySku: Map<string, PlanItem>;
  ambiguous: Set<string>;
} {
  const rank = (item: PlanItem, span: SkuSpan) => {
    const isOver = span.until !== null && span.until < input.dayEnd;
    const isLater = span.since >= input.dayEnd;
    const isPast = span.until !== null && span.until < input.dayEnd - DAY_MS;
    return [
      isPast ? 1 : 0,
      item.locationIds.includes(input.locationId) ? 0 : 1,
      isOver ? 2 : isLater ? 1 : 0,
      isOver ? -(span.until ?? 0) : isLater ? span.since : 0,
      item.archivedAt !== null && item.archivedAt < input.dayEnd ? 1 : 0,
      item.mapping !== null && item.mapping.state !== 'unmapped' ? 0 : 1,
      item.lightspeedId.length,
      item.lightspeedId,
    ];
  };
  const index = new Map<string, { item: PlanItem; rank: (number | string)[] }>();
  const ambiguous = new Map<string, (number | string)[]>();
  for (const item of input.items) {
    if (item.businessId !== input.businessId) continue;
    for (const span of item.skus) {
      const mine = rank(item, span);
      const other = index.get(span.sku);
      if (
        other &&
        other.item.id !== item.id &&
        mine.slice(0, EQUALS).every((part, n) => part === other.rank[n])
      )
        ambiguous.set(span.sku, mine);
      if (!other || isBefore(mine, other.rank)) index.set(span.sku, { item, rank: mine });
    }
  }
  const whoHas = onHandover(input.items, input.dayEnd);
  const best = new Map([...index].map(([sku, { item }]) => [sku, whoHas(item, sku)]));
  // Equals that another item precedes, or that nobody sold here or bore that day, leave no one in doubt.
  const isInDoubt = ([sku, equals]: [string, (number | string)[]]) =>
    equals[1] === 0 &&
    equals[2] === 0 &&
    equals[4] === 0 &&
    equals.slice(0, EQUALS).every((part, n) => part === index.get(sku)?.rank[n]);
  return { itemBySku: best, ambiguous: new Set([...ambiguous].filter(isInDoubt).map(([sku]) => sku)) };
}

function isBefore(a: readonly (number | string)[], b: readonly (number | string)[]): boolean {
  for (const [index, value] of a.entries()) {
    const other = b[index];
    if (other !== undefined && value !== other) return value < other;
  }
  return false;
}
