import { and, count, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { accountLinks, resetRequests } from '@/db/schema/links';

export type AccountLinkRow = typeof accountLinks.$inferSelect;
type Purpose = AccountLinkRow['purpose'];

/** Takes the place of those the person had for the same purpose. */
export async function insertAccountLink(
  db: Queryable,
  values: typeof accountLinks.$inferInsert & { createdAt: Date },
): Promise<void> {
  await spendAccountLinks(db, { userId: values.userId, purpose: values.purpose, now: values.createdAt });
  await db.insert(accountLinks).values(values);
}

export async function countAccountLinks(
  db: Queryable,
  { userId, purpose, since }: { userId: string; purpose: Purpose; since: Date },
): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(accountLinks)
    .where(
      and(
        eq(accountLinks.userId, userId),
        eq(accountLinks.purpose, purpose),
        gt(accountLinks.createdAt, since),
      ),
    );
  return row?.count ?? 0;
}

const isOpen = (link: { purpose: Purpose; tokenHash: string; now: Date }) =>
  and(
    eq(accountLinks.purpose, link.purpose),
    eq(accountLinks.tokenHash, link.tokenHash),
    isNull(accountLinks.usedAt),
    gt(accountLinks.expiresAt, link.now),
  );

export async function findAccountLink(
  db: Queryable,
  link: { purpose: Purpose; tokenHash: string; now: Date },
): Promise<AccountLinkRow | undefined> {
  const [row] = await db.select().from(accountLinks).where(isOpen(link));
  return row;
}

/** Uses it up: of two at once one gets it. */
export async function takeAccountLink(
  db: Queryable,
  link: { purpose: Purpose; tokenHash: string; now: Date },
): Promise<AccountLinkRow | undefined> {
  const [row] = await db.update(accountLinks).set({ usedAt: link.now }).where(isOpen(link)).returning();
  return row;
}

/** None of them opens anything any more. */
export async function spendAccountLinks(
  db: Queryable,
  { userId, purpose, now }: { userId: string; purpose?: Purpose; now: Date },
): Promise<void> {
  await db
    .update(accountLinks)
    .set({ usedAt: now })
    .where(
      and(
        eq(accountLinks.userId, userId),
        purpose === undefined ? undefined : eq(accountLinks.purpose, purpose),
        isNull(accountLinks.usedAt),
      ),
    );
}

/** One for an address and purpose, however often it is asked for. */
export async function insertLinkRequest(
  db: Queryable,
  values: typeof resetRequests.$inferInsert,
): Promise<void> {
  await db.insert(resetRequests).values(values).onConflictDoNothing();
}

/** One until then that nobody else is at, gone with the transaction that answers it. System use only. */
export async function takeLinkRequest(
  db: Queryable,
  until: Date,
): Promise<typeof resetRequests.$inferSelect | undefined> {
  const [row] = await db
    .delete(resetRequests)
    .where(
      sql`(${resetRequests.address}, ${resetRequests.purpose}) = (
        select address, purpose from reset_requests where created_at <= ${until.toISOString()}::timestamptz order by created_at for update skip locked limit 1)`,
    )
    .returning();
  return row;
}
