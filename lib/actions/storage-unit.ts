'use server';
import { thingInput } from '@/lib/contracts/common';
import { createStorageUnitInput, updateStorageUnitInput } from '@/lib/contracts/storage-units';
import { archiveStorageUnit } from '@/lib/services/storage-unit/archive-storage-unit';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import { updateStorageUnit } from '@/lib/services/storage-unit/update-storage-unit';
import { action } from './action-client';

export const createStorageUnitAction = action
  .metadata({ name: 'storage_unit.create_storage_unit' })
  .inputSchema(createStorageUnitInput)
  .action(({ ctx, parsedInput }) => createStorageUnit(ctx.service, parsedInput));

export const updateStorageUnitAction = action
  .metadata({ name: 'storage_unit.update_storage_unit' })
  .inputSchema(updateStorageUnitInput)
  .action(({ ctx, parsedInput }) => updateStorageUnit(ctx.service, parsedInput));

export const archiveStorageUnitAction = action
  .metadata({ name: 'storage_unit.archive_storage_unit' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => archiveStorageUnit(ctx.service, parsedInput));
