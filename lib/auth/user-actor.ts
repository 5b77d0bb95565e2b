import { findMembershipsOfUser } from '@/db/queries/people';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import type { Actor } from '@/lib/services/context';

/** Memberships are read each time, so that a role taken away is gone with the next request. */
export async function userActor(userId: string | undefined): Promise<Actor> {
  if (userId === undefined) return ANONYMOUS;
  const memberships = await findMembershipsOfUser(serviceContext(ANONYMOUS).db, userId);
  return memberships ? { kind: 'user', userId, memberships } : ANONYMOUS;
}
