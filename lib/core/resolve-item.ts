import type { ItemNames } from './item-names/sold-name';
import type { ModifierRule } from './modifiers/rule';
import type { RecipeSet } from './recipe-explosion';
import { DAY_MS, onHandover } from './sku-handover';
import type { BaseUnit } from './units';

/** What one sold item takes from stock, in one version (R13). */
export interface PlanMapping {
  versionId: string;
  state: 'mapped' | 'ignored' | 'unmapped';
  ingredientId: string | null;
  recipeId: string | null;
  quantity: string | null;
  /** Of the quantity, of the ingredient's dimension; null or left out = its base unit, or portions (R17). */
  unit?: BaseUnit | null;
  isSubtraction: boolean;
  /** The names it was made for; null or left out = any (R38). */
  names?: readonly string[] | null;
  /** The day they were; null with them. */
  namesOn?: string | null;
  /** The one it took over besides. */
  adoptedName?: string | null;
  /** The item that it was the mapping of, and whose SKU this one bears now (R14). */
  takenOverFrom?: string | null;
  /** Recipes it is worked out with, where they are others than the day's. */
  recipeSet?: RecipeSet;
}
/**
 * A SKU an item bore, in epoch milliseconds: from the sync that first showed it so until the one that no
 * longer did.
 */
export interface SkuSpan {
  sku: string;
  since: number;
  until: number | null;
}
export interface PlanItem {
  id: string;
  lightspeedId: string;
  /** The present one and former ones: SKUs are edited, and recycled for other items. */
  skus: readonly SkuSpan[];
  businessId: string;
  locationIds: readonly string[];
  /** Epoch milliseconds; null while it is active. */
  archivedAt: number | null;
  mapping: PlanMapping | null;
  /** As Lightspeed says: ITEM, SUB_ITEM, SEQUENCE (a combo), GROUP (a choice within one). */
  itemType?: string | null;
  accountingGroup?: string | null;
  /** What it does as a modifier (R37); none = what its mapping says, whatever it hangs on. */
  modifierRules?: readonly ModifierRule[];
  /** What it may be sold as (R38); left out = as anything. */
  names?: ItemNames;
  /** The item it is another thing than, under a name of that one's: it bears no SKU by itself (R38). */
  splitFrom?: string | null;
}

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
export function resolveItems(input: {
  businessId: string;
  locationId: string;
  /** End of the business day in epoch milliseconds: who bore a SKU then, sold it. */
  dayEnd: number;
  items: readonly PlanItem[];
}): { itemBySku: Map<string, PlanItem>; ambiguous: Set<string> } {
  const bearers = input.items.filter(({ splitFrom = null }) => splitFrom === null);
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
  for (const item of bearers) {
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
  const whoHas = onHandover(bearers, input.dayEnd);
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
