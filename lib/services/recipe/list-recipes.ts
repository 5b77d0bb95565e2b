import type { z } from 'zod';
import { listRecipeRows } from '@/db/queries/recipes';
import type { Page } from '@/lib/contracts/common';
import { listRecipesInput, type Recipe } from '@/lib/contracts/recipes';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { BY_NAME, readPage } from '../pagination';
import { loadRecipes } from './load-recipes';

export async function listRecipes(
  ctx: ServiceContext,
  raw: z.input<typeof listRecipesInput>,
): Promise<Page<Recipe>> {
  requireCompany(ctx, raw.company_id, 'read');
  const input = listRecipesInput.parse(raw);
  const { rows, next_cursor } = await readPage(input, BY_NAME, (page) =>
    listRecipeRows(ctx.db, input.company_id, {
      search: input.search,
      includeArchived: input.include_archived,
      ...page,
    }),
  );
  return { data: await loadRecipes(ctx.db, input.company_id, rows), next_cursor };
}
