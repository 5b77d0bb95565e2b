import type { z } from 'zod';
import { listCountsWithVariance } from '@/db/queries/stock-counts';
import type { Page } from '@/lib/contracts/common';
import { listCountsInput, type StockCount } from '@/lib/contracts/stock';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import { requireDays } from '../company/require-days';
import type { ServiceContext } from '../context';
import { decodeCursor, encodeCursor } from '../cursor';
import { toCount } from './to-count';

export const DAY_SEQ_CURSOR = [/^\d{4}-\d{2}-\d{2}$/, /^\d{1,19}$/] as const;

/**
 * What was counted, the newest day first, each with its variance and the movements since the count before.
 */
export async function listCounts(
  ctx: ServiceContext,
  raw: z.input<typeof listCountsInput>,
): Promise<Page<StockCount>> {
  requireCompany(ctx, raw.company_id, 'read');
  const input = listCountsInput.parse(raw);
  await requireDays(ctx, input.company_id, { from: input.from, to: input.to });
  const [day, seq] = decodeCursor(input.cursor, DAY_SEQ_CURSOR);
  const rows = await listCountsWithVariance(ctx.db, input.company_id, {
    storageUnitId: input.storage_unit_id,
    ingredientId: input.ingredient_id,
    batchId: input.batch_id,
    from: input.from,
    to: input.to ?? (await currentDay(ctx, input.company_id)),
    includeWithdrawn: input.include_withdrawn,
    limit: input.limit + 1,
    after: day && seq ? { day, seq } : undefined,
  });
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return { data: page.map(toCount), next_cursor: last ? encodeCursor([last.businessDay, last.seq]) : null };
}
