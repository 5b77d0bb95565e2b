import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { companyForeignKey, companyId, createdAt, moment } from './columns';
import { lightspeedIntegrations } from './lightspeed';
import { companies, users } from './people';

/**
 * Requests in flight to Lightspeed, over all processes (R10): a row is a place, taken while `leasedUntil`
 * lies ahead. A lease instead of a lock, so that no connection is held during a request and a killed process
 * gives its place back by itself.
 */
export const lightspeedRequestSlots = pgTable(
  'lightspeed_request_slots',
  {
    companyId: companyId(),
    integrationId: uuid('integration_id').notNull(),
    slot: integer('slot').notNull(),
    holder: uuid('holder').notNull(),
    leasedUntil: moment('leased_until').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.integrationId, t.slot] }),
    companyForeignKey(
      'lightspeed_request_slots_integration_fk',
      t.companyId,
      t.integrationId,
      lightspeedIntegrations,
    ),
    check('lightspeed_request_slots_slot_check', sql`slot between 1 and 4`),
  ],
);

/** OAuth `state`, stored hashed: random, single-use, bound to person and company, ten minutes (R5). */
export const oauthStates = pgTable(
  'oauth_states',
  {
    stateHash: text('state_hash').primaryKey(),
    companyId: companyId().references(() => companies.id),
    userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
    purpose: text('purpose', { enum: ['connect', 'reauthorize'] }).notNull(),
    integrationName: text('integration_name'),
    returnTo: text('return_to'),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
    createdAt: createdAt(),
  },
  (t) => [
    index('oauth_states_expires_idx').on(t.expiresAt),
    check('oauth_states_purpose_check', sql`purpose in ('connect','reauthorize')`),
  ],
);
