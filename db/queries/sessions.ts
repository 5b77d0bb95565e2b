import { and, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { membershipUnits } from '@/db/schema/membership-units';
import { companies, memberships, users } from '@/db/schema/people';
import { type SessionEnd, sessions } from '@/db/schema/sessions';
import { hasSecondFactor } from './second-factor';

export type { SessionEnd };
export type SessionRow = typeof sessions.$inferSelect;
/** Sessions used at or before `idleSince` have ended by themselves. */
export interface LiveAt {
  now: Date;
  idleSince: Date;
}

const isLive = ({ now, idleSince }: LiveAt) =>
  and(isNull(sessions.endedAt), gt(sessions.endsAt, now), gt(sessions.lastSeenAt, idleSince));

export async function insertSession(
  db: Queryable,
  values: typeof sessions.$inferInsert,
): Promise<SessionRow> {
  const [row] = await db.insert(sessions).values(values).returning();
  return row as SessionRow;
}

/**
 * Whether the person has not been signed in before, as far as that is kept: one whose account is older has.
 */
export async function findIsFirstSession(
  db: Queryable,
  { userId, madeAfter }: { userId: string; madeAfter: Date },
): Promise<boolean> {
  const [row] = await db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.id, userId),
        gt(users.createdAt, madeAfter),
        sql`not exists (select from sessions s where s.user_id = ${userId}::uuid)`,
      ),
    );
  return row !== undefined;
}

/**
 * The person's role per company and when the session was last seen; `barred`: companies they belong to and
 * may not enter before they have a second factor. Undefined when it is over, or there is no such person any
 * more.
 */
export async function findLiveSession(
  db: Queryable,
  { sessionId, userId }: { sessionId: string; userId: string },
  at: LiveAt,
): Promise<{ memberships: Map<string, string>; barred: Set<string>; lastSeenAt: Date } | undefined> {
  const rows = await db
    .select({
      companyId: memberships.companyId,
      role: memberships.role,
      lastSeenAt: sessions.lastSeenAt,
      isBarred: sql<boolean>`coalesce(${companies.requiresSecondFactor} and not ${hasSecondFactor(users.id)}, false)`,
    })
    .from(sessions)
    .innerJoin(users, and(eq(users.id, sessions.userId), isNull(users.disabledAt)))
    .leftJoin(memberships, eq(memberships.userId, users.id))
    .leftJoin(companies, eq(companies.id, memberships.companyId))
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isLive(at)));
  const [first] = rows;
  if (!first) return undefined;
  return {
    memberships: new Map(
      rows.flatMap(({ companyId, role, isBarred }) =>
        companyId && role && !isBarred ? [[companyId, role] as const] : [],
      ),
    ),
    barred: new Set(rows.flatMap(({ companyId, isBarred }) => (companyId && isBarred ? [companyId] : []))),
    lastSeenAt: first.lastSeenAt,
  };
}

export async function touchSession(db: Queryable, sessionId: string, now: Date): Promise<void> {
  await db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, sessionId));
}

/** Those that are not over, last seen first. */
export function listLiveSessions(db: Queryable, userId: string, at: LiveAt): Promise<SessionRow[]> {
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isLive(at)))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id));
}

/** Ends one, or all of the person, or all but one; answers how many were not over yet. */
export async function endSessions(
  db: Queryable,
  which: { userId: string; only?: string; except?: string | undefined },
  end: { because: SessionEnd; now: Date },
): Promise<number> {
  const rows = await db
    .update(sessions)
    .set({ endedAt: end.now, endedBecause: end.because })
    .where(
      and(
        eq(sessions.userId, which.userId),
        isNull(sessions.endedAt),
        which.only === undefined ? undefined : eq(sessions.id, which.only),
        which.except === undefined ? undefined : ne(sessions.id, which.except),
      ),
    )
    .returning({ id: sessions.id });
  return rows.length;
}

/** The storage units of a person who is a stock keeper (R53), by company. */
export function listUnitsOfPerson(
  db: Queryable,
  userId: string,
): Promise<{ companyId: string; storageUnitId: string }[]> {
  return db
    .select({ companyId: membershipUnits.companyId, storageUnitId: membershipUnits.storageUnitId })
    .from(membershipUnits)
    .where(eq(membershipUnits.userId, userId));
}
