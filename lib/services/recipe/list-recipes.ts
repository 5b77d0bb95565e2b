import type { z } from 'zod';
import { selectRecipes } from '@/db/queries/inventory';
import type { Page } from '@/lib/contracts/common';
import { listRecipesInput, type Recipe } from '@/lib/contracts/inventory';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { decodeNameCursor } from '../name-cursor';
import { namedPage } from '../named-page';
import { loadRecipes } from './load-recipes';

export async function listRecipes(
  ctx: ServiceContext,
  raw: z.input<typeof listRecipesInput>,
): Promise<Page<Recipe>> {
  requireCompany(ctx, raw.company_id, 'read');
  const input = listRecipesInput.parse(raw);
  const rows = await selectRecipes(ctx.db, input.company_id, {
    search: input.search,
    includeArchived: input.include_archived,
    limit: input.limit + 1,
    after: decodeNameCursor(input.cursor),
  });
  const page = namedPage(rows, input.limit, (row) => row);
  return { ...page, data: await loadRecipes(ctx.db, input.company_id, page.data) };
}
