import { sql } from 'drizzle-orm';
import { check, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { companyId, createdAt, id, moment } from './columns';
import { mails } from './mail';
import { companies, users } from './people';

/**
 * Who was asked to join a company, by the address, whether or not somebody has it (R47). The link is kept as
 * a SHA-256 of 256 random bits.
 */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    companyId: companyId().references(() => companies.id),
    /** In lower case. */
    address: text('address').notNull(),
    role: text('role').notNull(),
    /** Of a stock keeper; those that are gone by then are left out. */
    storageUnitIds: uuid('storage_unit_ids').array().notNull().default(sql`'{}'`),
    tokenHash: text('token_hash').notNull().unique(),
    invitedBy: uuid('invited_by')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The mail it went out with last; null where the owner hands the link over. */
    mailId: uuid('mail_id').references(() => mails.id, { onDelete: 'set null' }),
    expiresAt: moment('expires_at').notNull(),
    acceptedAt: moment('accepted_at'),
    acceptedBy: uuid('accepted_by').references(() => users.id, { onDelete: 'set null' }),
    withdrawnAt: moment('withdrawn_at'),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('invitations_open_key')
      .on(t.companyId, t.address)
      .where(sql`accepted_at is null and withdrawn_at is null`),
    check('invitations_end_check', sql`accepted_at is null or withdrawn_at is null`),
  ],
);
