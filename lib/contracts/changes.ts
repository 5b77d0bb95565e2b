import { z } from 'zod';
import { daySchema, idSchema, nameSchema, positiveDecimalSchema } from './common';
import { nameAnswerSchema, sharedAnswerSchema, soldNameSchema } from './held-names';
import { mappingChoicesSchema, mappingUnitSchema } from './mappings';
import { modifierRulesSchema } from './modifiers';
import { packagingChangeSchema } from './packaging';
import { recipeLineInput } from './recipes';
import { storageUnitChoiceSchema } from './transfers';
import { voidReasonsSaidSchema } from './void-reasons';

/** From this business day on; null for all days, also the past ones. */
const effectiveFromSchema = daySchema.nullable().default(null);
const mappingChangeSchema = z
  .object({
    kind: z.literal('mapping'),
    item_id: idSchema,
    /** `unmapped` deletes the mapping. */
    state: z.enum(['mapped', 'ignored', 'unmapped']).default('mapped'),
    mapped_object_type: z.enum(['ingredient', 'recipe']).optional(),
    mapped_object_id: idSchema.optional(),
    quantity: positiveDecimalSchema.default('1'),
    unit: mappingUnitSchema,
    is_subtraction: z.boolean().default(false),
    effective_from: effectiveFromSchema,
  })
  .refine((v) => v.state !== 'mapped' || (v.mapped_object_type && v.mapped_object_id), {
    error: 'a mapped item needs mapped_object_type and mapped_object_id',
    path: ['mapped_object_id'],
  });
const versionSchema = z.number().int().min(1);
/** What an item's mapping was in an earlier version, as a new one (R55). */
const mappingVersionChangeSchema = z.object({
  kind: z.literal('mapping_version'),
  item_id: idSchema,
  version: versionSchema,
  effective_from: effectiveFromSchema,
});
/** Many items in one: previewed as one sum, made whole or not at all. */
const mappingsChangeSchema = z.object({
  kind: z.literal('mappings'),
  mappings: mappingChoicesSchema,
  effective_from: effectiveFromSchema,
});
/** All that is said of an item as a modifier (R37). */
const modifierRulesChangeSchema = z.object({
  kind: z.literal('modifier_rules'),
  item_id: idSchema,
  rules: modifierRulesSchema,
  effective_from: effectiveFromSchema,
});
/** What becomes of goods voided for some reasons (R16). */
const voidReasonsChangeSchema = z.object({
  kind: z.literal('void_reasons'),
  reasons: voidReasonsSaidSchema,
  effective_from: effectiveFromSchema,
});
/** What is said of a name that an item was sold under (R38). */
const heldNameChangeSchema = z.object({
  kind: z.literal('held_name'),
  item_id: idSchema,
  name: soldNameSchema,
  answer: nameAnswerSchema,
});
/** The same said of many names, each once: previewed as one sum, made whole or not at all. */
const heldNamesChangeSchema = z.object({
  kind: z.literal('held_names'),
  names: z
    .array(z.object({ item_id: idSchema, name: soldNameSchema }))
    .min(1)
    .max(500)
    .refine((all) => new Set(all.map(({ item_id, name }) => `${item_id} ${name}`)).size === all.length, {
      error: 'each name once',
    }),
  answer: sharedAnswerSchema,
});
/** What was said of an item as a modifier in an earlier version, as a new one (R37, R55). */
const modifierRulesVersionChangeSchema = z.object({
  kind: z.literal('modifier_rules_version'),
  item_id: idSchema,
  version: versionSchema,
  effective_from: effectiveFromSchema,
});
export const recipeChangeSchema = z.object({
  kind: z.literal('recipe'),
  recipe_id: idSchema,
  /** Left out: unchanged. */
  name: nameSchema.optional(),
  lines: z.array(recipeLineInput).max(200),
  effective_from: effectiveFromSchema,
});
/** The lines of an earlier version of a recipe, as a new one (R55). */
const recipeVersionChangeSchema = z.object({
  kind: z.literal('recipe_version'),
  recipe_id: idSchema,
  version: versionSchema,
  effective_from: effectiveFromSchema,
});
/**
 * A setting of a location as it was after an event of its history: its storage unit, or whether its transfer
 * is paused (R55). With the unit, booked days from `effective_from` on that stand in the unit it leaves move.
 */
const locationVersionChangeSchema = z.object({
  kind: z.literal('location_version'),
  location_id: idSchema,
  event_id: idSchema,
  effective_from: effectiveFromSchema,
});
/** What goes back to an earlier version. */
export const versionChangeSchema = z.discriminatedUnion('kind', [
  mappingVersionChangeSchema,
  modifierRulesVersionChangeSchema,
  recipeVersionChangeSchema,
  locationVersionChangeSchema,
]);
/**
 * Days planned again from their kept sales, with today's mappings and recipes, in the unit chosen; Lightspeed
 * is not asked.
 */
