import type { z } from 'zod';
import type { thingInput } from '@/lib/contracts/common';
import type { Recipe } from '@/lib/contracts/recipes';
import type { ServiceContext } from '../context';
import { updateRecipe } from './update-recipe';

/**
 * Its versions and entries stay; what an active recipe or a mapping uses is refused: recipe_in_use. Throws
 * recipe_in_use.
 */
export function archiveRecipe(ctx: ServiceContext, input: z.infer<typeof thingInput>): Promise<Recipe> {
  return updateRecipe(ctx, { id: input.id, company_id: input.company_id, is_active: false });
}
