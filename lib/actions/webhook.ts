'use server';
import { thingInput } from '@/lib/contracts/common';
import { createWebhookInput, updateWebhookInput } from '@/lib/contracts/webhooks';
import { createWebhook } from '@/lib/services/webhook/create-webhook';
import { removeWebhook } from '@/lib/services/webhook/remove-webhook';
import { replayDelivery } from '@/lib/services/webhook/replay-delivery';
import { rotateWebhookSecret } from '@/lib/services/webhook/rotate-webhook-secret';
import { testWebhook } from '@/lib/services/webhook/test-webhook';
import { updateWebhook } from '@/lib/services/webhook/update-webhook';
import { action } from './action-client';

export const createWebhookAction = action
  .metadata({ name: 'webhook.create' })
  .inputSchema(createWebhookInput)
  .action(({ ctx, parsedInput }) => createWebhook(ctx.service, parsedInput));

export const updateWebhookAction = action
  .metadata({ name: 'webhook.update' })
  .inputSchema(updateWebhookInput)
  .action(({ ctx, parsedInput }) => updateWebhook(ctx.service, parsedInput));

export const removeWebhookAction = action
  .metadata({ name: 'webhook.remove' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => removeWebhook(ctx.service, parsedInput));

export const rotateWebhookSecretAction = action
  .metadata({ name: 'webhook.rotate_secret' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => rotateWebhookSecret(ctx.service, parsedInput));

export const testWebhookAction = action
  .metadata({ name: 'webhook.test' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => testWebhook(ctx.service, parsedInput));

export const replayDeliveryAction = action
  .metadata({ name: 'webhook.replay' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => replayDelivery(ctx.service, parsedInput));