export const rerunChangeSchema = z
  .object({
    kind: z.literal('rerun'),
    location_id: idSchema,
    from: daySchema,
    to: daySchema,
    storage_unit: storageUnitChoiceSchema.optional().describe('present unless said (R32)'),
  })
  .refine((v) => v.from <= v.to, {
    error: 'from must not be after to',
    path: ['to'],
    params: { problem: 'beforeFrom' },
  });
const changeSchema = z.union([
  mappingChangeSchema,
  mappingsChangeSchema,
  modifierRulesChangeSchema,
  voidReasonsChangeSchema,
  packagingChangeSchema,
  heldNameChangeSchema,
  heldNamesChangeSchema,
  recipeChangeSchema,
  mappingVersionChangeSchema,
  modifierRulesVersionChangeSchema,
  recipeVersionChangeSchema,
  locationVersionChangeSchema,
  rerunChangeSchema,
]);
export type Change = z.infer<typeof changeSchema>;

export const previewChangeInput = z.object({
  company_id: idSchema,
  change: changeSchema,
  /** Days in a locked period: refused, or booked on the first open day with a reference. */
  if_locked: z.enum(['refuse', 'first_open_day']).default('refuse'),
});
export const applyChangeInput = previewChangeInput.extend({
  /** As the preview gave it: what is written is exactly what it showed, or nothing (preview_outdated). */
  token: z.string().max(200),
});

const movedShape = {
  quantity_before: z.string(),
  quantity_after: z.string(),
  quantity_change: z.string(),
  value_before: z.string(),
  value_after: z.string(),
  value_change: z.string(),
};
const countsShape = {
  entries_reversed: z.number().int(),
  entries_posted: z.number().int(),
};
export const changePreviewSchema = z
  .object({
    token: z.string(),
    /** Kept business days that were looked at, and those whose entries change. */
    days_read: z.number().int(),
    days_changed: z.number().int(),
    ...countsShape,
    /** Stock counts whose difference is written anew, so that what was counted stays. */
    counts_changed: z.number().int(),
    value_before: z.string(),
    value_after: z.string(),
    value_change: z.string(),
    /** Of the entries the change touches: signed sums over all days, as the ledger has them. */
    ingredients: z.array(
      z.object({
        ingredient_id: idSchema,
        ingredient_name: z.string(),
        base_unit: z.string(),
        ...movedShape,
      }),
    ),
    /**
     * What modifiers will do under their parents (R37), the most pieces first, at most 100: `sold_quantity`
     * pieces, each of which changes stock by `usage_per_item` base units, an exact signed fraction.
     */
    modifiers: z.array(
      z.object({
        item_id: idSchema,
        item_name: z.string(),
        parent_item_id: idSchema.nullable(),
        parent_item_name: z.string().nullable(),
        ingredient_id: idSchema,
        ingredient_name: z.string(),
        base_unit: z.string(),
        sold_quantity: z.string(),
        usage_per_item: z.string(),
      }),
    ),
    days: z.array(
      z.object({
        location_id: idSchema,
        location_name: z.string(),
        date: daySchema,
        /** Another day when `date` lies in a locked period. */
        booked_on: daySchema,
        ...countsShape,
        value_change: z.string(),
        ingredients: z.array(
          z.object({ ingredient_id: idSchema, quantity_change: z.string(), value_change: z.string() }),
        ),
      }),
    ),
  })
  .meta({ id: 'ChangePreview' });
export type ChangePreview = z.infer<typeof changePreviewSchema>;

export const decideMappingsInput = z.object({ company_id: idSchema, mappings: mappingChoicesSchema });
/** Whether and from when on decisions count; `past`: what they would change of booked days. */
export type Decided =
  | {
      saved: true;
      versions: { item_id: string; version: number }[];
      past: null | Pick<ChangePreview, 'days_changed' | 'value_change'>;
    }
  | { saved: false; preview: ChangePreview };

/** A change that can be saved without touching the ledger. */
export const saveOrPreviewInput = previewChangeInput.extend({
  change: z.union([
    mappingChangeSchema,
    modifierRulesChangeSchema,
    voidReasonsChangeSchema,
    packagingChangeSchema,
    recipeChangeSchema,
    mappingVersionChangeSchema,
    modifierRulesVersionChangeSchema,
    recipeVersionChangeSchema,
    locationVersionChangeSchema,
  ]),
});
/** Saved, because no booked day would change; or not, and what it would change. */
export type SavedOrPreview = { saved: true } | { saved: false; preview: ChangePreview };

export const appliedChangeSchema = z.object({
  ...countsShape,
  counts_changed: z.number().int(),
  /** One run for each day changed. */
  transfer_log_ids: z.array(idSchema),
});
export type AppliedChange = z.infer<typeof appliedChangeSchema>;
