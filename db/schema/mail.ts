import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, moment } from './columns';
import { companies, users } from './people';

/**
 * `sending`: an attempt is at work, or was when its process died. `uncertain`: the mail server may have it or
 * not; nobody sends it again by itself (R44).
 */
export const MAIL_STATUSES = ['waiting', 'sending', 'sent', 'uncertain', 'failed'] as const;

/** Mail to be sent, and what became of it (R44). */
export const mails = pgTable(
  'mails',
  {
    id: id(),
    /** The company it is about; null for what concerns a person's account alone. */
    companyId: uuid('company_id').references(() => companies.id),
    /** Whom it is for, where that is a person with an account. */
    userId: uuid('user_id').references(() => users.id, { onDelete: 'set null' }),
    kind: text('kind').notNull(),
    /** Whoever asks for it a second time under the same name gets no second mail. */
    onceKey: text('once_key').unique(),
    address: text('address').notNull(),
    /** Subject and texts, sealed, because links in them open accounts; gone once they are of no use. */
    sealed: text('sealed'),
    status: text('status', { enum: MAIL_STATUSES }).notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    nextTryAt: moment('next_try_at').notNull(),
    /** After this it is of no use any more. */
    giveUpAt: moment('give_up_at').notNull(),
    /** How often, and when last, the job server was told. */
    dispatchCount: integer('dispatch_count').notNull().default(0),
    dispatchedAt: moment('dispatched_at'),
    claimedAt: moment('claimed_at'),
    /** Noted before the byte after which the mail server may have accepted it. */
    handedOverAt: moment('handed_over_at'),
    /** When it was sent, failed or became uncertain. */
    endedAt: moment('ended_at'),
    problem: text('problem'),
    createdAt: createdAt(),
  },
  (t) => [
    index('mails_open_idx').on(t.nextTryAt).where(sql`status in ('waiting', 'sending')`),
    index('mails_company_idx').on(t.companyId, t.createdAt),
    check('mails_end_check', sql`(ended_at is null) = (status in ('waiting', 'sending'))`),
  ],
);
