import type { BaseUnit } from '../units';
import { categoriesOfItem } from './kitchen-index';
import type { Category } from './lexicon';
import type { Name } from './names';
import type { Sizes } from './sizes';
import type { Creation, SoldItem } from './types';

const KEPT_IN: Partial<Record<Category, BaseUnit>> = {
  beer: 'l',
  wine: 'l',
  spirit: 'cl',
  soft: 'l',
  water: 'bottle',
  juice: 'l',
  tea: 'piece',
};
const SIZE_TEXT =
  /(?<![\d\p{L}])(?:\d{1,4}(?:[.,]\d{1,3})?|[.,]\d{1,3}|1\/2|1\/4)\s*(?:ml|cl|dl|lt|l|kg|gr|g|oz)\.?(?![\p{L}\d])|(?<![\d\p{L}])[0-3][.,]\d{1,3}(?![\d%])|(?<!\p{L})(?:fl|btl|bt|bott|bout|gl|gls|vre|pint|sgl|dbl|stk|pcs)\.?(?!\p{L})/giu;

/** A till's name without the size in it, where something is left: `Cola 0,33 Fl.` is Cola. */
export const nameWithoutSize = (name: string): string =>
  name.replace(SIZE_TEXT, ' ').replace(/\s+/g, ' ').trim();

/** What to make for an item that nothing in the kitchen fits: its name without the size. */
export function creationFor(item: SoldItem, name: Name): Creation | null {
  const bare = nameWithoutSize(item.name);
  if (bare === '') return null;
  const { sizes } = name;
  const unit = unitToKeep(item, name);
  if (unit === null) return { type: 'recipe', name: bare, unit, takes: { quantity: '1', unit } };
  return { type: 'ingredient', name: bare, unit, takes: takenOf(unit, sizes) };
}

/** Null: nothing tells that it is bought as it is sold, so it is cooked. */
function unitToKeep(item: SoldItem, name: Name): BaseUnit | null {
  const { byGroup, byName } = categoriesOfItem(name, item.group);
  const { sizes } = name;
  const categories = [...byGroup, ...byName];
  const drink = categories.find((category) => KEPT_IN[category] !== undefined);
  if (sizes.measure?.grams != null) return 'kg';
  if (sizes.vessel === 'bottle') return 'bottle';
  if (drink !== undefined) {
    const isBottled = (drink === 'soft' || drink === 'beer') && sizes.measure === null;
    return isBottled ? 'bottle' : (KEPT_IN[drink] ?? 'l');
  }
  if (sizes.measure?.litres != null) return 'l';
  if (sizes.count !== null) return 'piece';
  return null;
}

/** As the size in the name says it. A glass of wine without a size is how much nobody has said. */
function takenOf(unit: BaseUnit, { measure, count }: Sizes): Creation['takes'] {
  if (unit === 'piece') return { quantity: String(count ?? 1), unit };
  if (unit === 'bottle') return { quantity: '1', unit };
  const isOfKind = unit === 'kg' ? measure?.grams != null : measure?.litres != null;
  return measure && isOfKind ? { quantity: measure.quantity, unit: measure.unit } : null;
}
