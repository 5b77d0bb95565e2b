import { and, asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { ingredients, recipeLines } from '@/db/schema/inventory';
import { ledgerEntries } from '@/db/schema/ledger';
import { itemMappingVersions } from '@/db/schema/lightspeed';
import { watchedStock } from './known-stock';
import { afterName, type NameFilter } from './name-filter';
import { findRow } from './rows';
import { contains } from './search';

export type IngredientRow = typeof ingredients.$inferSelect;
export type BaseUnit = IngredientRow['baseUnit'];

export function listIngredientRows(
  db: Queryable,
  companyId: string,
  filter: NameFilter & {
    baseUnit?: BaseUnit | undefined;
    /** Only those of which there is less than their minimum at the end of the day (R54); null: all. */
    belowMinimumOn: string | null;
  },
) {
  const nameKey = sql<string>`lower(${ingredients.name})`;
  return db
    .select({ ...getTableColumns(ingredients), nameKey })
    .from(ingredients)
    .where(
      and(
        eq(ingredients.companyId, companyId),
        filter.includeArchived ? undefined : eq(ingredients.isActive, true),
        filter.baseUnit ? eq(ingredients.baseUnit, filter.baseUnit) : undefined,
        filter.belowMinimumOn === null
          ? undefined
          : sql`${watchedStock(companyId, sql`ingredients`, sql`${filter.belowMinimumOn}::date`)} < ${ingredients.minimumQuantity}`,
        contains(sql`${ingredients.searchText}`, filter.search),
        afterName(nameKey, ingredients.id, filter.after),
      ),
    )
    .orderBy(nameKey, asc(ingredients.id))
    .limit(filter.limit);
}

/** All of them, the oldest first. */
export function listActiveIngredients(db: Queryable, companyId: string) {
  return db
    .select({ id: ingredients.id, name: ingredients.name, baseUnit: ingredients.baseUnit })
    .from(ingredients)
    .where(and(eq(ingredients.companyId, companyId), eq(ingredients.isActive, true)))
    .orderBy(asc(ingredients.createdAt), asc(ingredients.id));
}

export async function findIngredient(
  db: Queryable,
  companyId: string,
  id: string,
  lock?: 'update',
): Promise<IngredientRow | undefined> {
  const query = db
    .select()
    .from(ingredients)
    .where(and(eq(ingredients.companyId, companyId), eq(ingredients.id, id)));
  const [row] = lock ? await query.for(lock) : await query;
  return row;
}

/** Rows by id, locked so that none is archived before the recipe that uses it is saved. */
export function findIngredientsForShare(db: Queryable, companyId: string, ids: readonly string[]) {
  return db
    .select()
    .from(ingredients)
    .where(and(eq(ingredients.companyId, companyId), inArray(ingredients.id, [...ids])))
    .orderBy(asc(ingredients.id))
    .for('share');
}

export async function insertIngredient(db: Queryable, values: typeof ingredients.$inferInsert) {
  const [row] = await db.insert(ingredients).values(values).returning();
  return row as IngredientRow;
}

export async function updateIngredientRow(
  db: Queryable,
  companyId: string,
  id: string,
  values: Partial<
    Pick<IngredientRow, 'name' | 'baseUnit' | 'allergens' | 'standardCost' | 'minimumQuantity' | 'isActive'>
  >,
) {
  const [row] = await db
    .update(ingredients)
    .set({ ...values, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(ingredients.companyId, companyId), eq(ingredients.id, id)))
    .returning();
  return row;
}

/**
 * Whether any recipe line of any version, any mapping ever or any entry counts in the ingredient's base unit.
 */
export async function isBaseUnitUsed(db: Queryable, companyId: string, id: string): Promise<boolean> {
  const row = await findRow<{ used: boolean }>(
    db,
    sql`
    select exists (select 1 from ${recipeLines} where company_id = ${companyId} and ingredient_id = ${id})
        or exists (select 1 from ${itemMappingVersions} where company_id = ${companyId} and ingredient_id = ${id})
        or exists (select 1 from ${ledgerEntries} where company_id = ${companyId} and ingredient_id = ${id}) as used`,
  );
  return row?.used ?? false;
}
