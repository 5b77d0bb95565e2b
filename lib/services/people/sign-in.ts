import type { z } from 'zod';
import { clearSignInAttempts, findUserByEmail } from '@/db/queries/people';
import { signInInput, type userSchema } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { verifyPassword } from '@/lib/platform/password';
import type { ServiceContext } from '../context';
import { countTry } from './count-try';
import { toUser } from './to-user';

/**
 * The person with this e-mail and password (R2); one who was disabled is answered as one who is not there.
 * Throws invalid_credentials | too_many_attempts.
 */
export async function signIn(
  ctx: ServiceContext,
  raw: z.input<typeof signInInput>,
): Promise<z.infer<typeof userSchema>> {
  const input = signInInput.parse(raw);
  const email = input.email.trim().toLowerCase();
  await countTry(ctx, email);
  const user = await findUserByEmail(ctx.db, email);
  const isRight = await verifyPassword(user?.passwordHash ?? null, input.password);
  if (!isRight || !user || user.disabledAt !== null) {
    throw new DomainError('invalid_credentials');
  }
  await clearSignInAttempts(ctx.db, email);
  return toUser(user);
}
