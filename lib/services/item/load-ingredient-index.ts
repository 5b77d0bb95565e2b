import type { Queryable } from '@/db/client';
import { listActiveIngredients } from '@/db/queries/ingredients';
import { NameIndex } from '@/lib/core/imports/name-key';
import type { BaseUnit } from '@/lib/core/units';

/** The company's active ingredients by name, found as imports find them (R42). */
export async function loadIngredientIndex(
  db: Queryable,
  companyId: string,
): Promise<NameIndex<{ id: string; name: string; baseUnit: BaseUnit }>> {
  return new NameIndex(await listActiveIngredients(db, companyId));
}
