import { z } from 'zod';
import { REASON_CODES } from '@/lib/core/suggestions/types';
import { baseUnitSchema, flagSchema, idSchema, pageInputShape, thingInput } from './common';
import { itemStateSchema } from './lightspeed';

/** The items of the list by name, or those named in `item_ids` (at most 500, with commas in an address). */
export const suggestMappingsInput = thingInput.extend({
  state: itemStateSchema.default('unmapped'),
  search: z.string().max(200).optional(),
  item_ids: z
    .union([z.array(z.string()), z.string()])
    .transform((value) => (Array.isArray(value) ? value : value.split(',').filter((id) => id !== '')))
    .pipe(z.array(idSchema).min(1).max(500))
    .optional(),
  include_archived: flagSchema.default(false),
  ...pageInputShape,
});

const targetTypeSchema = z.enum(['ingredient', 'recipe']);
const suggestionSchema = z.object({
  mapped_object_type: targetTypeSchema,
  mapped_object_id: idSchema,
  mapped_object_name: z.string(),
  /** What one sold takes, in `unit` as a cook says it; portions, and null, for a recipe. */
  quantity: z.string(),
  unit: baseUnitSchema.nullable(),
  is_subtraction: z.boolean(),
  /** How likely target and quantity are both right, 0 to 1 (R41). */
  confidence: z.number(),
  /** What one sale takes at today's cost (R23), and its share of the price; null where either is unknown. */
  cost: z.string().nullable(),
  cost_share: z.string().nullable(),
});
export const itemSuggestionsSchema = z
  .object({
    item_id: idSchema,
    sku: z.string().nullable(),
    name: z.string(),
    /** `map`: to the first suggestion · `ignore`: no stock · `unknown`: nothing here fits (R41). */
    verdict: z.enum(['map', 'ignore', 'unknown']),
    confidence: z.number(),
    is_confident: z.boolean(),
    reasons: z.array(z.object({ code: z.enum(REASON_CODES), params: z.record(z.string(), z.string()) })),
    /** Best first, at most five. */
    suggestions: z.array(suggestionSchema),
    /** What could be made for the item where nothing fits; `base_unit` null for a recipe. */
    create: z
      .object({
        type: targetTypeSchema,
        name: z.string(),
        base_unit: baseUnitSchema.nullable(),
        /** What one sold takes of it; null where the name does not say. */
        takes: z.object({ quantity: z.string(), unit: baseUnitSchema.nullable() }).nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'ItemSuggestions' });
export type ItemSuggestions = z.infer<typeof itemSuggestionsSchema>;
