import { z } from 'zod';
import { idSchema } from './common';
import { passkeySchema } from './passkeys';

export const startedTotpSchema = z.object({
  secret: z.string().describe('Base32, shown once'),
  uri: z.string().describe('otpauth://, for a QR code'),
});
export const confirmTotpInput = z.object({ code: z.string().trim().min(6).max(10) });
export const recoveryCodesSchema = z.object({
  recovery_codes: z
    .array(z.string())
    .nullable()
    .describe('Shown once; null where earlier ones are left and still count'),
});

export const secondFactorSchema = z
  .object({
    totp: z.boolean(),
    passkeys: z.array(passkeySchema),
    recovery_codes_left: z.number().int(),
    required_by: z
      .array(z.object({ id: idSchema, name: z.string() }))
      .describe('Companies that cannot be entered without a second factor'),
  })
  .meta({ id: 'SecondFactor' });
export type SecondFactor = z.infer<typeof secondFactorSchema>;

export const setSecondFactorRuleInput = z.object({ company_id: idSchema, required: z.boolean() });
export const secondFactorRuleSchema = z.object({
  required: z.boolean(),
  members_without: z.number().int().describe('Members who have none and cannot enter while it is required'),
});
