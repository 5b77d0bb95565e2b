import { z } from 'zod';
import { onHandShape } from './balances';
import {
  baseUnitSchema,
  companyInput,
  daySchema,
  flagSchema,
  idSchema,
  instantSchema,
  nonNegativeDecimalSchema,
  pageInputShape,
  pageOf,
  thingInput,
} from './common';
import { countMomentSchema, wasteReasonSchema } from './ledger';

// Stock
/** Days before today whose usage is the recent rate; today itself is not over. */
export const RATE_DAYS = 28;
export const listStockInput = z.object({
  company_id: idSchema,
  storage_unit_id: idSchema.optional(),
  ingredient_id: idSchema.optional(),
  search: z.string().max(200).optional(),
  /** Also what was used up and has not moved within the rate's days. */
  include_empty: flagSchema.default(true),
  ...pageInputShape,
});
export const stockSchema = z
  .object({
    ...onHandShape,
    /** Sold usage a day, over the last 28 days or since the first entry. */
    daily_usage: z.string(),
    /**
     * Full days the stock lasts at that rate; null without usage and while never counted, 0 when there is
     * none left.
     */
    days_left: z.number().int().nullable(),
    last_counted: daySchema.nullable(),
    /** Of the ingredient, by what all storage units together hold (R54). */
    is_below_minimum: z.boolean(),
  })
  .meta({ id: 'Stock' });
export type Stock = z.infer<typeof stockSchema>;
const stockUnitSchema = z.object({
  storage_unit_id: idSchema,
  storage_unit_name: z.string(),
  ingredients: z.number().int(),
  /** Below zero; those never counted are apart. */
  negative: z.number().int(),
  never_counted: z.number().int(),
  /** On hand at the unit costs of today (R23). */
  value: z.string(),
  revaluation: z.string(),
  /** Of the ingredients on hand, those whose cost is unknown and counts as 0. */
  without_cost: z.number().int(),
  /** Ingredients with stock here that are below their minimum in all units together (R54). */
  below_minimum: z.number().int(),
  last_counted: daySchema.nullable(),
});
export const stockUnitsSchema = pageOf(stockUnitSchema).extend({
  /** Over all units, each ingredient once. */
  without_cost: z.number().int(),
  below_minimum: z.number().int(),
});

// One ingredient over time
export const listHistoryInput = thingInput.extend({
  storage_unit_id: idSchema.optional(),
  from: daySchema,
  to: daySchema,
});
const historyDaySchema = z.object({
  date: daySchema,
  /** At the end of the day. */
  balance: z.string(),
  /** Of that day, and what the balance was worth then (R23). */
  unit_cost: z.string(),
  value: z.string(),
  received: z.string(),
  used: z.string(),
  wasted: z.string(),
  moved: z.string(),
  adjusted: z.string(),
});
export type HistoryDay = z.infer<typeof historyDaySchema>;
export const historySchema = z.object({
  ingredient_id: idSchema,
  base_unit: baseUnitSchema,
  /** Before the first day. */
  opening: z.string(),
  /** Days on which something moved, oldest first. */
  data: z.array(historyDaySchema),
});

// Usage
const USAGE_GROUPS = ['ingredient', 'item'] as const;
export const reportUsageInput = z.object({
  company_id: idSchema,
  from: daySchema,
  to: daySchema,
  group: z.enum(USAGE_GROUPS).default('ingredient'),
  storage_unit_id: idSchema.optional(),
  ingredient_id: idSchema.optional(),
});
/**
 * Amounts that left are positive here. Grouped by item, counts are not part of any row, and of waste only
 * what tills voided (R16).
 */
