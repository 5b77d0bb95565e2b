import type { z } from 'zod';
import { listSheets } from '@/db/queries/stock-counts';
import type { Page } from '@/lib/contracts/common';
import { type CountSheet, listCountSheetsInput } from '@/lib/contracts/stock';
import { canonical } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';
import { decodeCursor, encodeCursor } from '../cursor';
import { DAY_SEQ_CURSOR } from './list-counts';
import { toCountedAt } from './to-count';

/** Counts entered together, the newest day first. */
export async function listCountSheets(
  ctx: ServiceContext,
  raw: z.input<typeof listCountSheetsInput>,
): Promise<Page<CountSheet>> {
  requireCompany(ctx, raw.company_id, 'read');
  const input = listCountSheetsInput.parse(raw);
  const [day, seq] = decodeCursor(input.cursor, DAY_SEQ_CURSOR);
  const rows = await listSheets(ctx.db, input.company_id, {
    storageUnitId: input.storage_unit_id,
    to: await currentDay(ctx, input.company_id),
    limit: input.limit + 1,
    after: day && seq ? { day, seq } : undefined,
  });
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    data: page.map((row) => ({
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
    next_cursor: last ? encodeCursor([last.businessDay, last.lastSeq]) : null,
  };
}
