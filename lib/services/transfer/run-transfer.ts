import type { z } from 'zod';
import { findLocation } from '@/db/queries/locations';
import { runTransferInput, type TransferResult } from '@/lib/contracts/transfers';
import { parseTransferDate } from '@/lib/core/business-day';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { transferDay } from './transfer-day';

/**
 * The manual transfer of one business day. Refused input throws the codes of R27; a failed run is a result
 * that names its log (R28). Throws date_required | invalid_date_format | storage_unit_required |
 * location_not_activated.
 */
export async function runTransfer(
  ctx: ServiceContext,
  raw: z.input<typeof runTransferInput>,
): Promise<TransferResult> {
  const companyId = await requireThing(ctx, 'location', raw, 'manage');
  const input = runTransferInput.parse(raw);
  const location = await findLocation(ctx.db, companyId, input.id);
  if (!location) throw new DomainError('not_found', 'no such location', { thing: 'location' });
  const parsed = parseTransferDate(input.date, {
    zone: location.timezone,
    startOfDayMinutes: location.startOfDayMinutes,
    now: ctx.clock.now(),
  });
  if (!parsed.ok) throw new DomainError(parsed.code);
  if (location.storageUnitId === null) throw new DomainError('storage_unit_required');
  if (!location.isActivated) throw new DomainError('location_not_activated');
  await writeAudit(ctx.db, ctx, {
    companyId,
    action: 'location.transfer_day',
    subjectType: 'location',
    subjectId: input.id,
    details: { date: parsed.day, force_refresh: input.force_refresh },
  });
  return transferDay(ctx, {
    companyId,
    locationId: input.id,
    businessDay: parsed.day,
    trigger: 'manual',
    forceRefresh: input.force_refresh,
    keepStorageUnit: input.storage_unit === 'kept',
    ifLocked: input.if_locked ?? 'refuse',
  });
}
