import { and, asc, eq, gt, lt } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { users } from '@/db/schema/people';
import { passkeyChallenges, passkeys } from '@/db/schema/second-factor';
import type { UserRow } from './people';

export type PasskeyRow = typeof passkeys.$inferSelect;

export async function insertPasskey(db: Queryable, values: typeof passkeys.$inferInsert): Promise<void> {
  await db.insert(passkeys).values(values);
}

/** The oldest first. */
export function listPasskeys(db: Queryable, userId: string): Promise<PasskeyRow[]> {
  return db
    .select()
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id));
}

/** With its person, by the name the authenticator gave it. */
export async function findPasskey(
  db: Queryable,
  credentialId: string,
): Promise<{ passkey: PasskeyRow; user: UserRow } | undefined> {
  const [row] = await db
    .select({ passkey: passkeys, user: users })
    .from(passkeys)
    .innerJoin(users, eq(users.id, passkeys.userId))
    .where(eq(passkeys.credentialId, credentialId));
  return row;
}

export async function updatePasskeyName(
  db: Queryable,
  { userId, id, name }: { userId: string; id: string; name: string },
): Promise<boolean> {
  const rows = await db
    .update(passkeys)
    .set({ name })
    .where(and(eq(passkeys.userId, userId), eq(passkeys.id, id)))
    .returning({ id: passkeys.id });
  return rows.length > 0;
}

/**
 * Notes a use; false when the authenticator has not counted on since the last one, as a copy of it would not.
 */
export async function spendPasskeyCounter(
  db: Queryable,
  { id, counter, now }: { id: string; counter: number; now: Date },
): Promise<boolean> {
  const countsOn = counter === 0 ? eq(passkeys.counter, 0) : lt(passkeys.counter, counter);
  const rows = await db
    .update(passkeys)
    .set({ counter, lastUsedAt: now })
    .where(and(eq(passkeys.id, id), countsOn))
    .returning({ id: passkeys.id });
  return rows.length > 0;
}

/** One, or all of the person's. */
export async function deletePasskeys(
  db: Queryable,
  { userId, id }: { userId: string; id?: string },
): Promise<number> {
  const rows = await db
    .delete(passkeys)
    .where(and(eq(passkeys.userId, userId), id === undefined ? undefined : eq(passkeys.id, id)))
    .returning({ id: passkeys.id });
  return rows.length;
}

/** Takes the place of one that was not answered. */
export async function putPasskeyChallenge(
  db: Queryable,
  values: typeof passkeyChallenges.$inferInsert,
): Promise<void> {
  const { challenge, expiresAt } = values;
  await db
    .insert(passkeyChallenges)
    .values(values)
    .onConflictDoUpdate({ target: passkeyChallenges.boundTo, set: { challenge, expiresAt } });
}

/** Uses it up: of two at once one gets it; none that is too old. */
export async function takePasskeyChallenge(
  db: Queryable,
  { boundTo, now }: { boundTo: string; now: Date },
): Promise<string | undefined> {
  const [row] = await db
    .delete(passkeyChallenges)
    .where(and(eq(passkeyChallenges.boundTo, boundTo), gt(passkeyChallenges.expiresAt, now)))
    .returning({ challenge: passkeyChallenges.challenge });
  return row?.challenge;
}

export async function deleteOldPasskeyChallenges(db: Queryable, now: Date): Promise<void> {
  await db.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, now));
}
