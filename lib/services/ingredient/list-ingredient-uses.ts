import type { z } from 'zod';
import { listUses } from '@/db/queries/uses';
import type { thingInput } from '@/lib/contracts/common';
import type { usesSchema } from '@/lib/contracts/ingredients';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { toUse } from './to-use';

/** Active recipes that have the ingredient in them, and items mapped to it. */
export async function listIngredientUses(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<z.infer<typeof usesSchema>> {
  const companyId = await requireThing(ctx, 'ingredient', input, 'read');
  const uses = await listUses(ctx.db, companyId, { ingredientId: input.id }, 500);
  return { data: uses.map(toUse) };
}
