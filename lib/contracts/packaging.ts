import { z } from 'zod';
import { baseUnitSchema, companyInput, daySchema, idSchema, positiveDecimalSchema } from './common';

/** One ingredient that goes along, so much for each piece or bill. */
const packagingRuleInput = z.object({
  ingredient_id: idSchema,
  quantity: positiveDecimalSchema.default('1'),
  /** Any of the ingredient's dimension; its base unit where none is given. */
  unit: baseUnitSchema.optional(),
});
export type PackagingRuleInput = z.output<typeof packagingRuleInput>;

const saidShape = {
  /** What it is said for: an item, the items of an accounting group, or, with neither, each bill. */
  item_id: idSchema.optional(),
  accounting_group: z.string().min(1).max(200).optional(),
  /**
   * All that goes along; none: nothing does, also where the group says so; null: nothing is said any more.
   */
  rules: z.array(packagingRuleInput).max(20).nullable(),
  effective_from: daySchema.nullable().default(null),
};
const isOfOne = (said: { item_id?: string | undefined; accounting_group?: string | undefined }) =>
  said.item_id === undefined || said.accounting_group === undefined;
const NOT_OF_BOTH = { error: 'an item or an accounting group, not both', path: ['accounting_group'] };

/** What goes along when it leaves the house (R40). */
export const packagingChangeSchema = z
  .object({ kind: z.literal('packaging'), ...saidShape })
  .refine(isOfOne, NOT_OF_BOTH);
export const savePackagingInput = companyInput.extend(saidShape).refine(isOfOne, NOT_OF_BOTH);

const packagingSchema = z
  .object({
    item_id: idSchema.nullable(),
    item_name: z.string().nullable(),
    accounting_group: z.string().nullable(),
    version: z.number().int(),
    effective_from: daySchema.nullable(),
    rules: z.array(
      z.object({
        id: idSchema,
        ingredient_id: idSchema,
        ingredient_name: z.string(),
        quantity: z.string(),
        unit: baseUnitSchema,
      }),
    ),
  })
  .meta({ id: 'Packaging' });
export type Packaging = z.infer<typeof packagingSchema>;
export const packagingListSchema = z.object({
  data: z.array(packagingSchema),
  /** Groups whose items were sold both ways in the last 30 days, and of which nothing is said. */
  suggested: z.array(
    z.object({
      accounting_group: z.string(),
      /** Lines, of bills that left the house and of those eaten in it. */
      take_away_lines: z.number().int(),
      dine_in_lines: z.number().int(),
    }),
  ),
  /** All accounting groups of items, to choose from. */
  accounting_groups: z.array(z.string()),
});
