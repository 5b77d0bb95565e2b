import { z } from 'zod';
import {
  baseUnitSchema,
  daySchema,
  idSchema,
  instantSchema,
  listShape,
  nameSchema,
  nonNegativeDecimalSchema,
  positiveDecimalSchema,
  thingInput,
} from './common';

// A sub-recipe line's quantity is portions of that recipe and has no unit.
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
export const duplicateRecipeInput = thingInput.extend({
  name: nameSchema.describe('of the new one; with a number where it is taken'),
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
