import type { Queryable } from '@/db/client';
import { listCurrentLines, type RecipeLineRow } from '@/db/queries/recipes';
import { type DecidedItemRow, listDecidedItems, listMappingTargets } from '@/db/queries/suggestion-inputs';
import { add, exact, multiply, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { exploding, type RecipeSet } from '@/lib/core/recipe-explosion';
import type { DecidedItem, Kitchen } from '@/lib/core/suggestions/types';
import type { BaseUnit } from '@/lib/core/units';
import { inTurns, letOthersIn } from '@/lib/platform/in-turns';
import { loadUnitCosts, type UnitCosts } from '../ledger/unit-costs';

/** So many decisions, the last ones, say how the company maps; more only repeat it. */
const DECISIONS = 5000;

/**
 * What a company's items can be mapped to, with what each costs on the day, and what it has decided (R41).
 */
export async function kitchenOfCompany(db: Queryable, companyId: string, day: string): Promise<Kitchen> {
  const rows = await listMappingTargets(db, companyId);
  const ofType = (type: 'ingredient' | 'recipe') => rows.filter((row) => row.type === type);
  const recipes = ofType('recipe');
  const { lines } = await listCurrentLines(
    db,
    companyId,
    recipes.map(({ id }) => id),
  );
  const inside = [...lines.values()].flat().flatMap(({ ingredientId }) => ingredientId ?? []);
  const ingredients = ofType('ingredient');
  const points = [...new Set([...ingredients.map(({ id }) => id), ...inside])];
  const costs = await loadUnitCosts(
    db,
    companyId,
    points.map((ingredientId) => ({ ingredientId, day })),
  );
  const recipeCosts = await costsOfRecipes(lines, costs, day);
  return {
    ingredients: ingredients.map(({ id, name, baseUnit }) => ({
      id,
      name,
      baseUnit: baseUnit ?? 'piece',
      cost: knownCost(costs, id, day),
    })),
    recipes: recipes.map(({ id, name }) => ({
      id,
      name,
      ingredients: (lines.get(id) ?? []).map((line) => line.name),
      cost: recipeCosts.get(id) ?? null,
    })),
    decided: (await listDecidedItems(db, companyId, DECISIONS)).map(toDecidedItem),
  };
}

function knownCost(costs: UnitCosts, ingredientId: string, day: string): string | null {
  const { unitCost, source } = costs.on({ ingredientId, day });
  return source === 'unknown' ? null : unitCost;
}

/** Cost of a portion of each recipe whose ingredients' costs are all known. */
async function costsOfRecipes(
  lines: ReadonlyMap<string, readonly RecipeLineRow[]>,
  costs: UnitCosts,
  day: string,
): Promise<Map<string, string>> {
  const explode = exploding(recipeSetOf(lines));
  const found = new Map<string, string>();
  for (const recipeId of lines.keys()) {
    await letOthersIn();
    const explosion = await inTurns(explode(recipeId));
    if (!explosion.ok) continue;
    const parts = [...explosion.usage].map(([id, amount]) => ({ amount, cost: knownCost(costs, id, day) }));
    if (parts.length === 0 || parts.some(({ cost }) => cost === null)) continue;
    const sum = parts.reduce(
      (total, { amount, cost }) => add(total, multiply(amount, exact(cost ?? '0'))),
      ZERO,
    );
    found.set(recipeId, roundHalfEven(sum));
  }
  return found;
}

/** Recipes as they are now. */
export function recipeSetOf(lines: ReadonlyMap<string, readonly RecipeLineRow[]>): RecipeSet {
  const units = new Map<string, { baseUnit: BaseUnit }>();
  for (const { ingredientId, baseUnit } of [...lines.values()].flat()) {
    if (ingredientId !== null && baseUnit !== null) units.set(ingredientId, { baseUnit });
  }
  return {
    recipes: new Map(
      [...lines].map(([recipeId, own]) => [
        recipeId,
        { recipeId, versionId: recipeId, lines: own.map((line, position) => ({ ...line, position })) },
      ]),
    ),
    ingredients: units,
  };
}

function toDecidedItem(row: DecidedItemRow): DecidedItem {
  const { sku, name, price, itemType } = row;
  const id = row.ingredientId ?? row.recipeId;
  return {
    sku,
    name,
    price,
    itemType,
    group: row.accountingGroup,
    decision:
      id === null
        ? { kind: 'ignored' }
        : {
            kind: 'mapped',
            type: row.ingredientId === null ? 'recipe' : 'ingredient',
            id,
            quantity: row.quantity ?? '1',
            unit: row.unit,
            isSubtraction: row.isSubtraction,
          },
  };
}
