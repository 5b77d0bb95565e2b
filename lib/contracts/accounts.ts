import { z } from 'zod';
import { nameSchema } from './common';
import { passwordSchema } from './people';

const emailSchema = z.email().max(254);
const localeSchema = z.enum(['de', 'en']).optional();
/** The secret of a link in a mail. */
const tokenSchema = z.string().min(1).max(200);

export const requestResetInput = z.object({
  email: emailSchema,
  locale: localeSchema.describe('The language of the mail'),
});
export const resetPasswordInput = z.object({ token: tokenSchema, password: passwordSchema });
export const linkInput = z.object({ token: tokenSchema });
export const confirmedAddressSchema = z.object({ email: z.string() });
export const changeAddressInput = z.object({
  email: emailSchema,
  current_password: z.string().min(1).max(200),
});
export const changeNameInput = z.object({ name: nameSchema });
