import type { z } from 'zod';
import { findIngredient } from '@/db/queries/ingredients';
import type { thingInput } from '@/lib/contracts/common';
import type { Ingredient } from '@/lib/contracts/ingredients';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { toIngredient } from './to-ingredient';

export async function getIngredient(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<Ingredient> {
  const companyId = await requireThing(ctx, 'ingredient', input, 'read');
  const row = await findIngredient(ctx.db, companyId, input.id);
  if (!row) throw new DomainError('not_found', 'no such ingredient', { thing: 'ingredient' });
  return toIngredient(row);
}
