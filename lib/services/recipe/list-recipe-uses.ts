import type { z } from 'zod';
import { listUses } from '@/db/queries/uses';
import type { thingInput } from '@/lib/contracts/common';
import type { usesSchema } from '@/lib/contracts/ingredients';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';

/** Active recipes that have the recipe in them, and items mapped to it. */
export async function listRecipeUses(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<z.infer<typeof usesSchema>> {
  const companyId = await requireThing(ctx, 'recipe', input, 'read');
  const uses = await listUses(ctx.db, companyId, { recipeId: input.id }, 500);
  return { data: uses.map(({ isArchived, ...use }) => ({ ...use, is_archived: isArchived })) };
}
