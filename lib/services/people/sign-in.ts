import type { z } from 'zod';
import { clearSignInAttempts, countSignInAttempt, findUserByEmail } from '@/db/queries/people';
import { signInInput, type userSchema } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { verifyPassword } from '@/lib/platform/password';
import type { ServiceContext } from '../context';
import { toUser } from './to-user';

const ALLOWED_FAILURES = 10;
const LOCK_MS = 15 * 60_000;

/**
 * The person with this e-mail and password (R2). A try is counted before the password is looked at, so that
 * many at once are counted too. Throws invalid_credentials | too_many_attempts.
 */
export async function signIn(
  ctx: ServiceContext,
  raw: z.input<typeof signInInput>,
): Promise<z.infer<typeof userSchema>> {
  const input = signInInput.parse(raw);
  const email = input.email.trim().toLowerCase();
  const now = ctx.clock.now();
  const attempt = await countSignInAttempt(ctx.db, {
    email,
    now,
    window: new Date(now.getTime() - LOCK_MS),
    lockUntil: new Date(now.getTime() + LOCK_MS),
    allowed: ALLOWED_FAILURES,
  });
  if (!attempt || attempt.lockedUntil !== null) throw new DomainError('too_many_attempts');
  const user = await findUserByEmail(ctx.db, email);
  if (!(await verifyPassword(user?.passwordHash ?? null, input.password)) || !user) {
    throw new DomainError('invalid_credentials');
  }
  await clearSignInAttempts(ctx.db, email);
  return toUser(user);
}
