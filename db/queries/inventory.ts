import { and, asc, eq, getTableColumns, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Queryable, Transaction } from '@/db/client';
import { ingredients, recipeLines, recipes, recipeVersions, storageUnits } from '@/db/schema/inventory';
import { ledgerEntries } from '@/db/schema/ledger';
import { itemMappingVersions, lightspeedLocations } from '@/db/schema/lightspeed';
import { findRow, listRows } from './rows';
import { contains } from './search';

export type StorageUnitRow = typeof storageUnits.$inferSelect;
export type IngredientRow = typeof ingredients.$inferSelect;
type BaseUnit = IngredientRow['baseUnit'];
export type RecipeRow = typeof recipes.$inferSelect;
export type RecipeLineRow = {
  id: string;
  recipeId: string;
  ingredientId: string | null;
  subRecipeId: string | null;
  name: string;
  baseUnit: BaseUnit | null;
  quantity: string;
  unit: BaseUnit | null;
  trimPercent: string;
};

export interface NameFilter {
  search?: string | undefined;
  includeArchived: boolean;
  limit: number;
  after?: { name: string; id: string } | undefined;
}

const after = (nameKey: SQL, idColumn: PgColumn, cursor: NameFilter['after']) =>
  cursor ? sql`(${nameKey}, ${idColumn}) > (${cursor.name}, ${cursor.id}::uuid)` : undefined;

export function listStorageUnitRows(db: Queryable, companyId: string, filter: NameFilter) {
  const nameKey = sql<string>`lower(${storageUnits.name})`;
  return db
    .select({ ...getTableColumns(storageUnits), nameKey })
    .from(storageUnits)
    .where(
      and(
        eq(storageUnits.companyId, companyId),
        filter.includeArchived ? undefined : isNull(storageUnits.archivedAt),
        contains(sql`${storageUnits.searchText}`, filter.search),
        after(nameKey, storageUnits.id, filter.after),
      ),
    )
    .orderBy(nameKey, asc(storageUnits.id))
    .limit(filter.limit);
}

export async function findStorageUnit(db: Queryable, companyId: string, id: string) {
  const [row] = await db
    .select()
    .from(storageUnits)
    .where(and(eq(storageUnits.companyId, companyId), eq(storageUnits.id, id)));
  return row;
}

/** Whether the unit is there and not archived; locked against being archived meanwhile. */
export async function lockLiveStorageUnit(db: Transaction, companyId: string, id: string): Promise<boolean> {
  const [row] = await db
    .select({ id: storageUnits.id })
    .from(storageUnits)
    .where(
      and(eq(storageUnits.companyId, companyId), eq(storageUnits.id, id), isNull(storageUnits.archivedAt)),
    )
    .for('key share');
  return row !== undefined;
}

export async function insertStorageUnit(db: Queryable, values: typeof storageUnits.$inferInsert) {
  const [row] = await db.insert(storageUnits).values(values).returning();
  return row as StorageUnitRow;
}

export async function updateStorageUnitRow(
  db: Queryable,
  companyId: string,
  id: string,
  values: Partial<Pick<StorageUnitRow, 'name' | 'address' | 'archivedAt'>>,
) {
  const [row] = await db
    .update(storageUnits)
    .set({ ...values, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(storageUnits.companyId, companyId), eq(storageUnits.id, id)))
    .returning();
  return row;
}

/** Locks the unit against a link being made meanwhile, and names a live location that uses it. */
export async function findLocationUsingUnit(db: Queryable, companyId: string, id: string) {
  await db
    .select({ id: storageUnits.id })
    .from(storageUnits)
    .where(and(eq(storageUnits.companyId, companyId), eq(storageUnits.id, id)))
    .for('update');
  const [row] = await db
    .select({ id: lightspeedLocations.id, name: lightspeedLocations.name })
    .from(lightspeedLocations)
    .where(
      and(
        eq(lightspeedLocations.companyId, companyId),
        eq(lightspeedLocations.storageUnitId, id),
        eq(lightspeedLocations.isActivated, true),
      ),
    )
    .limit(1);
  return row;
}

