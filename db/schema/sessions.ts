import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, moment } from './columns';
import { users } from './people';

/** Why a session is over. */
export const SESSION_ENDS = ['signed_out', 'ended', 'password_changed', 'ended_by_host', 'disabled'] as const;
export type SessionEnd = (typeof SESSION_ENDS)[number];

/**
 * Where a person is signed in. A session cookie names its row, so that one that was copied is dead as soon as
 * the row has an end (R2).
 */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** What the browser calls itself, cut; null where it says nothing. */
    userAgent: text('user_agent'),
    /** From a browser the person was not known by, though they had signed in before (R49). */
    isNewDevice: boolean('is_new_device').notNull().default(false),
    createdAt: createdAt(),
    /** Noted now and then, not at each request. */
    lastSeenAt: moment('last_seen_at').notNull(),
    /** It ends then, however often it is used. */
    endsAt: moment('ends_at').notNull(),
    endedAt: moment('ended_at'),
    endedBecause: text('ended_because', { enum: SESSION_ENDS }),
  },
  (t) => [
    index('sessions_user_idx').on(t.userId, t.createdAt),
    check('sessions_end_check', sql`(ended_at is null) = (ended_because is null)`),
  ],
);
