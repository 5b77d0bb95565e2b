import type { z } from 'zod';
import { findCurrentRules, listRulesOf, type NamedRule } from '@/db/queries/modifier-rules';
import type { thingInput } from '@/lib/contracts/common';
import type { ItemModifierRules, SaidRule } from '@/lib/contracts/modifiers';
import { canonical } from '@/lib/core/quantity';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';

/** What an item does as a modifier, as it is said now (R37). */
export async function getModifierRules(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<ItemModifierRules> {
  const companyId = await requireThing(ctx, 'item', input, 'read');
  const current = await findCurrentRules(ctx.db, companyId, input.id);
  const rules = current ? await listRulesOf(ctx.db, companyId, current.id) : [];
  return {
    item_id: input.id,
    version: current?.version ?? 0,
    effective_from: current?.effectiveFrom ?? null,
    created_at: current?.createdAt ?? null,
    rules: rules.map(toRule),
  };
}

const decimal = (value: string | null) => (value === null ? null : canonical(value));

/** As it is answered. */
export function toRule(rule: NamedRule): SaidRule {
  const type = rule.recipeId !== null ? 'recipe' : rule.ingredientId !== null ? 'ingredient' : null;
  return {
    id: rule.id,
    parent_item_id: rule.parentItemId,
    parent_item_name: rule.parentItemName,
    parent_accounting_group: rule.parentAccountingGroup,
    effect: rule.effect,
    mapped_object_type: type,
    mapped_object_id: rule.recipeId ?? rule.ingredientId,
    mapped_object_name: rule.mappedName,
    replaces_ingredient_id: rule.replacesIngredientId,
    replaces_ingredient_name: rule.replacedName,
    quantity: decimal(rule.quantity),
    unit: rule.quantity === null ? null : (rule.unit ?? rule.baseUnit),
    factor: decimal(rule.factor),
    share: decimal(rule.share),
  };
}
