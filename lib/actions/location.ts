'use server';
import { thingInput } from '@/lib/contracts/common';
import { linkStorageUnitInput, toggleAutoTransferInput } from '@/lib/contracts/lightspeed';
import { runMissedNightsInput } from '@/lib/contracts/nights';
import { activateLocation } from '@/lib/services/location/activate-location';
import { deactivateLocation } from '@/lib/services/location/deactivate-location';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { syncLocations } from '@/lib/services/location/sync-locations';
import { toggleAutoTransfer } from '@/lib/services/location/toggle-auto-transfer';
import { unlinkStorageUnit } from '@/lib/services/location/unlink-storage-unit';
import { runMissedNights } from '@/lib/services/nightly-transfer/run-missed-nights';
import { action } from './action-client';

export const syncLocationsAction = action
  .metadata({ name: 'location.sync_locations' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => syncLocations(ctx.service, parsedInput));

export const linkStorageUnitAction = action
  .metadata({ name: 'location.link_storage_unit' })
  .inputSchema(linkStorageUnitInput)
  .action(({ ctx, parsedInput }) => linkStorageUnit(ctx.service, parsedInput));

export const unlinkStorageUnitAction = action
  .metadata({ name: 'location.unlink_storage_unit' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => unlinkStorageUnit(ctx.service, parsedInput));

export const activateLocationAction = action
  .metadata({ name: 'location.activate_location' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => activateLocation(ctx.service, parsedInput));

export const deactivateLocationAction = action
  .metadata({ name: 'location.deactivate_location' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => deactivateLocation(ctx.service, parsedInput));

export const toggleAutoTransferAction = action
  .metadata({ name: 'location.toggle_auto_transfer' })
  .inputSchema(toggleAutoTransferInput)
  .action(({ ctx, parsedInput }) => toggleAutoTransfer(ctx.service, parsedInput));

export const runMissedNightsAction = action
  .metadata({ name: 'location.run_missed_nights' })
  .inputSchema(runMissedNightsInput)
  .action(({ ctx, parsedInput }) => runMissedNights(ctx.service, parsedInput));
