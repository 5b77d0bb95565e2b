import type { Queryable } from '@/db/client';
import { listIngredientUnits, listRecipeLines, listRecipeVersions } from '@/db/queries/plan-inputs';
import { listTargetRows, type TargetRow } from '@/db/queries/targets';
import { groupBy } from '@/lib/core/group-by';
import { add, exact, multiply, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { type Explosion, exploding, type RecipeSet } from '@/lib/core/recipe-explosion';
import { versionForDay } from '@/lib/core/versions';
import { inTurns } from '@/lib/platform/in-turns';
import { loadUnitCosts, type UnitCosts } from '../ledger/unit-costs';

export interface Target extends TargetRow {
  /** Of one base unit or portion (R23), up to 12 decimals; null while a part of it has no cost. */
  cost: string | null;
  /** Whether a sale takes anything: false of a recipe that is empty or cannot be worked out (R17). */
  isWorkable: boolean;
}

/** What items can be mapped to, as it counts and costs on a day. */
export async function loadTargets(db: Queryable, companyId: string, day: string): Promise<Target[]> {
  const rows = await listTargetRows(db, companyId);
  const ids = rows.flatMap((row) => (row.type === 'ingredient' ? [row.id] : []));
  const costs = await loadUnitCosts(
    db,
    companyId,
    ids.map((ingredientId) => ({ ingredientId, day })),
  );
  const explode = exploding(await recipesOn(db, companyId, day));
  const targets: Target[] = [];
  for (const row of rows) {
    if (row.type === 'ingredient') {
      targets.push({ ...row, cost: costOf(costs, row.id, day), isWorkable: true });
      continue;
    }
    const explosion = await inTurns(explode(row.id));
    targets.push({ ...row, cost: portionCost(explosion, costs, day), isWorkable: explosion.ok });
  }
  return targets;
}

function costOf(costs: UnitCosts, ingredientId: string, day: string): string | null {
  const { unitCost, source } = costs.on({ ingredientId, day });
  return source === 'unknown' ? null : unitCost;
}

function portionCost(explosion: Explosion, costs: UnitCosts, day: string): string | null {
  if (!explosion.ok) return null;
  let sum = ZERO;
  for (const [id, amount] of explosion.usage) {
    const cost = costOf(costs, id, day);
    if (cost === null) return null;
    sum = add(sum, multiply(amount, exact(cost)));
  }
  return roundHalfEven(sum, 12);
}

async function recipesOn(db: Queryable, companyId: string, day: string): Promise<RecipeSet> {
  const byRecipe = groupBy(await listRecipeVersions(db, companyId), (row) => row.recipeId);
  const counting = [...byRecipe.values()].flatMap((own) => versionForDay(own, day) ?? []);
  const ids = counting.map(({ versionId }) => versionId);
  const linesOf = groupBy(await listRecipeLines(db, companyId, ids), (line) => line.versionId);
  const units = await listIngredientUnits(db, companyId);
  return {
    ingredients: new Map(units.map(({ id, baseUnit }) => [id, { baseUnit }])),
    recipes: new Map(
      counting.map((one) => [one.recipeId, { ...one, lines: linesOf.get(one.versionId) ?? [] }]),
    ),
  };
}
