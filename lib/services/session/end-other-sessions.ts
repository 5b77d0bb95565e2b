import type { z } from 'zod';
import { endSessions } from '@/db/queries/sessions';
import type { endedSessionsSchema } from '@/lib/contracts/sessions';
import type { ServiceContext } from '../context';
import { requirePerson } from './require-person';

/** Signs the person out everywhere but here. */
export async function endOtherSessions(ctx: ServiceContext): Promise<z.infer<typeof endedSessionsSchema>> {
  const { userId, sessionId } = requirePerson(ctx);
  const end = { because: 'ended', now: ctx.clock.now() } as const;
  return { ended: await endSessions(ctx.db, { userId, except: sessionId }, end) };
}
