import type { BaseUnit } from '../units';
import type { Amount } from './habits';
import type { KitchenIndex } from './kitchen-index';
import type { Category } from './lexicon';
import type { Name } from './names';
import type { ReasonCode, SoldItem } from './types';

/** How much one sold item takes of a target, and how sure that is. */
export interface Portion {
  quantity: string;
  unit: BaseUnit | null;
  certainty: number;
  reason: ReasonCode;
}

export interface Sold {
  item: SoldItem;
  name: Name;
  categories: ReadonlySet<Category>;
  /** Atoms of the name that the target has; numbers among them are no counts. */
  matched: readonly number[];
}

/** At most 6 digits behind the point. */
export const decimalText = (value: number) => String(Number(value.toFixed(6)));

/** As another item of the same target takes it, when nothing in the names tells the two apart. */
export function asBefore(sold: Sold, place: number, index: KitchenIndex): Amount | null {
  const before = (index.habits.amountsOfTarget.get(place) ?? []).filter(
    (one) => one.item.decision.kind === 'mapped',
  );
  const [first] = before;
  const isOne =
    first !== undefined && before.every((one) => one.quantity === first.quantity && one.unit === first.unit);
  if (!isOne) return null;
  const { sizes } = sold.name;
  const other = first.name.sizes;
  const isDifferent =
    (sizes.vessel !== null && sizes.vessel !== other.vessel) ||
    (sizes.portion !== null && sizes.portion !== other.portion) ||
    (sizes.fraction !== null && sizes.fraction !== other.fraction);
  return isDifferent ? null : first;
}
