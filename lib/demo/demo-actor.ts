import type { Actor } from '@/lib/services/context';

/** The demo person, as the owner of the demo company once there is one. */
export function demoActor(userId: string, companyId?: string): Actor {
  return {
    kind: 'user',
    userId,
    memberships: new Map(companyId === undefined ? [] : [[companyId, 'owner']]),
  };
}
