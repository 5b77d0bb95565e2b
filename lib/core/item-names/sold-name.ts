import { isSpelling } from './spelling';

/** What an item may be sold as. */
export interface ItemNames {
  /** Names its mapping counts for; null = any, as of mappings saved before names were kept. */
  counts: readonly string[] | null;
  /** Items of their own that a person made of some of its names (R38), with these. */
  splitOff: readonly { itemId: string; names: readonly string[] }[];
}
/** Its mapping counts, that of an item made of the name, or nobody has said yet. */
export type SoldAs = 'itself' | { itemId: string } | 'held';

/**
 * What a line sold under a name is (R38). A name as it was written goes before a spelling of one, and what
 * was said of a name for itself before what the item was mapped as. `soldName` null: the till gave none.
 */
export function soldAs(soldName: string | null, { counts, splitOff }: ItemNames): SoldAs {
  if (soldName === null) return 'itself';
  for (const isSame of [(name: string) => name === soldName, (name: string) => isSpelling(name, soldName)]) {
    const other = splitOff.find(({ names }) => names.some(isSame));
    if (other) return { itemId: other.itemId };
    if (counts === null || counts.some(isSame)) return 'itself';
  }
  return 'held';
}
