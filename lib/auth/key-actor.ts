import { findLiveApiKey, touchApiKey } from '@/db/queries/people';
import { ANONYMOUS, serviceContext } from '@/lib/platform/container';
import type { Actor } from '@/lib/services/context';
import { hashApiKey } from './api-key';

/** A key acts in its one company with its one role (R2). */
export async function keyActor(key: string): Promise<Actor> {
  const { db, clock } = serviceContext(ANONYMOUS);
  const row = await findLiveApiKey(db, hashApiKey(key));
  if (!row) return ANONYMOUS;
  await touchApiKey(db, row.id, clock.now());
  return { kind: 'api_key', keyId: row.id, memberships: new Map([[row.companyId, row.role]]) };
}
