import type { z } from 'zod';
import { findLocation } from '@/db/queries/locations';
import { findTransferLog } from '@/db/queries/transfers';
import type { thingInput } from '@/lib/contracts/common';
import type { TransferLog, TransferLogWithEntries } from '@/lib/contracts/transfers';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { listLedgerEntries } from '../ledger/list-ledger-entries';
import { toTransferLog } from './to-transfer-log';

/** One run with its buckets, unmapped items, skipped and failed lines. */
export async function getTransfer(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<TransferLog> {
  const companyId = await requireThing(ctx, 'transfer_log', input, 'read');
  const row = await findTransferLog(ctx.db, companyId, input.id);
  const location = row && (await findLocation(ctx.db, companyId, row.locationId));
  if (!row || !location) throw new DomainError('not_found', 'no such transfer', { thing: 'transfer_log' });
  return toTransferLog(row, location.name);
}

/** More than a day of a large house writes. */
const MOST = 500;

/** The same with the entries that it wrote, reversals and what was reversed since too, newest first. */
export async function getTransferWithEntries(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<TransferLogWithEntries> {
  const companyId = await requireThing(ctx, 'transfer_log', input, 'read');
  const log = await getTransfer(ctx, input);
  const asked = { company_id: companyId, transfer_log_id: log.id, include_reversed: true, limit: MOST };
  const { data, next_cursor } = await listLedgerEntries(ctx, asked);
  return { ...log, entries: data, entries_next_cursor: next_cursor };
}
