import { compare, exact } from './quantity';

/** An entry that stands: posted and not reversed. */
export interface StandingEntry {
  id: string;
  /** Null of the packaging of bills (R40). */
  itemId: string | null;
  /** Of a modifier (R37). */
  parentItemId?: string | null;
  /** What else than the sale it is for (R16, R40). */
  purpose?: string | null;
  ingredientId: string;
  storageUnitId: string;
  quantity: string;
  unitCost: string;
}
export interface WantedEntry {
  /** Null of the packaging of bills (R40). */
  itemId: string | null;
  /** Of a modifier (R37). */
  parentItemId?: string | null;
  /** What else than the sale it is for (R16, R40). */
  purpose?: string | null;
  ingredientId: string;
  storageUnitId: string;
  quantity: string;
  unitCost: string;
}
export interface LedgerDifference<W extends WantedEntry> {
  keep: StandingEntry[];
  reverse: StandingEntry[];
  post: (W & { revision: number })[];
}

/** Of which at most one entry stands on a location's day. */
export function entryKey(entry: {
  itemId: string | null;
  parentItemId?: string | null;
  purpose?: string | null;
  ingredientId: string;
}): string {
  return `${entry.itemId ?? ''} ${entry.parentItemId ?? ''} ${entry.ingredientId} ${entry.purpose ?? ''}`;
}

const isEqual = (a: string, b: string) => compare(exact(a), exact(b)) === 0;

/**
 * What to write so that `wanted` stands (R24): nothing for entries already right, else a reversal and a new
 * posting (R22). Where an entry came from is not compared: a new mapping version with the same result
 * rewrites nothing. `lastRevisions`: the highest revision ever posted per `entryKey`.
 */
export function ledgerDifference<W extends WantedEntry>(
  standing: readonly StandingEntry[],
  wanted: readonly W[],
  lastRevisions: ReadonlyMap<string, number>,
): LedgerDifference<W> {
  const open = new Map(standing.map((entry) => [entryKey(entry), entry]));
  const keep: StandingEntry[] = [];
  const reverse: StandingEntry[] = [];
  const post: (W & { revision: number })[] = [];
  for (const entry of wanted) {
    const key = entryKey(entry);
    const stands = open.get(key);
    open.delete(key);
    if (
      stands &&
      stands.storageUnitId === entry.storageUnitId &&
      isEqual(stands.quantity, entry.quantity) &&
      isEqual(stands.unitCost, entry.unitCost)
    ) {
      keep.push(stands);
      continue;
    }
    if (stands) reverse.push(stands);
    post.push({ ...entry, revision: (lastRevisions.get(key) ?? 0) + 1 });
  }
  reverse.push(...open.values());
  return { keep, reverse, post };
}
