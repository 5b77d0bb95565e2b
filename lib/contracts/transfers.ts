import { z } from 'zod';
import { daySchema, idSchema, instantSchema, pageInputShape, thingInput } from './common';
import { ifLockedSchema, ledgerEntrySchema } from './ledger';

export const BUCKETS = ['deducted', 'ignored', 'unmapped', 'held', 'no_goods', 'failed'] as const;
export type Bucket = (typeof BUCKETS)[number];

const counts = Object.fromEntries(BUCKETS.map((b) => [`${b}_lines`, z.number().int()])) as Record<
  `${Bucket}_lines`,
  z.ZodNumber
>;
const quantities = Object.fromEntries(BUCKETS.map((b) => [`${b}_quantity`, z.string()])) as Record<
  `${Bucket}_quantity`,
  z.ZodString
>;
const values = Object.fromEntries(BUCKETS.map((b) => [`${b}_net_value`, z.string()])) as Record<
  `${Bucket}_net_value`,
  z.ZodString
>;

/** Statistics of a run (R26): the buckets add up to `lines`, `quantity` and `net_value` of the day. */
const transferStatsSchema = z.object({
  accounts: z.number().int(),
  lines: z.number().int(),
  ...counts,
  ...quantities,
  ...values,
  // Logs older than the bucket held nothing.
  held_lines: z.number().int().default(0),
  held_quantity: z.string().default('0'),
  held_net_value: z.string().default('0'),
  quantity: z.string(),
  net_value: z.string(),
  /** What Lightspeed's answer reports by an independent reading; null in logs older than it. */
  reported_lines: z.number().int().nullable().default(null),
  reported_quantity: z.string().nullable().default(null),
  reported_net_value: z.string().nullable().default(null),
  /** False when the buckets do not add up to what was reported; shown as such (R26). */
  adds_up: z.boolean(),
  entries_standing: z.number().int(),
  entries_written: z.number().int(),
  entries_reversed: z.number().int(),
});
export type TransferStats = z.infer<typeof transferStatsSchema>;

/** Sold but without a mapping. `item_id` null: the line had no SKU, or one no synced item has (R14). */
const unmappedItemSchema = z.object({
  item_id: idSchema.nullable(),
  sku: z.string().nullable(),
  name: z.string(),
  lines: z.number().int(),
  quantity: z.string(),
  net_value: z.string(),
  reason: z.enum(['no_mapping', 'unknown_sku', 'no_sku']),
});
export type UnmappedItem = z.infer<typeof unmappedItemSchema>;

/** Sold under a name that the item's mapping was not made for (R38). */
const heldNameSchema = z.object({
  item_id: idSchema,
  sku: z.string().nullable(),
  name: z.string(),
  lines: z.number().int(),
  quantity: z.string(),
  net_value: z.string(),
  /** False where the company holds nothing: then it was deducted by the mapping. */
  is_held: z.boolean(),
});
export type HeldName = z.infer<typeof heldNameSchema>;

const lineRefSchema = z.object({
  account_id: z.string(),
  line_id: z.string(),
  receipt_id: z.string().nullable(),
  sku: z.string().nullable(),
  name: z.string(),
  quantity: z.string().nullable(),
  net_value: z.string().nullable(),
  reason: z.string(),
});
export type LineRef = z.infer<typeof lineRefSchema>;

/** `date` is checked by the service, so that its own codes answer (R27), not a shape error. */
/**
 * Where a day goes that stands in another storage unit than the location's present one: into the present one,
 * or it keeps its own (R32).
 */
export const storageUnitChoiceSchema = z.enum(['present', 'kept']);
export type StorageUnitChoice = z.infer<typeof storageUnitChoiceSchema>;
export const startMigrationInput = thingInput.extend({
  storage_unit: storageUnitChoiceSchema.optional().describe('present unless said (R32)'),
});
export const listDayUnitsInput = thingInput.extend({
  from: daySchema.optional(),
  to: daySchema.optional(),
});
export const dayUnitsSchema = z.object({
  /** The location's present one; null while none is linked. */
  present_unit_id: idSchema.nullable(),
  present_unit_name: z.string().nullable(),
  data: z.array(
    z.object({
      storage_unit_id: idSchema,
      storage_unit_name: z.string(),
      /** Booked business days of the range that stand in it. */
      days: z.number().int(),
      first_day: daySchema,
      last_day: daySchema,
    }),
  ),
});
export type DayUnits = z.infer<typeof dayUnitsSchema>;

