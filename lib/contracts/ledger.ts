import { z } from 'zod';
import {
  baseUnitSchema,
  daySchema,
  flagSchema,
  idSchema,
  instantSchema,
  knownAtSchema,
  nonNegativeDecimalSchema,
  pageInputShape,
  pageOf,
  positiveDecimalSchema,
  thingInput,
} from './common';

export const ENTRY_TYPES = [
  'ISSUE',
  'RECEIPT',
  'WASTE',
  'ADJUSTMENT',
  'TRANSFER_OUT',
  'TRANSFER_IN',
] as const;
export const entryTypeSchema = z.enum(ENTRY_TYPES);
export const WASTE_REASONS = [
  'spoiled',
  'expired',
  'damaged',
  'dropped',
  'prep_loss',
  'over_portioned',
  'returned',
  'staff_meal',
  'complimentary',
  'other',
] as const;
export const wasteReasonSchema = z.enum(WASTE_REASONS);
/** When a count was made: before the day's movements, or after all of them. */
export const countMomentSchema = z.enum(['start', 'end']);
/**
 * What to do with a row of a locked day: refuse it, or book it on the first open day with a reference to its
 * own.
 */
export const ifLockedSchema = z.enum(['refuse', 'first_open_day']).default('refuse');
const noteSchema = z.string().trim().max(500).nullish();

/**
 * Quantities are positive here; the type decides the sign. `ADJUSTMENT` is a stock count: give what was
 * counted.
 */
export const createLedgerEntriesInput = z
  .object({
    company_id: idSchema,
    type: z.enum(['RECEIPT', 'WASTE', 'ADJUSTMENT', 'TRANSFER']),
    ingredient_id: idSchema,
    storage_unit_id: idSchema,
    quantity: positiveDecimalSchema.optional(),
    counted_quantity: nonNegativeDecimalSchema.optional(),
    counted_at: countMomentSchema.default('end'),
    unit: baseUnitSchema.nullish(),
    unit_cost: nonNegativeDecimalSchema.optional(),
    date: daySchema,
    reason: wasteReasonSchema.optional(),
    note: noteSchema,
    if_locked: ifLockedSchema,
    to_storage_unit_id: idSchema.optional(),
  })
  .refine((v) => (v.type === 'ADJUSTMENT' ? v.counted_quantity !== undefined : v.quantity !== undefined), {
    error: 'a stock count needs counted_quantity, every other type quantity',
    path: ['quantity'],
  })
  .refine((v) => (v.type === 'TRANSFER') === (v.to_storage_unit_id !== undefined), {
    error: 'a transfer between storage units needs to_storage_unit_id, nothing else has it',
    path: ['to_storage_unit_id'],
  });
/**
 * `unit`: any that converts to the ingredient's base unit, which it is by default; `unit_cost` is per that
 * unit.
 */
const batchLineInput = z.object({
  ingredient_id: idSchema,
  quantity: positiveDecimalSchema.optional(),
  counted_quantity: nonNegativeDecimalSchema.optional(),
  unit: baseUnitSchema.nullish(),
  unit_cost: nonNegativeDecimalSchema.optional(),
  reason: wasteReasonSchema.optional(),
  note: noteSchema,
});
/**
 * One or many lines of one type in one storage unit on one day, all or nothing. Quantities are positive as in
 * the single form.
 */
export const createLedgerBatchInput = z
  .object({
    company_id: idSchema,
    type: z.enum(['RECEIPT', 'WASTE', 'ADJUSTMENT', 'TRANSFER']),
    date: daySchema,
    storage_unit_id: idSchema,
    to_storage_unit_id: idSchema.optional(),
    /** Stock counts only. */
    counted_at: countMomentSchema.default('end'),
    note: noteSchema,
    if_locked: ifLockedSchema,
    lines: z.array(batchLineInput).min(1).max(500),
  })
  .superRefine((batch, issues) => {
    const issue = (path: (string | number)[], message: string) =>
      issues.addIssue({ code: 'custom', path, message });
    if ((batch.type === 'TRANSFER') !== (batch.to_storage_unit_id !== undefined)) {
      issue(['to_storage_unit_id'], 'a transfer between storage units needs it, nothing else has it');
    }
    const seen = new Set<string>();
    for (const [index, line] of batch.lines.entries()) {
      const at = (field: string) => ['lines', index, field];
      const isCount = batch.type === 'ADJUSTMENT';
      if (isCount && line.counted_quantity === undefined)
        issue(at('counted_quantity'), 'say what was counted');
      if (!isCount && line.quantity === undefined) issue(at('quantity'), 'say how much');
      if (batch.type === 'WASTE' && line.reason === undefined) issue(at('reason'), 'waste needs a reason');
      if (batch.type === 'WASTE' && line.reason === 'other' && !line.note && !batch.note)
        issue(at('note'), 'say in a note what the other reason is');
      if (isCount && seen.has(line.ingredient_id)) issue(at('ingredient_id'), 'is counted twice');
      seen.add(line.ingredient_id);
    }
  });