const usageRowSchema = z.object({
  ingredient_id: idSchema,
  ingredient_name: z.string(),
  base_unit: baseUnitSchema,
  item_id: idSchema.nullable(),
  item_name: z.string().nullable(),
  sold_quantity: z.string().nullable(),
  /** What sales and recipes say was used. */
  theoretical_quantity: z.string(),
  theoretical_value: z.string(),
  wasted_quantity: z.string(),
  wasted_value: z.string(),
  /** What counts found missing; negative when more was there. */
  missing_quantity: z.string(),
  missing_value: z.string(),
  /** False when the cost of some of it is unknown and counts as 0 (R23). */
  has_cost: z.boolean(),
});
export type UsageRow = z.infer<typeof usageRowSchema>;
export const usageReportSchema = z.object({
  data: z.array(usageRowSchema),
  theoretical_value: z.string(),
  wasted_value: z.string(),
  missing_value: z.string(),
  /** Grouped by ingredient: what each reason wasted, the dearest first. */
  wasted_by_reason: z.array(
    z.object({
      /** Entered by hand; `other` where none was given, null of tills. */
      reason: wasteReasonSchema.nullable(),
      /** A till's void or refund reason (R16). */
      void_reason: z.string().nullable(),
      value: z.string(),
    }),
  ),
  /** Ingredients in it of which some has no cost. */
  without_cost: z.number().int(),
});

// Counts
/** A count before it is booked: which of its lines lie far from the book. */
export const reviewCountInput = z.object({
  company_id: idSchema,
  storage_unit_id: idSchema,
  date: daySchema,
  counted_at: countMomentSchema.default('end'),
  lines: z
    .array(
      z.object({
        ingredient_id: idSchema,
        counted_quantity: nonNegativeDecimalSchema,
        unit: baseUnitSchema.nullish(),
      }),
    )
    .min(1)
    .max(500),
});
/** Quantities are in the base unit. */
const reviewedLineSchema = z.object({
  ingredient_id: idSchema,
  ingredient_name: z.string(),
  base_unit: baseUnitSchema,
  book_quantity: z.string(),
  counted_quantity: z.string(),
  difference: z.string(),
});
export type ReviewedLine = z.infer<typeof reviewedLineSchema>;
export const countReviewSchema = z.object({
  percent: z.number().int(),
  data: z.array(reviewedLineSchema),
});
export type CountReview = z.infer<typeof countReviewSchema>;
export const listCountsInput = z.object({
  company_id: idSchema,
  storage_unit_id: idSchema.optional(),
  ingredient_id: idSchema.optional(),
  batch_id: idSchema.optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  include_withdrawn: flagSchema.default(false),
  ...pageInputShape,
});
export const stockCountSchema = z
  .object({
    id: idSchema,
    batch_id: idSchema,
    storage_unit_id: idSchema,
    storage_unit_name: z.string(),
    ingredient_id: idSchema,
    ingredient_name: z.string(),
    base_unit: baseUnitSchema,
    date: daySchema,
    counted_at: countMomentSchema,
    counted_quantity: z.string(),
    /** What the ledger said without this count. */
    expected_quantity: z.string(),
    /** Counted less expected: negative is missing. */
    variance_quantity: z.string(),
    variance_value: z.string(),
    /** The count before, and what moved since; amounts that left are positive. */
    previous_date: daySchema.nullable(),
    previous_quantity: z.string(),
    received: z.string(),
    used: z.string(),
    wasted: z.string(),
    moved_in: z.string(),
    note: z.string().nullable(),
    is_withdrawn: z.boolean(),
    recorded_at: instantSchema,
  })
  .meta({ id: 'StockCount' });
export type StockCount = z.infer<typeof stockCountSchema>;
export const listCountSheetsInput = z.object({
  company_id: idSchema,
  storage_unit_id: idSchema.optional(),
  ...pageInputShape,
});
export const countSheetSchema = z
  .object({
    batch_id: idSchema,
    storage_unit_id: idSchema,
    storage_unit_name: z.string(),
    date: daySchema,
    counted_at: countMomentSchema,
    lines: z.number().int(),
    /** Lines whose count differs from the ledger. */
    differing: z.number().int(),
    variance_value: z.string(),
    recorded_at: instantSchema,
  })
  .meta({ id: 'CountSheet' });
export type CountSheet = z.infer<typeof countSheetSchema>;

// Period lock
export const getPeriodLockInput = companyInput;
export const setPeriodLockInput = z.object({ company_id: idSchema, locked_until: daySchema.nullable() });
export const periodLockSchema = z.object({
  /** The last locked day; null when nothing is locked. */
  locked_until: daySchema.nullable(),
  first_open_day: daySchema.nullable(),
  changed_by: z.string().nullable(),
  changed_at: instantSchema.nullable(),
});
export type PeriodLock = z.infer<typeof periodLockSchema>;
