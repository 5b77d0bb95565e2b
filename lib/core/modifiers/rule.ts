import type { RecipeSet } from '../recipe-explosion';
import type { BaseUnit } from '../units';

/** What a modifier does to the sale of its parent (R37). */
type ModifierEffect = 'adds' | 'adds_back' | 'removes' | 'replaces' | 'scales' | 'stands_for' | 'nothing';

/** One line of what a person said about a modifier, in one version. */
export interface ModifierRule {
  id: string;
  /** The parent it is said for: an item, or an accounting group; both null = whatever the parent. */
  parentItemId: string | null;
  parentAccountingGroup: string | null;
  effect: ModifierEffect;
  /** What is added, given back, removed or put instead, or what the parent stands as. */
  ingredientId: string | null;
  recipeId: string | null;
  /** The ingredient of the parent that another takes the place of. */
  replacesIngredientId: string | null;
  /** Of what is added, given back or stood in, for one piece of the modifier. */
  quantity: string | null;
  /** Of the quantity; null = the ingredient's base unit, or portions. */
  unit: BaseUnit | null;
  /** Of `scales`, and of `replaces`: that much of the new for what goes of the old; null = 1. */
  factor: string | null;
  /** Of `removes`: the part that goes; null = all of it. */
  share: string | null;
  /** Recipes it is worked out with, where they are others than the day's. */
  recipeSet?: RecipeSet;
}

/** What a parent is known by to the rules of its modifiers. */
interface ModifierParent {
  id: string;
  accountingGroup?: string | null;
}

/** Whether the effect is on what the parent takes, and so nothing without one. */
export const worksOnParent = ({ effect }: ModifierRule): boolean =>
  effect === 'removes' || effect === 'replaces' || effect === 'scales';

/** Whether it takes goods of its own, as a mapping does. */
export const takesItsOwn = (rule: ModifierRule): boolean => !worksOnParent(rule) && rule.effect !== 'nothing';

/** Whether it is said for some parents only. */
export const isForSomeParents = (rule: ModifierRule): boolean =>
  rule.parentItemId !== null || rule.parentAccountingGroup !== null;

/** Whether it is its parent, in a size or as something else: what hangs on it hangs on the parent too. */
export const isSize = (rule: ModifierRule | null): boolean =>
  rule?.effect === 'scales' || rule?.effect === 'stands_for';

/**
 * The rule that counts under a parent: for the item, else for its accounting group, else for every parent
 * (R37), with the parent it was found for, which is never the item itself. `above`: the nearest first, and
 * what it is a size of. None where it is sold alone, or under what is not known.
 */
export function ruleFor<P extends ModifierParent>(
  modifier: { id: string; modifierRules?: readonly ModifierRule[] } | null,
  above: readonly P[],
): { rule: ModifierRule; parent: P | null } | null {
  const rules = modifier?.modifierRules ?? [];
  if (rules.length === 0) return null;
  const parents = above.filter(({ id }) => id !== modifier?.id);
  for (const parent of parents) {
    const own = rules.find(({ parentItemId }) => parentItemId === parent.id);
    const ofGroup = rules.find(
      (one) => one.parentAccountingGroup !== null && one.parentAccountingGroup === parent.accountingGroup,
    );
    const rule = own ?? ofGroup;
    if (rule) return { rule, parent };
  }
  const rule = rules.find((one) => !isForSomeParents(one));
  return rule ? { rule, parent: parents[0] ?? null } : null;
}