export type LedgerBatchInput = z.output<typeof createLedgerBatchInput>;

export const listLedgerEntriesInput = z.object({
  company_id: idSchema,
  ingredient_id: idSchema.optional(),
  storage_unit_id: idSchema.optional(),
  type: entryTypeSchema.optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  transfer_log_id: idSchema.optional(),
  batch_id: idSchema.optional(),
  known_at: knownAtSchema.optional(),
  include_reversed: flagSchema.default(false),
  ...pageInputShape,
});
/** Why an entry was written that is neither entered by hand nor from sales. */
const ENTRY_CAUSES = ['recount', 'revaluation', 'correction'] as const;
export const ledgerEntrySchema = z
  .object({
    id: idSchema,
    type: entryTypeSchema,
    ingredient_id: idSchema,
    ingredient_name: z.string(),
    base_unit: baseUnitSchema,
    storage_unit_id: idSchema,
    storage_unit_name: z.string(),
    quantity: z.string(),
    unit_cost: z.string(),
    value: z.string(),
    date: daySchema,
    /** The day it belongs to, where that was locked and `date` is the first open one. */
    original_date: daySchema.nullable(),
    cause: z.enum(ENTRY_CAUSES).nullable(),
    reason: wasteReasonSchema.nullable(),
    source: z.object({
      kind: z.enum(['pos', 'manual']),
      location_id: idSchema.nullable(),
      item_id: idSchema.nullable(),
      item_name: z.string().nullable(),
      /** The item it was sold under as a modifier (R37). */
      parent_item_id: idSchema.nullable(),
      parent_item_name: z.string().nullable(),
      transfer_log_id: idSchema.nullable(),
      mapping_version_id: idSchema.nullable(),
      modifier_rule_id: idSchema.nullable(),
      /** Of packaging (R40); of that of bills there is no item. */
      packaging_rule_id: idSchema.nullable(),
      recipe_version_id: idSchema.nullable(),
      /** Of waste that a till voided: its reason (R16). */
      void_reason: z.string().nullable(),
      sold_quantity: z.string().nullable(),
      batch_id: idSchema.nullable(),
      count_id: idSchema.nullable(),
    }),
    note: z.string().nullable(),
    reverses_entry_id: idSchema.nullable(),
    reversed_by_entry_id: idSchema.nullable(),
    recorded_at: instantSchema,
  })
  .meta({ id: 'LedgerEntry' });
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
/** What was written, and what followed from it. */
export const ledgerWriteSchema = pageOf(ledgerEntrySchema).extend({
  batch_id: idSchema,
  /** Usage valued anew because receipts changed what it cost (R23). */
  revalued_entries: z.number().int(),
  /** Stock counts whose difference changed, so that they still say what was counted. */
  recounted: z.number().int(),
});
export type LedgerWriteResult = z.infer<typeof ledgerWriteSchema>;

/**
 * Takes a manual entry back, both sides of a transfer between units, and enters `replacement` instead if
 * given.
 */
export const correctLedgerEntryInput = thingInput.extend({
  note: noteSchema,
  if_locked: ifLockedSchema,
  replacement: z
    .object({
      date: daySchema.optional(),
      ingredient_id: idSchema.optional(),
      storage_unit_id: idSchema.optional(),
      to_storage_unit_id: idSchema.optional(),
      quantity: positiveDecimalSchema.optional(),
      unit: baseUnitSchema.nullish(),
      unit_cost: nonNegativeDecimalSchema.optional(),
      reason: wasteReasonSchema.optional(),
    })
    .refine((line) => !line.unit || line.quantity !== undefined, {
      error: 'a unit belongs to a quantity',
      path: ['unit'],
    })
    .optional(),
});
/** Takes a count back, and says what was counted instead if given. */
export const correctCountInput = thingInput.extend({
  note: noteSchema,
  replacement: z
    .object({
      date: daySchema.optional(),
      counted_at: countMomentSchema.optional(),
      counted_quantity: nonNegativeDecimalSchema,
      unit: baseUnitSchema.nullish(),
    })
    .optional(),
});
