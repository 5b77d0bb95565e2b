import { cookies } from 'next/headers';
import type { Actor } from '@/lib/services/context';
import { readSessionCookie, sessionCookie } from './session-cookie';
import { userActor } from './user-actor';

/** Who looks at a page or runs an action. */
export async function currentActor(): Promise<Actor> {
  const value = (await cookies()).get(sessionCookie().name)?.value;
  return userActor(await readSessionCookie(value));
}
