import { and, desc, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { mails } from '@/db/schema/mail';

export type MailRow = typeof mails.$inferSelect;
/** One attempt at one mail. */
export interface MailAttempt {
  id: string;
  attempt: number;
}
/** An attempt claimed before this, and not handed over, is of a process that died. */
export interface MailDueAt {
  now: Date;
  silent: Date;
}

/** Undefined: there is one of the same `onceKey`. */
export async function insertMail(
  db: Queryable,
  values: typeof mails.$inferInsert,
): Promise<string | undefined> {
  const [row] = await db.insert(mails).values(values).onConflictDoNothing().returning({ id: mails.id });
  return row?.id;
}

const isDue = ({ now, silent }: MailDueAt) =>
  or(
    and(eq(mails.status, 'waiting'), lte(mails.nextTryAt, now)),
    and(eq(mails.status, 'sending'), isNull(mails.handedOverAt), lt(mails.claimedAt, silent)),
  );

/**
 * Notes that those of `ids`, or all, that are due and that the job server was not told of since `told` are
 * told now. System use only.
 */
export function takeMailsToDispatch(
  db: Queryable,
  at: MailDueAt & { told: Date },
  { ids, limit }: { ids?: readonly string[] | undefined; limit: number },
): Promise<{ id: string; dispatchCount: number }[]> {
  const chosen = db
    .select({ id: mails.id })
    .from(mails)
    .where(
      and(
        isDue(at),
        or(isNull(mails.dispatchedAt), lt(mails.dispatchedAt, at.told)),
        ids === undefined ? undefined : inArray(mails.id, [...ids]),
      ),
    )
    .orderBy(mails.nextTryAt)
    .limit(limit)
    .for('update', { skipLocked: true });
  return db
    .update(mails)
    .set({ dispatchedAt: at.now, dispatchCount: sql`${mails.dispatchCount} + 1` })
    .where(inArray(mails.id, chosen))
    .returning({ id: mails.id, dispatchCount: mails.dispatchCount });
}

/** Begins an attempt if the mail is due and nobody else is at it: of two at once one gets it. */
export async function claimMail(db: Queryable, id: string, at: MailDueAt): Promise<MailRow | undefined> {
  const [row] = await db
    .update(mails)
    .set({ status: 'sending', attempts: sql`${mails.attempts} + 1`, claimedAt: at.now })
    .where(and(eq(mails.id, id), isDue(at)))
    .returning();
  return row;
}

const isAt = ({ id, attempt }: MailAttempt) =>
  and(eq(mails.id, id), eq(mails.attempts, attempt), eq(mails.status, 'sending'));

/** False: the attempt is not the mail's any more, and must not give it to the server. */
export async function markMailHandedOver(db: Queryable, of: MailAttempt, now: Date): Promise<boolean> {
  const rows = await db
    .update(mails)
    .set({ handedOverAt: now })
    .where(and(isAt(of), isNull(mails.handedOverAt)))
    .returning({ id: mails.id });
  return rows.length > 0;
}

/** Ends the mail, with its content unless that is kept. */
export async function endMail(
  db: Queryable,
  of: MailAttempt,
  end: { status: 'sent' | 'uncertain' | 'failed'; problem: string | null; now: Date; keepContent: boolean },
): Promise<void> {
  await db
    .update(mails)
    .set({
      status: end.status,
      problem: end.problem,
      endedAt: end.now,
      ...(end.keepContent ? {} : { sealed: null }),
    })
    .where(isAt(of));
}

/** The server did not take it: another attempt later. */
export async function putOffMail(
  db: Queryable,
  of: MailAttempt,
  { nextTryAt, problem }: { nextTryAt: Date; problem: string },
): Promise<void> {
  await db
    .update(mails)
    .set({ status: 'waiting', nextTryAt, problem, handedOverAt: null, dispatchedAt: null })
    .where(isAt(of));
}

/** Handed over before `silent` by a process that never said how it ended. System use only. */
export function endSilentMails(
  db: Queryable,
  { now, silent }: MailDueAt,
): Promise<{ id: string; kind: string }[]> {
  return db
    .update(mails)
    .set({ status: 'uncertain', problem: 'no_answer', endedAt: now, sealed: null })
    .where(and(eq(mails.status, 'sending'), lt(mails.handedOverAt, silent)))
    .returning({ id: mails.id, kind: mails.kind });
}

/**
 * Mail that did not go out, or perhaps not, newest first: the company's, or all there is (system use only).
 */
export function listTroubledMails(
  db: Queryable,
  companyId: string | 'all',
  limit: number,
): Promise<MailRow[]> {
  return db
    .select()
    .from(mails)
    .where(
      and(
        companyId === 'all' ? undefined : eq(mails.companyId, companyId),
        or(
          inArray(mails.status, ['failed', 'uncertain']),
          and(eq(mails.status, 'waiting'), sql`${mails.problem} is not null`),
        ),
      ),
    )
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(limit);
}

/** What was kept to be read in the mailbox of the demo, newest first. System use only. */
export function listKeptMails(db: Queryable, limit: number): Promise<MailRow[]> {
  return db
    .select()
    .from(mails)
    .where(and(eq(mails.status, 'sent'), sql`${mails.sealed} is not null`))
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(limit);
}
