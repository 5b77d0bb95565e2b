import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** When the job server last had a scheduled job run, whichever process it called. */
export const jobHeartbeats = pgTable('job_heartbeats', {
  job: text('job').primaryKey(),
  beatAt: timestamp('beat_at', { withTimezone: true }).notNull(),
});
