import { sql } from 'drizzle-orm';
import { bigint, check, date, index, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { companyForeignKey, companyId, moment, quantity } from './columns';
import { ingredients } from './inventory';

/**
 * Receipts summed per ingredient and business day: what a unit cost (R23) is worked out from. Kept by the
 * same trigger.
 */
export const receiptDays = pgTable(
  'receipt_days',
  {
    companyId: companyId(),
    ingredientId: uuid('ingredient_id').notNull(),
    businessDay: date('business_day', { mode: 'string' }).notNull(),
    quantity: numeric('quantity', { precision: 30, scale: 6 }).notNull(),
    value: numeric('value', { precision: 42, scale: 12 }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.ingredientId, t.businessDay] }),
    companyForeignKey('receipt_days_ingredient_fk', t.companyId, t.ingredientId, ingredients),
  ],
);

/**
 * The sums of `receipt_days` per ingredient, so that today's costs of a whole stock are read a row each. Kept
 * by the same trigger.
 */
export const receiptTotals = pgTable(
  'receipt_totals',
  {
    companyId: companyId(),
    ingredientId: uuid('ingredient_id').notNull(),
    quantity: numeric('quantity', { precision: 30, scale: 6 }).notNull(),
    value: numeric('value', { precision: 42, scale: 12 }).notNull(),
    lastDay: date('last_day', { mode: 'string' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.ingredientId] }),
    companyForeignKey('receipt_totals_ingredient_fk', t.companyId, t.ingredientId, ingredients),
  ],
);

/**
 * What an ingredient costs on a day up to which nothing was received (R23): its standard cost, else the cost
 * of its first receipt day. Each change is a version of its own; a day takes the newest whose `effectiveFrom`
 * is null or not after it, so a locked day keeps its cost and an entry stays explained. Append-only.
 */
export const costFallbacks = pgTable(
  'cost_fallbacks',
  {
    /** Of the ledger's own sequence: what has a lower one was known when an entry was written. */
    seq: bigint('seq', { mode: 'bigint' }).primaryKey().default(sql`nextval('ledger_entries_seq_seq')`),
    companyId: companyId(),
    ingredientId: uuid('ingredient_id').notNull(),
    source: text('source', { enum: ['standard', 'first_receipt', 'unknown'] }).notNull(),
    /** Null while unknown. */
    unitCost: quantity('unit_cost'),
    /** Of `first_receipt`: which day that was. */
    receiptDay: date('receipt_day', { mode: 'string' }),
    /** The first open day when it was written; null = all days. */
    effectiveFrom: date('effective_from', { mode: 'string' }),
    createdBy: text('created_by').notNull(),
    recordedAt: moment('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    companyForeignKey('cost_fallbacks_ingredient_fk', t.companyId, t.ingredientId, ingredients),
    index('cost_fallbacks_ingredient_idx').on(t.companyId, t.ingredientId, t.seq),
    check('cost_fallbacks_source_check', sql`source in ('standard','first_receipt','unknown')`),
    check('cost_fallbacks_cost_check', sql`(unit_cost is null) = (source = 'unknown') and unit_cost >= 0`),
    check('cost_fallbacks_receipt_day_check', sql`(receipt_day is not null) = (source = 'first_receipt')`),
  ],
);
