import { endSessions } from '@/db/queries/sessions';
import { auditPerson } from '../audit';
import type { ServiceContext } from '../context';

/** Ends the session that asks; of anybody else nothing. */
export async function signOut(ctx: ServiceContext): Promise<{ ok: true }> {
  const { actor } = ctx;
  if (actor.kind === 'user' && actor.sessionId !== undefined) {
    const end = { because: 'signed_out', now: ctx.clock.now() } as const;
    const { userId } = actor;
    const ended = await endSessions(ctx.db, { userId, only: actor.sessionId }, end);
    if (ended > 0) await auditPerson(ctx.db, ctx, { userId }, { action: 'session.end', byUserId: userId });
  }
  return { ok: true };
}
