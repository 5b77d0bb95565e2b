import { gross } from '../gross';
import { add, type Exact, exact, multiply, ZERO } from '../quantity';
import { makeExploder, type RecipeSet } from '../recipe-explosion';
import { type BaseUnit, convert } from '../units';

/** An ingredient or sub-recipe of what one parent takes. */
export interface Part {
  type: 'ingredient' | 'recipe';
  id: string;
  /** Of the ingredient; null for a recipe, whose amounts are portions. */
  baseUnit: BaseUnit | null;
  /** With what is in sub-recipes, and trim. */
  quantity: Exact;
  /** Of the dish itself, outside its sub-recipes. */
  own: Exact;
  /** It is all that the parent takes, not a part of it. */
  isWhole: boolean;
}

/** What one parent takes by its mapping. */
export interface Taken {
  ingredientId: string | null;
  recipeId: string | null;
  quantity: string;
  unit: BaseUnit | null;
}

/**
 * What one parent takes, as parts that a modifier may name; none where it cannot be worked out. Each recipe
 * is walked once, however many dishes contain it.
 */
export function partsIn(recipeSet: RecipeSet): (taken: Taken) => Part[] {
  const explode = makeExploder(recipeSet);
  const inside = new Map<string, ReadonlyMap<string, Exact>>();
  /** Portions of each recipe within one portion; called only for what explodes, so never in a ring. */
  const subRecipesOf = (recipeId: string): ReadonlyMap<string, Exact> => {
    const known = inside.get(recipeId);
    if (known) return known;
    const found = new Map<string, Exact>();
    const put = (id: string, portions: Exact) => found.set(id, add(found.get(id) ?? ZERO, portions));
    for (const { id, portions } of ownRecipes(recipeId, recipeSet)) {
      put(id, portions);
      for (const [sub, each] of subRecipesOf(id)) put(sub, multiply(each, portions));
    }
    inside.set(recipeId, found);
    return found;
  };
  return (taken) => {
    const amount = exact(taken.quantity);
    const { ingredientId, recipeId } = taken;
    if (ingredientId !== null) {
      const baseUnit = recipeSet.ingredients.get(ingredientId)?.baseUnit;
      const inBase = baseUnit && convert(amount, taken.unit ?? baseUnit, baseUnit);
      if (!baseUnit || !inBase) return [];
      return [
        { type: 'ingredient', id: ingredientId, baseUnit, quantity: inBase, own: inBase, isWhole: true },
      ];
    }
    const explosion = recipeId === null ? null : explode(recipeId);
    if (recipeId === null || !explosion?.ok) return [];
    const own = ownIngredients(recipeId, recipeSet);
    const direct = new Set(ownRecipes(recipeId, recipeSet).map(({ id }) => id));
    const parts: Part[] = [
      { type: 'recipe', id: recipeId, baseUnit: null, quantity: amount, own: amount, isWhole: true },
      ...[...explosion.usage].map(([id, usage]) => ({
        type: 'ingredient' as const,
        id,
        baseUnit: recipeSet.ingredients.get(id)?.baseUnit ?? null,
        quantity: multiply(usage, amount),
        own: multiply(own.get(id) ?? ZERO, amount),
        isWhole: false,
      })),
      ...[...subRecipesOf(recipeId)].map(([id, portions]) => {
        const quantity = multiply(portions, amount);
        const of = direct.has(id) ? quantity : ZERO;
        return { type: 'recipe' as const, id, baseUnit: null, quantity, own: of, isWhole: false };
      }),
    ];
    return parts;
  };
}

/** Ingredients of a dish's own lines, with trim. */
function ownIngredients(recipeId: string, { recipes, ingredients }: RecipeSet): Map<string, Exact> {
  const own = new Map<string, Exact>();
  for (const { ingredientId, quantity, unit, trimPercent } of recipes.get(recipeId)?.lines ?? []) {
    const baseUnit = ingredientId === null ? undefined : ingredients.get(ingredientId)?.baseUnit;
    if (ingredientId === null || !baseUnit) continue;
    const inBase = convert(exact(quantity), unit ?? baseUnit, baseUnit);
    const taken = inBase && gross(inBase, trimPercent);
    if (taken) own.set(ingredientId, add(own.get(ingredientId) ?? ZERO, taken));
  }
  return own;
}

const ownRecipes = (recipeId: string, { recipes }: RecipeSet) =>
  (recipes.get(recipeId)?.lines ?? []).flatMap(({ subRecipeId, quantity, trimPercent }) => {
    const portions = gross(exact(quantity), trimPercent);
    return subRecipeId === null || !portions ? [] : [{ id: subRecipeId, portions }];
  });
