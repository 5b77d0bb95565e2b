import { interval, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment } from './columns';
import { users } from './people';

/**
 * Token buckets (R2), each as the moment at which it is full again: an act moves that moment by `period`, and
 * is refused where it would lie further ahead than `burst`. Unlogged, so that counting waits for no disk:
 * after a crash of the database every bucket is full. The key names whom it counts by a hash.
 */
export const rateBuckets = pgTable('rate_buckets', {
  key: text('key').primaryKey(),
  fullAt: moment('full_at').notNull(),
  period: interval('period').notNull(),
  burst: interval('burst').notNull(),
});

/** Browsers that a person has signed in with: a cookie of 256 random bits, kept as its SHA-256 (R2). */
export const knownDevices = pgTable(
  'known_devices',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    deviceHash: text('device_hash').notNull(),
    createdAt: createdAt(),
    lastUsedAt: moment('last_used_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.deviceHash] })],
);
