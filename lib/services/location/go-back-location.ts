import type { Transaction } from '@/db/client';
import { findHistoryEvent } from '@/db/queries/history';
import { findLocation } from '@/db/queries/locations';
import type { Change } from '@/lib/contracts/changes';
import { DomainError } from '@/lib/core/domain-error';
import { requireDays } from '../company/require-days';
import type { ServiceContext } from '../context';
import { locationAfter } from '../history/location-after';
import { writeAutoTransferPaused, writeStorageUnit } from './write-location-settings';

/**
 * Gives a location the storage unit, or the pause, that it had after an event of its history (R55); what is
 * so already is not written again. Throws not_found | storage_unit_company_mismatch | date_out_of_range.
 */
export async function goBackLocation(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  change: Extract<Change, { kind: 'location_version' }>,
): Promise<void> {
  const { location_id: id, event_id: eventId, effective_from } = change;
  await requireDays(ctx, companyId, { effective_from });
  const event = await findHistoryEvent(tx, companyId, { kind: 'location', id, eventId });
  const state = event && locationAfter(event);
  const present = await findLocation(tx, companyId, id);
  if (!present || !state || 'is_activated' in state)
    throw new DomainError('not_found', 'no such version', { thing: 'version' });
  const details = { back_to: event.at };
  if ('storage_unit_id' in state) {
    const { storage_unit_id: storageUnitId } = state;
    if (storageUnitId === present.storageUnitId) return;
    await writeStorageUnit(tx, ctx, companyId, { id, storageUnitId, details });
  } else {
    const { auto_transfer_paused: paused } = state;
    if (paused === present.autoTransferPaused) return;
    await writeAutoTransferPaused(tx, ctx, companyId, { id, paused, details });
  }
}
