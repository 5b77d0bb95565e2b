import { thingInput } from '@/lib/contracts/common';
import * as lightspeed from '@/lib/contracts/lightspeed';
import * as nights from '@/lib/contracts/nights';
import { toggleAutoTransfer } from '@/lib/services/location/toggle-auto-transfer';
import { listMissedNights } from '@/lib/services/nightly-transfer/list-missed-nights';
import { runMissedNights } from '@/lib/services/nightly-transfer/run-missed-nights';
import { getRuns } from '@/lib/services/runs/get-runs';
import { type Operation, operation } from '../operation';

/** Nightly transfers: paused, missed, at work. */
export const nightsOperations: readonly Operation[] = [
  operation({
    method: 'POST',
    path: '/locations/{id}/auto-transfer/toggle',
    summary: 'Pause or resume the nightly transfer',
    input: lightspeed.toggleAutoTransferInput,
    output: lightspeed.locationSchema,
    service: toggleAutoTransfer,
  }),
  operation({
    method: 'GET',
    path: '/locations/{id}/missed-nights',
    summary: 'Nights left out while paused or unlinked, or failed, that may still be run',
    input: thingInput,
    output: nights.missedNightsSchema,
    service: listMissedNights,
  }),
  operation({
    method: 'POST',
    path: '/locations/{id}/missed-nights/run',
    summary: 'Run missed or failed nights; all without dates',
    input: nights.runMissedNightsInput,
    output: nights.requestedNightsSchema,
    errors: ['location_not_activated', 'storage_unit_required'],
    effects: 'outside',
    service: runMissedNights,
  }),
  operation({
    method: 'GET',
    path: '/runs',
    summary: 'What runs, waits and failed, with the last 90 days of each location',
    input: nights.runsInput,
    output: nights.runsSchema,
    service: getRuns,
  }),
];
