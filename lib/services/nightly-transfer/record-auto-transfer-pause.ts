import type { Transaction } from '@/db/client';
import { findIntegration } from '@/db/queries/integrations';
import { findLocation, updateLocation } from '@/db/queries/locations';
import { findLocationToPlan } from '@/db/queries/nights';
import type { ServiceContext } from '../context';
import { planLocation } from './plan-nights';

/**
 * After a change of pause, storage unit or connection, in its transaction: notes since when nights are left
 * alone, or, when they go on again, writes down the ones missed meanwhile, so that they are offered and not
 * caught up silently (R12, R32).
 */
export async function recordAutoTransferPause(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  locationId: string,
): Promise<void> {
  const location = await findLocation(tx, companyId, locationId);
  if (!location) return;
  const integration = await findIntegration(tx, companyId, location.integrationId);
  const isDisconnected = integration !== undefined && integration.disconnectedAt !== null;
  const isPaused = location.autoTransferPaused || location.storageUnitId === null || isDisconnected;
  if (isPaused === (location.pausedAt !== null)) return;
  const now = ctx.clock.now();
  if (!isPaused) {
    const planned = await findLocationToPlan(tx, companyId, locationId);
    // One due at this very moment is not missed.
    if (planned) await planLocation(tx, planned, new Date(now.getTime() - 1));
  }
  await updateLocation(tx, companyId, locationId, { pausedAt: isPaused ? now : null });
}
