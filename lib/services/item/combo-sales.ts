import type { Queryable } from '@/db/client';
import { listItemDecisions } from '@/db/queries/desk';
import { isHeaderType } from '@/lib/core/combos';
import type { ItemSales, Sales } from './load-item-sales';
import type { Target } from './load-targets';

/** What an item sold with the same parts under it (R39). */
export interface ComboSale {
  sales: Sales;
  /** The items that hung on it; null: one that is not known. */
  parts: readonly (string | null)[];
}
/** What is decided now of an item. */
export type DecidedOn = (itemId: string) => Decided;
interface Decided {
  state: 'mapped' | 'ignored' | 'unmapped' | 'modifier';
  /** Whether a sale of it takes anything from stock. */
  reachesStock: boolean;
}

/**
 * Where the sales of an undecided item go whose parts are decided (R39), as a day's lines do: with `deducted`
 * where one of them reaches stock, `ignored` where none does. Parts that are combos themselves are looked
 * into.
 */
function byParts(
  itemId: string,
  combosOf: ReadonlyMap<string, readonly ComboSale[]>,
  itemTypeOf: (itemId: string) => string | null,
  decidedOn: DecidedOn,
): { sales: Sales; outcome: 'deducted' | 'ignored' }[] {
  const outcomeOf = (parts: ComboSale['parts'], isHeader: boolean, above: ReadonlySet<string>) => {
    let reaches = false;
    for (const part of parts) {
      if (part === null) return null;
      const { state, reachesStock } = decidedOn(part);
      if (state === 'unmapped') {
        const inner = above.has(part) ? [] : (combosOf.get(part) ?? []);
        const outcomes = inner.map((one): 'deducted' | 'ignored' | null =>
          outcomeOf(one.parts, isHeaderType(itemTypeOf(part)), new Set([...above, part])),
        );
        if (outcomes.length === 0 || outcomes.includes(null)) return null;
        reaches ||= outcomes.includes('deducted');
      } else reaches ||= reachesStock;
    }
    if (reaches) return 'deducted' as const;
    return isHeader ? ('ignored' as const) : null;
  };
  return (combosOf.get(itemId) ?? []).flatMap(({ sales, parts }) => {
    const outcome = outcomeOf(parts, isHeaderType(itemTypeOf(itemId)), new Set([itemId]));
    return outcome ? [{ sales, outcome }] : [];
  });
}

/** What is decided now of the items sold; `targets`: as they count on the day it is told for. */
export async function loadDecided(
  db: Queryable,
  companyId: string,
  { targets: found, sales }: { targets: readonly Target[]; sales: ItemSales },
): Promise<DecidedOn> {
  const rows = await listItemDecisions(db, companyId, [...sales.byItem.keys()]);
  const targets = new Map(found.map((one) => [one.id, one]));
  const known = new Map(
    rows.map(({ itemId, state, targetId }): [string, Decided] => {
      const isWorkable = targets.get(targetId ?? '')?.isWorkable ?? false;
      const isCovered = state === 'unmapped' && sales.coveredModifiers.has(itemId);
      const decided = isCovered ? ('modifier' as const) : state;
      return [itemId, { state: decided, reachesStock: state === 'mapped' && isWorkable }];
    }),
  );
  return (itemId) => known.get(itemId) ?? { state: 'unmapped', reachesStock: false };
}

/** Of the sales of an undecided item: those that go with their parts, and what is left undecided. */
export function openAndByParts(itemId: string, sales: ItemSales, decidedOn: DecidedOn) {
  const sold = sales.byItem.get(itemId);
  const combos = byParts(itemId, sales.combosOf, sales.itemTypeOf, decidedOn);
  const lines = combos.reduce((rest, one) => rest - one.sales.lines, sold?.lines ?? 0);
  return { combos, openLines: lines };
}
