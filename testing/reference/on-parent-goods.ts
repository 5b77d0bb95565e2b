import type { Decimal } from 'decimal.js';
import {
  add,
  asDecimal,
  type Base,
  type Dish,
  type Goods,
  isNothing,
  type Kitchen,
  Long,
  NONE,
  type Rule,
  scaledBy,
  sumOf,
} from './bill-dishes';
import { inBase } from './recipe-usage';

export const times = ({ goods, within }: Base, factor: Decimal): Base => ({
  goods: scaledBy(goods, factor),
  within: (recipe) => scaledBy(within(recipe), factor),
});

/** Scales, replaces and removes, in this order, and recipes before ingredients. */
export function onParent(dish: Dish, base: Base, waiting: readonly Dish[], kitchen: Kitchen): void {
  const each = new Long(1).div(dish.pieces);
  const by = (effect: Rule['effect']) => waiting.filter(({ rule }) => rule?.effect === effect);
  /** What one piece of it does; and what all do. */
  const one = new Map<Dish, Goods>();
  const all = (some: readonly Dish[], part = (dish: Dish) => one.get(dish)) =>
    sumOf(some.map((own) => scaledBy(part(own) ?? new Map(), own.pieces)));
  let size = new Long(1);
  for (const own of by('scales')) {
    const more = new Long(own.rule?.factor ?? '1').minus(1);
    one.set(own, scaledBy(base.goods, more.times(each)));
    size = size.plus(own.pieces.times(each).times(more));
  }
  const scaled = times(base, size.lt(0) ? NONE : size);
  const replaced = by('replaces');
  for (const own of replaced) one.set(own, exchanged(own, scaled.goods, each, kitchen));
  const gone = all(replaced, (own) => {
    const old = own.rule?.replaces ?? '';
    return new Map([[old, (scaled.goods.get(old) ?? NONE).times(each).negated()]]);
  });
  const removed = by('removes');
  const recipes = removed.filter(({ rule }) => rule?.recipe !== undefined);
  for (const own of recipes) {
    const share = each.times(own.rule?.share ?? '1').negated();
    one.set(own, scaledBy(scaled.within(own.rule?.recipe ?? ''), share));
  }
  const rest = without(without(scaled.goods, gone), all(recipes));
  for (const own of removed) {
    const id = own.rule?.ingredient;
    if (id === undefined) continue;
    one.set(
      own,
      new Map([
        [
          id,
          (rest.get(id) ?? NONE)
            .times(each)
            .times(own.rule?.share ?? '1')
            .negated(),
        ],
      ]),
    );
  }
  for (const own of waiting) {
    const goods = one.get(own) ?? new Map<string, Decimal>();
    if ([...goods.values()].every(isNothing)) own.bucket = 'no_goods';
    else own.own = scaledBy(goods, own.pieces);
  }
}

/** What is left; what would turn into its opposite is nothing. */
const without = (goods: Goods, gone: Goods): Goods =>
  new Map(
    [...goods].map(([id, amount]) => {
      const left = amount.plus(gone.get(id) ?? 0);
      return [id, isNothing(left) || left.times(amount).lte(0) ? NONE : left];
    }),
  );

function exchanged(own: Dish, goods: Goods, each: Decimal, { baseUnits }: Kitchen): Goods {
  const [old, other] = [own.rule?.replaces ?? '', own.rule?.ingredient ?? ''];
  const amount = (goods.get(old) ?? NONE).times(each);
  const [from, to] = [baseUnits.get(old) ?? '', baseUnits.get(other) ?? ''];
  const same = kindOf(from) === kindOf(to) ? amount.times(asDecimal(inBase(from, to))) : amount;
  const change: Goods = new Map([[old, amount.negated()]]);
  add(change, other, same.times(own.rule?.factor ?? '1'));
  return change;
}
const kindOf = (unit: string) =>
  unit === 'kg' || unit === 'g' ? 'mass' : unit === 'piece' || unit === 'bottle' ? unit : 'volume';
