import { type Exact, exact, isBeyond, multiply, negate } from './quantity';
import { exploding, type KnownExplosions, type RecipeSet } from './recipe-explosion';
import type { PlanMapping } from './resolve-item';
import { now, type Steps } from './steps';
import { convert } from './units';

/**
 * What one sold item changes of stock: by ingredient, signed, exact, in base units; or why that cannot be
 * said.
 */
export type Usage =
  | { ok: true; perItem: ReadonlyMap<string, Exact>; recipeVersionIds: readonly string[] | null }
  | { ok: false; reason: string };

export interface UsageByMapping {
  of(mapping: PlanMapping): Usage;
  /** Beforehand and in steps: what `of` then has at hand. */
  workOut(mapping: PlanMapping): Steps<Usage>;
}

/**
 * Base units a sold item beyond which they are a mistake: the entry would pass the 18 digits of its column
 * and stop the day (R21).
 */
const MAX_USAGE_PER_ITEM = exact('1000000000');
/** Ingredients between which others get a turn. */
const INGREDIENTS_A_STEP = 16;

/**
 * Usage per sold item, worked out once per mapping version (R17, R18). `known`: explosions of earlier plans,
 * which those of this one join.
 */
export function usageByMapping(recipeSet: RecipeSet, known?: KnownExplosions): UsageByMapping {
  const exploders = new Map<RecipeSet, ReturnType<typeof exploding>>();
  const explode = (mapping: PlanMapping, recipeId: string) => {
    const used = mapping.recipeSet ?? recipeSet;
    const exploder = exploders.get(used) ?? exploding(used, known);
    exploders.set(used, exploder);
    return exploder(recipeId);
  };
  const done = new Map<string, Usage>();
  function* work(mapping: PlanMapping): Steps<Usage> {
    if (mapping.quantity === null) return { ok: false, reason: 'mapping_incomplete' };
    const size = exact(mapping.quantity);
    const factor = mapping.isSubtraction ? size : negate(size);
    if (mapping.ingredientId !== null) {
      const ingredient = recipeSet.ingredients.get(mapping.ingredientId);
      if (!ingredient) return { ok: false, reason: 'ingredient_missing' };
      const { baseUnit } = ingredient;
      const amount = convert(factor, mapping.unit ?? baseUnit, baseUnit);
      if (amount === null) return { ok: false, reason: 'unit_mismatch' };
      return { ok: true, perItem: new Map([[mapping.ingredientId, amount]]), recipeVersionIds: null };
    }
    if (mapping.recipeId === null) return { ok: false, reason: 'mapping_incomplete' };
    const explosion = yield* explode(mapping, mapping.recipeId);
    if (!explosion.ok) return { ok: false, reason: explosion.reason };
    const perItem = new Map<string, Exact>();
    for (const [id, amount] of explosion.usage) {
      perItem.set(id, multiply(amount, factor));
      if (perItem.size % INGREDIENTS_A_STEP === 0) yield;
    }
    return { ok: true, perItem, recipeVersionIds: explosion.versionIds };
  }
  function* workOut(mapping: PlanMapping): Steps<Usage> {
    const usage = done.get(mapping.versionId) ?? inRange(yield* work(mapping));
    done.set(mapping.versionId, usage);
    return usage;
  }
  return { of: (mapping) => done.get(mapping.versionId) ?? now(workOut(mapping)), workOut };
}

function inRange(usage: Usage): Usage {
  if (!usage.ok) return usage;
  const isTooMuch = [...usage.perItem.values()].some((amount) => isBeyond(amount, MAX_USAGE_PER_ITEM));
  return isTooMuch ? { ok: false, reason: 'usage_out_of_range' } : usage;
}
