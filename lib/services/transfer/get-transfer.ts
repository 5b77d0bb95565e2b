import type { z } from 'zod';
import { findLocation } from '@/db/queries/locations';
import { findTransferLog } from '@/db/queries/transfers';
import type { thingInput } from '@/lib/contracts/common';
import type { TransferLog } from '@/lib/contracts/transfers';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { toTransferLog } from './to-transfer-log';

/**
 * One run with its buckets, unmapped items, skipped and failed lines; its entries are the ledger filtered by
 * this log.
 */
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
