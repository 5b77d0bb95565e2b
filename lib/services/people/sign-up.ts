import type { z } from 'zod';
import { insertUser } from '@/db/queries/people';
import { signUpInput, type userSchema } from '@/lib/contracts/people';
import { onViolation } from '@/lib/errors/violations';
import { hashPassword } from '@/lib/platform/password';
import type { ServiceContext } from '../context';
import { toUser } from './to-user';

/**
 * A new person, without a company yet (R2). The unique index on the address decides between two at once:
 * email_taken. Throws email_taken.
 */
export async function signUp(
  ctx: ServiceContext,
  raw: z.input<typeof signUpInput>,
): Promise<z.infer<typeof userSchema>> {
  const input = signUpInput.parse(raw);
  const passwordHash = await hashPassword(input.password);
  try {
    const email = input.email.toLowerCase();
    return toUser(await insertUser(ctx.db, { email, name: input.name, passwordHash }));
  } catch (error) {
    return onViolation(error, { users_email_key: 'email_taken' });
  }
}
