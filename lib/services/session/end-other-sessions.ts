import type { z } from 'zod';
import { endSessions } from '@/db/queries/sessions';
import type { endedSessionsSchema } from '@/lib/contracts/sessions';
import { auditPerson } from '../audit';
import type { ServiceContext } from '../context';
import { requirePerson } from './require-person';

/** Signs the person out everywhere but here. */
export async function endOtherSessions(ctx: ServiceContext): Promise<z.infer<typeof endedSessionsSchema>> {
  const { userId, sessionId } = requirePerson(ctx);
  const end = { because: 'ended', now: ctx.clock.now() } as const;
  const ended = await endSessions(ctx.db, { userId, except: sessionId }, end);
  const event = { action: 'session.end_others', byUserId: userId, details: { ended } } as const;
  if (ended > 0) await auditPerson(ctx.db, ctx, { userId }, event);
  return { ended };
}
