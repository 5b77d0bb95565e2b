import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { companyForeignKey, companyId, id, moment, quantity } from './columns';
import { ingredients, storageUnits } from './inventory';
import { companies } from './people';

/**
 * What was counted (R22): an assertion about one ingredient in one storage unit, kept beside the ADJUSTMENT
 * that makes the ledger agree, because the assertion outlives each such entry. Append-only; a count is taken
 * back by a withdrawal.
 */
export const stockCounts = pgTable(
  'stock_counts',
  {
    id: id(),
    /** Order of writing; decides between two counts of the same moment. */
    seq: bigint('seq', { mode: 'bigint' }).generatedAlwaysAsIdentity().notNull(),
    companyId: companyId().references(() => companies.id),
    storageUnitId: uuid('storage_unit_id').notNull(),
    ingredientId: uuid('ingredient_id').notNull(),
    businessDay: date('business_day', { mode: 'string' }).notNull(),
    /** 0: before all movements of the day; 2: after all of them. Movements are 1. */
    moment: smallint('moment').notNull(),
    countedQuantity: quantity('counted_quantity').notNull(),
    note: text('note'),
    batchId: uuid('batch_id').notNull(),
    createdBy: text('created_by').notNull(),
    recordedAt: moment('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    unique('stock_counts_company_id_key').on(t.companyId, t.id),
    index('stock_counts_order_idx').on(
      t.companyId,
      t.storageUnitId,
      t.ingredientId,
      t.businessDay,
      t.moment,
      t.seq,
    ),
    index('stock_counts_batch_idx').on(t.companyId, t.batchId),
    index('stock_counts_list_idx').on(t.companyId, t.businessDay, t.seq),
    companyForeignKey('stock_counts_storage_unit_fk', t.companyId, t.storageUnitId, storageUnits),
    companyForeignKey('stock_counts_ingredient_fk', t.companyId, t.ingredientId, ingredients),
    check('stock_counts_moment_check', sql`moment in (0, 2)`),
    check('stock_counts_quantity_check', sql`counted_quantity >= 0`),
  ],
);

/** A count taken back, once; its ADJUSTMENT is reversed in the same transaction. */
export const stockCountWithdrawals = pgTable(
  'stock_count_withdrawals',
  {
    countId: uuid('count_id').primaryKey(),
    companyId: companyId(),
    note: text('note'),
    createdBy: text('created_by').notNull(),
    recordedAt: moment('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    foreignKey({
      name: 'stock_count_withdrawals_count_fk',
      columns: [t.companyId, t.countId],
      foreignColumns: [stockCounts.companyId, stockCounts.id],
    }),
  ],
);

/**
 * The last locked day of a company: nothing dated on or before it is written any more. No row: nothing is
 * locked.
 */
export const periodLocks = pgTable('period_locks', {
  companyId: companyId()
    .primaryKey()
    .references(() => companies.id),
  lockedUntil: date('locked_until', { mode: 'string' }).notNull(),
  changedBy: text('changed_by').notNull(),
  changedAt: moment('changed_at').notNull().default(sql`clock_timestamp()`),
});
