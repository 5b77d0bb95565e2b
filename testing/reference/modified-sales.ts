import { Decimal } from 'decimal.js';
import {
  arrange,
  asDecimal,
  type Base,
  type BillLine,
  counts,
  type Dish,
  type Goods,
  isNothing,
  type Kitchen,
  type LineTruth,
  Long,
  NONE,
  type Rule,
  type SoldThing,
  scaledBy,
  sumOf,
  TINY,
} from './bill-dishes';
import { onParent, times } from './on-parent-goods';
import { inBase, perPortion } from './recipe-usage';

/**
 * The second opinion on modifiers (R37): what the lines of one bill take together. Written apart from the
 * product: in totals of a sale instead of amounts a piece, in decimals instead of fractions, and line by line
 * from the rule's own words.
 */
/** What each line of a bill does; only of bills in which something was said of a modifier. */
export function billTruth(lines: readonly BillLine[], kitchen: Kitchen): Map<BillLine, LineTruth> {
  const truth = new Map<BillLine, LineTruth>();
  const write = (dish: Dish) => {
    for (const line of dish.lines) {
      const isNet = dish.pieces.isZero();
      const share = isNet ? NONE : line.quantity.div(dish.pieces);
      truth.set(line, {
        bucket: dish.bucket,
        under: dish.under,
        // Where as much was taken back as sold, each line has its own all the same.
        goods: isNet ? aloneOf(dish, line.quantity, kitchen) : scaledBy(dish.own, share),
        ...(dish.isWarned
          ? { warning: 'removal_exceeds_parent' }
          : dish.isOrphan && dish.lines.some(({ thing }) => thing?.rules.length)
            ? { warning: 'parent_missing' }
            : {}),
      });
    }
    dish.hanging.forEach(write);
  };
  for (const dish of arrange(lines)) {
    serve(dish, [], kitchen);
    write(dish);
  }
  return truth;
}

/** Takes so many of a target. */
export function takenBy(
  target: { ingredient?: string; recipe?: string; quantity?: string; unit?: Rule['unit'] },
  pieces: Decimal,
  { recipes }: Kitchen,
): Goods | undefined {
  const amount = pieces.times(target.quantity ?? '1');
  if (target.ingredient !== undefined) {
    const unit = target.unit ? asDecimal(inBase(target.unit.given, target.unit.base)) : new Long(1);
    return new Map([[target.ingredient, amount.times(unit)]]);
  }
  const portion = perPortion(target.recipe ?? '', recipes);
  if (portion.size === 0) return undefined;
  return new Map([...portion].map(([id, ratio]) => [id, asDecimal(ratio).times(amount)]));
}

const isOnParent = ({ effect }: Rule) => effect === 'removes' || effect === 'replaces' || effect === 'scales';
const thingOf = (dish: Dish) => dish.lines[0]?.thing;

function lookUp(dish: Dish, above: readonly SoldThing[]): void {
  const thing = thingOf(dish);
  if (!thing || !dish.lines.some(counts)) return;
  const parents = above.filter(({ id }) => id !== thing.id);
  for (const parent of parents) {
    const rule =
      thing.rules.find(({ parentItem }) => parentItem === parent.id) ??
      thing.rules.find(({ parentGroup }) => parentGroup !== undefined && parentGroup === parent.group);
    if (rule) {
      dish.rule = rule;
      dish.under = parent.id;
      return;
    }
  }
  const rule = thing.rules.find((one) => one.parentItem === undefined && one.parentGroup === undefined);
  if (rule) {
    dish.rule = rule;
    dish.under = parents[0]?.id;
  }
}

/** What so many pieces take by the mapping, or by a rule that needs no parent. */
function aloneOf(dish: Dish, pieces: Decimal, kitchen: Kitchen): Goods {
  const mapping = thingOf(dish)?.mapping;
  const target = dish.rule ?? mapping;
  if (dish.bucket !== 'deducted' || !target || (dish.rule && isOnParent(dish.rule))) return new Map();
  const isBack = dish.rule ? dish.rule.effect === 'adds_back' : mapping?.isSubtraction;
  return scaledBy(takenBy(target, pieces, kitchen) ?? new Map(), new Long(isBack ? -1 : 1));
}

