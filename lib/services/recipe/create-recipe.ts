import { v7 } from 'uuid';
import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockRecipes } from '@/db/locks';
import { insertRecipe, insertRecipeVersion, type RecipeLineRow } from '@/db/queries/recipes';
import { createRecipeInput, type Recipe } from '@/lib/contracts/recipes';
import { onViolation } from '@/lib/errors/violations';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { checkExplosions } from './check-explosions';
import { checkRecipeLines, toLineRow } from './check-recipe-lines';
import { loadRecipes } from './load-recipes';

/**
 * Throws ingredient_not_found | recipe_not_found | sub_recipe_inactive | unit_mismatch | recipe_cycle |
 * recipe_too_deep | recipe_amount_too_long | name_taken.
 */
export async function createRecipe(
  ctx: ServiceContext,
  raw: z.input<typeof createRecipeInput>,
): Promise<Recipe> {
  requireCompany(ctx, raw.company_id, 'manage');
  const { company_id, ...recipe } = createRecipeInput.parse(raw);
  try {
    return await ctx.db.transaction(async (tx) => {
      await lockRecipes(tx, company_id);
      return writeNewRecipe(tx, ctx, company_id, recipe);
    });
  } catch (error) {
    return onViolation(error, { recipes_name_key: 'name_taken' });
  }
}

/**
 * The first version of a recipe with its audit row. Call it under lockRecipes. `kept`: lines it has from
 * another recipe, not refused for an ingredient archived since.
 */
export async function writeNewRecipe(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  input: Omit<z.output<typeof createRecipeInput>, 'company_id'>,
  { kept = [], details = {} }: { kept?: readonly RecipeLineRow[]; details?: Record<string, unknown> } = {},
): Promise<Recipe> {
  const id = v7();
  await checkRecipeLines(tx, companyId, id, input.lines, kept);
  const row = await insertRecipe(tx, { id, companyId, name: input.name, isActive: input.is_active });
  const version = { companyId, recipeId: id, version: 1, createdBy: actorName(ctx.actor) };
  await insertRecipeVersion(tx, version, input.lines.map(toLineRow));
  await checkExplosions(tx, companyId, id, []);
  await writeAudit(tx, ctx, {
    companyId,
    action: 'recipe.create',
    subjectType: 'recipe',
    subjectId: id,
    details: { name: input.name, lines: input.lines.length, ...details },
  });
  const [recipe] = await loadRecipes(tx, companyId, [row]);
  return recipe as Recipe;
}
