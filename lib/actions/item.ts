'use server';
import { thingInput } from '@/lib/contracts/common';
import { previewTakeItemsInput, takeItemsInput } from '@/lib/contracts/take-items';
import { previewTakeItems } from '@/lib/services/item/preview-take-items';
import { syncItems } from '@/lib/services/item/sync-items';
import { takeItems } from '@/lib/services/ledger-change/take-items';
import { action, quietAction } from './action-client';

export const syncItemsAction = action
  .metadata({ name: 'item.sync_items' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => syncItems(ctx.service, parsedInput));

/** Shows only: nothing on any page changes. */
export const previewTakeItemsAction = quietAction
  .metadata({ name: 'item.preview_take_items' })
  .inputSchema(previewTakeItemsInput)
  .action(({ ctx, parsedInput }) => previewTakeItems(ctx.service, parsedInput));

export const takeItemsAction = action
  .metadata({ name: 'item.take_items' })
  .inputSchema(takeItemsInput)
  .action(({ ctx, parsedInput }) => takeItems(ctx.service, parsedInput));
