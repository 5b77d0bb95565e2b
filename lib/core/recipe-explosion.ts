import { add, compare, divide, type Exact, exact, isZero, multiply, ONE, subtract, ZERO } from './quantity';
import { type BaseUnit, convert } from './units';

export interface RecipeLine {
  position: number;
  ingredientId: string | null;
  subRecipeId: string | null;
  /** Per portion. Of an ingredient in `unit` (its base unit when null), of a sub-recipe in portions. */
  quantity: string;
  unit: BaseUnit | null;
  trimPercent: string;
}
export interface RecipeVersion {
  recipeId: string;
  versionId: string;
  lines: readonly RecipeLine[];
}
export interface RecipeBook {
  recipes: ReadonlyMap<string, RecipeVersion>;
  ingredients: ReadonlyMap<string, { baseUnit: BaseUnit }>;
}
export type ExplosionFailure =
  | 'recipe_missing'
  | 'recipe_empty'
  | 'recipe_cycle'
  | 'ingredient_missing'
  | 'trim_invalid'
  | 'unit_mismatch';
export type Explosion =
  | {
      ok: true;
      /** Ingredient id → exact amount for one portion, in the ingredient's base unit. */
      usage: ReadonlyMap<string, Exact>;
      /** Every recipe version walked, the exploded one first. */
      versionIds: readonly string[];
    }
  | { ok: false; reason: ExplosionFailure; recipeId: string };

const HUNDRED = exact('100');

/** What leaves stock for a usable amount: amount ÷ (1 − trim) (R17); null when nothing usable would be left. */
function gross(amount: Exact, trimPercent: string): Exact | null {
  const trim = exact(trimPercent);
  if (isZero(trim)) return amount;
  if (compare(trim, ZERO) < 0 || compare(trim, HUNDRED) >= 0) return null;
  return divide(amount, subtract(ONE, divide(trim, HUNDRED)));
}

/** Explodes recipes of one book to any depth; each recipe is walked once, however many others contain it. */
export function makeExploder(book: RecipeBook): (recipeId: string) => Explosion {
  const done = new Map<string, Explosion>();
  const open = new Set<string>();

  function explode(recipeId: string): Explosion {
    const known = done.get(recipeId);
    if (known) return known;
    if (open.has(recipeId)) return { ok: false, reason: 'recipe_cycle', recipeId };
    open.add(recipeId);
    const result = walk(recipeId);
    open.delete(recipeId);
    done.set(recipeId, result);
    return result;
  }

  function walk(recipeId: string): Explosion {
    const recipe = book.recipes.get(recipeId);
    if (!recipe) return { ok: false, reason: 'recipe_missing', recipeId };
    if (recipe.lines.length === 0) return { ok: false, reason: 'recipe_empty', recipeId };
    const usage = new Map<string, Exact>();
    const versionIds = new Set([recipe.versionId]);
    const take = (ingredientId: string, amount: Exact) =>
      usage.set(ingredientId, add(usage.get(ingredientId) ?? ZERO, amount));
    for (const line of recipe.lines) {
      const amount = gross(exact(line.quantity), line.trimPercent);
      if (amount === null) return { ok: false, reason: 'trim_invalid', recipeId };
      if (line.ingredientId !== null) {
        const ingredient = book.ingredients.get(line.ingredientId);
        if (!ingredient) return { ok: false, reason: 'ingredient_missing', recipeId };
        const inBase = convert(amount, line.unit ?? ingredient.baseUnit, ingredient.baseUnit);
        if (inBase === null) return { ok: false, reason: 'unit_mismatch', recipeId };
        take(line.ingredientId, inBase);
      } else if (line.subRecipeId !== null) {
        const sub = explode(line.subRecipeId);
        if (!sub.ok) return sub;
        for (const versionId of sub.versionIds) versionIds.add(versionId);
        for (const [ingredientId, perPortion] of sub.usage) take(ingredientId, multiply(perPortion, amount));
      }
    }
    return { ok: true, usage, versionIds: [...versionIds] };
  }

  return explode;
}

/**
 * The path of recipe ids by which `recipeId` would contain itself if it used `subRecipeIds`; null when it would not.
 * `graph`: recipe id → ids of the sub-recipes it uses now.
 */
export function findCycle(
  recipeId: string,
  subRecipeIds: readonly string[],
  graph: ReadonlyMap<string, readonly string[]>,
): string[] | null {
  const visited = new Set<string>();
  const search = (current: string, path: string[]): string[] | null => {
    if (current === recipeId) return [...path, current];
    if (visited.has(current)) return null;
    visited.add(current);
    for (const next of graph.get(current) ?? []) {
      const found = search(next, [...path, current]);
      if (found) return found;
    }
    return null;
  };
  for (const sub of subRecipeIds) {
    const found = search(sub, [recipeId]);
    if (found) return found;
  }
  return null;
}
