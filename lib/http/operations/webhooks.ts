import { companyInput, okSchema, pageOf, thingInput } from '@/lib/contracts/common';
import * as webhooks from '@/lib/contracts/webhooks';
import { createWebhook } from '@/lib/services/webhook/create-webhook';
import { listWebhookDeliveries } from '@/lib/services/webhook/list-deliveries';
import { getWebhook, listWebhooks } from '@/lib/services/webhook/list-webhooks';
import { removeWebhook } from '@/lib/services/webhook/remove-webhook';
import { replayDelivery } from '@/lib/services/webhook/replay-delivery';
import { rotateWebhookSecret } from '@/lib/services/webhook/rotate-webhook-secret';
import { testWebhook } from '@/lib/services/webhook/test-webhook';
import { updateWebhook } from '@/lib/services/webhook/update-webhook';
import { type Operation, operation } from '../operation';

/**
 * Notices sent as signed JSON to addresses of the company (R52); docs/webhooks.md says what receivers get.
 */
export const webhookOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/webhooks',
    summary: 'List the addresses that notices are sent to',
    input: companyInput,
    output: webhooks.webhooksSchema,
    service: listWebhooks,
  }),
  operation({
    method: 'POST',
    path: '/webhooks',
    summary: 'Have notices of some kinds sent to an address; the answer alone has the secret that signs them',
    status: 201,
    input: webhooks.createWebhookInput,
    output: webhooks.webhookWithSecretSchema,
    errors: ['webhook_address_refused', 'quota_reached'],
    secretField: 'secret',
    service: createWebhook,
  }),
  operation({
    method: 'GET',
    path: '/webhooks/{id}',
    summary: 'Get a webhook',
    input: thingInput,
    output: webhooks.webhookSchema,
    service: getWebhook,
  }),
  operation({
    method: 'PATCH',
    path: '/webhooks/{id}',
    summary: 'Change address or kinds, or switch it on or off; what is left out stays',
    input: webhooks.updateWebhookInput,
    output: webhooks.webhookSchema,
    errors: ['webhook_address_refused'],
    service: updateWebhook,
  }),
  operation({
    method: 'DELETE',
    path: '/webhooks/{id}',
    summary: 'Remove a webhook with its log',
    input: thingInput,
    output: okSchema,
    service: removeWebhook,
  }),
  operation({
    method: 'POST',
    path: '/webhooks/{id}/rotate-secret',
    summary: 'Make a new secret; the one before signs too for 24 hours',
    input: thingInput,
    output: webhooks.webhookWithSecretSchema,
    secretField: 'secret',
    service: rotateWebhookSecret,
  }),
  operation({
    method: 'POST',
    path: '/webhooks/{id}/test',
    summary: 'Send a test, once',
    input: thingInput,
    output: webhooks.webhookDeliverySchema,
    errors: ['too_many_attempts'],
    effects: 'outside',
    service: testWebhook,
  }),
  operation({
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    summary: 'What was sent and what came of it, the newest first; what has ended is kept for 30 days',
    input: webhooks.listWebhookDeliveriesInput,
    output: pageOf(webhooks.webhookDeliverySchema),
    service: listWebhookDeliveries,
  }),
  operation({
    method: 'POST',
    path: '/webhook-deliveries/{id}/replay',
    summary: 'Send a delivery once more, under its id and with its body',
    input: thingInput,
    output: webhooks.webhookDeliverySchema,
    errors: ['webhook_is_off', 'webhook_in_progress', 'too_many_attempts'],
    effects: 'outside',
    service: replayDelivery,
  }),
];
