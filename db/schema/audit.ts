import { sql } from 'drizzle-orm';
import { bigint, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { companyId, moment } from './columns';
import { auditEvents, companies } from './people';

/**
 * The audit log in a fixed order, each link with the hash of the one before: what is changed or removed later
 * shows. The database fills all but company and event (trigger `chain_audit_event`).
 */
export const auditChain = pgTable(
  'audit_chain',
  {
    companyId: companyId().references(() => companies.id),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    eventId: uuid('event_id')
      .notNull()
      .unique()
      .references(() => auditEvents.id),
    previous: text('previous').notNull(),
    hash: text('hash').notNull(),
    chainedAt: moment('chained_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.seq] })],
);

/** Events that the chain does not hold yet; filled by trigger with each event. */
export const auditPending = pgTable('audit_pending', {
  eventId: uuid('event_id').primaryKey(),
  companyId: companyId(),
});
