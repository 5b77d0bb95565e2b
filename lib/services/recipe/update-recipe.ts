import type { z } from 'zod';
import { lockRecipes } from '@/db/locks';
import { findRecipe, listCurrentLines, updateRecipeRow } from '@/db/queries/recipes';
import { listUses } from '@/db/queries/uses';
import { type Recipe, updateRecipeInput } from '@/lib/contracts/recipes';
import { DomainError } from '@/lib/core/domain-error';
import { onViolation } from '@/lib/errors/violations';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { toUse } from '../ingredient/to-use';
import { checkExplosions } from './check-explosions';
import { checkRecipeLines, toLineFacts, toLineInput, toLineRow } from './check-recipe-lines';
import { loadRecipes } from './load-recipes';
import { writeRecipeVersion } from './write-recipe-version';

/**
 * Changes what is given. Other lines are a new version, the same lines again none, so that days stay
 * recomputable (R25). What an active recipe or a mapping uses cannot become inactive: recipe_in_use. Throws
 * ingredient_not_found | recipe_not_found | sub_recipe_inactive | unit_mismatch | recipe_cycle |
 * recipe_too_deep | recipe_amount_too_long | name_taken | recipe_in_use.
 */
export async function updateRecipe(
  ctx: ServiceContext,
  raw: z.input<typeof updateRecipeInput>,
): Promise<Recipe> {
  const companyId = await requireThing(ctx, 'recipe', raw, 'manage');
  const input = updateRecipeInput.parse(raw);
  try {
    return await ctx.db.transaction(async (tx) => {
      await lockRecipes(tx, companyId);
      // saveMapping locks its target too: a recipe is not archived under a mapping just being made.
      const before = await findRecipe(tx, companyId, input.id, 'update');
      if (!before) throw new DomainError('not_found', 'no such recipe', { thing: 'recipe' });
      const { lines } = await listCurrentLines(tx, companyId, [input.id]);
      const old = lines.get(input.id) ?? [];
      if (input.is_active === false && before.isActive) {
        const uses = await listUses(tx, companyId, { recipeId: input.id });
        if (uses.length > 0) throw new DomainError('recipe_in_use', undefined, { used_by: uses.map(toUse) });
      }
      // A recipe comes back only when everything in it still stands.
      const comesBack = input.is_active === true && !before.isActive;
      if (input.lines) {
        await writeRecipeVersion(tx, ctx, companyId, {
          id: input.id,
          lines: input.lines,
          effectiveFrom: input.effective_from,
          comesBack,
        });
      } else if (comesBack) {
        await checkRecipeLines(tx, companyId, input.id, old.map(toLineInput), []);
        await checkExplosions(tx, companyId, input.id, old);
      }
      const row = await updateRecipeRow(tx, companyId, input.id, {
        ...(input.name !== undefined && { name: input.name }),
        ...(input.is_active !== undefined && { isActive: input.is_active }),
      });
      await writeAudit(tx, ctx, {
        companyId,
        action: 'recipe.update',
        subjectType: 'recipe',
        subjectId: input.id,
        before: { name: before.name, is_active: before.isActive, lines: old.map(toLineFacts) },
        after: {
          name: row?.name ?? before.name,
          is_active: row?.isActive ?? before.isActive,
          lines: (input.lines?.map(toLineRow) ?? old).map(toLineFacts),
        },
        details: input.effective_from === null ? {} : { effective_from: input.effective_from },
      });
      const [recipe] = await loadRecipes(tx, companyId, [row ?? before]);
      return recipe as Recipe;
    });
  } catch (error) {
    return onViolation(error, { recipes_name_key: 'name_taken' });
  }
}
