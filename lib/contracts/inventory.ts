import { z } from 'zod';
import { COST_SOURCES } from '@/lib/core/costing';
import {
  daySchema,
  flagSchema,
  idSchema,
  instantSchema,
  knownAtSchema,
  nameSchema,
  nonNegativeDecimalSchema,
  pageInputShape,
  pageOf,
  positiveDecimalSchema,
  thingInput,
} from './common';

export const BASE_UNITS = ['kg', 'g', 'l', 'cl', 'ml', 'piece', 'bottle'] as const;
export const baseUnitSchema = z.enum(BASE_UNITS);
export type BaseUnit = z.infer<typeof baseUnitSchema>;

const listShape = {
  company_id: idSchema,
  search: z.string().max(200).optional(),
  include_archived: flagSchema.default(false),
  ...pageInputShape,
};

// Storage units
export const listStorageUnitsInput = z.object(listShape);
export const createStorageUnitInput = z.object({
  company_id: idSchema,
  name: nameSchema,
  address: z.string().trim().max(500).nullish(),
});
export const updateStorageUnitInput = z.object({
  id: idSchema,
  company_id: idSchema.optional(),
  name: nameSchema.optional(),
  address: z.string().trim().max(500).nullish(),
});
export const storageUnitSchema = z
  .object({
    id: idSchema,
    company_id: idSchema,
    name: z.string(),
    address: z.string().nullable(),
    is_archived: z.boolean(),
    created_at: instantSchema,
    updated_at: instantSchema,
  })
  .meta({ id: 'StorageUnit' });
export type StorageUnit = z.infer<typeof storageUnitSchema>;

// Ingredients
export const listIngredientsInput = z.object({ ...listShape, base_unit: baseUnitSchema.optional() });
const allergensSchema = z
  .union([z.array(z.string()), z.string()])
  .transform((v) => (Array.isArray(v) ? v : v.split(',')).map((a) => a.trim()).filter(Boolean))
  .pipe(z.array(z.string().max(80)).max(50));
const standardCostSchema = nonNegativeDecimalSchema.nullable();
export const createIngredientInput = z.object({
  company_id: idSchema,
  name: nameSchema,
  base_unit: baseUnitSchema,
  allergens: allergensSchema.default([]),
  standard_cost: standardCostSchema.default(null),
  is_active: z.boolean().default(true),
});
export const updateIngredientInput = z.object({
  id: idSchema,
  company_id: idSchema.optional(),
  name: nameSchema.optional(),
  base_unit: baseUnitSchema.optional(),
  allergens: allergensSchema.optional(),
  standard_cost: standardCostSchema.optional(),
  is_active: z.boolean().optional(),
});
export const ingredientSchema = z
  .object({
    id: idSchema,
    company_id: idSchema,
    name: z.string(),
    base_unit: baseUnitSchema,
    allergens: z.array(z.string()),
    /** What one base unit costs while nothing was received (R23); null = not said. */
    standard_cost: z.string().nullable(),
    is_active: z.boolean(),
    created_at: instantSchema,
    updated_at: instantSchema,
  })
  .meta({ id: 'Ingredient' });
export type Ingredient = z.infer<typeof ingredientSchema>;
/**
 * An active recipe that has the thing in it, or an item mapped to it; while there is one the thing cannot be
 * archived.
 */
export const useSchema = z.object({
  kind: z.enum(['recipe', 'mapping']),
  id: idSchema.describe('Of the recipe, or of the mapped item'),
  name: z.string(),
  is_archived: z.boolean(),
});
export type Use = z.infer<typeof useSchema>;
/** The first 500 of each kind, by name. */
export const usesSchema = z.object({ data: z.array(useSchema) });

export const ingredientWriteSchema = ingredientSchema.extend({
  /** Usage valued anew because the standard cost changed what it costs (R23). */
  revalued_entries: z.number().int(),
});
export type IngredientWriteResult = z.infer<typeof ingredientWriteSchema>;

