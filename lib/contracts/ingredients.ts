import { z } from 'zod';
import {
  baseUnitSchema,
  flagSchema,
  idSchema,
  instantSchema,
  listShape,
  nameSchema,
  nonNegativeDecimalSchema,
  positiveDecimalSchema,
} from './common';

export const listIngredientsInput = z.object({
  ...listShape,
  base_unit: baseUnitSchema.optional(),
  /** Only those of which there is less than their minimum (R54). */
  below_minimum: flagSchema.default(false),
});
const allergensSchema = z
  .union([z.array(z.string()), z.string()])
  .transform((v) => (Array.isArray(v) ? v : v.split(',')).map((a) => a.trim()).filter(Boolean))
  .pipe(z.array(z.string().max(80)).max(50));
const standardCostSchema = nonNegativeDecimalSchema.nullable();
const minimumQuantitySchema = positiveDecimalSchema.nullable();
export const createIngredientInput = z.object({
  company_id: idSchema,
  name: nameSchema,
  base_unit: baseUnitSchema,
  allergens: allergensSchema.default([]),
  standard_cost: standardCostSchema.default(null),
  minimum_quantity: minimumQuantitySchema.default(null),
  is_active: z.boolean().default(true),
});
export const updateIngredientInput = z.object({
  id: idSchema,
  company_id: idSchema.optional(),
  name: nameSchema.optional(),
  base_unit: baseUnitSchema.optional(),
  allergens: allergensSchema.optional(),
  standard_cost: standardCostSchema.optional(),
  minimum_quantity: minimumQuantitySchema.optional(),
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
    /**
     * In base units: with less than this in all storage units together people are told (R54); null = not
     * watched.
     */
    minimum_quantity: z.string().nullable(),
    is_active: z.boolean(),
    created_at: instantSchema,
    updated_at: instantSchema,
  })
  .meta({ id: 'Ingredient' });
export type Ingredient = z.infer<typeof ingredientSchema>;
export const listedIngredientSchema = ingredientSchema
  .extend({
    /** Of one with a minimum, in all storage units together; null: no minimum, or never counted. */
    on_hand: z.string().nullable(),
    is_below_minimum: z.boolean(),
  })
  .meta({ id: 'ListedIngredient' });
export type ListedIngredient = z.infer<typeof listedIngredientSchema>;
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