/** Takes what needs no parent: its mapping, or its rule. */
function takeAlone(dish: Dish, kitchen: Kitchen): void {
  const [line] = dish.lines;
  const thing = line?.thing;
  const { rule, parent } = dish;
  if (!line || !dish.lines.some(counts)) {
    const asIs = { unreadable: 'failed', held: 'held' } as const;
    dish.bucket = line?.state === 'unreadable' || line?.state === 'held' ? asIs[line.state] : 'no_goods';
    return;
  }
  if (!rule) {
    if (!thing?.mapping) {
      dish.bucket = thing?.isIgnored ? 'ignored' : 'unmapped';
      return;
    }
    const goods = takenBy(thing.mapping, dish.pieces, kitchen);
    dish.bucket = goods ? 'deducted' : 'failed';
    dish.own = scaledBy(goods ?? new Map(), new Long(thing.mapping.isSubtraction ? -1 : 1));
    return;
  }
  const first = parent?.lines[0];
  const isItsOwn =
    (rule.effect === 'adds' || rule.effect === 'nothing') && !rule.parentItem && !rule.parentGroup;
  if (first?.state === 'held' && !isItsOwn) dish.bucket = 'held';
  else if (rule.effect === 'nothing') dish.bucket = 'ignored';
  else if (first?.state === 'gone') dish.bucket = 'no_goods';
  else if (
    parent &&
    first?.state !== 'unreadable' &&
    parent.pieces.isZero() &&
    (isOnParent(rule) || rule.effect === 'stands_for')
  )
    dish.bucket = 'no_goods';
  else if (!isOnParent(rule)) {
    const goods = takenBy(rule, dish.pieces, kitchen);
    dish.bucket = goods ? 'deducted' : 'failed';
    dish.own = scaledBy(goods ?? new Map(), new Long(rule.effect === 'adds_back' ? -1 : 1));
  } else if (!parent) dish.bucket = 'no_goods';
  else if (first?.state === 'unreadable') dish.bucket = 'failed';
  else dish.bucket = 'deducted';
}

/** Everything a dish consists of, from the inside out. `whole`: what a size is of. */
function serve(dish: Dish, above: readonly SoldThing[], kitchen: Kitchen, whole?: Base): void {
  const thing = thingOf(dish);
  if (!dish.parent) {
    lookUp(dish, []);
    takeAlone(dish, kitchen);
  }
  const isSize = dish.rule?.effect === 'scales' || dish.rule?.effect === 'stands_for';
  const next = [...(thing ? [thing] : []), ...(isSize ? above : [])];
  const hanging = [...dish.hanging];
  for (const one of hanging) {
    one.parent = dish;
    lookUp(one, next);
    takeAlone(one, kitchen);
    if (one.rule?.effect === 'nothing') {
      hanging.push(...one.hanging);
      one.hanging = [];
    }
  }
  dish.hanging = hanging;
  const waiting = hanging.filter(({ rule, bucket }) => rule && isOnParent(rule) && bucket === 'deducted');
  for (const one of hanging) {
    if (!waiting.includes(one) && one.rule?.effect !== 'nothing') serve(one, next, kitchen);
  }
  const base = baseOf(dish, whole, kitchen);
  if (base) dish.base = base;
  if (base) onParent(dish, base, waiting, kitchen);
  else
    for (const one of waiting)
      one.bucket = dish.bucket === 'failed' || dish.bucket === 'held' ? dish.bucket : 'no_goods';
  for (const one of waiting) {
    const isOfWhole = one.rule?.effect === 'scales' && base && !dish.pieces.isZero();
    const share = isOfWhole ? one.pieces.div(dish.pieces).times(one.rule?.factor ?? '1') : NONE;
    serve(one, next, kitchen, isOfWhole ? times(base, share) : undefined);
  }
  if (whole === undefined) cut(dish);
}

const standInsOf = ({ hanging }: Dish) =>
  hanging.filter(({ rule, bucket }) => rule?.effect === 'stands_for' && bucket === 'deducted');

