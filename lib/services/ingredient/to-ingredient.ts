import type { IngredientRow } from '@/db/queries/ingredients';
import type { Ingredient } from '@/lib/contracts/ingredients';
import { factsOfIngredient } from './facts-of-ingredient';

export function toIngredient(row: IngredientRow): Ingredient {
  return {
    id: row.id,
    company_id: row.companyId,
    ...factsOfIngredient(row),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
