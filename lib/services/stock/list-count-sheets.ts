import type { z } from 'zod';
import { listSheets } from '@/db/queries/stock-counts';
import type { Page } from '@/lib/contracts/common';
import { type CountSheet, listCountSheetsInput } from '@/lib/contracts/stock';
import { canonical } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';
import { requireOwnUnit } from '../own-units';
import { BY_DAY, readPage } from '../pagination';
import { toCountedAt } from './to-count';

/** Counts entered together, the newest day first. */
export async function listCountSheets(
  ctx: ServiceContext,
  raw: z.input<typeof listCountSheetsInput>,
): Promise<Page<CountSheet>> {
  requireCompany(ctx, raw.company_id, 'stock');
  const input = listCountSheetsInput.parse(raw);
  requireOwnUnit(ctx, input.company_id, input.storage_unit_id);
  const to = await currentDay(ctx, input.company_id);
  const { rows, next_cursor } = await readPage(input, BY_DAY, (page) =>
    listSheets(ctx.db, input.company_id, {
      storageUnitId: input.storage_unit_id,
      to,
      ...page,
    }),
  );
  return {
    data: rows.map((row) => ({
      batch_id: row.batchId,
      storage_unit_id: row.storageUnitId,
      storage_unit_name: row.storageUnitName,
      date: row.businessDay,
      counted_at: toCountedAt(row.moment),
      lines: row.lines,
      differing: row.differing,
      variance_value: canonical(row.varianceValue),
      recorded_at: row.recordedAt,
    })),
    next_cursor,
  };
}
