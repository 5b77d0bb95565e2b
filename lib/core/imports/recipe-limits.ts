import { exploding, findCycle, type RecipeSet } from '../recipe-explosion';
import type { Steps } from '../steps';
import type { Known, KnownLine } from './plan';
import type { RecipeGroup } from './plan-recipes';

type Lines = ReadonlyMap<string, readonly KnownLine[]>;
const LIMITS = ['recipe_too_deep', 'recipe_amount_too_long'] as const;

/**
 * Marks the recipes of a file that would contain themselves, or that could no longer be worked out, or make
 * that of a recipe that uses them (R17). One that was so before says nothing against the change.
 */
export function* checkRecipes(groups: readonly RecipeGroup[], known: Known): Steps<void> {
  const before: Lines = new Map(known.recipes.map((recipe) => [recipe.id, recipe.lines]));
  const after = new Map(before);
  for (const group of groups)
    after.set(
      group.key,
      group.rows.flatMap(({ line }) => line ?? []),
    );
  const names = new Map(known.recipes.map((recipe) => [recipe.id, recipe.name]));
  for (const group of groups) names.set(group.key, group.name);
  const graph = partsOf(after);
  const isRound = new Set<RecipeGroup>();
  for (const group of groups) {
    const cycle = findCycle(group.key, graph.get(group.key) ?? [], graph);
    yield;
    if (!cycle) continue;
    isRound.add(group);
    const path = cycle.map((id) => names.get(id) ?? '').join(' → ');
    rowUsing(group, cycle[1]).fail('component', 'recipe_cycle', { path: path.slice(0, 300) });
  }
  if (isRound.size > 0) return;
  const explodeAfter = exploding(toSet(after, known));
  const explodeBefore = exploding(toSet(before, known));
  const changed = new Map(groups.map((group) => [group.key, group]));
  for (const [id, group] of usersOf(changed, graph)) {
    const explosion = yield* explodeAfter(id);
    yield;
    const reason = explosion.ok ? undefined : LIMITS.find((limit) => limit === explosion.reason);
    if (!reason) continue;
    if (!changed.has(id)) {
      const earlier = yield* explodeBefore(id);
      if (!earlier.ok && earlier.reason === reason) continue;
    }
    group.rows[0]?.cells.fail('recipe', reason, { name: names.get(id) ?? '' });
  }
}

const partsOf = (lines: Lines) =>
  new Map([...lines].map(([id, own]) => [id, [...new Set(own.flatMap((line) => line.subRecipeId ?? []))]]));

const rowUsing = (group: RecipeGroup, part: string | undefined) =>
  (
    group.rows.find(({ line }) => line?.subRecipeId === part) ??
    (group.rows[0] as RecipeGroup['rows'][number])
  ).cells;

/** The recipes of the file and all that use them, each with the one of the file for which it is looked at. */
function usersOf(changed: ReadonlyMap<string, RecipeGroup>, graph: ReadonlyMap<string, readonly string[]>) {
  const users = new Map<string, string[]>();
  for (const [id, parts] of graph) {
    for (const part of parts) {
      const own = users.get(part);
      if (own) own.push(id);
      else users.set(part, [id]);
    }
  }
  const reached = new Map(changed);
  for (const [id, group] of reached) {
    for (const user of users.get(id) ?? []) if (!reached.has(user)) reached.set(user, group);
  }
  return reached;
}

function toSet(lines: Lines, known: Known): RecipeSet {
  return {
    ingredients: new Map(known.ingredients.map(({ id, baseUnit }) => [id, { baseUnit }])),
    recipes: new Map(
      [...lines].map(([recipeId, own]) => [
        recipeId,
        { recipeId, versionId: recipeId, lines: own.map((line, position) => ({ ...line, position })) },
      ]),
    ),
  };
}
