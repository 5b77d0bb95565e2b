import { pageOf, thingInput } from '@/lib/contracts/common';
import * as storageUnits from '@/lib/contracts/storage-units';
import { archiveStorageUnit } from '@/lib/services/storage-unit/archive-storage-unit';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import { getStorageUnit } from '@/lib/services/storage-unit/get-storage-unit';
import { listStorageUnits } from '@/lib/services/storage-unit/list-storage-units';
import { updateStorageUnit } from '@/lib/services/storage-unit/update-storage-unit';
import { type Operation, operation } from '../operation';

/** Storage units. */
export const storageUnitsOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/storage-units',
    summary: 'List storage units',
    input: storageUnits.listStorageUnitsInput,
    output: pageOf(storageUnits.storageUnitSchema),
    service: listStorageUnits,
  }),
  operation({
    method: 'POST',
    path: '/storage-units',
    summary: 'Create a storage unit',
    status: 201,
    input: storageUnits.createStorageUnitInput,
    output: storageUnits.storageUnitSchema,
    errors: ['name_taken'],
    service: createStorageUnit,
  }),
  operation({
    method: 'GET',
    path: '/storage-units/{id}',
    summary: 'Get a storage unit',
    input: thingInput,
    output: storageUnits.storageUnitSchema,
    service: getStorageUnit,
  }),
  operation({
    method: 'PATCH',
    path: '/storage-units/{id}',
    summary: 'Change a storage unit',
    input: storageUnits.updateStorageUnitInput,
    output: storageUnits.storageUnitSchema,
    errors: ['name_taken'],
    service: updateStorageUnit,
  }),
  operation({
    method: 'DELETE',
    path: '/storage-units/{id}',
    summary: 'Archive a storage unit',
    input: thingInput,
    output: storageUnits.storageUnitSchema,
    errors: ['storage_unit_in_use'],
    service: archiveStorageUnit,
  }),
];
