import type { PlanItem } from '../resolve-item';
import { type SoldAs, soldAs } from './sold-name';

/** The item that a line counts for, and whether its name is one that the mapping was not made for. */
interface Identity {
  item: PlanItem | null;
  isOtherName: boolean;
}
export type Identities = (bearer: PlanItem | null, soldName: string | null) => Identity;

const NOTHING: Identity = { item: null, isOtherName: false };

/**
 * What the bearer of a SKU was sold as under a name (R38): as itself, as an item that was split off from it,
 * or under a name nobody has said anything of. Each name of an item is compared once.
 */
export function identities(items: readonly PlanItem[]): Identities {
  const split = new Map(
    items.flatMap((item) => ((item.splitFrom ?? null) === null ? [] : [[item.id, item] as const])),
  );
  const known = new Map<PlanItem, Map<string | null, Identity>>();
  const told = (item: PlanItem, as: SoldAs): Identity => {
    if (as === 'itself') return { item, isOtherName: false };
    const other = as === 'held' ? undefined : split.get(as.itemId);
    return other ? { item: other, isOtherName: false } : { item, isOtherName: true };
  };
  return (bearer, soldName) => {
    if (bearer === null) return NOTHING;
    const ofItem = known.get(bearer) ?? new Map<string | null, Identity>();
    known.set(bearer, ofItem);
    const found =
      ofItem.get(soldName) ?? told(bearer, bearer.names ? soldAs(soldName, bearer.names) : 'itself');
    ofItem.set(soldName, found);
    return found;
  };
}
