import type { IngredientRow } from '@/db/queries/ingredients';
import type { Ingredient } from '@/lib/contracts/ingredients';
import { canonical } from '@/lib/core/quantity';

export function toIngredient(row: IngredientRow): Ingredient {
  return {
    id: row.id,
    company_id: row.companyId,
    name: row.name,
    // The column's check constraint holds the same list.
    base_unit: row.baseUnit,
    allergens: row.allergens,
    standard_cost: row.standardCost === null ? null : canonical(row.standardCost),
    minimum_quantity: row.minimumQuantity === null ? null : canonical(row.minimumQuantity),
    is_active: row.isActive,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
