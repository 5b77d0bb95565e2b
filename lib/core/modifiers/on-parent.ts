import { add, compare, type Exact, exact, multiply, negate, ONE, subtract, ZERO } from '../quantity';
import type { RecipeSet } from '../recipe-explosion';
import { convert } from '../units';
import type { ModifierRule } from './rule';
import { type Change, NO_CHANGE, plus, scaled, type Takings, times } from './takings';

/** Modifiers of one parent that work on what it takes: pieces for each of the parent, and the rule. */
export interface OnParent {
  rule: ModifierRule;
  perParent: Exact;
}

/**
 * What one piece of each modifier changes of what one parent takes (R37), in their order. First the parent is
 * scaled, then ingredients are replaced, then sub-recipes and last ingredients removed: what a removal
 * removes is there as often as the parent was scaled, and nothing is removed that was replaced. So the order
 * of lines never matters.
 */
export function changesOnParent(
  base: Takings,
  modifiers: readonly OnParent[],
  ingredients: RecipeSet['ingredients'],
): Change[] {
  // Of most lines: nothing hangs on them that works on what they take.
  if (modifiers.length === 0) return [];
  const of = (pick: (rule: ModifierRule) => boolean) => modifiers.filter(({ rule }) => pick(rule));
  const done = new Map<OnParent, Change>();
  const apply = (some: readonly OnParent[], change: (rule: ModifierRule) => Change) => {
    for (const one of some) done.set(one, change(one.rule));
  };
  const sumOf = (some: readonly OnParent[], part: (one: OnParent) => Change) =>
    plus(...some.map((one) => times(part(one), one.perParent)));

  const scaling = of(({ effect }) => effect === 'scales');
  apply(scaling, (rule) => times(base.change, surplus(rule)));
  const size = scaling.reduce(
    (sum, { rule, perParent }) => add(sum, multiply(perParent, surplus(rule))),
    ONE,
  );
  const whole = scaled(base, compare(size, ZERO) < 0 ? ZERO : size);

  const replacing = of(({ effect }) => effect === 'replaces');
  apply(replacing, (rule) => replacement(rule, whole.change, ingredients));
  const replaced = left(
    whole.change,
    sumOf(replacing, ({ rule }) => goingOf(rule, whole.change)),
  );

  const recipes = of(({ effect, recipeId }) => effect === 'removes' && recipeId !== null);
  apply(recipes, (rule) => times(whole.ofRecipe(rule.recipeId as string), negate(shareOf(rule))));
  const rest = left(
    replaced,
    sumOf(recipes, (one) => done.get(one) ?? NO_CHANGE),
  );

  const removing = of(({ effect, recipeId }) => effect === 'removes' && recipeId === null);
  apply(removing, (rule) => times(only(rest, rule.ingredientId), negate(shareOf(rule))));
  return modifiers.map((one) => done.get(one) ?? NO_CHANGE);
}

const shareOf = ({ share }: ModifierRule): Exact => (share === null ? ONE : exact(share));
/** What a scaled parent takes besides. */
const surplus = ({ factor }: ModifierRule): Exact => subtract(exact(factor ?? '1'), ONE);

const only = (change: Change, ingredientId: string | null): Change => {
  const amount = ingredientId === null ? undefined : change.get(ingredientId);
  return ingredientId === null || !amount ? NO_CHANGE : new Map([[ingredientId, amount]]);
};

/** What is left after a change; what would turn its sign is nothing. */
function left(change: Change, by: Change): Change {
  const sum = new Map(plus(change, by));
  for (const [id, amount] of sum) {
    const before = change.get(id) ?? ZERO;
    if (compare(amount, ZERO) * compare(before, ZERO) <= 0) sum.delete(id);
  }
  return sum;
}

const goingOf = (rule: ModifierRule, change: Change): Change =>
  times(only(change, rule.replacesIngredientId), negate(ONE));

/** The one goes, the other comes: as much of it, converted where units convert, times the factor. */
function replacement(rule: ModifierRule, change: Change, ingredients: RecipeSet['ingredients']): Change {
  const { replacesIngredientId: old, ingredientId: other } = rule;
  const amount = old === null ? undefined : change.get(old);
  const [from, to] = [ingredients.get(old ?? ''), ingredients.get(other ?? '')];
  if (!amount || !from || !to || other === null) return NO_CHANGE;
  const same = convert(amount, from.baseUnit, to.baseUnit) ?? amount;
  return plus(goingOf(rule, change), new Map([[other, multiply(same, exact(rule.factor ?? '1'))]]));
}
