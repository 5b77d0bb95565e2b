import type { z } from 'zod';
import { selectEntries } from '@/db/queries/ledger';
import type { Page } from '@/lib/contracts/common';
import type { LedgerEntry, listLedgerEntriesInput } from '@/lib/contracts/inventory';
import { DomainError } from '@/lib/core/domain-error';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { toLedgerEntry } from './to-ledger-entry';

/** Entries, newest business day first, by keyset. Without `include_reversed` only what stands is listed (R22). */
export async function listLedgerEntries(
  ctx: ServiceContext,
  input: z.infer<typeof listLedgerEntriesInput>,
): Promise<Page<LedgerEntry>> {
  requireCompany(ctx, input.company_id, 'read');
  const filter = {
    ingredientId: input.ingredient_id,
    storageUnitId: input.storage_unit_id,
    type: input.type,
    from: input.from,
    to: input.to,
    transferLogId: input.transfer_log_id,
    includeReversed: input.include_reversed,
  };
  const before = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const rows = await selectEntries(ctx.db, input.company_id, filter, { limit: input.limit + 1, before });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    data: page.map(toLedgerEntry),
    next_cursor: rows.length > input.limit && last ? `${last.business_day}_${last.seq}` : null,
  };
}

function readCursor(cursor: string): { day: string; seq: string } {
  const match = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(cursor);
  if (!match?.[1] || !match[2]) {
    throw new DomainError('validation_failed', 'cursor is not one this list gave', { fields: ['cursor'] });
  }
  return { day: match[1], seq: match[2] };
}
