import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import { insertRecipeVersion, listCurrentLines, type RecipeLineRow } from '@/db/queries/recipes';
import type { recipeLineInput } from '@/lib/contracts/recipes';
import { canonical } from '@/lib/core/quantity';
import { requireDays } from '../company/require-days';
import { actorName, type ServiceContext } from '../context';
import { reaches } from '../item/write-mapping-versions';
import { checkExplosions } from './check-explosions';
import { checkRecipeLines, toLineRow } from './check-recipe-lines';

type Line = z.output<typeof recipeLineInput>;
type Comparable = ReturnType<typeof toLineRow>;

/**
 * Other lines of a recipe from a day on are a new version, the same lines again none (R25). Call it under
 * lockRecipes. Throws what checkRecipeLines and checkExplosions throw. Answers whether a version was written.
 */
export async function writeRecipeVersion(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  recipe: {
    id: string;
    lines: readonly Line[];
    /** First business day they count for; null = all. */
    effectiveFrom: string | null;
    /** It was archived: everything in it must stand again, also what it had before. */
    comesBack?: boolean;
  },
): Promise<boolean> {
  await requireDays(ctx, companyId, { effective_from: recipe.effectiveFrom }, 'a_year_ahead');
  const { versions, since, lines } = await listCurrentLines(tx, companyId, [recipe.id]);
  const old = lines.get(recipe.id) ?? [];
  await checkRecipeLines(tx, companyId, recipe.id, recipe.lines, recipe.comesBack ? [] : old);
  const next = recipe.lines.map(toLineRow);
  if (sameLines(next, old) && reaches(since.get(recipe.id) ?? null, recipe.effectiveFrom)) return false;
  const version = (versions.get(recipe.id) ?? 0) + 1;
  const { effectiveFrom } = recipe;
  const values = { companyId, recipeId: recipe.id, version, effectiveFrom, createdBy: actorName(ctx.actor) };
  await insertRecipeVersion(tx, values, next);
  await checkExplosions(tx, companyId, recipe.id, old);
  return true;
}

function sameLines(next: readonly Comparable[], old: readonly RecipeLineRow[]): boolean {
  const key = (line: Comparable | RecipeLineRow) =>
    JSON.stringify([
      line.ingredientId,
      line.subRecipeId,
      canonical(line.quantity),
      line.unit,
      canonical(line.trimPercent),
    ]);
  return (
    next.length === old.length && next.every((line, index) => key(line) === key(old[index] as RecipeLineRow))
  );
}
