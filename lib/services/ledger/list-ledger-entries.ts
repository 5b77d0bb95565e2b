import type { z } from 'zod';
import { listEntries } from '@/db/queries/ledger-entries';
import type { Page } from '@/lib/contracts/common';
import { type LedgerEntry, listLedgerEntriesInput } from '@/lib/contracts/ledger';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import { requireDays } from '../company/require-days';
import type { ServiceContext } from '../context';
import { BY_DAY, readPage } from '../pagination';
import { requireKnownPast } from './known-at';
import { toEntry } from './to-entry';

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
  const to = input.to ?? (await currentDay(ctx, input.company_id));
  const { rows, next_cursor } = await readPage(input, BY_DAY, (page) =>
    listEntries(ctx.db, input.company_id, {
      ingredientId: input.ingredient_id,
      storageUnitId: input.storage_unit_id,
      type: input.type,
      from: input.from,
      to,
      transferLogId: input.transfer_log_id,
      batchId: input.batch_id,
      knownAt: input.known_at,
      includeReversed: input.include_reversed,
      ...page,
    }),
  );
  return {
    data: rows.map(toEntry),
    next_cursor,
  };
}
