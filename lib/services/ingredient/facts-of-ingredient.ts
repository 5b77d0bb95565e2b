import type { IngredientRow } from '@/db/queries/ingredients';
import { canonical } from '@/lib/core/quantity';

/** What a person says of it, as the audit log and its history tell it. */
export const factsOfIngredient = (row: IngredientRow) => ({
  name: row.name,
  base_unit: row.baseUnit,
  allergens: row.allergens,
  standard_cost: row.standardCost === null ? null : canonical(row.standardCost),
  minimum_quantity: row.minimumQuantity === null ? null : canonical(row.minimumQuantity),
  is_active: row.isActive,
});
