import { z } from 'zod';
import { CHOSEN_KINDS } from '@/lib/core/notice-kinds';
import { companyInput, idSchema, instantSchema, pageInputShape, thingInput } from './common';

const urlSchema = z.string().trim().min(1).max(1000).describe('https, port 443 or 8443, a public host');
const kindsInput = z
  .array(z.enum(CHOSEN_KINDS))
  .min(1)
  .max(CHOSEN_KINDS.length)
  .transform((kinds) => CHOSEN_KINDS.filter((one) => kinds.includes(one)));

export const createWebhookInput = companyInput.extend({ url: urlSchema, kinds: kindsInput });
export const updateWebhookInput = thingInput.extend({
  url: urlSchema.optional(),
  kinds: kindsInput.optional(),
  is_on: z.boolean().optional().describe('true: notices found from now on are sent'),
});

export const webhookSchema = z
  .object({
    id: idSchema,
    url: z.string(),
    kinds: z.array(z.string()),
    is_on: z.boolean(),
    off_reason: z
      .string()
      .nullable()
      .describe(
        'failing: nothing got through for three days; gone: it answered 410; null: a person, or it is on',
      ),
    off_at: instantSchema.nullable(),
    delivered_at: instantSchema.nullable().describe('When a delivery was last taken'),
    old_secret_until: instantSchema.nullable().describe('Until then the secret before signs too'),
    created_at: instantSchema,
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof webhookSchema>;
export const webhooksSchema = z.object({ data: z.array(webhookSchema) });
/** Over HTTP the same request may be answered twice, and the kept answer has no secret. */
export const webhookWithSecretSchema = webhookSchema.extend({
  secret: z.string().nullable().describe('Shown once; null in a repeated answer'),
});

export const listWebhookDeliveriesInput = thingInput.extend(pageInputShape);
const attemptSchema = z.object({
  attempt: z.number().int(),
  at: instantSchema,
  status: z.number().int().nullable().describe('What the receiver answered; null: no answer came'),
  problem: z.string().nullable().describe('null: it was taken'),
  answer: z.string().nullable().describe('The beginning of the answer'),
  took_ms: z.number().int(),
});
export const webhookDeliverySchema = z
  .object({
    id: idSchema.describe('The header webhook-id: the same at every attempt'),
    kind: z.string().describe('Of the notice; test'),
    status: z.enum(['waiting', 'sending', 'delivered', 'failed']),
    attempts: z.array(attemptSchema).describe('The newest first, at most ten'),
    next_try_at: instantSchema.nullable(),
    body: z.string().describe('What is sent, to the byte'),
    created_at: instantSchema,
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;
