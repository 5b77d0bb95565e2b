import { findLiveSession, listUnitsOfPerson, touchSession } from '@/db/queries/sessions';
import { groupBy } from '@/lib/core/group-by';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import type { Actor } from '@/lib/services/context';
import { STOCK_KEEPER } from '@/lib/services/own-units';
import { liveAt, SEEN_EVERY_MS } from '@/lib/services/session/session-times';

/**
 * Session and memberships are read each time, so that what is ended or taken away is gone with the next
 * request (R2).
 */
export async function userActor(session: { userId: string; sessionId: string } | undefined): Promise<Actor> {
  if (session === undefined) return ANONYMOUS;
  const { db, clock } = serviceContext(ANONYMOUS);
  const now = clock.now();
  const live = await findLiveSession(db, session, liveAt(now));
  if (!live) return ANONYMOUS;
  if (now.getTime() - live.lastSeenAt.getTime() > SEEN_EVERY_MS)
    await touchSession(db, session.sessionId, now);
  const { memberships, barred } = live;
  const isKeeper = [...memberships.values()].includes(STOCK_KEEPER);
  const own = isKeeper ? groupBy(await listUnitsOfPerson(db, session.userId), (one) => one.companyId) : null;
  const units = own && new Map([...own].map(([id, rows]) => [id, rows.map((one) => one.storageUnitId)]));
  return { kind: 'user', ...session, memberships, barred, ...(units && { units }) };
}
