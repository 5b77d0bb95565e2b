import { thingInput } from '@/lib/contracts/common';
import { historySchema, listHistoryInput } from '@/lib/contracts/history';
import * as lightspeed from '@/lib/contracts/lightspeed';
import * as transfers from '@/lib/contracts/transfers';
import { historyOf } from '@/lib/services/history/list-history';
import { activateLocation } from '@/lib/services/location/activate-location';
import { deactivateLocation } from '@/lib/services/location/deactivate-location';
import { getLocation } from '@/lib/services/location/get-location';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { unlinkStorageUnit } from '@/lib/services/location/unlink-storage-unit';
import { type Operation, operation } from '../operation';

/** Locations. */
export const locationsOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/locations/{id}',
    summary: 'Get a location',
    input: thingInput,
    output: lightspeed.locationSchema,
    service: getLocation,
  }),
  operation({
    method: 'GET',
    path: '/locations/{id}/changes',
    summary: 'Who changed what of a location, newest first',
    input: listHistoryInput,
    output: historySchema,
    service: historyOf('location'),
  }),
  operation({
    method: 'PUT',
    path: '/locations/{id}/storage-unit',
    summary: 'Link a storage unit, or one made for it',
    input: lightspeed.linkStorageUnitInput,
    output: lightspeed.locationSchema,
    errors: ['storage_unit_company_mismatch', 'name_taken'],
    service: linkStorageUnit,
  }),
  operation({
    method: 'DELETE',
    path: '/locations/{id}/storage-unit',
    summary: 'Unlink the storage unit',
    input: thingInput,
    output: lightspeed.locationSchema,
    service: unlinkStorageUnit,
  }),
  operation({
    method: 'POST',
    path: '/locations/{id}/activate',
    summary: 'Activate and start the 90-day migration',
    input: thingInput,
    output: transfers.activationSchema,
    errors: ['storage_unit_required'],
    effects: 'outside',
    service: activateLocation,
  }),
  operation({
    method: 'POST',
    path: '/locations/{id}/deactivate',
    summary: 'Deactivate',
    input: thingInput,
    output: lightspeed.locationSchema,
    effects: 'outside',
    service: deactivateLocation,
  }),
];
