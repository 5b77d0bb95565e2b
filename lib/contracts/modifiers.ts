import { z } from 'zod';
import { MODIFIER_REASONS } from '@/lib/core/modifier-suggestions/types';
import {
  baseUnitSchema,
  daySchema,
  idSchema,
  instantSchema,
  nonNegativeDecimalSchema,
  positiveDecimalSchema,
  thingInput,
} from './common';

/** What a modifier does to the sale of its parent (R37). */
export const modifierEffectSchema = z.enum([
  'adds',
  'adds_back',
  'removes',
  'replaces',
  'scales',
  'stands_for',
  'nothing',
]);
export type Effect = z.infer<typeof modifierEffectSchema>;

/** What each effect takes of a rule; the rest of it must be left out. */
export const EFFECT_TAKES: Record<Effect, { needs: readonly string[]; may: readonly string[] }> = {
  adds: { needs: ['mapped_object_type', 'mapped_object_id'], may: ['quantity', 'unit'] },
  adds_back: { needs: ['mapped_object_type', 'mapped_object_id'], may: ['quantity', 'unit'] },
  stands_for: { needs: ['mapped_object_type', 'mapped_object_id'], may: ['quantity', 'unit'] },
  removes: { needs: ['mapped_object_type', 'mapped_object_id'], may: ['share'] },
  replaces: { needs: ['mapped_object_type', 'mapped_object_id', 'replaces_ingredient_id'], may: ['factor'] },
  scales: { needs: ['factor'], may: [] },
  nothing: { needs: [], may: [] },
};
const OF_EFFECTS = [
  'mapped_object_type',
  'mapped_object_id',
  'replaces_ingredient_id',
  'quantity',
  'unit',
  'factor',
  'share',
] as const;
/** More than any recipe is scaled by, or one good stands for another. */
const MAX_FACTOR = 1000;

export const modifierRuleSchema = z
  .object({
    parent_item_id: idSchema
      .optional()
      .describe('One parent; before its accounting group, before all others'),
    parent_accounting_group: z.string().min(1).max(200).optional(),
    effect: modifierEffectSchema,
    mapped_object_type: z.enum(['ingredient', 'recipe']).optional(),
    mapped_object_id: idSchema.optional(),
    replaces_ingredient_id: idSchema.optional(),
    quantity: positiveDecimalSchema.optional().describe('For one piece of the modifier; 1 unless said'),
    unit: baseUnitSchema.optional(),
    factor: nonNegativeDecimalSchema
      .refine((value) => Number(value) <= MAX_FACTOR, { error: `at most ${MAX_FACTOR}` })
      .optional(),
    share: positiveDecimalSchema
      .refine((value) => Number(value) <= 1, { error: 'at most 1' })
      .optional()
      .describe('The part that is removed; 1 unless said'),
  })
  .superRefine((rule, ctx) => {
    const { needs, may } = EFFECT_TAKES[rule.effect];
    const refuse = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
    for (const field of OF_EFFECTS) {
      const isGiven = rule[field] !== undefined;
      if (!isGiven && needs.includes(field)) refuse(field, `${rule.effect} needs it`);
      if (isGiven && !needs.includes(field) && !may.includes(field)) refuse(field, `not of ${rule.effect}`);
    }
    if (rule.effect === 'replaces' && rule.mapped_object_type === 'recipe')
      refuse('mapped_object_type', 'an ingredient is replaced by an ingredient');
    if (rule.effect === 'replaces' && rule.factor !== undefined && Number(rule.factor) === 0)
      refuse('factor', 'must be greater than 0');
    if (rule.parent_item_id !== undefined && rule.parent_accounting_group !== undefined)
      refuse('parent_accounting_group', 'a parent item or a group of them, not both');
  });
export type ModifierRuleInput = z.output<typeof modifierRuleSchema>;

export const modifierRulesSchema = z
  .array(modifierRuleSchema)
  .max(2000)
  .refine(
    (rules) => {
      const parents = rules.map((one) => `${one.parent_item_id} ${one.parent_accounting_group}`);
      return new Set(parents).size === rules.length;
    },
    { error: 'each parent once' },
  );
export const saveModifierRulesInput = thingInput.extend({
  /** All that is said of the item as a modifier; none = its mapping counts again. */
  rules: modifierRulesSchema,
  effective_from: daySchema.nullable().default(null),
});
const effectShape = {
  effect: modifierEffectSchema,
  mapped_object_type: z.enum(['ingredient', 'recipe']).nullable(),
  mapped_object_id: idSchema.nullable(),
  mapped_object_name: z.string().nullable(),
  replaces_ingredient_id: idSchema.nullable(),
  replaces_ingredient_name: z.string().nullable(),
  quantity: z.string().nullable(),
  unit: baseUnitSchema.nullable(),
  factor: z.string().nullable(),
  share: z.string().nullable(),
};
const parentShape = {
  parent_item_id: idSchema.nullable(),
  parent_item_name: z.string().nullable(),
  parent_accounting_group: z.string().nullable(),
};
/** What a rule does, whomever it is said for. */
export type EffectFields = z.infer<z.ZodObject<typeof effectShape>>;
const saidRuleSchema = z.object({ id: idSchema, ...parentShape, ...effectShape });
export type SaidRule = z.infer<typeof saidRuleSchema>;
export const itemModifierRulesSchema = z
  .object({
    item_id: idSchema,
    /** 0 = nothing was ever said. */
    version: z.number().int(),
    effective_from: daySchema.nullable(),
    created_at: instantSchema.nullable(),
    rules: z.array(saidRuleSchema),
  })
  .meta({ id: 'ItemModifierRules' });
export type ItemModifierRules = z.infer<typeof itemModifierRulesSchema>;

export const listModifiersInput = thingInput.extend({
  days: z.coerce.number().int().min(1).max(400).default(90),
});
const soldShape = {
  /** Of the days asked for. */
  lines: z.number().int(),
  quantity: z.string(),
  net_value: z.string(),
};
const suggestedEffectSchema = z.object({
  ...effectShape,
  /** Why it is offered; offers count for nothing until they are accepted (R41). */
  reason: z.object({ code: z.enum(MODIFIER_REASONS), params: z.record(z.string(), z.string()) }),
});
export type SuggestedEffect = z.infer<typeof suggestedEffectSchema>;
export const modifierSchema = z
  .object({
    item_id: idSchema,
    sku: z.string().nullable(),
    name: z.string(),
    accounting_group: z.string().nullable(),
    ...soldShape,
    /** Of what is said; 0 = nothing was ever said. */
    version: z.number().int(),
    effective_from: daySchema.nullable(),
    rules: z.array(saidRuleSchema),
    /** What could be said for all parents in one act, with its exceptions; none where nothing fits. */
    suggested_rules: z.array(suggestedEffectSchema.extend(parentShape)),
    /** Those it was sold under, most sales first. */
    parents: z.array(
      z.object({
        item_id: idSchema,
        name: z.string(),
        accounting_group: z.string().nullable(),
        ...soldShape,
        suggestion: suggestedEffectSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'Modifier' });
export type Modifier = z.infer<typeof modifierSchema>;
export const modifiersSchema = z.object({ data: z.array(modifierSchema) });
