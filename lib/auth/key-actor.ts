import { findLiveApiKey, touchApiKey } from '@/db/queries/people';
import { hashApiKey } from '@/lib/platform/api-key';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import type { Actor } from '@/lib/services/context';
import { effectiveRole } from '@/lib/services/people/effective-role';

/**
 * A key acts in its one company, with the lesser of its own role and the one its maker has there now (R2):
 * who leaves or is demoted takes the keys along. One that has expired, or whose maker is gone, is no key.
 */
export async function keyActor(key: string): Promise<Actor> {
  const { db, clock } = serviceContext(ANONYMOUS);
  const now = clock.now();
  const row = await findLiveApiKey(db, hashApiKey(key), now);
  const role = row && effectiveRole(row.role, row.makerRole);
  if (!row || !role) return ANONYMOUS;
  await touchApiKey(db, row.id, now);
  const memberships = new Map([[row.companyId, role]]);
  return { kind: 'api_key', keyId: row.id, scopes: new Set(row.scopes), memberships };
}
