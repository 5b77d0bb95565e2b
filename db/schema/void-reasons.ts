import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { companyId, createdAt, id, moment } from './columns';
import { companies } from './people';

/**
 * What becomes of goods that a till voids or refunds for a reason (R16): a save supersedes what was said
 * before, which stays as history, as of mappings (R13).
 */
export const voidReasonVersions = pgTable(
  'void_reason_versions',
  {
    id: id(),
    companyId: companyId().references(() => companies.id),
    /** What makes spellings one reason: `reasonKey` in lib/core. */
    reasonKey: text('reason_key').notNull(),
    /** As it is shown. */
    reason: text('reason').notNull(),
    outcome: text('outcome', { enum: ['returned', 'gone', 'waste'] }).notNull(),
    version: integer('version').notNull(),
    effectiveFrom: date('effective_from', { mode: 'string' }),
    /**
     * Said with a preview of the booked days: it counts for these too, whenever they were booked (R32). Else
     * for what is booked from then on.
     */
    reachesBooked: boolean('reaches_booked').notNull().default(false),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    supersededAt: moment('superseded_at'),
  },
  (t) => [
    unique('void_reason_versions_company_id_key').on(t.companyId, t.id),
    unique('void_reason_versions_number_key').on(t.companyId, t.reasonKey, t.version),
    uniqueIndex('void_reason_versions_current_key')
      .on(t.companyId, t.reasonKey)
      .where(sql`superseded_at is null`),
    index('void_reason_versions_company_idx').on(t.companyId),
    check('void_reason_versions_outcome_check', sql`outcome in ('returned','gone','waste')`),
  ],
);
