import { deleteSpentLimits } from '@/db/queries/limits';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { knownSince } from './known-devices';

/**
 * Counts that say nothing any more, and devices of a year ago. Throws forbidden unless the system runs it.
 */
export async function forgetSpentLimits(ctx: ServiceContext): Promise<void> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  await deleteSpentLimits(ctx.db, knownSince(ctx.clock.now()));
}
