import { z } from 'zod';
import { TAKEN_BY } from '@/lib/core/suggestions/taken-as';
import { baseUnitSchema, idSchema, nameSchema, positiveDecimalSchema, thingInput } from './common';

/** Items taken into stock in one act: a bar's whole list of drinks. */
const MOST_ITEMS = 1000;
const onceEach = <T extends { item_id: string }>(all: readonly T[]) =>
  new Set(all.map(({ item_id }) => item_id)).size === all.length;

const amountShape = { quantity: positiveDecimalSchema, unit: baseUnitSchema };
export const previewTakeItemsInput = thingInput.extend({
  by: z.enum(TAKEN_BY).describe('each by itself in pieces or bottles, or by volume in litres'),
  items: z
    .array(
      z.object({
        item_id: idSchema,
        /** What a person says otherwise than the item's name. */
        name: nameSchema.optional(),
        quantity: amountShape.quantity.optional(),
        unit: amountShape.unit.optional(),
      }),
    )
    .min(1)
    .max(MOST_ITEMS)
    .refine(onceEach, { error: 'each item once' }),
});
const takenItemSchema = z.object({
  item_id: idSchema,
  item_name: z.string(),
  /** Of the ingredient that is made, or is there. */
  name: z.string(),
  base_unit: baseUnitSchema,
  /** What one sale takes; null: the name says no size. */
  quantity: z.string().nullable(),
  unit: baseUnitSchema,
  ingredient_id: idSchema.nullable().describe('of the ingredient of that name; null: it is made'),
  problem: z.enum(['size_missing', 'unit_mismatch', 'name_ambiguous']).nullable(),
});
export type TakenItem = z.infer<typeof takenItemSchema>;
export const takeItemsPreviewSchema = z
  .object({
    items: z.array(takenItemSchema),
    /** Ingredients that would be made; items of one name share one. */
    creates: z.number().int(),
  })
  .meta({ id: 'TakeItemsPreview' });
export type TakeItemsPreview = z.infer<typeof takeItemsPreviewSchema>;

export const takeItemsInput = thingInput.extend({
  items: z
    .array(z.object({ item_id: idSchema, name: nameSchema, base_unit: baseUnitSchema, ...amountShape }))
    .min(1)
    .max(MOST_ITEMS)
    .refine(onceEach, { error: 'each item once' }),
});
export const takenItemsSchema = z
  .object({
    /** Ingredients made. */
    created: z.number().int(),
    /** What the mappings would change of booked days; they count from today on then. Null: nothing. */
    past: z.object({ days_changed: z.number().int(), value_change: z.string() }).nullable(),
    items: z.array(
      z.object({
        item_id: idSchema,
        ingredient_id: idSchema,
        ingredient_name: z.string(),
        base_unit: baseUnitSchema,
        /** Of the item's mapping. */
        version: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'TakenItems' });
export type TakenItems = z.infer<typeof takenItemsSchema>;
