import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import { findIngredientsForShare } from '@/db/queries/ingredients';
import { listRecipeGraph, listRecipesByIds, type RecipeLineRow } from '@/db/queries/recipes';
import type { recipeLineInput } from '@/lib/contracts/recipes';
import { DomainError } from '@/lib/core/domain-error';
import { canonical, ONE } from '@/lib/core/quantity';
import { findCycle } from '@/lib/core/recipe-explosion';
import { convert } from '@/lib/core/units';

type Line = z.output<typeof recipeLineInput>;

/**
 * Everything a line may refer to is the company's, active, in a unit that converts, and leads to no cycle
 * (R17). Call it under lockRecipes. What the recipe already had may have been archived since: `kept` lines
 * are not refused for that. Throws ingredient_not_found | recipe_not_found | sub_recipe_inactive |
 * unit_mismatch | recipe_cycle.
 */
export async function checkRecipeLines(
  tx: Transaction,
  companyId: string,
  recipeId: string,
  lines: readonly Line[],
  kept: readonly RecipeLineRow[],
): Promise<void> {
  const ingredientIds = [...new Set(lines.flatMap((line) => line.ingredient_id ?? []))];
  const subRecipeIds = [...new Set(lines.flatMap((line) => line.sub_recipe_id ?? []))];
  const had = new Set(kept.map((line) => line.ingredientId));
  const found = ingredientIds.length ? await findIngredientsForShare(tx, companyId, ingredientIds) : [];
  const ingredients = new Map(found.map((row) => [row.id, row]));
  for (const [index, line] of lines.entries()) {
    if (!line.ingredient_id) continue;
    const ingredient = ingredients.get(line.ingredient_id);
    if (!ingredient || (!ingredient.isActive && !had.has(ingredient.id))) {
      throw new DomainError('ingredient_not_found', undefined, { line: index });
    }
    const baseUnit = ingredient.baseUnit;
    if (line.unit && convert(ONE, line.unit, baseUnit) === null) {
      throw new DomainError('unit_mismatch', `${line.unit} does not convert to ${baseUnit}`, {
        line: index,
        unit: line.unit,
        base_unit: baseUnit,
      });
    }
  }
  if (subRecipeIds.length === 0) return;
  const parts = new Map((await listRecipesByIds(tx, companyId, subRecipeIds)).map((row) => [row.id, row]));
  for (const id of subRecipeIds) {
    const part = parts.get(id);
    if (!part) throw new DomainError('recipe_not_found', undefined, { recipe_id: id });
    if (!part.isActive) {
      throw new DomainError('sub_recipe_inactive', undefined, { recipe_id: id, name: part.name });
    }
  }
  const cycle = findCycle(recipeId, subRecipeIds, await listRecipeGraph(tx, companyId));
  if (cycle) {
    const rows = await listRecipesByIds(tx, companyId, cycle);
    const names = cycle.map((id) => rows.find((row) => row.id === id)?.name ?? id);
    throw new DomainError('recipe_cycle', `a recipe would contain itself: ${names.join(' > ')}`, {
      path: names,
    });
  }
}

export const toLineRow = (line: Line) => ({
  ingredientId: line.ingredient_id ?? null,
  subRecipeId: line.sub_recipe_id ?? null,
  quantity: line.quantity,
  unit: line.unit ?? null,
  trimPercent: line.trim_percent,
});

/** For the audit log. */
export const toLineFacts = (line: ReturnType<typeof toLineRow>) => ({
  ingredient_id: line.ingredientId,
  recipe_id: line.subRecipeId,
  quantity: canonical(line.quantity),
  unit: line.unit,
  trim_percent: canonical(line.trimPercent),
});

/** The other way round: what a recipe has, as it is asked for. */
export const toLineInput = (line: RecipeLineRow) => ({
  ingredient_id: line.ingredientId,
  sub_recipe_id: line.subRecipeId,
  quantity: line.quantity,
  unit: line.unit,
  trim_percent: line.trimPercent,
});