export const runTransferInput = thingInput.extend({
  date: z
    .unknown()
    .optional()
    .describe('YYYY-MM-DD, YYYYMMDD, DD.MM.YYYY or an ISO timestamp with its offset (R27)'),
  force_refresh: z.boolean().default(true),
  /** A difference of a locked day: refused, or booked on the first open day. */
  if_locked: ifLockedSchema.optional(),
  storage_unit: storageUnitChoiceSchema.optional().describe('present unless said (R32)'),
});
const transferErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export const transferResultSchema = z
  .object({
    date: z.string(),
    success: z.boolean(),
    no_data: z.boolean(),
    is_complete: z.boolean(),
    log_id: idSchema,
    ledger_ids: z.array(idSchema),
    stats: transferStatsSchema.nullable(),
    unmapped_items: z.array(unmappedItemSchema),
    held_names: z.array(heldNameSchema),
    failed_lines: z.array(lineRefSchema),
    error: transferErrorSchema.nullable(),
  })
  .meta({ id: 'TransferResult' });
export type TransferResult = z.infer<typeof transferResultSchema>;

export const listTransfersInput = thingInput.extend({
  ...pageInputShape,
  /**
   * Newest first: by when the run began, or by the business day it was about. A cursor belongs to the order
   * that gave it.
   */
  order: z.enum(['started', 'day']).default('started'),
});
export const transferLogSchema = z
  .object({
    id: idSchema,
    location_id: idSchema,
    location_name: z.string(),
    storage_unit_id: idSchema.nullable(),
    date: z.string().nullable(),
    trigger: z.enum(['manual', 'automatic', 'migration']),
    /** The changed mapping (of the item) or recipe for which the day was booked anew. */
    cause: z
      .object({
        kind: z.enum(['mapping', 'recipe', 'void_reasons', 'packaging']),
        /** Null of a setting of the company. */
        id: idSchema.nullable(),
        name: z.string(),
      })
      .nullable(),
    force_refresh: z.boolean(),
    success: z.boolean(),
    no_data: z.boolean(),
    is_complete: z.boolean(),
    stats: transferStatsSchema.nullable(),
    unmapped_items: z.array(unmappedItemSchema),
    held_names: z.array(heldNameSchema),
    /** Lines that moved no goods, grouped by why. */
    skipped_lines: z.array(lineRefSchema),
    failed_lines: z.array(lineRefSchema),
    warnings: z.array(z.string()),
    error: transferErrorSchema.nullable(),
    started_at: instantSchema,
    finished_at: instantSchema.nullable(),
  })
  .meta({ id: 'TransferLog' });
export type TransferLog = z.infer<typeof transferLogSchema>;
export const transferLogWithEntriesSchema = transferLogSchema
  .extend({
    entries: z.array(ledgerEntrySchema).describe('What the run wrote, reversals too; at most 500'),
    entries_next_cursor: z
      .string()
      .nullable()
      .describe('For the rest: /ledger/entries by transfer_log_id with include_reversed=true'),
  })
  .meta({ id: 'TransferLogWithEntries' });
export type TransferLogWithEntries = z.infer<typeof transferLogWithEntriesSchema>;

// Migrations
const MIGRATION_STATUSES = ['pending', 'running', 'completed', 'cancelled', 'failed'] as const;
export const migrationSchema = z
  .object({
    id: idSchema,
    location_id: idSchema,
    status: z.enum(MIGRATION_STATUSES),
    from_day: z.string(),
    to_day: z.string(),
    days_total: z.number().int(),
    days_done: z.number().int(),
    current_day: z.string().nullable(),
    entries_written: z.number().int(),
    /** Distinct sold items without a mapping met so far. */
    unmapped_items: z.number().int(),
    started_at: instantSchema.nullable(),
    finished_at: instantSchema.nullable(),
    estimated_end_at: instantSchema.nullable(),
    error: transferErrorSchema.extend({ day: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'Migration' });
export type Migration = z.infer<typeof migrationSchema>;
export const activationSchema = z.object({
  id: idSchema,
  is_activated: z.boolean(),
  migration: migrationSchema.nullable(),
});
