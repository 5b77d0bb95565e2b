import type { z } from 'zod';
import { listIngredientRows } from '@/db/queries/ingredients';
import type { Page } from '@/lib/contracts/common';
import { type Ingredient, listIngredientsInput } from '@/lib/contracts/ingredients';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { ownUnits } from '../own-units';
import { BY_NAME, readPage } from '../pagination';
import { toIngredient } from './to-ingredient';

/** A stock keeper chooses among them, and is not told what they cost. */
export async function listIngredients(
  ctx: ServiceContext,
  raw: z.input<typeof listIngredientsInput>,
): Promise<Page<Ingredient>> {
  requireCompany(ctx, raw.company_id, 'stock');
  const input = listIngredientsInput.parse(raw);
  const { rows, next_cursor } = await readPage(input, BY_NAME, (page) =>
    listIngredientRows(ctx.db, input.company_id, {
      search: input.search,
      baseUnit: input.base_unit,
      includeArchived: input.include_archived,
      ...page,
    }),
  );
  const isKept = ownUnits(ctx, input.company_id) !== null;
  const data = rows.map(toIngredient);
  return { data: isKept ? data.map((one) => ({ ...one, standard_cost: null })) : data, next_cursor };
}
