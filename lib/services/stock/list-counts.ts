import type { z } from 'zod';
import { listCountsWithVariance } from '@/db/queries/stock-counts';
import type { Page } from '@/lib/contracts/common';
import { listCountsInput, type StockCount } from '@/lib/contracts/stock';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import { requireDays } from '../company/require-days';
import type { ServiceContext } from '../context';
import { ownUnits, requireOwnUnit } from '../own-units';
import { BY_DAY, readPage } from '../pagination';
import { toCount } from './to-count';

/**
 * What was counted, the newest day first, each with its variance and the movements since the count before.
 */
export async function listCounts(
  ctx: ServiceContext,
  raw: z.input<typeof listCountsInput>,
): Promise<Page<StockCount>> {
  requireCompany(ctx, raw.company_id, 'stock');
  const input = listCountsInput.parse(raw);
  const own = ownUnits(ctx, input.company_id);
  // A batch is of one unit, and is looked at for whose it is.
  if (input.batch_id === undefined) requireOwnUnit(ctx, input.company_id, input.storage_unit_id);
  await requireDays(ctx, input.company_id, { from: input.from, to: input.to });
  const to = input.to ?? (await currentDay(ctx, input.company_id));
  const { rows, next_cursor } = await readPage(input, BY_DAY, (page) =>
    listCountsWithVariance(ctx.db, input.company_id, {
      storageUnitId: input.storage_unit_id,
      ingredientId: input.ingredient_id,
      batchId: input.batch_id,
      from: input.from,
      to,
      includeWithdrawn: input.include_withdrawn,
      ...page,
    }),
  );
  if (own !== null && rows.some((row) => !own.includes(row.storageUnitId)))
    return { data: [], next_cursor: null };
  return { data: rows.map(toCount), next_cursor };
}
