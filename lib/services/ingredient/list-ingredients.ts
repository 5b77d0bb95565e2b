import type { z } from 'zod';
import { listIngredientRows } from '@/db/queries/ingredients';
import { findWatchedStock } from '@/db/queries/known-stock';
import type { Page } from '@/lib/contracts/common';
import { type ListedIngredient, listIngredientsInput } from '@/lib/contracts/ingredients';
import { DomainError } from '@/lib/core/domain-error';
import { isBelowMinimum } from '@/lib/core/minimum-stock';
import { canonical } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';
import { ownUnits } from '../own-units';
import { BY_NAME, readPage } from '../pagination';
import { toIngredient } from './to-ingredient';

/**
 * A stock keeper chooses among them, and is not told what they cost, nor their minimum, which is of all
 * storage units. Throws forbidden for a stock keeper who asks what is below it.
 */
export async function listIngredients(
  ctx: ServiceContext,
  raw: z.input<typeof listIngredientsInput>,
): Promise<Page<ListedIngredient>> {
  requireCompany(ctx, raw.company_id, 'stock');
  const input = listIngredientsInput.parse(raw);
  const { company_id: companyId, below_minimum: belowMinimum } = input;
  const isKept = ownUnits(ctx, companyId) !== null;
  if (isKept && belowMinimum) throw new DomainError('forbidden', 'stock of others', { permission: 'read' });
  const today = await currentDay(ctx, companyId);
  const { rows, next_cursor } = await readPage(input, BY_NAME, (page) =>
    listIngredientRows(ctx.db, companyId, {
      search: input.search,
      baseUnit: input.base_unit,
      belowMinimumOn: belowMinimum ? today : null,
      includeArchived: input.include_archived,
      ...page,
    }),
  );
  const watched = isKept ? [] : rows.filter((row) => row.minimumQuantity !== null).map(({ id }) => id);
  const stock = await findWatchedStock(ctx.db, companyId, watched, today);
  const data = rows.map((row) => {
    const onHand = stock.get(row.id) ?? null;
    return {
      ...toIngredient(row),
      ...(isKept && { standard_cost: null, minimum_quantity: null }),
      on_hand: onHand === null ? null : canonical(onHand),
      is_below_minimum: isBelowMinimum(onHand, row.minimumQuantity),
    };
  });
  return { data, next_cursor };
}
