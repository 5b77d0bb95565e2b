import type { z } from 'zod';
import { findLocation } from '@/db/queries/locations';
import { listTransferLogs, type TransferLogPlace, type TransferLogRow } from '@/db/queries/transfers';
import type { Page } from '@/lib/contracts/common';
import { listTransfersInput, type TransferLog } from '@/lib/contracts/transfers';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { BY_RUN_DAY, BY_START, type Order, readPage } from '../pagination';
import { toTransferLog } from './to-transfer-log';

const ORDERS: Record<'started' | 'day', Order<TransferLogRow, TransferLogPlace>> = {
  started: BY_START,
  day: BY_RUN_DAY,
};

/** A location's transfer runs by keyset, newest first: by their beginning, or by their business day. */
export async function listTransfers(
  ctx: ServiceContext,
  raw: z.input<typeof listTransfersInput>,
): Promise<Page<TransferLog>> {
  const companyId = await requireThing(ctx, 'location', raw, 'read');
  const input = listTransfersInput.parse(raw);
  const location = await findLocation(ctx.db, companyId, input.id);
  if (!location) throw new DomainError('not_found', 'no such location', { thing: 'location' });
  const { order } = input;
  const { rows, next_cursor } = await readPage(input, ORDERS[order], (page) =>
    listTransferLogs(ctx.db, companyId, input.id, { order, ...page }),
  );
  return { data: rows.map((row) => toTransferLog(row, location.name)), next_cursor };
}
