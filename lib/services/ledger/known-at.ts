import { waitForRecordedUntil } from '@/db/locks';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';

/**
 * Before reading "as known at": makes sure that the same question has the same answer for ever. Refuses a
 * moment still to come.
 */
export async function requireKnownPast(
  ctx: ServiceContext,
  companyId: string,
  knownAt: string | undefined,
): Promise<void> {
  if (knownAt === undefined || (await waitForRecordedUntil(ctx.db, companyId, knownAt))) return;
  throw new DomainError('validation_failed', 'known_at lies in the future', {
    issues: [{ path: 'known_at', message: 'must not lie in the future' }],
  });
}
