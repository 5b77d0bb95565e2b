import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { id, moment } from './columns';

/**
 * That a company or a person was, or is to be, deleted: outlives both, and so names them by their ids alone
 * (R51). A trigger says when it was asked for and when it is due, whatever is given here, and these never
 * change: rows of a company may go only behind a due one (`is_being_deleted`).
 */
export const deletions = pgTable(
  'deletions',
  {
    id: id(),
    kind: text('kind', { enum: ['company', 'person'] }).notNull(),
    subjectId: uuid('subject_id').notNull(),
    askedAt: moment('asked_at').notNull().default(sql`clock_timestamp()`),
    dueAt: moment('due_at').notNull().default(sql`clock_timestamp()`),
    withdrawnAt: moment('withdrawn_at'),
    /** From then on nobody belongs to the company any more, and nothing brings it back. */
    begunAt: moment('begun_at'),
    endedAt: moment('ended_at'),
    /** How many rows went. */
    rows: bigint('rows', { mode: 'number' }).notNull().default(0),
  },
  (t) => [
    uniqueIndex('deletions_open_key').on(t.subjectId).where(sql`withdrawn_at is null`),
    index('deletions_due_idx').on(t.dueAt).where(sql`withdrawn_at is null and ended_at is null`),
    check('deletions_kind_check', sql`kind in ('company','person')`),
    check('deletions_begun_check', sql`begun_at >= due_at`),
    check('deletions_withdrawn_check', sql`withdrawn_at is null or begun_at is null`),
    check('deletions_ended_check', sql`ended_at is null or begun_at is not null`),
  ],
);
