import { and, eq, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '@/db/client';
import { idempotencyKeys } from '@/db/schema/people';

export type IdempotencyRow = typeof idempotencyKeys.$inferSelect;

/** Takes the key for this request; false when another request has it. */
export async function claimIdempotencyKey(
  db: Queryable,
  values: { actor: string; key: string; requestHash: string },
): Promise<boolean> {
  const rows = await db
    .insert(idempotencyKeys)
    .values(values)
    .onConflictDoUpdate({
      target: [idempotencyKeys.actor, idempotencyKeys.key],
      set: { ...values, status: null, response: null, createdAt: sql`clock_timestamp()` },
      // Answers are kept a day; a request that never answered in ten minutes died with its process.
      setWhere: sql`${idempotencyKeys.createdAt} < clock_timestamp() - case when ${idempotencyKeys.status} is null then interval '10 minutes' else interval '1 day' end`,
    })
    .returning({ key: idempotencyKeys.key });
  return rows.length > 0;
}

export async function findIdempotencyKey(
  db: Queryable,
  actor: string,
  key: string,
): Promise<IdempotencyRow | undefined> {
  const [row] = await db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.actor, actor), eq(idempotencyKeys.key, key)));
  return row;
}

export async function keepIdempotentAnswer(
  db: Queryable,
  actor: string,
  key: string,
  answer: { status: number; response: unknown },
): Promise<void> {
  await db
    .update(idempotencyKeys)
    .set(answer)
    .where(and(eq(idempotencyKeys.actor, actor), eq(idempotencyKeys.key, key)));
}

export async function releaseIdempotencyKey(db: Queryable, actor: string, key: string): Promise<void> {
  await db.delete(idempotencyKeys).where(and(eq(idempotencyKeys.actor, actor), eq(idempotencyKeys.key, key)));
}

/** Milliseconds until a wait for a lock is given up, in this transaction; 0 = never. */
export async function limitLockWaits(tx: Transaction, milliseconds: number): Promise<void> {
  await tx.execute(sql`select set_config('lock_timeout', ${String(milliseconds)}, true)`);
}
