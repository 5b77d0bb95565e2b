import { z } from 'zod';
import { HISTORY_FIELDS, HISTORY_WORDS } from '@/lib/core/history/values';
import { versionChangeSchema } from './changes';
import {
  baseUnitSchema,
  daySchema,
  idSchema,
  instantSchema,
  pageInputShape,
  pageOf,
  thingInput,
} from './common';
import { modifierEffectSchema } from './modifiers';

export const listHistoryInput = thingInput.extend(pageInputShape);

const valueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('figure'), figure: z.string() }),
  z.object({ kind: z.literal('unit'), unit: baseUnitSchema }),
  z.object({ kind: z.literal('word'), word: z.enum(HISTORY_WORDS) }),
  z.object({
    kind: z.literal('amount'),
    name: z.string(),
    quantity: z.string(),
    unit: baseUnitSchema.nullable().describe('null: portions of a recipe'),
    trim_percent: z.string().nullable(),
    adds_back: z.boolean(),
  }),
  z.object({
    kind: z.literal('rule'),
    parent_item_name: z.string().nullable(),
    parent_accounting_group: z.string().nullable(),
    effect: modifierEffectSchema,
    name: z.string(),
    replaces_name: z.string().nullable(),
    quantity: z.string().nullable(),
    unit: baseUnitSchema.nullable(),
    factor: z.string().nullable(),
    share: z.string().nullable(),
  }),
]);
const historyChangeSchema = z.object({
  field: z.enum(HISTORY_FIELDS),
  before: valueSchema.nullable().describe('null: it was not there, or nobody knows'),
  after: valueSchema.nullable(),
});

/** Why there is no way back to an earlier version, in the words of the error it would be. */
const BACK_REFUSALS = [
  'ingredient_not_found',
  'recipe_not_found',
  'sub_recipe_inactive',
  'recipe_cycle',
  'unit_mismatch',
  'name_taken',
  'base_unit_in_use',
  'storage_unit_company_mismatch',
  // No error: it starts or stops a migration, which is done where that is said.
  'location_activation',
] as const;
export type BackRefusal = (typeof BACK_REFUSALS)[number];

const historyEventSchema = z
  .object({
    id: idSchema,
    at: instantSchema,
    by: z.object({
      kind: z.enum(['user', 'key', 'job', 'anonymous']),
      name: z.string().nullable().describe('null: by itself, or nobody of this company any more'),
    }),
    action: z.string().describe('As in the audit log: item.save_mapping; more may come'),
    changes: z.array(historyChangeSchema),
    effective_from: daySchema
      .nullable()
      .describe('First business day it counts for; null: all, or no matter'),
    days_changed: z.number().int().nullable().describe('Booked days that were changed with it'),
    went_back_to: instantSchema.nullable().describe('When that was made whose content came back'),
    name: z.string().nullable().describe('The name an item was sold under that it is about (R38)'),
    split_item_id: idSchema.nullable().describe('The item made of that name'),
    version: z.number().int().nullable().describe('Of mapping, recipe or modifier rules, where it made one'),
    back: z
      .object({
        refused: z.enum(BACK_REFUSALS).nullable().describe('Why it cannot be used any more; null: it can'),
        names: z.array(z.string()).describe('What is in the way'),
        changes: z.array(historyChangeSchema).describe('What would change of what there is now'),
        change: versionChangeSchema
          .nullable()
          .describe('What to preview and apply; null: an ingredient goes back by its event'),
      })
      .nullable()
      .describe('null: nothing to go back to'),
  })
  .meta({ id: 'HistoryEvent' });
export type HistoryEvent = z.infer<typeof historyEventSchema>;
export const historySchema = pageOf(historyEventSchema);

/** The event of an ingredient's history after which it was as it is to be again. */
export const goBackIngredientInput = thingInput.extend({ event_id: idSchema });