/** Of their own, or by what stands for them, or by their parts. */
function baseOf(dish: Dish, whole: Base | undefined, kitchen: Kitchen): Base | undefined {
  if (!dish.lines.some(counts) || dish.pieces.isZero()) return undefined;
  const standIns = standInsOf(dish);
  if (standIns.length > 0) {
    const own = times(ownBase(dish, kitchen), restOf(dish, standIns));
    dish.own = own.goods;
    const isWhole = restOf(dish, standIns).isZero();
    if (isWhole && (dish.bucket === 'unmapped' || dish.bucket === 'failed')) dish.bucket = 'deducted';
    return joined([own, ...standIns.map((one) => one.base ?? ownBase(one, kitchen))]);
  }
  if (whole) return whole;
  if ([...dish.own.values()].some((amount) => !isNothing(amount))) return ownBase(dish, kitchen);
  const parts = dish.hanging.filter(({ rule }) => !rule);
  if (dish.rule || dish.bucket === 'failed') return undefined;
  const goods = sumOf(parts.map(totalOf));
  if ([...goods.values()].every(isNothing)) return undefined;
  return { goods, within: joined(parts.map((one) => ownBase(one, kitchen))).within };
}
const joined = (all: readonly Base[]): Base => ({
  goods: sumOf(all.map(({ goods }) => goods)),
  within: (recipe) => sumOf(all.map(({ within }) => within(recipe))),
});
const restOf = (dish: Dish, standIns: readonly Dish[]) => {
  const stood = standIns.reduce((sum, one) => sum.plus(one.pieces), NONE).div(dish.pieces);
  return new Long(1).minus(Decimal.min(1, Decimal.max(0, stood)).toString());
};
const totalOf = (dish: Dish): Goods => sumOf([dish.own, ...dish.hanging.map(totalOf)]);

/** By its mapping, or a rule that needs no parent. */
function ownBase(dish: Dish, { recipes }: Kitchen): Base {
  const mapping = thingOf(dish)?.mapping;
  const target = dish.rule ?? mapping;
  const isBack = dish.rule ? dish.rule.effect === 'adds_back' : mapping?.isSubtraction;
  return {
    goods: dish.own,
    within(recipe) {
      const isMade = dish.bucket === 'deducted' && target?.recipe !== undefined;
      if (!isMade || (dish.rule && isOnParent(dish.rule))) return new Map();
      const portions = portionsIn(target.recipe ?? '', recipe, recipes);
      const amount = dish.pieces
        .times(target.quantity ?? '1')
        .times(portions)
        .times(isBack ? -1 : 1);
      return new Map(
        [...perPortion(recipe, recipes)].map(([id, ratio]) => [id, asDecimal(ratio).times(amount)]),
      );
    },
  };
}

function portionsIn(outer: string, wanted: string, recipes: Kitchen['recipes']): Decimal {
  if (outer === wanted) return new Long(1);
  return (recipes.get(outer)?.lines ?? []).reduce((sum, line) => {
    if (!line.sub_recipe_id) return sum;
    const amount = new Long(line.quantity).times(100).div(new Long(100).minus(line.trim_percent));
    return sum.plus(amount.times(portionsIn(line.sub_recipe_id, wanted, recipes)));
  }, NONE);
}

/** A sale never takes less than nothing: what is given back beyond that is cut, of each in proportion. */
function cut(dish: Dish): void {
  const way = dish.pieces.isZero() ? 0 : dish.pieces.gt(0) ? 1 : -1;
  if (way === 0) return;
  const below = (one: Dish): Dish[] => one.hanging.flatMap((inner) => [inner, ...below(inner)]);
  const all = below(dish);
  const ids = new Set(all.flatMap((one) => (one.rule ? [...one.own.keys()] : [])));
  for (const id of ids) {
    const own = (dish.own.get(id) ?? NONE).times(way);
    const least = Decimal.min(0, own);
    const total = all.reduce((sum, one) => sum.plus((one.own.get(id) ?? NONE).times(way)), own);
    const giving = all.filter((one) => one.rule && (one.own.get(id) ?? NONE).times(way).lt(0));
    const given = giving.reduce((sum, one) => sum.minus((one.own.get(id) ?? NONE).times(way)), NONE);
    const excess = new Long(least.toString()).minus(total);
    if (excess.lte(TINY) || given.isZero()) continue;
    const kept = Decimal.max(0, new Long(1).minus(excess.div(given)));
    for (const one of giving) {
      one.own.set(id, (one.own.get(id) ?? NONE).times(kept.toString()));
      one.isWarned = true;
    }
  }
}
