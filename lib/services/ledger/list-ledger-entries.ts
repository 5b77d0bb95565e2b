import type { z } from 'zod';
import { listEntries } from '@/db/queries/ledger-entries';
import type { Page } from '@/lib/contracts/common';
import { type LedgerEntry, listLedgerEntriesInput } from '@/lib/contracts/inventory';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import { requireDays } from '../company/require-days';
import type { ServiceContext } from '../context';
import { decodeCursor, encodeCursor } from '../cursor';
import { requireKnownPast } from './known-at';
import { toEntry } from './to-entry';

const CURSOR = [/^\d{4}-\d{2}-\d{2}$/, /^\d{1,19}$/] as const;

/**
 * Entries, newest first; without `include_reversed` only those that stand; with `known_at` those that stood
 * then.
 */
export async function listLedgerEntries(
  ctx: ServiceContext,
  raw: z.input<typeof listLedgerEntriesInput>,
): Promise<Page<LedgerEntry>> {
  requireCompany(ctx, raw.company_id, 'read');
  const input = listLedgerEntriesInput.parse(raw);
  await requireDays(ctx, input.company_id, { from: input.from, to: input.to });
  await requireKnownPast(ctx, input.company_id, input.known_at);
  const [day, seq] = decodeCursor(input.cursor, CURSOR);
  const rows = await listEntries(ctx.db, input.company_id, {
    ingredientId: input.ingredient_id,
    storageUnitId: input.storage_unit_id,
    type: input.type,
    from: input.from,
    to: input.to ?? (await currentDay(ctx, input.company_id)),
    transferLogId: input.transfer_log_id,
    batchId: input.batch_id,
    knownAt: input.known_at,
    includeReversed: input.include_reversed,
    limit: input.limit + 1,
    after: day && seq ? { day, seq } : undefined,
  });
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    data: page.map(toEntry),
    next_cursor: last ? encodeCursor([last.businessDay, String(last.seq)]) : null,
  };
}
