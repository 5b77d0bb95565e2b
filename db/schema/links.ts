import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, moment } from './columns';
import { users } from './people';

/**
 * Links of mail that let somebody in who proves nothing else (R46): a new password, a confirmed address. Kept
 * as a SHA-256 of 256 random bits.
 */
export const accountLinks = pgTable(
  'account_links',
  {
    id: id(),
    purpose: text('purpose', { enum: ['reset', 'confirm'] }).notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Where it was sent: what opening it proves, and for `confirm` the address it makes the person's own. */
    address: text('address').notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    expiresAt: moment('expires_at').notNull(),
    /** When it was used, or another took its place. */
    usedAt: moment('used_at'),
    createdAt: createdAt(),
  },
  (t) => [index('account_links_user_idx').on(t.userId, t.purpose, t.createdAt)],
);

/**
 * Who wants a new password, or an account, as it was typed. Whether there is such a person is looked up by a
 * job, so that the one who asked learns nothing, not even by the time it took (R46).
 */
export const resetRequests = pgTable(
  'reset_requests',
  {
    address: text('address').notNull(),
    purpose: text('purpose', { enum: ['reset', 'sign_up'] })
      .notNull()
      .default('reset'),
    /** Of who wants an account. */
    name: text('name').notNull().default(''),
    locale: text('locale').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.address, t.purpose] })],
);
