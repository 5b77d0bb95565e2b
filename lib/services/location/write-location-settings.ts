import type { Transaction } from '@/db/client';
import { findLocation, setAutoTransferPaused, updateLocation } from '@/db/queries/locations';
import { lockLiveStorageUnit } from '@/db/queries/storage-units';
import { DomainError } from '@/lib/core/domain-error';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { recordAutoTransferPause } from '../nightly-transfer/record-auto-transfer-pause';

/** What else the audit log says: which version a way back is to (R55). */
type Details = Readonly<Record<string, unknown>>;

/**
 * The storage unit a location's transfers go into, null for none: without one the nightly transfer of an
 * active location waits (R12). Another company's unit, an archived and an unknown one answer alike (R3):
 * storage_unit_company_mismatch.
 */
export async function writeStorageUnit(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  { id, storageUnitId, details = {} }: { id: string; storageUnitId: string | null; details?: Details },
): Promise<void> {
  if (storageUnitId !== null && !(await lockLiveStorageUnit(tx, companyId, storageUnitId)))
    throw new DomainError('storage_unit_company_mismatch');
  const before = await findLocation(tx, companyId, id);
  await updateLocation(tx, companyId, id, { storageUnitId });
  await recordAutoTransferPause(tx, ctx, companyId, id);
  await writeAudit(tx, ctx, {
    companyId,
    action: storageUnitId === null ? 'location.unlink_storage_unit' : 'location.link_storage_unit',
    subjectType: 'location',
    subjectId: id,
    before: { storage_unit_id: before?.storageUnitId ?? null },
    after: { storage_unit_id: storageUnitId },
    details,
  });
}

/** Whether the nightly transfer of a location is paused (R32). */
export async function writeAutoTransferPaused(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  { id, paused, details = {} }: { id: string; paused: boolean; details?: Details },
): Promise<void> {
  const before = await findLocation(tx, companyId, id);
  await setAutoTransferPaused(tx, companyId, id, paused, ctx.clock.now());
  await recordAutoTransferPause(tx, ctx, companyId, id);
  await writeAudit(tx, ctx, {
    companyId,
    action: 'location.toggle_auto_transfer',
    subjectType: 'location',
    subjectId: id,
    before: { auto_transfer_paused: before?.autoTransferPaused ?? null },
    after: { auto_transfer_paused: paused },
    details,
  });
}
