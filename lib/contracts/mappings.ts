import { z } from 'zod';
import { baseUnitSchema, daySchema, idSchema, positiveDecimalSchema, thingInput } from './common';

/** Any unit of the ingredient's dimension; left out or null: its base unit, or portions of a recipe (R17). */
export const mappingUnitSchema = baseUnitSchema.nullable().default(null);
export const mappingTargetShape = {
  mapped_object_type: z.enum(['ingredient', 'recipe']),
  mapped_object_id: idSchema,
  quantity: positiveDecimalSchema.default('1'),
  unit: mappingUnitSchema,
  is_subtraction: z.boolean().default(false),
};
/** What becomes of an item: it takes a target, is no stock (or not so any more), or is what it was before. */
const mappingChoiceSchema = z.union([
  z.object({ item_id: idSchema, ...mappingTargetShape }),
  z.object({ item_id: idSchema, ignored: z.boolean().describe('false: nothing is decided about it') }),
  z.object({
    item_id: idSchema,
    restores_version: z
      .number()
      .int()
      .min(0)
      .describe('what counted on each day when its mapping was this version; 0 = nothing was decided'),
  }),
]);
export type MappingChoice = z.output<typeof mappingChoiceSchema>;
/** Of all that one act decides: a whole catalogue, each item once. */
const MOST_AT_ONCE = 30_000;
export const mappingChoicesSchema = z
  .array(mappingChoiceSchema)
  .min(1)
  .max(MOST_AT_ONCE)
  .refine((all) => new Set(all.map(({ item_id }) => item_id)).size === all.length, {
    error: 'each item once',
  });
export const saveMappingsInput = thingInput.extend({
  mappings: mappingChoicesSchema,
  /** The first business day they count for; null for all days. */
  effective_from: daySchema.nullable().default(null),
});
export const savedMappingsSchema = z
  .object({
    /** Items whose mapping changed, and those that had it already. */
    written: z.number().int(),
    unchanged: z.number().int(),
  })
  .meta({ id: 'SavedMappings' });
export type SavedMappings = z.infer<typeof savedMappingsSchema>;

const shareDaysSchema = z.coerce.number().int().min(1).max(400).default(30);
export const coverageInput = thingInput.extend({ days: shareDaysSchema });
const coverageOf = <T extends z.ZodType>(value: T) =>
  z.object({
    total: value,
    /** Of items that are mapped or ignored. */
    decided: value,
    /** Of these, what reaches stock. */
    deducted: value,
    ignored: value,
    /** Of items nothing is decided about, and of lines without a known item. */
    unmapped: value,
    /** Sold under a name its mapping was not made for as long as nobody said it is the same. */
    held: value,
  });
export const coverageSchema = z
  .object({
    from: daySchema,
    net_sales: coverageOf(z.string()),
    lines: coverageOf(z.number().int()),
    /** Of net sales, with four decimals; null where nothing was sold. */
    shares: coverageOf(z.string().nullable()).omit({ total: true }),
  })
  .meta({ id: 'Coverage' });
export type Coverage = z.infer<typeof coverageSchema>;
