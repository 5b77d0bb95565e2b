import { countSignInAttempt } from '@/db/queries/people';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';

const ALLOWED_FAILURES = 10;
const LOCK_MS = 15 * 60_000;

/**
 * Counts a try before the password is looked at, so that many at once are counted too (R2). `email` in lower
 * case. Throws too_many_attempts.
 */
export async function countTry(ctx: ServiceContext, email: string): Promise<void> {
  const now = ctx.clock.now();
  const attempt = await countSignInAttempt(ctx.db, {
    email,
    now,
    window: new Date(now.getTime() - LOCK_MS),
    lockUntil: new Date(now.getTime() + LOCK_MS),
    allowed: ALLOWED_FAILURES,
  });
  if (!attempt || attempt.lockedUntil !== null) throw new DomainError('too_many_attempts');
}
