import { waitForRecordedUntil } from '@/db/locks';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { ordinaryDatabase } from '../heavy-read';

/**
 * Before reading "as known at": makes sure that the same question has the same answer for ever. Refuses a
 * moment still to come.
 */
export async function requireKnownPast(
  ctx: ServiceContext,
  companyId: string,
  knownAt: string | undefined,
): Promise<void> {
  // Not in the transaction of a long read, or it would keep writers waiting to its end.
  const db = ordinaryDatabase(ctx);
  if (knownAt === undefined || (await waitForRecordedUntil(db, companyId, knownAt))) return;
  throw new DomainError('validation_failed', 'known_at lies in the future', {
    issues: [{ path: 'known_at', message: 'must not lie in the future' }],
  });
}
