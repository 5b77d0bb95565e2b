import { insertSession } from '@/db/queries/sessions';
import type { ServiceContext } from '../context';
import { rememberDevice } from '../limits/known-devices';
import { SESSION_MS } from './session-times';

/**
 * A session of a person who has just signed in or up; `device`: what the browser's cookie is to say, by which
 * it is known from now on. Null for what came over no wire.
 */
export async function beginSession(
  ctx: ServiceContext,
  userId: string,
): Promise<{ id: string; device: string | null }> {
  const now = ctx.clock.now();
  const { id } = await insertSession(ctx.db, {
    userId,
    userAgent: ctx.wire?.userAgent ?? null,
    createdAt: now,
    lastSeenAt: now,
    endsAt: new Date(now.getTime() + SESSION_MS),
  });
  return { id, device: ctx.wire === undefined ? null : await rememberDevice(ctx, userId) };
}
