import type { z } from 'zod';
import { selectIngredients } from '@/db/queries/inventory';
import type { Page } from '@/lib/contracts/common';
import { type Ingredient, listIngredientsInput } from '@/lib/contracts/inventory';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { decodeNameCursor } from '../name-cursor';
import { namedPage } from '../named-page';
import { toIngredient } from './to-ingredient';

export async function listIngredients(
  ctx: ServiceContext,
  raw: z.input<typeof listIngredientsInput>,
): Promise<Page<Ingredient>> {
  requireCompany(ctx, raw.company_id, 'read');
  const input = listIngredientsInput.parse(raw);
  const rows = await selectIngredients(ctx.db, input.company_id, {
    search: input.search,
    baseUnit: input.base_unit,
    includeArchived: input.include_archived,
    limit: input.limit + 1,
    after: decodeNameCursor(input.cursor),
  });
  return namedPage(rows, input.limit, toIngredient);
}
