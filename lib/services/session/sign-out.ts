import { endSessions } from '@/db/queries/sessions';
import type { ServiceContext } from '../context';

/** Ends the session that asks; of anybody else nothing. */
export async function signOut(ctx: ServiceContext): Promise<{ ok: true }> {
  const { actor } = ctx;
  if (actor.kind === 'user' && actor.sessionId !== undefined) {
    const end = { because: 'signed_out', now: ctx.clock.now() } as const;
    await endSessions(ctx.db, { userId: actor.userId, only: actor.sessionId }, end);
  }
  return { ok: true };
}