// Recipes. A sub-recipe line's quantity is portions of that recipe and has no unit.
export const recipeLineInput = z
  .object({
    ingredient_id: idSchema.nullish(),
    sub_recipe_id: idSchema.nullish(),
    quantity: positiveDecimalSchema,
    unit: baseUnitSchema.nullish(),
    trim_percent: nonNegativeDecimalSchema
      .refine((v) => Number(v) < 100, { error: 'must be below 100', params: { problem: 'notBelow100' } })
      .default('0'),
  })
  .refine((l) => (l.ingredient_id ? 1 : 0) + (l.sub_recipe_id ? 1 : 0) === 1, {
    error: 'give either ingredient_id or sub_recipe_id',
    path: ['ingredient_id'],
  })
  .refine((l) => !(l.sub_recipe_id && l.unit), {
    error: 'a sub-recipe line counts portions and has no unit',
    path: ['unit'],
  });
export const listRecipesInput = z.object(listShape);
export const createRecipeInput = z.object({
  company_id: idSchema,
  name: nameSchema,
  is_active: z.boolean().default(true),
  lines: z.array(recipeLineInput).max(200).default([]),
});
export const updateRecipeInput = z.object({
  id: idSchema,
  company_id: idSchema.optional(),
  name: nameSchema.optional(),
  is_active: z.boolean().optional(),
  lines: z.array(recipeLineInput).max(200).optional(),
  /** First business day the lines count for; null for all days. */
  effective_from: daySchema.nullable().default(null),
});
const recipeLineSchema = z.object({
  id: idSchema,
  ingredient_id: idSchema.nullable(),
  sub_recipe_id: idSchema.nullable(),
  name: z.string(),
  base_unit: baseUnitSchema.nullable(),
  quantity: z.string(),
  unit: baseUnitSchema.nullable(),
  trim_percent: z.string(),
});
export const recipeSchema = z
  .object({
    id: idSchema,
    company_id: idSchema,
    name: z.string(),
    is_active: z.boolean(),
    version: z.number().int(),
    lines: z.array(recipeLineSchema),
    created_at: instantSchema,
    updated_at: instantSchema,
  })
  .meta({ id: 'Recipe' });
export type Recipe = z.infer<typeof recipeSchema>;

// Ledger
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
      transfer_log_id: idSchema.nullable(),
      mapping_version_id: idSchema.nullable(),
      recipe_version_id: idSchema.nullable(),
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

/**
 * Where a unit cost comes from: the receipts' average, the standard cost, the first receipt's cost, or
 * nowhere yet (R23).
 */
export const costSourceSchema = z.enum(COST_SOURCES);
/** What stock is worth (R23). */
export const worthShape = {
  /** Of the day asked; `0` while unknown. */
  unit_cost: z.string(),
  cost_source: costSourceSchema,
  /** `quantity` × `unit_cost`, exact. */
  value: z.string(),
  /**
   * What the entries' values sum to beyond `value`, because they were booked at the costs of their own days.
   */
  revaluation: z.string(),
};
export const listBalancesInput = z.object({
  company_id: idSchema,
  storage_unit_id: idSchema.optional(),
  ingredient_id: idSchema.optional(),
  as_of: daySchema.optional(),
  known_at: knownAtSchema.optional(),
  ...pageInputShape,
});
export const balanceSchema = z
  .object({
    storage_unit_id: idSchema,
    storage_unit_name: z.string(),
    ingredient_id: idSchema,
    ingredient_name: z.string(),
    base_unit: baseUnitSchema,
    quantity: z.string(),
    ...worthShape,
  })
  .meta({ id: 'Balance' });
export type Balance = z.infer<typeof balanceSchema>;
export const ledgerDigestInput = z.object({
  company_id: idSchema,
  location_id: idSchema.optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  known_at: knownAtSchema.optional(),
  naming: z.enum(['id', 'name']).default('id'),
});
export const ledgerDigestSchema = z.object({
  digest: z.string(),
  /** Standing entries in it. */
  entries: z.number().int(),
  days: z.array(z.object({ date: daySchema, entries: z.number().int(), digest: z.string() })),
});
export type LedgerDigest = z.infer<typeof ledgerDigestSchema>;
