import { v7 } from 'uuid';
import type { z } from 'zod';
import { lockRecipes } from '@/db/locks';
import { insertRecipe, insertRecipeVersion } from '@/db/queries/recipes';
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
  const input = createRecipeInput.parse(raw);
  const companyId = input.company_id;
  const id = v7();
  try {
    return await ctx.db.transaction(async (tx) => {
      await lockRecipes(tx, companyId);
      await checkRecipeLines(tx, companyId, id, input.lines, []);
      const row = await insertRecipe(tx, { id, companyId, name: input.name, isActive: input.is_active });
      const version = { companyId, recipeId: id, version: 1, createdBy: actorName(ctx.actor) };
      await insertRecipeVersion(tx, version, input.lines.map(toLineRow));
      await checkExplosions(tx, companyId, id, []);
      await writeAudit(tx, ctx, {
        companyId,
        action: 'recipe.create',
        subjectType: 'recipe',
        subjectId: id,
        details: { name: input.name, lines: input.lines.length },
      });
      const [recipe] = await loadRecipes(tx, companyId, [row]);
      return recipe as Recipe;
    });
  } catch (error) {
    return onViolation(error, { recipes_name_key: 'name_taken' });
  }
}
