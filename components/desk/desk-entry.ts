import { withoutMarks } from '@/components/ui/rank-options';
import type { DeskRow, Takes } from '@/lib/contracts/desk';
import type { ItemSuggestions } from '@/lib/contracts/suggestions';

export const SORTS = ['name', 'group', 'price', 'quantity', 'net', 'state'] as const;
export type SortKey = (typeof SORTS)[number];
/** What is offered for an item: what it takes, or that it is no stock. */
export interface Offer {
  verdict: 'map' | 'ignore' | 'unknown';
  /** 0 to 1; null where it is no estimate but what was decided elsewhere. */
  confidence: number | null;
  takes: Takes | null;
  /** Others, best first. */
  others: readonly Takes[];
  reasons: readonly { code: string; params: Readonly<Record<string, string>> }[];
  create: ItemSuggestions['create'];
}

type OwnSegment = 'review' | 'mapped' | 'ignored' | 'never_sold';

/**
 * A row with what follows from it, worked out when it changes and not when it is looked at: a key press looks
 * at 30,000. Figures are compared and shared for the eye only: nothing is booked from them.
 */
export interface Entry {
  row: DeskRow;
  /** What is estimated for it, once that is known. */
  estimate: Offer | undefined;
  /** Its estimate was asked for. */
  isAsked: boolean;
  /** What is offered: another object only when something of it is another. */
  offer: Offer | undefined;
  own: OwnSegment;
  /** Nothing is decided, and something is offered. */
  isSuggested: boolean;
  folded: string;
  /** Among all, once all are here. */
  nameRank: number;
  net: number;
  quantity: number;
  price: number;
}
export function entryOf(row: DeskRow, hasSales: boolean): Entry {
  const entry: Entry = {
    row,
    estimate: undefined,
    isAsked: false,
    offer: undefined,
    own: 'review',
    isSuggested: false,
    folded: withoutMarks(`${row.name}\n${row.sku ?? ''}`.toLowerCase()),
    nameRank: row.name_rank,
    net: Number(row.net_value),
    quantity: Number(row.quantity),
    price: Number(row.price ?? -1),
  };
  update(entry, hasSales, {});
  return entry;
}

/** Another row or estimate of an entry, with what follows from it. */
export function update(
  entry: Entry,
  hasSales: boolean,
  { row = entry.row, estimate = entry.estimate }: { row?: DeskRow; estimate?: Offer },
): void {
  if (row.sibling !== entry.row.sibling || estimate !== entry.estimate || entry.offer === undefined)
    entry.offer = offerOf(row, estimate);
  entry.row = row;
  entry.estimate = estimate;
  entry.own = segmentOf(row, hasSales);
  entry.isSuggested =
    row.state === 'unmapped' && !row.is_modifier && (entry.offer?.verdict ?? 'unknown') !== 'unknown';
}

function segmentOf(row: DeskRow, hasSales: boolean): OwnSegment {
  if (row.state === 'ignored') return 'ignored';
  if (row.state !== 'unmapped' || row.is_modifier || row.combo?.is_decided) return 'mapped';
  return hasSales && row.lines === 0 ? 'never_sold' : 'review';
}

/** What was decided about the same thing elsewhere comes first. */
function offerOf({ sibling }: DeskRow, estimate: Offer | undefined): Offer | undefined {
  if (!sibling) return estimate;
  return {
    verdict: sibling.takes ? 'map' : 'ignore',
    confidence: null,
    takes: sibling.takes,
    others: estimate?.takes ? [estimate.takes, ...estimate.others] : [],
    reasons: [{ code: sibling.is_predecessor ? 'predecessor' : 'sibling', params: { name: sibling.name } }],
    create: estimate?.create ?? null,
  };
}

/** What rows are sorted by, as a number. */
function sortValue(
  { row, net, quantity, price }: Entry,
  by: Exclude<SortKey, 'name'>,
  groups: ReadonlyMap<string, number>,
) {
  switch (by) {
    case 'group':
      return groups.get(row.accounting_group ?? '') ?? groups.size;
    case 'price':
      return price;
    case 'quantity':
      return quantity;
    case 'net':
      return net;
    case 'state':
      return STATE_ORDER[row.state];
  }
}

const STATE_ORDER: Readonly<Record<DeskRow['state'], number>> = {
  unmapped: 0,
  modifier: 0,
  ingredient: 1,
  recipe: 2,
  subtraction: 3,
  ignored: 4,
};

/** All by their place by name, without comparing any. */
export function byName(entries: readonly Entry[]): readonly Entry[] {
  const ranked: Entry[][] = [];
  for (const entry of entries) {
    const same = ranked[entry.nameRank];
    if (same) same.push(entry);
    else ranked[entry.nameRank] = [entry];
  }
  // Ranks have gaps, of items that are not shown.
  return ranked.flat();
}

/**
 * Those of a list by name in the order that is asked for, and by name where it makes no difference. Only the
 * values are sorted: comparing 30,000 rows would hold up a key press.
 */
export function inOrder(
  named: readonly Entry[],
  { by, desc }: { by: SortKey; desc: boolean },
  groupNames: readonly string[],
): readonly Entry[] {
  if (by === 'name') return desc ? named.toReversed() : named;
  const groups = new Map(by === 'group' ? groupNames.map((name, index) => [name, index]) : []);
  const lists = new Map<number, Entry[]>();
  for (const entry of named) {
    const value = sortValue(entry, by, groups);
    const list = lists.get(value);
    if (list) list.push(entry);
    else lists.set(value, [entry]);
  }
  const values = [...lists].sort(([a], [b]) => (desc ? b - a : a - b));
  return values.flatMap(([, list]) => list);
}
