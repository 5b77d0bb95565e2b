import type { Transaction } from '@/db/client';
import { lockRecipes } from '@/db/locks';
import { findLocation } from '@/db/queries/locations';
import { listItemsTaking, listRecipeParts } from '@/db/queries/plan-inputs';
import { findRecipe, listCurrentLines, updateRecipeRow } from '@/db/queries/recipes';
import type { Change } from '@/lib/contracts/changes';
import type { MappingChoice } from '@/lib/contracts/mappings';
import { DomainError } from '@/lib/core/domain-error';
import { groupBy } from '@/lib/core/group-by';
import { onViolation } from '@/lib/errors/violations';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { writeMappings } from '../item/write-mappings';
import { writeNameAnswer } from '../item/write-name-answer';
import { goBackLocation } from '../location/go-back-location';
import { writeModifierRules } from '../modifier/write-modifier-rules';
import { writePackaging } from '../packaging/write-packaging';
import { toLineFacts, toLineRow } from '../recipe/check-recipe-lines';
import { writeRecipeVersion } from '../recipe/write-recipe-version';
import { writeVoidReasons } from '../void-reason/write-void-reasons';
import { findLinesOf, findMappingOf, findRulesOf, type WayBack } from './earlier-versions';
import { namesAnswered } from './names-answered';
import type { ChangedItems } from './reaches-of';

const refuseTakenName = (error: unknown) => onViolation(error, { recipes_name_key: 'name_taken' });

/** Makes it, and says of which items it is. */
export async function makeChange(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  change: Change,
): Promise<ChangedItems> {
  switch (change.kind) {
    case 'mapping':
      await writeMappings(tx, ctx, companyId, [choiceOf(change)], change.effective_from);
      return new Set([change.item_id]);
    case 'mappings':
      await writeMappings(tx, ctx, companyId, change.mappings, change.effective_from);
      return new Set(change.mappings.map(({ item_id }) => item_id));
    case 'modifier_rules': {
      const { item_id: itemId, rules, effective_from: effectiveFrom } = change;
      await writeModifierRules(tx, ctx, companyId, { itemId, rules, effectiveFrom });
      return new Set([itemId]);
    }
    case 'void_reasons': {
      const { reasons, effective_from: effectiveFrom } = change;
      await writeVoidReasons(tx, ctx, companyId, { reasons, effectiveFrom, reachesBooked: true });
      return 'settings';
    }
    case 'packaging':
      await writePackaging(tx, ctx, companyId, { ...change, reachesBooked: true });
      return 'settings';
    case 'held_name':
    case 'held_names': {
      const touched = new Set<string>();
      for (const said of namesAnswered(change))
        for (const id of await writeNameAnswer(tx, ctx, companyId, said)) touched.add(id);
      return touched;
    }
    case 'recipe':
      return writeRecipe(tx, ctx, companyId, change);
    case 'mapping_version': {
      const { itemId, choice, back } = await findMappingOf(tx, companyId, change);
      await writeMappings(tx, ctx, companyId, [choice], change.effective_from, back);
      return new Set([itemId]);
    }
    case 'modifier_rules_version': {
      const { itemId, rules, back } = await findRulesOf(tx, companyId, change);
      const effectiveFrom = change.effective_from;
      await writeModifierRules(tx, ctx, companyId, { itemId, rules, effectiveFrom, back });
      return new Set([itemId]);
    }
    case 'location_version':
      await goBackLocation(tx, ctx, companyId, change);
      return 'settings';
    case 'recipe_version': {
      const { lines, back } = await findLinesOf(tx, companyId, change);
      return writeRecipe(tx, ctx, companyId, { ...change, lines }, back);
    }
    case 'rerun': {
      const location = await findLocation(tx, companyId, change.location_id);
      if (!location) throw new DomainError('not_found', 'no such location', { thing: 'location' });
      if (location.storageUnitId === null) throw new DomainError('storage_unit_required');
      return 'all';
    }
  }
}

/** Other lines of a recipe, and another name where one is given; says which items take it. */
async function writeRecipe(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  change: Pick<Extract<Change, { kind: 'recipe' }>, 'recipe_id' | 'name' | 'lines' | 'effective_from'>,
  /** What it goes back to, for the audit log. */
  back: WayBack | undefined = undefined,
): Promise<ChangedItems> {
  await lockRecipes(tx, companyId);
  const recipe = await findRecipe(tx, companyId, change.recipe_id, 'update');
  if (!recipe) throw new DomainError('recipe_not_found');
  const { name, lines, effective_from: effectiveFrom } = change;
  const current = await listCurrentLines(tx, companyId, [recipe.id]);
  const old = current.lines.get(recipe.id) ?? [];
  await writeRecipeVersion(tx, ctx, companyId, { id: recipe.id, lines, effectiveFrom });
  if (name !== undefined && name !== recipe.name) {
    await updateRecipeRow(tx, companyId, recipe.id, { name }).catch(refuseTakenName);
  }
  await writeAudit(tx, ctx, {
    companyId,
    action: 'recipe.update',
    subjectType: 'recipe',
    subjectId: recipe.id,
    before: { name: recipe.name, lines: old.map(toLineFacts) },
    after: { name: name ?? recipe.name, lines: lines.map(toLineRow).map(toLineFacts) },
    details: { effective_from: effectiveFrom, ...back },
  });
  return itemsWith(tx, companyId, recipe.id);
}

function choiceOf(change: Extract<Change, { kind: 'mapping' }>): MappingChoice {
  const { item_id, mapped_object_type, mapped_object_id, state } = change;
  if (state !== 'mapped' || !mapped_object_type || !mapped_object_id) {
    return { item_id, ignored: state === 'ignored' };
  }
  const { quantity, unit, is_subtraction } = change;
  return { item_id, mapped_object_type, mapped_object_id, quantity, unit, is_subtraction };
}

/** Items that take the recipe, by itself or in another, in whatever versions: more than needed do no harm. */
async function itemsWith(tx: Transaction, companyId: string, recipeId: string): Promise<Set<string>> {
  const usersOf = groupBy(await listRecipeParts(tx, companyId), ({ partId }) => partId);
  const reached = new Set([recipeId]);
  for (const id of reached) for (const user of usersOf.get(id) ?? []) reached.add(user.recipeId);
  return new Set(await listItemsTaking(tx, companyId, [...reached]));
}
