import { z } from 'zod';
import { idSchema, instantSchema, nameSchema, withPasswordInput } from './common';

/** As browsers write what an authenticator says (WebAuthn, JSON). */
const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]+=*$/);
const credential = { id: base64url, rawId: base64url, type: z.literal('public-key') };
const optionsSchema = z.object({
  options: z.record(z.string(), z.unknown()).describe('For the browser: parse…OptionsFromJSON'),
});

export const passkeySchema = z
  .object({
    id: idSchema,
    name: z.string(),
    created_at: instantSchema,
    last_used_at: instantSchema.nullable(),
  })
  .meta({ id: 'Passkey' });
export type Passkey = z.infer<typeof passkeySchema>;

export const startPasskeyInput = withPasswordInput;
export const startedPasskeySchema = optionsSchema;
export const addPasskeyInput = z.object({
  name: nameSchema,
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: z.array(z.string().max(40)).max(10).default([]),
    }),
  }),
});
export const renamePasskeyInput = z.object({ id: idSchema, name: nameSchema });
export const removePasskeyInput = withPasswordInput.extend({ id: idSchema });

export const passkeySignInInput = z.object({
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: base64url.optional(),
    }),
  }),
});
