import { insertSession } from '@/db/queries/sessions';
import type { ServiceContext } from '../context';
import { SESSION_MS } from './session-times';

const MAX_USER_AGENT = 400;

/** A session of a person who has just signed in or up; `userAgent`: what the browser calls itself. */
export async function beginSession(
  ctx: ServiceContext,
  { userId, userAgent }: { userId: string; userAgent: string | null },
): Promise<{ id: string; endsAt: Date }> {
  const now = ctx.clock.now();
  const endsAt = new Date(now.getTime() + SESSION_MS);
  const { id } = await insertSession(ctx.db, {
    userId,
    userAgent: userAgent?.slice(0, MAX_USER_AGENT) || null,
    createdAt: now,
    lastSeenAt: now,
    endsAt,
  });
  return { id, endsAt };
}
