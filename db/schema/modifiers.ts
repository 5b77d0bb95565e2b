import { sql } from 'drizzle-orm';
import {
  check,
  date,
  index,
  integer,
  numeric,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { companyForeignKey, companyId, createdAt, id, moment, quantity } from './columns';
import { ingredients, recipes } from './inventory';
import { lightspeedItems } from './lightspeed';

/**
 * What an item does as a modifier, said for all its parents at once (R37): a save supersedes what was said
 * before, which stays as history, as of mappings (R13). A version without rules takes all of them back.
 */
export const modifierRuleVersions = pgTable(
  'modifier_rule_versions',
  {
    id: id(),
    companyId: companyId(),
    itemId: uuid('item_id').notNull(),
    version: integer('version').notNull(),
    effectiveFrom: date('effective_from', { mode: 'string' }),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    supersededAt: moment('superseded_at'),
  },
  (t) => [
    unique('modifier_rule_versions_company_id_key').on(t.companyId, t.id),
    unique('modifier_rule_versions_number_key').on(t.itemId, t.version),
    uniqueIndex('modifier_rule_versions_current_key').on(t.itemId).where(sql`superseded_at is null`),
    index('modifier_rule_versions_item_idx').on(t.companyId, t.itemId),
    companyForeignKey('modifier_rule_versions_item_fk', t.companyId, t.itemId, lightspeedItems),
  ],
);

/** One effect of a version: for a parent item, for the items of an accounting group, or for every parent. */
export const modifierRules = pgTable(
  'modifier_rules',
  {
    id: id(),
    companyId: companyId(),
    ruleVersionId: uuid('rule_version_id').notNull(),
    position: integer('position').notNull(),
    parentItemId: uuid('parent_item_id'),
    parentAccountingGroup: text('parent_accounting_group'),
    effect: text('effect', {
      enum: ['adds', 'adds_back', 'removes', 'replaces', 'scales', 'stands_for', 'nothing'],
    }).notNull(),
    ingredientId: uuid('ingredient_id'),
    recipeId: uuid('recipe_id'),
    replacesIngredientId: uuid('replaces_ingredient_id'),
    quantity: quantity('quantity'),
    /** Of the quantity; null = the ingredient's base unit, or portions of a recipe. */
    unit: text('unit', { enum: ['kg', 'g', 'l', 'cl', 'ml', 'piece', 'bottle'] }),
    factor: quantity('factor'),
    /** Above 0 and up to 1. */
    share: numeric('share', { precision: 7, scale: 6 }),
  },
  (t) => [
    unique('modifier_rules_company_id_key').on(t.companyId, t.id),
    unique('modifier_rules_position_key').on(t.ruleVersionId, t.position),
    unique('modifier_rules_parent_key')
      .on(t.ruleVersionId, t.parentItemId, t.parentAccountingGroup)
      .nullsNotDistinct(),
    index('modifier_rules_ingredient_idx').on(t.companyId, t.ingredientId),
    index('modifier_rules_replaced_idx').on(t.companyId, t.replacesIngredientId),
    index('modifier_rules_recipe_idx').on(t.companyId, t.recipeId),
    companyForeignKey('modifier_rules_version_fk', t.companyId, t.ruleVersionId, modifierRuleVersions),
    companyForeignKey('modifier_rules_parent_fk', t.companyId, t.parentItemId, lightspeedItems),
    companyForeignKey('modifier_rules_ingredient_fk', t.companyId, t.ingredientId, ingredients),
    companyForeignKey('modifier_rules_recipe_fk', t.companyId, t.recipeId, recipes),
    companyForeignKey('modifier_rules_replaced_fk', t.companyId, t.replacesIngredientId, ingredients),
    check('modifier_rules_parent_check', sql`num_nonnulls(parent_item_id, parent_accounting_group) <= 1`),
    check(
      'modifier_rules_effect_check',
      sql`case effect
          when 'adds' then num_nonnulls(ingredient_id, recipe_id) = 1 and quantity > 0 and num_nonnulls(replaces_ingredient_id, factor, share) = 0
          when 'adds_back' then num_nonnulls(ingredient_id, recipe_id) = 1 and quantity > 0 and num_nonnulls(replaces_ingredient_id, factor, share) = 0
          when 'stands_for' then num_nonnulls(ingredient_id, recipe_id) = 1 and quantity > 0 and num_nonnulls(replaces_ingredient_id, factor, share) = 0
          when 'removes' then num_nonnulls(ingredient_id, recipe_id) = 1 and share > 0 and share <= 1 and num_nonnulls(replaces_ingredient_id, factor, quantity) = 0
          when 'replaces' then num_nonnulls(ingredient_id, replaces_ingredient_id) = 2 and factor > 0 and num_nonnulls(recipe_id, share, quantity) = 0
          when 'scales' then factor >= 0 and num_nonnulls(ingredient_id, recipe_id, replaces_ingredient_id, share, quantity) = 0
          when 'nothing' then num_nonnulls(ingredient_id, recipe_id, replaces_ingredient_id, factor, share, quantity) = 0
          else false end`,
    ),
    check(
      'modifier_rules_unit_check',
      sql`unit is null or (quantity is not null and ingredient_id is not null and unit in ('kg','g','l','cl','ml','piece','bottle'))`,
    ),
  ],
);
