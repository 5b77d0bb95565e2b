import type { Transaction } from '@/db/client';
import { lockItems } from '@/db/queries/items';
import { lockMappingTargets } from '@/db/queries/mappings';
import {
  findCurrentRules,
  insertRuleVersion,
  listRulesOf,
  type ModifierRuleRow,
} from '@/db/queries/modifier-rules';
import type { ModifierRuleInput } from '@/lib/contracts/modifiers';
import { DomainError } from '@/lib/core/domain-error';
import { canonical, ONE } from '@/lib/core/quantity';
import { type BaseUnit, convert } from '@/lib/core/units';
import { writeAudit } from '../audit';
import { requireDays } from '../company/require-days';
import { actorName, type ServiceContext } from '../context';
import { reaches } from '../item/write-mapping-versions';
import { factsOfRule } from './rule-rows';

type Targets = ReadonlyMap<string, { baseUnit: BaseUnit | null }>;

/**
 * Says what an item does as a modifier from a day on, null = for all days: all its rules at once; what was
 * said before stays as history (R37). The same again writes nothing. Targets must be active ones of the
 * company: recipe_not_found | ingredient_not_found; units of the ingredient's dimension: unit_mismatch; the
 * item and the parents the company's: not_found. Answers whether a version was written.
 */
export async function writeModifierRules(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  said: {
    itemId: string;
    rules: readonly ModifierRuleInput[];
    effectiveFrom: string | null;
    /** What it goes back to, for the audit log. */
    back?: Readonly<Record<string, unknown>>;
  },
): Promise<boolean> {
  const { itemId, rules, effectiveFrom, back } = said;
  await requireDays(ctx, companyId, { effective_from: effectiveFrom }, 'a_year_ahead');
  await lockAll(tx, companyId, [itemId, ...rules.flatMap(({ parent_item_id: parent }) => parent ?? [])]);
  if (rules.some(({ parent_item_id: parent }) => parent === itemId)) {
    throw new DomainError('validation_failed', 'an item is no modifier of itself', { item_id: itemId });
  }
  const isOf = (type: 'ingredient' | 'recipe') => (rule: ModifierRuleInput) =>
    rule.mapped_object_type === type ? (rule.mapped_object_id ?? []) : [];
  const targets = await lockMappingTargets(tx, companyId, {
    ingredientIds: [
      ...new Set([
        ...rules.flatMap(isOf('ingredient')),
        ...rules.flatMap(({ replaces_ingredient_id: replaced }) => replaced ?? []),
      ]),
    ],
    recipeIds: [...new Set(rules.flatMap(isOf('recipe')))],
  });
  const rows = rules.map((rule) => toRow(rule, targets));
  const current = await findCurrentRules(tx, companyId, itemId);
  const before = current ? await listRulesOf(tx, companyId, current.id) : [];
  const isSame = keyOf(rows) === keyOf(before) && reaches(current?.effectiveFrom ?? null, effectiveFrom);
  if (isSame) return false;
  const version = (current?.version ?? 0) + 1;
  const createdBy = actorName(ctx.actor);
  await insertRuleVersion(tx, { companyId, itemId, version, effectiveFrom, createdBy }, rows);
  await writeAudit(tx, ctx, {
    companyId,
    action: 'item.save_modifier_rules',
    subjectType: 'item',
    subjectId: itemId,
    before: { rules: before.map(factsOfRule) },
    after: { rules: rows.map(factsOfRule) },
    details: { version, effective_from: effectiveFrom, ...back },
  });
  return true;
}

async function lockAll(tx: Transaction, companyId: string, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const found = new Set(await lockItems(tx, companyId, wanted));
  const missing = wanted.find((id) => !found.has(id));
  if (missing === undefined) return;
  throw new DomainError('not_found', 'no such item', { thing: 'item', item_id: missing });
}

/** Effects of an amount of their own. */
const OF_QUANTITY: ReadonlySet<string> = new Set(['adds', 'adds_back', 'stands_for']);

function toRow(rule: ModifierRuleInput, targets: Targets): ModifierRuleRow {
  const {
    effect,
    mapped_object_type: type,
    mapped_object_id: targetId,
    replaces_ingredient_id: replaced,
  } = rule;
  const target = targetId === undefined ? undefined : targets.get(targetId);
  if (targetId !== undefined && !target) {
    throw new DomainError(type === 'recipe' ? 'recipe_not_found' : 'ingredient_not_found');
  }
  if (replaced !== undefined && !targets.has(replaced)) throw new DomainError('ingredient_not_found');
  return {
    parentItemId: rule.parent_item_id ?? null,
    parentAccountingGroup: rule.parent_accounting_group ?? null,
    effect,
    ingredientId: type === 'ingredient' ? (targetId ?? null) : null,
    recipeId: type === 'recipe' ? (targetId ?? null) : null,
    replacesIngredientId: replaced ?? null,
    quantity: OF_QUANTITY.has(effect) ? (rule.quantity ?? '1') : null,
    unit: unitOf(rule.unit, target?.baseUnit ?? null),
    factor: effect === 'replaces' ? (rule.factor ?? '1') : (rule.factor ?? null),
    share: effect === 'removes' ? (rule.share ?? '1') : null,
  };
}

/** As of a mapping: null for the base unit, so that the same amount is always the same row (R17). */
function unitOf(unit: BaseUnit | undefined, baseUnit: BaseUnit | null): BaseUnit | null {
  if (unit === undefined || unit === baseUnit) return null;
  if (baseUnit === null || convert(ONE, unit, baseUnit) === null) {
    throw new DomainError('unit_mismatch', `${unit} does not convert to ${baseUnit ?? 'portions'}`, {
      unit,
      base_unit: baseUnit,
    });
  }
  return unit;
}

/** The same for the same rules in whatever order. */
function keyOf(rules: readonly ModifierRuleRow[]): string {
  const amount = (value: string | null) => (value === null ? null : canonical(value));
  return rules
    .map((rule) =>
      JSON.stringify([
        rule.parentItemId,
        rule.parentAccountingGroup,
        rule.effect,
        rule.ingredientId,
        rule.recipeId,
        rule.replacesIngredientId,
        amount(rule.quantity),
        rule.unit,
        amount(rule.factor),
        amount(rule.share),
      ]),
    )
    .sort()
    .join();
}
