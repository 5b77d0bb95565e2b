import type { z } from 'zod';
import {
  findTransferLocation,
  listTransferLogs,
  type TransferLogPlace,
  type TransferLogRow,
} from '@/db/queries/transfers';
import { daySchema, idSchema, type Page } from '@/lib/contracts/common';
import { listTransfersInput, type TransferLog } from '@/lib/contracts/transfers';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { toTransferLog } from './to-transfer-log';

const CURSOR = /^(?:(\d{4}-\d\d-\d\d|-infinity) )?(\d{4}-[\dT:.-]+Z) ([0-9a-f-]{36})$/;

/** A location's transfer runs by keyset, newest first: by their beginning, or by their business day. */
export async function listTransfers(
  ctx: ServiceContext,
  raw: z.input<typeof listTransfersInput>,
): Promise<Page<TransferLog>> {
  const companyId = await requireThing(ctx, 'location', raw, 'read');
  const input = listTransfersInput.parse(raw);
  const location = await findTransferLocation(ctx.db, companyId, input.id);
  if (!location) throw new DomainError('not_found', 'no such location', { thing: 'location' });
  const { order } = input;
  const before = input.cursor === undefined ? undefined : readCursor(input.cursor, order);
  const rows = await listTransferLogs(ctx.db, companyId, input.id, {
    limit: input.limit + 1,
    order,
    ...(before && { before }),
  });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const hasMore = rows.length > input.limit && last !== undefined;
  return {
    data: page.map((row) => toTransferLog(row, location.name)),
    next_cursor: hasMore ? toCursor(last, order) : null,
  };
}

function toCursor(row: TransferLogRow, order: 'started' | 'day'): string {
  const day = order === 'day' ? [row.businessDay ?? '-infinity'] : [];
  return Buffer.from([...day, row.startedAt.toISOString(), row.id].join(' ')).toString('base64url');
}

function readCursor(cursor: string, order: 'started' | 'day'): TransferLogPlace {
  const [, day, started = '', id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const startedAt = new Date(started);
  const isDay = day === undefined || day === '-infinity' || daySchema.safeParse(day).success;
  const fits = (order === 'day') === (day !== undefined) && isDay && idSchema.safeParse(id).success;
  if (!fits || Number.isNaN(startedAt.getTime())) {
    throw new DomainError('validation_failed', 'cursor is not one this list gave', { fields: ['cursor'] });
  }
  return { ...(day !== undefined && { day }), startedAt, id: id as string };
}
