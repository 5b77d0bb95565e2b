'use server';
import { thingInput } from '@/lib/contracts/common';
import { syncItems } from '@/lib/services/item/sync-items';
import { action } from './action-client';

export const syncItemsAction = action
  .metadata({ name: 'item.sync_items' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => syncItems(ctx.service, parsedInput));
