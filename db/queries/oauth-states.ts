import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { oauthStates } from '@/db/schema/connection';

export async function insertOauthState(
  db: Queryable,
  values: typeof oauthStates.$inferInsert,
): Promise<void> {
  await db.insert(oauthStates).values(values);
}

/** Takes the state if it is this person's, unused and alive: of two takers one gets it (R5). */
export async function consumeOauthState(
  db: Queryable,
  input: { stateHash: string; userId: string; now: Date },
) {
  const [row] = await db
    .update(oauthStates)
    .set({ usedAt: input.now })
    .where(
      and(
        eq(oauthStates.stateHash, input.stateHash),
        eq(oauthStates.userId, input.userId),
        isNull(oauthStates.usedAt),
        gt(oauthStates.expiresAt, input.now),
      ),
    )
    .returning();
  return row;
}

export async function deleteExpiredOauthStates(db: Queryable, before: Date): Promise<void> {
  await db.delete(oauthStates).where(lt(oauthStates.expiresAt, before));
}