export function listIngredientRows(
  db: Queryable,
  companyId: string,
  filter: NameFilter & { baseUnit?: BaseUnit | undefined },
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
        contains(sql`${ingredients.searchText}`, filter.search),
        after(nameKey, ingredients.id, filter.after),
      ),
    )
    .orderBy(nameKey, asc(ingredients.id))
    .limit(filter.limit);
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
  values: Partial<Pick<IngredientRow, 'name' | 'baseUnit' | 'allergens' | 'standardCost' | 'isActive'>>,
) {
  const [row] = await db
    .update(ingredients)
    .set({ ...values, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(ingredients.companyId, companyId), eq(ingredients.id, id)))
    .returning();
  return row;
}

const current = sql`v.version = (select max(n.version) from ${recipeVersions} n where n.company_id = v.company_id and n.recipe_id = v.recipe_id)`;

export interface Use {
  kind: 'recipe' | 'mapping';
  /** Of the recipe, or of the item that is mapped. */
  id: string;
  name: string;
  /** Of an item: Lightspeed has it no more, or not active; its mapping holds the thing all the same. */
  isArchived: boolean;
}

/**
 * What holds the thing in place: active recipes whose current version has it, and current mappings; so many
 * of each, by name.
 */
export async function listUses(
  db: Queryable,
  companyId: string,
  target: { ingredientId: string } | { recipeId: string },
  limit = 20,
): Promise<Use[]> {
  const [line, mapping, id] =
    'ingredientId' in target
      ? [sql`l.ingredient_id`, sql`m.ingredient_id`, target.ingredientId]
      : [sql`l.sub_recipe_id`, sql`m.recipe_id`, target.recipeId];
  return listRows<Use>(
    db,
    sql`
    (select distinct 'recipe' as kind, r.id, r.name, false as is_archived
       from ${recipeLines} l
       join ${recipeVersions} v on v.company_id = l.company_id and v.id = l.recipe_version_id
       join ${recipes} r on r.company_id = v.company_id and r.id = v.recipe_id
      where l.company_id = ${companyId} and ${line} = ${id} and r.is_active and ${current}
      order by r.name, r.id limit ${limit})
    union all
    (select 'mapping' as kind, i.id, i.name, i.archived_at is not null
       from ${itemMappingVersions} m
       join lightspeed_items i on i.company_id = m.company_id and i.id = m.item_id
      where m.company_id = ${companyId} and m.superseded_at is null and ${mapping} = ${id}
      order by i.name, i.id limit ${limit})`,
  );
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

export function listRecipeRows(db: Queryable, companyId: string, filter: NameFilter) {
  const nameKey = sql<string>`lower(${recipes.name})`;
  return db
    .select({ ...getTableColumns(recipes), nameKey })
    .from(recipes)
    .where(
      and(
        eq(recipes.companyId, companyId),
        filter.includeArchived ? undefined : eq(recipes.isActive, true),
        contains(sql`${recipes.searchText}`, filter.search),
        after(nameKey, recipes.id, filter.after),
      ),
    )
    .orderBy(nameKey, asc(recipes.id))
    .limit(filter.limit);
}

export async function findRecipe(
  db: Queryable,
  companyId: string,
  id: string,
  lock?: 'update',
): Promise<RecipeRow | undefined> {
  const query = db
    .select()
    .from(recipes)
    .where(and(eq(recipes.companyId, companyId), eq(recipes.id, id)));
  const [row] = lock ? await query.for(lock) : await query;
  return row;
}

export function listRecipesByIds(db: Queryable, companyId: string, ids: readonly string[]) {
  return db
    .select()
    .from(recipes)
    .where(and(eq(recipes.companyId, companyId), inArray(recipes.id, [...ids])));
}

export async function insertRecipe(db: Queryable, values: typeof recipes.$inferInsert): Promise<RecipeRow> {
  const [row] = await db.insert(recipes).values(values).returning();
  return row as RecipeRow;
}

export async function updateRecipeRow(
  db: Queryable,
  companyId: string,
  id: string,
  values: Partial<Pick<RecipeRow, 'name' | 'isActive'>>,
) {
  const [row] = await db
    .update(recipes)
    .set({ ...values, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(recipes.companyId, companyId), eq(recipes.id, id)))
    .returning();
  return row;
}

export async function insertRecipeVersion(
  db: Queryable,
  values: {
    companyId: string;
    recipeId: string;
    version: number;
    effectiveFrom?: string | null;
    createdBy: string;
  },
  lines: Omit<typeof recipeLines.$inferInsert, 'companyId' | 'recipeVersionId' | 'position'>[],
): Promise<void> {
  const [row] = await db.insert(recipeVersions).values(values).returning({ id: recipeVersions.id });
  if (!row || lines.length === 0) return;
  const { companyId } = values;
  await db
    .insert(recipeLines)
    .values(lines.map((line, position) => ({ ...line, companyId, recipeVersionId: row.id, position })));
}

/** The newest version number and its lines, for each of the recipes. */
export async function listCurrentLines(
  db: Queryable,
  companyId: string,
  recipeIds: readonly string[],
): Promise<{
  versions: Map<string, number>;
  /** First business day the newest version counts for; null = all. */
  since: Map<string, string | null>;
  lines: Map<string, RecipeLineRow[]>;
}> {
  const versions = new Map<string, number>();
  const since = new Map<string, string | null>();
  const lines = new Map<string, RecipeLineRow[]>();
  if (recipeIds.length === 0) return { versions, since, lines };
  const rows = await listRows<
    { recipeId: string; version: number; effectiveFrom: string | null } & {
      [K in 'id' | 'name' | 'quantity' | 'trimPercent' | 'ingredientId' | 'subRecipeId']: string | null;
    } & { [K in 'baseUnit' | 'unit']: BaseUnit | null }
  >(
    db,
    sql`
    select v.recipe_id, v.version, v.effective_from::text, l.id, l.ingredient_id, l.sub_recipe_id, coalesce(i.name, s.name) as name, i.base_unit,
           l.quantity::text, l.unit, l.trim_percent::text
    from ${recipeVersions} v
    left join ${recipeLines} l on l.company_id = v.company_id and l.recipe_version_id = v.id
    left join ${ingredients} i on i.company_id = l.company_id and i.id = l.ingredient_id
    left join ${recipes} s on s.company_id = l.company_id and s.id = l.sub_recipe_id
    where v.company_id = ${companyId} and v.recipe_id = any(${sql.param(`{${recipeIds.join(',')}}`)}::uuid[]) and ${current}
    order by v.recipe_id, l.position`,
  );
  for (const row of rows) {
    versions.set(row.recipeId, row.version);
    since.set(row.recipeId, row.effectiveFrom);
    const own = lines.get(row.recipeId) ?? [];
    lines.set(row.recipeId, own);
    if (row.id === null) continue;
    own.push({
      id: row.id,
      recipeId: row.recipeId,
      ingredientId: row.ingredientId,
      subRecipeId: row.subRecipeId,
      name: row.name ?? '',
      baseUnit: row.baseUnit,
      quantity: row.quantity ?? '0',
      unit: row.unit,
      trimPercent: row.trimPercent ?? '0',
    });
  }
  return { versions, since, lines };
}

/** Which recipe uses which as a part now. */
export async function listRecipeGraph(db: Queryable, companyId: string): Promise<Map<string, string[]>> {
  const rows = await listRows<{ recipeId: string; subRecipeId: string }>(
    db,
    sql`
    select v.recipe_id, l.sub_recipe_id
    from ${recipeVersions} v
    join ${recipeLines} l on l.company_id = v.company_id and l.recipe_version_id = v.id
    where v.company_id = ${companyId} and l.sub_recipe_id is not null and ${current}`,
  );
  const graph = new Map<string, string[]>();
  for (const { recipeId: recipe_id, subRecipeId: sub_recipe_id } of rows) {
    graph.set(recipe_id, [...(graph.get(recipe_id) ?? []), sub_recipe_id]);
  }
  return graph;
}
