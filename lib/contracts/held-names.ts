import { z } from 'zod';
import { companyInput, daySchema, idSchema, thingInput } from './common';
import { ifLockedSchema } from './ledger';
import { itemStateSchema } from './lightspeed';
import { mappingTargetShape } from './mappings';

/** As the till sold it: not trimmed, not folded. */
export const soldNameSchema = z.string().min(1).max(400);

const sameShape = { same: z.literal(true).describe('the same thing: the mapping counts for the name too') };
const otherShape = {
  other: z.literal(true).describe('another thing, about which nothing is decided yet: mapped as any item is'),
};
const ignoredShape = { ignored: z.literal(true).describe('another thing, and no stock') };
const undoneShape = { undone: z.literal(true).describe('what was said of the name no longer holds') };
/** What can be said of many names at once. */
export const sharedAnswerSchema = z.union([
  z.object(sameShape),
  z.object(otherShape),
  z.object(ignoredShape),
  z.object(undoneShape),
]);
/** What a person says of a name: the same thing, another one with what it takes, or nothing any more. */
export const nameAnswerSchema = z.union([...sharedAnswerSchema.options, z.object(mappingTargetShape)]);
export type NameAnswerInput = z.output<typeof nameAnswerSchema>;

const isSaid = (value: unknown) => value !== undefined;
export const resolveHeldInput = thingInput
  .extend({
    item_id: idSchema,
    name: soldNameSchema,
    same: sameShape.same.optional(),
    other: otherShape.other.optional(),
    ignored: ignoredShape.ignored.optional(),
    undone: undoneShape.undone.optional(),
    ...mappingTargetShape,
    mapped_object_type: mappingTargetShape.mapped_object_type
      .optional()
      .describe('another thing, which takes this'),
    mapped_object_id: idSchema.optional(),
    /** Days in a locked period: refused, or booked on the first open day. */
    if_locked: ifLockedSchema,
  })
  .refine((v) => (v.mapped_object_type === undefined) === (v.mapped_object_id === undefined), {
    error: 'a target needs mapped_object_type and mapped_object_id',
    path: ['mapped_object_id'],
  })
  .refine((v) => [v.same, v.other, v.ignored, v.undone, v.mapped_object_type].filter(isSaid).length === 1, {
    error: 'one of same, other, ignored, undone and a target',
    path: ['same'],
  });

const heldNameSchema = z
  .object({
    item_id: idSchema,
    sku: z.string().nullable(),
    /** What the till sold it as, and what the mapping was made for. */
    name: z.string(),
    mapped_name: z.string(),
    lines: z.number().int(),
    quantity: z.string(),
    net_value: z.string(),
    first_day: daySchema,
    last_day: daySchema,
    /** False where the company holds nothing: these lines were deducted by the mapping. */
    is_held: z.boolean(),
  })
  .meta({ id: 'HeldName' });
const answeredNameSchema = z
  .object({
    item_id: idSchema,
    sku: z.string().nullable(),
    name: z.string(),
    /** The item's own name. */
    mapped_name: z.string(),
    answer: z.enum(['same', 'other']),
    /** The item made of the name, and what is decided about it; null of the same thing. */
    split_item_id: idSchema.nullable(),
    split_state: itemStateSchema.nullable(),
    /** On which days it was sold first and last. */
    first_day: daySchema,
    last_day: daySchema,
    answered_at: z.string(),
    /** Whoever said so; null where it was no person or key known here. */
    answered_by: z.string().nullable(),
  })
  .meta({ id: 'AnsweredName' });
export const heldNamesSchema = z.object({
  data: z.array(heldNameSchema),
  /** What holds of what was said, newest first, at most 200. */
  answered: z.array(answeredNameSchema),
  next_cursor: z.null(),
});
export type AnsweredName = z.infer<typeof answeredNameSchema>;
export type HeldNames = z.infer<typeof heldNamesSchema>;

export const resolvedHeldSchema = z
  .object({
    /** The item that counts for the name now: itself, or the one made of the name. */
    item_id: idSchema,
    days_changed: z.number().int(),
    entries_reversed: z.number().int(),
    entries_posted: z.number().int(),
    counts_changed: z.number().int(),
    transfer_log_ids: z.array(idSchema),
  })
  .meta({ id: 'ResolvedHeldName' });
export type ResolvedHeld = z.infer<typeof resolvedHeldSchema>;

export const nameHoldingSchema = z.object({ holds_names: z.boolean() });
export const setNameHoldingInput = companyInput.extend({ holds_names: z.boolean() });
