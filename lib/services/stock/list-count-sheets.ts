import type { z } from 'zod';
import { selectCountSheets } from '@/db/queries/stock';
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
  const rows = await selectCountSheets(ctx.db, input.company_id, {
    storageUnitId: input.storage_unit_id,
    to: await currentDay(ctx, input.company_id),
    limit: input.limit + 1,
    after: day && seq ? { day, seq } : undefined,
  });
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    data: page.map((row) => ({
      batch_id: row.batch_id,
      storage_unit_id: row.storage_unit_id,
      storage_unit_name: row.storage_unit_name,
      date: row.business_day,
      counted_at: toCountedAt(row.moment),
      lines: row.lines,
      differing: row.differing,
      variance_value: canonical(row.variance_value),
      recorded_at: row.recorded_at,
    })),
    next_cursor: last ? encodeCursor([last.business_day, last.last_seq]) : null,
  };
}
