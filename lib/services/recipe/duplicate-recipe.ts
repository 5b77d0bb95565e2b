import type { z } from 'zod';
import { lockRecipes } from '@/db/locks';
import { findFreeRecipeName, findRecipe, listCurrentLines } from '@/db/queries/recipes';
import { duplicateRecipeInput, type Recipe } from '@/lib/contracts/recipes';
import { DomainError } from '@/lib/core/domain-error';
import { onViolation } from '@/lib/errors/violations';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { toLineInput } from './check-recipe-lines';
import { writeNewRecipe } from './create-recipe';

/** Names tried, by a number behind the one asked for, before it counts as taken. */
const MOST_COPIES = 100;

/**
 * An active recipe with the present lines of another one, under the name asked for or, where that is taken,
 * the first free one with a number. Throws sub_recipe_inactive | recipe_too_deep | recipe_amount_too_long |
 * name_taken.
 */
export async function duplicateRecipe(
  ctx: ServiceContext,
  raw: z.input<typeof duplicateRecipeInput>,
): Promise<Recipe> {
  const companyId = await requireThing(ctx, 'recipe', raw, 'manage');
  const { id, name: asked } = duplicateRecipeInput.parse(raw);
  try {
    return await ctx.db.transaction(async (tx) => {
      await lockRecipes(tx, companyId);
      if (!(await findRecipe(tx, companyId, id)))
        throw new DomainError('not_found', 'no such recipe', { thing: 'recipe' });
      const kept = (await listCurrentLines(tx, companyId, [id])).lines.get(id) ?? [];
      const name = await findFreeRecipeName(tx, companyId, numbered(asked));
      const recipe = { name: name ?? asked, is_active: true, lines: kept.map(toLineInput) };
      return writeNewRecipe(tx, ctx, companyId, recipe, { kept, details: { duplicate_of: id } });
    });
  } catch (error) {
    return onViolation(error, { recipes_name_key: 'name_taken' });
  }
}

/** `Soup (copy)`, `Soup (copy 2)`, …; `Soup`, `Soup 2`, … */
function numbered(name: string): string[] {
  const [, stem = name, end = ''] = /^(.*)(\))$/.exec(name) ?? [];
  return Array.from({ length: MOST_COPIES }, (_, n) => (n === 0 ? name : `${stem} ${n + 1}${end}`));
}
