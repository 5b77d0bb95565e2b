import { deleteSpentLimits } from '@/db/queries/limits';
import { deleteOldPasskeyChallenges } from '@/db/queries/passkeys';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { knownSince } from './known-devices';

/**
 * Counts that say nothing any more, challenges nobody answered, and devices of a year ago. Throws forbidden
 * unless the system runs it.
 */
export async function forgetSpentLimits(ctx: ServiceContext): Promise<void> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  const now = ctx.clock.now();
  await deleteSpentLimits(ctx.db, knownSince(now));
  await deleteOldPasskeyChallenges(ctx.db, now);
}
