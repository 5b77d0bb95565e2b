import { and, desc, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { webhookDeliveries as deliveries, webhookAttempts } from '@/db/schema/webhooks';

export type WebhookDeliveryRow = typeof deliveries.$inferSelect;
export type WebhookAttemptRow = typeof webhookAttempts.$inferSelect;
/** An attempt claimed before `silent` is of a process that died. */
export interface DeliveryDueAt {
  now: Date;
  silent: Date;
}

/** What was written for the webhook before is left as it is. */
export async function insertDeliveries(
  db: Queryable,
  rows: (typeof deliveries.$inferInsert)[],
): Promise<string[]> {
  if (rows.length === 0) return [];
  const made = await db
    .insert(deliveries)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: deliveries.id });
  return made.map(({ id }) => id);
}

const isDue = ({ now, silent }: DeliveryDueAt) =>
  or(
    and(eq(deliveries.status, 'waiting'), lte(deliveries.nextTryAt, now)),
    and(eq(deliveries.status, 'sending'), lt(deliveries.claimedAt, silent)),
  );

/**
 * Notes that those of `ids`, or all, that are due and that the job server was not told of since `told` are
 * told now. System use only.
 */
export function takeDeliveriesToDispatch(
  db: Queryable,
  at: DeliveryDueAt & { told: Date },
  { ids, limit }: { ids?: readonly string[] | undefined; limit: number },
): Promise<{ id: string; dispatchCount: number }[]> {
  const chosen = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        isDue(at),
        or(isNull(deliveries.dispatchedAt), lt(deliveries.dispatchedAt, at.told)),
        ids === undefined ? undefined : inArray(deliveries.id, [...ids]),
      ),
    )
    .orderBy(deliveries.nextTryAt)
    .limit(limit)
    .for('update', { skipLocked: true });
  return db
    .update(deliveries)
    .set({ dispatchedAt: at.now, dispatchCount: sql`${deliveries.dispatchCount} + 1` })
    .where(inArray(deliveries.id, chosen))
    .returning({ id: deliveries.id, dispatchCount: deliveries.dispatchCount });
}

/** Begins an attempt if it is due and nobody else is at it: of two at once one gets it. System use only. */
export async function claimDelivery(
  db: Queryable,
  id: string,
  at: DeliveryDueAt,
): Promise<WebhookDeliveryRow | undefined> {
  const [row] = await db
    .update(deliveries)
    .set({ status: 'sending', attempts: sql`${deliveries.attempts} + 1`, claimedAt: at.now })
    .where(and(eq(deliveries.id, id), isDue(at)))
    .returning();
  return row;
}

export async function insertAttempt(db: Queryable, row: typeof webhookAttempts.$inferInsert): Promise<void> {
  await db.insert(webhookAttempts).values(row);
}

/** Ends it, or puts it off; nothing where another attempt took it over meanwhile. */
export async function noteDelivery(
  db: Queryable,
  of: Pick<WebhookDeliveryRow, 'id' | 'attempts'>,
  values: { status: 'delivered' | 'failed'; endedAt: Date } | { status: 'waiting'; nextTryAt: Date },
): Promise<void> {
  await db
    .update(deliveries)
    .set({ ...values, dispatchedAt: null })
    .where(
      and(eq(deliveries.id, of.id), eq(deliveries.attempts, of.attempts), eq(deliveries.status, 'sending')),
    );
}

/** What still waits for a webhook that is off is not sent any more. */
export async function endWaiting(
  db: Queryable,
  companyId: string,
  webhookId: string,
  now: Date,
): Promise<void> {
  await db
    .update(deliveries)
    .set({ status: 'failed', endedAt: now })
    .where(
      and(
        eq(deliveries.companyId, companyId),
        eq(deliveries.webhookId, webhookId),
        inArray(deliveries.status, ['waiting', 'sending']),
      ),
    );
}

/** Newest first, after a place. */
export async function listDeliveries(
  db: Queryable,
  companyId: string,
  webhookId: string,
  { limit, after }: { limit: number; after: { at: string; id: string } | undefined },
): Promise<WebhookDeliveryRow[]> {
  return db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.companyId, companyId),
        eq(deliveries.webhookId, webhookId),
        after &&
          sql`(${deliveries.createdAt}, ${deliveries.id}) < (${after.at}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
    .limit(limit);
}

export async function findDelivery(
  db: Queryable,
  companyId: string,
  id: string,
): Promise<WebhookDeliveryRow | undefined> {
  const [row] = await db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.companyId, companyId), eq(deliveries.id, id)));
  return row;
}

export async function listAttempts(
  db: Queryable,
  companyId: string,
  deliveryIds: readonly string[],
): Promise<WebhookAttemptRow[]> {
  if (deliveryIds.length === 0) return [];
  const own = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.companyId, companyId), inArray(deliveries.id, [...deliveryIds])));
  return db
    .select()
    .from(webhookAttempts)
    .where(inArray(webhookAttempts.deliveryId, own))
    .orderBy(desc(webhookAttempts.attempt));
}

/** To be sent again, with pauses that begin anew; nothing where it is on its way. */
export async function renewDelivery(
  db: Queryable,
  companyId: string,
  id: string,
  values: { nextTryAt: Date; giveUpAt: Date },
): Promise<WebhookDeliveryRow | undefined> {
  const [row] = await db
    .update(deliveries)
    .set({
      ...values,
      status: 'waiting',
      endedAt: null,
      dispatchedAt: null,
      attemptsBefore: sql`${deliveries.attempts}`,
    })
    .where(
      and(
        eq(deliveries.companyId, companyId),
        eq(deliveries.id, id),
        inArray(deliveries.status, ['delivered', 'failed']),
      ),
    )
    .returning();
  return row;
}
