import type { ModifierRuleRow, NamedRule } from '@/db/queries/modifier-rules';
import type { ModifierRuleInput } from '@/lib/contracts/modifiers';
import { canonical } from '@/lib/core/quantity';

/** Without id and names, to be written again. */
export const toRuleRow = (rule: NamedRule): ModifierRuleRow => ({
  parentItemId: rule.parentItemId,
  parentAccountingGroup: rule.parentAccountingGroup,
  effect: rule.effect,
  ingredientId: rule.ingredientId,
  recipeId: rule.recipeId,
  replacesIngredientId: rule.replacesIngredientId,
  quantity: rule.quantity,
  unit: rule.unit,
  factor: rule.factor,
  share: rule.share,
});

/** For the audit log. */
export const factsOfRule = (rule: ModifierRuleRow) => ({
  parent_item_id: rule.parentItemId,
  parent_accounting_group: rule.parentAccountingGroup,
  effect: rule.effect,
  ingredient_id: rule.ingredientId,
  recipe_id: rule.recipeId,
  replaces_ingredient_id: rule.replacesIngredientId,
  quantity: rule.quantity === null ? null : canonical(rule.quantity),
  unit: rule.unit,
  factor: rule.factor === null ? null : canonical(rule.factor),
  share: rule.share === null ? null : canonical(rule.share),
});

/** As one who says it now. */
export function toRuleInput(rule: ModifierRuleRow): ModifierRuleInput {
  const mapped = rule.recipeId ?? rule.ingredientId;
  const given = {
    parent_item_id: rule.parentItemId,
    parent_accounting_group: rule.parentAccountingGroup,
    mapped_object_id: mapped,
    replaces_ingredient_id: rule.replacesIngredientId,
    quantity: rule.quantity,
    unit: rule.unit,
    factor: rule.factor,
    share: rule.share,
  };
  const said = Object.entries(given).filter(([, value]) => value !== null);
  return {
    effect: rule.effect,
    ...(mapped !== null && { mapped_object_type: rule.recipeId === null ? 'ingredient' : 'recipe' }),
    ...Object.fromEntries(said),
  };
}
