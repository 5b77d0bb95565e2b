import type { z } from 'zod';
import { listLiveSessions } from '@/db/queries/sessions';
import type { deviceListSchema } from '@/lib/contracts/sessions';
import type { ServiceContext } from '../context';
import { requirePerson } from './require-person';
import { liveAt } from './session-times';

/** Where the person is signed in, last seen first (R2). Throws unauthenticated | person_required. */
export async function listSessions(ctx: ServiceContext): Promise<z.infer<typeof deviceListSchema>> {
  const { userId, sessionId } = requirePerson(ctx);
  const rows = await listLiveSessions(ctx.db, userId, liveAt(ctx.clock.now()));
  return {
    data: rows.map((row) => ({
      id: row.id,
      user_agent: row.userAgent,
      is_current: row.id === sessionId,
      created_at: row.createdAt.toISOString(),
      last_seen_at: row.lastSeenAt.toISOString(),
      ends_at: row.endsAt.toISOString(),
    })),
  };
}
