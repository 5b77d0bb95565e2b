import type { Transaction } from '@/db/client';
import {
  listCurrentLines,
  listRecipeGraph,
  listRecipesByIds,
  type RecipeLineRow,
} from '@/db/queries/recipes';
import type { BaseUnit } from '@/lib/contracts/common';
import { DomainError } from '@/lib/core/domain-error';
import { exploding, type RecipeSet } from '@/lib/core/recipe-explosion';
import { inTurns } from '@/lib/platform/in-turns';

type Lines = ReadonlyMap<string, readonly RecipeLineRow[]>;
type Graph = ReadonlyMap<string, readonly string[]>;
const EXPLODES = ['recipe_too_deep', 'recipe_amount_too_long'] as const;
type Explodes = (typeof EXPLODES)[number];

/**
 * A recipe whose new lines stand is refused when it, or an active one that it is part of, can no longer be
 * worked out (R17). One that was so before says nothing against the change: it may be on its way out. Call it
 * under lockRecipes. Throws recipe_too_deep | recipe_amount_too_long, with the name of the recipe it would
 * happen to.
 */
export async function checkExplosions(
  tx: Transaction,
  companyId: string,
  recipeId: string,
  before: readonly RecipeLineRow[],
): Promise<void> {
  const graph = await listRecipeGraph(tx, companyId);
  const users = reachable(recipeId, inverse(graph));
  const needed = new Set<string>();
  for (const id of users) for (const part of reachable(id, graph, needed)) needed.add(part);
  const { lines } = await listCurrentLines(tx, companyId, [...needed]);
  const bad = await failing(lines, users);
  if (bad.size === 0) return;
  const badBefore = await failing(new Map([...lines, [recipeId, before]]), new Set(bad.keys()));
  const rows = new Map((await listRecipesByIds(tx, companyId, [...bad.keys()])).map((row) => [row.id, row]));
  // The saved one first: its lines are before the eyes of who reads the reason.
  for (const id of users) {
    const reason = bad.get(id);
    const row = rows.get(id);
    if (!reason || !row || (id !== recipeId && (badBefore.has(id) || !row.isActive))) continue;
    throw new DomainError(reason, undefined, { recipe_id: id, name: row.name });
  }
}

function inverse(graph: Graph): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const [id, parts] of graph) {
    for (const part of new Set(parts)) {
      const own = users.get(part);
      if (own) own.push(id);
      else users.set(part, [id]);
    }
  }
  return users;
}

/** The recipe and all that the arrows lead to, nearest first; not through what is `known` already. */
function reachable(start: string, arrows: Graph, known: ReadonlySet<string> = new Set()): Set<string> {
  const reached = new Set([start]);
  for (const id of reached) {
    for (const next of arrows.get(id) ?? []) if (!known.has(next)) reached.add(next);
  }
  return reached;
}

async function failing(lines: Lines, ids: Iterable<string>): Promise<Map<string, Explodes>> {
  const explode = exploding(recipeSetOf(lines));
  const bad = new Map<string, Explodes>();
  for (const id of ids) {
    const explosion = await inTurns(explode(id));
    const reason = explosion.ok ? undefined : EXPLODES.find((one) => one === explosion.reason);
    if (reason) bad.set(id, reason);
  }
  return bad;
}

function recipeSetOf(lines: Lines): RecipeSet {
  const ingredients = new Map<string, { baseUnit: BaseUnit }>();
  const recipes: RecipeSet['recipes'] = new Map(
    [...lines].map(([recipeId, own]) => {
      for (const { ingredientId, baseUnit } of own) {
        if (ingredientId !== null && baseUnit !== null) ingredients.set(ingredientId, { baseUnit });
      }
      const toLine = (line: RecipeLineRow, position: number) => ({ ...line, position });
      return [recipeId, { recipeId, versionId: recipeId, lines: own.map(toLine) }];
    }),
  );
  return { recipes, ingredients };
}
