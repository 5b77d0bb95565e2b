import { gross } from './gross';
import { type Exact, exact, isLongerThan, multiply, sumWithin } from './quantity';
import { now, type Steps } from './steps';
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
interface RecipeVersion {
  recipeId: string;
  versionId: string;
  lines: readonly RecipeLine[];
}
export interface RecipeSet {
  recipes: ReadonlyMap<string, RecipeVersion>;
  ingredients: ReadonlyMap<string, { baseUnit: BaseUnit }>;
}
type ExplosionFailure =
  | 'recipe_missing'
  | 'recipe_empty'
  | 'recipe_cycle'
  | 'recipe_too_deep'
  | 'recipe_amount_too_long'
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

/**
 * A recipe without sub-recipes is one level; beyond this it is a mistake or an attack, as is an exact amount
 * beyond so many digits (R17).
 */
const MAX_LEVELS = 20;
const MAX_DIGITS = 400;
/** Digits of a partial sum; adding the remaining lines will not reduce a longer one to MAX_DIGITS. */
const MAX_PARTIAL_DIGITS = 2 * MAX_DIGITS;

interface Exploded {
  explosion: Extract<Explosion, { ok: true }>;
  levels: number;
  /** Every recipe walked, in the version it was met in, and every ingredient's base unit. */
  versions: ReadonlyMap<string, string>;
  units: ReadonlyMap<string, BaseUnit>;
}
type Walked = Exploded | { explosion: Extract<Explosion, { ok: false }> };

/** Amounts worked out between which others get a turn. */
const AMOUNTS_A_STEP = 8;
/** Amounts and versions held at most, over all explosions kept. */
const MAX_KEPT = 100_000;

/**
 * Explosions kept over recipe sets, one per recipe version: it holds wherever each recipe walked counts in
 * the same version and each ingredient has the same base unit. What failed is not kept. The one longest
 * unused goes first.
 */
export class KnownExplosions {
  private readonly byVersion = new Map<string, Exploded>();
  private kept = 0;

  find(recipeSet: RecipeSet, recipeId: string): Exploded | undefined {
    const versionId = recipeSet.recipes.get(recipeId)?.versionId;
    const known = versionId === undefined ? undefined : this.byVersion.get(versionId);
    if (versionId === undefined || !known) return undefined;
    for (const [id, version] of known.versions) {
      if (recipeSet.recipes.get(id)?.versionId !== version) return undefined;
    }
    for (const [id, unit] of known.units)
      if (recipeSet.ingredients.get(id)?.baseUnit !== unit) return undefined;
    this.byVersion.delete(versionId);
    this.byVersion.set(versionId, known);
    return known;
  }

  keep(versionId: string, exploded: Exploded): void {
    this.drop(versionId);
    this.byVersion.set(versionId, exploded);
    this.kept += weightOf(exploded);
    for (const oldest of this.byVersion.keys()) {
      if (this.kept <= MAX_KEPT) break;
      this.drop(oldest);
    }
  }

  private drop(versionId: string): void {
    const known = this.byVersion.get(versionId);
    if (known && this.byVersion.delete(versionId)) this.kept -= weightOf(known);
  }
}
const weightOf = ({ versions, units }: Exploded) => versions.size + units.size;

/** Explodes recipes of one set; each recipe is walked once, however many others contain it. */
export function makeExploder(recipeSet: RecipeSet): (recipeId: string) => Explosion {
  const explode = exploding(recipeSet);
  return (recipeId) => now(explode(recipeId));
}

/**
 * Explodes in steps of a few milliseconds. Walks with a list of its own, not with the language's stack: a
 * chain saved before there was a limit may be thousands deep.
 */
export function exploding(
  recipeSet: RecipeSet,
  known = new KnownExplosions(),
): (recipeId: string) => Steps<Explosion> {
  const done = new Map<string, Walked>();

  return function* explode(recipeId) {
    const path: { recipeId: string; subs: string[] }[] = [];
    const open = new Set<string>();
    const enter = (id: string) => {
      if (done.has(id) || open.has(id)) return;
      const kept = known.find(recipeSet, id);
      if (kept) {
        done.set(id, kept);
        return;
      }
      open.add(id);
      path.push({ recipeId: id, subs: subRecipesOf(recipeSet.recipes.get(id)) });
    };
    enter(recipeId);
    for (let last = path.at(-1); last; last = path.at(-1)) {
      const next = last.subs.pop();
      if (next !== undefined) {
        enter(next);
        continue;
      }
      const walked = yield* walk(recipeSet, last.recipeId, done);
      done.set(last.recipeId, walked);
      const version = recipeSet.recipes.get(last.recipeId);
      if (version && 'levels' in walked) known.keep(version.versionId, walked);
      open.delete(last.recipeId);
      path.pop();
    }
    const { explosion } = done.get(recipeId) as Walked;
    return explosion;
  };
}

