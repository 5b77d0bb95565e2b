import type { Transaction } from '@/db/client';
import { findMappingVersion } from '@/db/queries/mappings';
import { listRuleVersionsNumbered } from '@/db/queries/modifier-rules';
import { findRecipeVersion } from '@/db/queries/recipes';
import type { Change } from '@/lib/contracts/changes';
import type { MappingChoice } from '@/lib/contracts/mappings';
import type { ModifierRuleInput } from '@/lib/contracts/modifiers';
import { DomainError } from '@/lib/core/domain-error';
import { toRuleInput } from '../modifier/rule-rows';
import { toLineInput } from '../recipe/check-recipe-lines';

/** For the audit log: which version comes back, and when it was made (R55). */
export type WayBack = {
  back_to_version?: number;
  back_to: string;
};
const wayBack = (version: number, madeAt: Date): WayBack => ({
  back_to_version: version,
  back_to: madeAt.toISOString(),
});
const missing = () => new DomainError('not_found', 'no such version', { thing: 'version' });

/** What an item's mapping was in an earlier version, as a choice of now. Throws not_found. */
export async function findMappingOf(
  tx: Transaction,
  companyId: string,
  { item_id: itemId, version }: Extract<Change, { kind: 'mapping_version' }>,
): Promise<{ itemId: string; choice: MappingChoice; back: WayBack }> {
  const row = await findMappingVersion(tx, companyId, { itemId, version });
  if (!row) throw missing();
  const targetId = row.ingredientId ?? row.recipeId;
  const choice: MappingChoice =
    row.state === 'mapped' && targetId !== null
      ? {
          item_id: itemId,
          mapped_object_type: row.ingredientId === null ? 'recipe' : 'ingredient',
          mapped_object_id: targetId,
          quantity: row.quantity ?? '1',
          unit: row.unit,
          is_subtraction: row.isSubtraction,
        }
      : { item_id: itemId, ignored: row.state === 'ignored' };
  return { itemId, choice, back: wayBack(version, row.createdAt) };
}

/** What was said of an item as a modifier in an earlier version, as one who says it now. Throws not_found. */
export async function findRulesOf(
  tx: Transaction,
  companyId: string,
  { item_id: itemId, version }: Extract<Change, { kind: 'modifier_rules_version' }>,
): Promise<{ itemId: string; rules: ModifierRuleInput[]; back: WayBack }> {
  const [found] = await listRuleVersionsNumbered(tx, companyId, itemId, [version]);
  if (!found) throw missing();
  return { itemId, rules: found.rules.map(toRuleInput), back: wayBack(version, found.createdAt) };
}

/** The lines of an earlier version of a recipe. Throws not_found. */
export async function findLinesOf(
  tx: Transaction,
  companyId: string,
  { recipe_id: recipeId, version }: Extract<Change, { kind: 'recipe_version' }>,
) {
  const found = await findRecipeVersion(tx, companyId, { recipeId, version });
  if (!found) throw missing();
  return { lines: found.lines.map(toLineInput), back: wayBack(version, found.createdAt) };
}
