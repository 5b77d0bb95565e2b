import { gross } from '../gross';
import type { UsageByMapping } from '../item-usage';
import { add, type Exact, exact, isZero, multiply, ZERO } from '../quantity';
import type { RecipeSet } from '../recipe-explosion';
import type { PlanMapping } from '../resolve-item';
import type { ModifierRule } from './rule';

/** Signed change of stock by ingredient, in base units; negative = taken. Nothing is left out, not 0. */
export type Change = ReadonlyMap<string, Exact>;

/** What one piece changes, and from which recipes. */
export interface Takings {
  change: Change;
  /** The part of the change that is from a recipe within. */
  ofRecipe(recipeId: string): Change;
  recipeVersionIds: readonly string[];
}

export const NO_CHANGE: Change = new Map();
export const NO_TAKINGS: Takings = { change: NO_CHANGE, ofRecipe: () => NO_CHANGE, recipeVersionIds: [] };

export function plus(...changes: readonly Change[]): Change {
  const sum = new Map<string, Exact>();
  for (const change of changes)
    for (const [id, amount] of change) sum.set(id, add(sum.get(id) ?? ZERO, amount));
  for (const [id, amount] of sum) if (isZero(amount)) sum.delete(id);
  return sum;
}

export function times(change: Change, factor: Exact): Change {
  if (isZero(factor)) return NO_CHANGE;
  return new Map([...change].map(([id, amount]) => [id, multiply(amount, factor)]));
}

export const scaled = (takings: Takings, factor: Exact): Takings => ({
  ...takings,
  change: times(takings.change, factor),
  ofRecipe: (recipeId) => times(takings.ofRecipe(recipeId), factor),
});

export function together(...all: readonly Takings[]): Takings {
  return {
    change: plus(...all.map(({ change }) => change)),
    ofRecipe: (recipeId) => plus(...all.map((one) => one.ofRecipe(recipeId))),
    recipeVersionIds: [...new Set(all.flatMap((one) => one.recipeVersionIds))],
  };
}

/** What a rule that needs no parent takes, as a mapping of its own. */
export const mappingOf = (rule: ModifierRule): PlanMapping => ({
  versionId: rule.id,
  state: 'mapped',
  ingredientId: rule.ingredientId,
  recipeId: rule.recipeId,
  quantity: rule.quantity,
  unit: rule.unit,
  isSubtraction: rule.effect === 'adds_back',
  ...(rule.recipeSet && { recipeSet: rule.recipeSet }),
});

/** What one piece mapped so changes, or why that cannot be said (R17). */
export function takingsOf(
  mapping: PlanMapping,
  usage: UsageByMapping,
  recipeSet: RecipeSet,
): Takings | { reason: string } {
  const own = usage.of(mapping);
  if (!own.ok) return { reason: own.reason };
  return {
    change: own.perItem,
    recipeVersionIds: own.recipeVersionIds ?? [],
    ofRecipe(recipeId) {
      if (mapping.recipeId === null) return NO_CHANGE;
      const within = portionsWithin(mapping.recipeSet ?? recipeSet, mapping.recipeId, recipeId);
      if (isZero(within)) return NO_CHANGE;
      const versionId = `${mapping.versionId} ${recipeId}`;
      const part = usage.of({ ...mapping, versionId, recipeId });
      return part.ok ? times(part.perItem, within) : NO_CHANGE;
    },
  };
}

/** Portions of a recipe in one portion of another, which explodes (R17); of itself one. */
function portionsWithin({ recipes }: RecipeSet, outer: string, wanted: string): Exact {
  const known = new Map<string, Exact>([[wanted, { n: 1n, d: 1n }]]);
  const portions = (recipeId: string): Exact => {
    const done = known.get(recipeId);
    if (done) return done;
    let sum = ZERO;
    for (const { subRecipeId, quantity, trimPercent } of recipes.get(recipeId)?.lines ?? []) {
      if (subRecipeId === null) continue;
      const amount = gross(exact(quantity), trimPercent) ?? ZERO;
      sum = add(sum, multiply(amount, portions(subRecipeId)));
    }
    known.set(recipeId, sum);
    return sum;
  };
  return portions(outer);
}
