import type { z } from 'zod';
import { findTransferLocation, listTransferLogs } from '@/db/queries/transfers';
import type { Page } from '@/lib/contracts/common';
import type { listTransfersInput, TransferLog } from '@/lib/contracts/transfers';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { toTransferLog } from './to-transfer-log';

const CURSOR = /^(\d{4}-[\dT:.-]+Z) ([0-9a-f-]{36})$/;

/** A location's transfer runs, newest first, by keyset. */
export async function listTransfers(
  ctx: ServiceContext,
  input: z.infer<typeof listTransfersInput>,
): Promise<Page<TransferLog>> {
  const companyId = await requireThing(ctx, 'location', input, 'read');
  const location = await findTransferLocation(ctx.db, companyId, input.id);
  if (!location) throw new DomainError('not_found', 'no such location', { thing: 'location' });
  const before = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const rows = await listTransferLogs(ctx.db, companyId, input.id, {
    limit: input.limit + 1,
    ...(before && { before }),
  });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const hasMore = rows.length > input.limit && last !== undefined;
  return {
    data: page.map((row) => toTransferLog(row, location.name)),
    next_cursor: hasMore
      ? Buffer.from(`${last.startedAt.toISOString()} ${last.id}`).toString('base64url')
      : null,
  };
}

function readCursor(cursor: string): { startedAt: Date; id: string } {
  const match = CURSOR.exec(Buffer.from(cursor, 'base64url').toString());
  const startedAt = new Date(match?.[1] ?? '');
  if (!match?.[2] || Number.isNaN(startedAt.getTime())) {
    throw new DomainError('validation_failed', 'cursor is not one this list gave', { fields: ['cursor'] });
  }
  return { startedAt, id: match[2] };
}
