'use server';
import { thingInput } from '@/lib/contracts/common';
import { setIgnoredInput } from '@/lib/contracts/lightspeed';
import { setIgnored } from '@/lib/services/item/set-ignored';
import { syncItems } from '@/lib/services/item/sync-items';
import { takeOverMapping } from '@/lib/services/item/take-over-mapping';
import { action } from './action-client';

export const syncItemsAction = action
  .metadata({ name: 'item.sync_items' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => syncItems(ctx.service, parsedInput));

export const takeOverMappingAction = action
  .metadata({ name: 'item.take_over_mapping' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => takeOverMapping(ctx.service, parsedInput));

export const setIgnoredAction = action
  .metadata({ name: 'item.set_ignored' })
  .inputSchema(setIgnoredInput)
  .action(({ ctx, parsedInput }) => setIgnored(ctx.service, parsedInput));
