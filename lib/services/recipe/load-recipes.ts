import type { Queryable } from '@/db/client';
import { listCurrentLines, type RecipeRow } from '@/db/queries/recipes';
import type { Recipe } from '@/lib/contracts/recipes';
import { canonical } from '@/lib/core/quantity';

/** The recipes in their newest version, in the order given. */
export async function loadRecipes(
  db: Queryable,
  companyId: string,
  rows: readonly RecipeRow[],
): Promise<Recipe[]> {
  const ids = rows.map((row) => row.id);
  const { versions, lines } = await listCurrentLines(db, companyId, ids);
  return rows.map((row) => ({
    id: row.id,
    company_id: row.companyId,
    name: row.name,
    is_active: row.isActive,
    version: versions.get(row.id) ?? 0,
    lines: (lines.get(row.id) ?? []).map((line) => ({
      id: line.id,
      ingredient_id: line.ingredientId,
      sub_recipe_id: line.subRecipeId,
      name: line.name,
      base_unit: line.baseUnit,
      quantity: canonical(line.quantity),
      unit: line.unit,
      trim_percent: canonical(line.trimPercent),
    })),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }));
}
