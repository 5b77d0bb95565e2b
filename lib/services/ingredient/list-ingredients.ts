import type { z } from 'zod';
import { listIngredientRows } from '@/db/queries/ingredients';
import type { Page } from '@/lib/contracts/common';
import { type Ingredient, listIngredientsInput } from '@/lib/contracts/ingredients';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { BY_NAME, readPage } from '../pagination';
import { toIngredient } from './to-ingredient';

export async function listIngredients(
  ctx: ServiceContext,
  raw: z.input<typeof listIngredientsInput>,
): Promise<Page<Ingredient>> {
  requireCompany(ctx, raw.company_id, 'read');
  const input = listIngredientsInput.parse(raw);
  const { rows, next_cursor } = await readPage(input, BY_NAME, (page) =>
    listIngredientRows(ctx.db, input.company_id, {
      search: input.search,
      baseUnit: input.base_unit,
      includeArchived: input.include_archived,
      ...page,
    }),
  );
  return { data: rows.map(toIngredient), next_cursor };
}
