import type { z } from 'zod';
import { findRecipe } from '@/db/queries/recipes';
import type { thingInput } from '@/lib/contracts/common';
import type { Recipe } from '@/lib/contracts/recipes';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { loadRecipes } from './load-recipes';

export async function getRecipe(ctx: ServiceContext, input: z.infer<typeof thingInput>): Promise<Recipe> {
  const companyId = await requireThing(ctx, 'recipe', input, 'read');
  const row = await findRecipe(ctx.db, companyId, input.id);
  const [recipe] = row ? await loadRecipes(ctx.db, companyId, [row]) : [];
  if (!recipe) throw new DomainError('not_found', 'no such recipe', { thing: 'recipe' });
  return recipe;
}
