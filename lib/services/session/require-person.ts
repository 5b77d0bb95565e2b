import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';

/**
 * First line of what a person does to their own account (R2). Throws unauthenticated | person_required.
 */
export function requirePerson(ctx: ServiceContext): { userId: string; sessionId: string | undefined } {
  const { actor } = ctx;
  if (actor.kind === 'anonymous') throw new DomainError('unauthenticated');
  if (actor.kind !== 'user') throw new DomainError('person_required');
  return { userId: actor.userId, sessionId: actor.sessionId };
}
