import { z } from 'zod';
import { companyInput, daySchema } from './common';

/**
 * What becomes of goods voided or refunded for a reason (R16): `returned`, they net out; `gone`, the sale
 * stays as it was; `waste`, gone too, and booked as waste with the reason.
 */
export const voidOutcomeSchema = z.enum(['returned', 'gone', 'waste']);
export type VoidOutcome = z.infer<typeof voidOutcomeSchema>;
/** Spellings of one reason are one: without case, accents or outer blanks. */
export const voidReasonInput = z.object({
  reason: z.string().trim().min(1).max(200),
  outcome: voidOutcomeSchema,
});
export type VoidReasonInput = z.output<typeof voidReasonInput>;
export const voidReasonsSaidSchema = z.array(voidReasonInput).min(1).max(200);

export const listVoidReasonsInput = companyInput.extend({
  days: z.coerce.number().int().min(1).max(400).default(90),
});
const voidReasonSchema = z
  .object({
    reason: z.string(),
    outcome: voidOutcomeSchema,
    /** Whether somebody said so; else it is what counts unless said otherwise. */
    is_said: z.boolean(),
    effective_from: daySchema.nullable(),
    /** Of the lines with it in the days asked for; quantities and values as the tills sent them. */
    lines: z.number().int(),
    quantity: z.string(),
    net_value: z.string(),
    last_seen: daySchema.nullable(),
  })
  .meta({ id: 'VoidReason' });
export type VoidReason = z.infer<typeof voidReasonSchema>;
export const voidReasonsSchema = z.object({ from: daySchema, data: z.array(voidReasonSchema) });

export const saveVoidReasonsInput = companyInput.extend({
  reasons: voidReasonsSaidSchema,
  effective_from: daySchema.nullable().default(null),
});