const subRecipesOf = (recipe: RecipeVersion | undefined) =>
  [...new Set((recipe?.lines ?? []).flatMap((line) => line.subRecipeId ?? []))].reverse();

/** One recipe whose sub-recipes are done; one that is not yet done contains this one. */
function* walk(recipeSet: RecipeSet, recipeId: string, done: ReadonlyMap<string, Walked>): Steps<Walked> {
  const failed = (reason: ExplosionFailure, at = recipeId): Walked => ({
    explosion: { ok: false, reason, recipeId: at },
  });
  const recipe = recipeSet.recipes.get(recipeId);
  if (!recipe) return failed('recipe_missing');
  if (recipe.lines.length === 0) return failed('recipe_empty');

  const units = new Map<string, BaseUnit>();
  const terms = new Map<string, Exact[]>();
  const parts = new Map<string, { sub: Exploded; amounts: Exact[] }>();
  for (const line of recipe.lines) {
    const amount = gross(exact(line.quantity), line.trimPercent);
    if (amount === null) return failed('trim_invalid');
    if (line.ingredientId !== null) {
      const ingredient = recipeSet.ingredients.get(line.ingredientId);
      if (!ingredient) return failed('ingredient_missing');
      const inBase = convert(amount, line.unit ?? ingredient.baseUnit, ingredient.baseUnit);
      if (inBase === null) return failed('unit_mismatch');
      units.set(line.ingredientId, ingredient.baseUnit);
      pushTo(terms, line.ingredientId, inBase);
    } else if (line.subRecipeId !== null) {
      const sub = done.get(line.subRecipeId);
      if (!sub) return failed('recipe_cycle', line.subRecipeId);
      if (!('levels' in sub)) return sub;
      const part = parts.get(line.subRecipeId);
      if (part) part.amounts.push(amount);
      else parts.set(line.subRecipeId, { sub, amounts: [amount] });
    }
  }
  const levels = 1 + [...parts.values()].reduce((most, { sub }) => Math.max(most, sub.levels), 0);
  if (levels > MAX_LEVELS) return failed('recipe_too_deep');

  let steps = 0;
  const versions = new Map([[recipeId, recipe.versionId]]);
  const versionIds = new Set([recipe.versionId]);
  for (const { sub, amounts } of parts.values()) {
    // The lines of one sub-recipe are one line of their sum.
    const portions = sumWithin(amounts, MAX_PARTIAL_DIGITS);
    if (portions === null) return failed('recipe_amount_too_long');
    for (const [id, version] of sub.versions) versions.set(id, version);
    for (const [id, unit] of sub.units) units.set(id, unit);
    for (const versionId of sub.explosion.versionIds) versionIds.add(versionId);
    for (const [ingredientId, perPortion] of sub.explosion.usage) {
      pushTo(terms, ingredientId, multiply(perPortion, portions));
      if (++steps % AMOUNTS_A_STEP === 0) yield;
    }
  }
  const usage = new Map<string, Exact>();
  for (const [ingredientId, amounts] of terms) {
    const sum = sumWithin(amounts, MAX_PARTIAL_DIGITS);
    if (sum === null || isLongerThan(sum, MAX_DIGITS)) return failed('recipe_amount_too_long');
    usage.set(ingredientId, sum);
    if (++steps % AMOUNTS_A_STEP === 0) yield;
  }
  return { explosion: { ok: true, usage, versionIds: [...versionIds] }, levels, versions, units };
}

function pushTo(terms: Map<string, Exact[]>, id: string, amount: Exact): void {
  const own = terms.get(id);
  if (own) own.push(amount);
  else terms.set(id, [amount]);
}

/**
 * The path of recipe ids by which `recipeId` would contain itself if it used `subRecipeIds`; null when it
 * would not. `graph`: recipe id → ids of the sub-recipes it uses now.
 */
export function findCycle(
  recipeId: string,
  subRecipeIds: readonly string[],
  graph: ReadonlyMap<string, readonly string[]>,
): string[] | null {
  const visited = new Set<string>();
  const path = [{ id: recipeId, next: [...subRecipeIds].reverse() }];
  for (let last = path.at(-1); last; last = path.at(-1)) {
    const id = last.next.pop();
    if (id === undefined) path.pop();
    else if (id === recipeId) return [...path.map((step) => step.id), id];
    else if (!visited.has(id)) {
      visited.add(id);
      path.push({ id, next: [...(graph.get(id) ?? [])].reverse() });
    }
  }
  return null;
}
