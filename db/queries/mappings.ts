import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Queryable, Transaction } from '@/db/client';
import { ingredients, recipes } from '@/db/schema/inventory';
import { itemMappingVersions } from '@/db/schema/lightspeed';
import type { BaseUnit } from '@/lib/core/units';
import { columnsOf } from './columns-of';
import { uuids } from './sql-parts';

export type MappingVersionRow = typeof itemMappingVersions.$inferSelect;

const ofItem = (companyId: string, itemId: string) =>
  and(eq(itemMappingVersions.companyId, companyId), eq(itemMappingVersions.itemId, itemId));

/** The current mappings of these items, by item. */
export async function listCurrentMappings(
  db: Queryable,
  companyId: string,
  itemIds: readonly string[],
): Promise<Map<string, MappingVersionRow>> {
  const { companyId: company, itemId, supersededAt } = itemMappingVersions;
  const rows = await db
    .select()
    .from(itemMappingVersions)
    .where(and(eq(company, companyId), isNull(supersededAt), sql`${itemId} = any(${uuids(itemIds)})`));
  return new Map(rows.map((row) => [row.itemId, row]));
}

export async function findCurrentMapping(db: Queryable, companyId: string, itemId: string) {
  const rows = await db
    .select()
    .from(itemMappingVersions)
    .where(and(ofItem(companyId, itemId), isNull(itemMappingVersions.supersededAt)));
  return rows[0];
}

/** All versions of an item's mapping, newest first. */
export async function listMappingVersions(db: Queryable, companyId: string, itemId: string) {
  return db
    .select()
    .from(itemMappingVersions)
    .where(ofItem(companyId, itemId))
    .orderBy(desc(itemMappingVersions.version));
}

/** One version of an item's mapping. */
export async function findMappingVersion(
  db: Queryable,
  companyId: string,
  { itemId, version }: { itemId: string; version: number },
): Promise<MappingVersionRow | undefined> {
  const [row] = await listMappingVersionsNumbered(db, companyId, itemId, [version]);
  return row;
}

/** Of an item's mapping the versions with these numbers. */
export async function listMappingVersionsNumbered(
  db: Queryable,
  companyId: string,
  itemId: string,
  versions: readonly number[],
): Promise<MappingVersionRow[]> {
  if (versions.length === 0) return [];
  return db
    .select()
    .from(itemMappingVersions)
    .where(and(ofItem(companyId, itemId), inArray(itemMappingVersions.version, [...versions])));
}

/** The versions of these items' mappings, newest first. */
export async function listMappingVersionsOf(
  db: Queryable,
  companyId: string,
  itemIds: readonly string[],
): Promise<MappingVersionRow[]> {
  const { companyId: company, itemId, version } = itemMappingVersions;
  return db
    .select()
    .from(itemMappingVersions)
    .where(and(eq(company, companyId), sql`${itemId} = any(${uuids(itemIds)})`))
    .orderBy(desc(version));
}

export async function supersedeMappings(
  db: Queryable,
  companyId: string,
  itemIds: readonly string[],
): Promise<void> {
  await db.execute(sql`
    update item_mapping_versions set superseded_at = clock_timestamp()
    where company_id = ${companyId} and superseded_at is null and item_id = any(${uuids(itemIds)})`);
}

export async function insertMappingVersion(
  db: Queryable,
  values: typeof itemMappingVersions.$inferInsert,
): Promise<void> {
  await db.insert(itemMappingVersions).values(values);
}

export type NewMappingVersion = Omit<MappingVersionRow, 'id' | 'companyId' | 'createdAt' | 'supersededAt'> & {
  /** Whether a later version of the same act supersedes it at once. */
  isPast: boolean;
};

/** In one statement, whatever their number. */
export async function insertMappingVersions(
  db: Queryable,
  companyId: string,
  versions: readonly NewMappingVersion[],
): Promise<void> {
  if (versions.length === 0) return;
  const columns = columnsOf(
    versions.map((one) => ({ id: v7(), ...one, names: one.names && JSON.stringify(one.names) })),
    [
      ['id', 'uuid'],
      ['itemId', 'uuid'],
      ['version', 'int'],
      ['state', 'text'],
      ['ingredientId', 'uuid'],
      ['recipeId', 'uuid'],
      ['quantity', 'numeric'],
      ['unit', 'text'],
      ['isSubtraction', 'boolean'],
      ['takenOverFrom', 'uuid'],
      ['names', 'text'],
      ['namesOn', 'date'],
      ['effectiveFrom', 'date'],
      ['createdBy', 'text'],
      ['isPast', 'boolean'],
    ],
  );
  await db.execute(sql`
    insert into item_mapping_versions (company_id, id, item_id, version, state, ingredient_id, recipe_id, quantity, unit, is_subtraction,
                                       taken_over_from, names, names_on, effective_from, created_by, superseded_at)
    select ${companyId}::uuid, r.id, r.item_id, r.version, r.state, r.ingredient_id, r.recipe_id, r.quantity, r.unit, r.is_subtraction,
           r.taken_over_from,
           case when r.names is not null then array(select jsonb_array_elements_text(r.names::jsonb)) end,
           r.names_on, r.effective_from, r.created_by, case when r.is_past then clock_timestamp() end
    from ${columns} as r(id, item_id, version, state, ingredient_id, recipe_id, quantity, unit, is_subtraction, taken_over_from,
                         names, names_on, effective_from, created_by, is_past)`);
}

/**
 * Of what items are to be mapped to, the active ones, each with its base unit (null of a recipe); locked
 * against being archived meanwhile.
 */
export async function lockMappingTargets(
  db: Transaction,
  companyId: string,
  targets: { ingredientIds: readonly string[]; recipeIds: readonly string[] },
): Promise<Map<string, { baseUnit: BaseUnit | null }>> {
  const isMeant = (table: typeof recipes | typeof ingredients, ids: readonly string[]) =>
    and(eq(table.companyId, companyId), eq(table.isActive, true), sql`${table.id} = any(${uuids(ids)})`);
  const found = new Map<string, { baseUnit: BaseUnit | null }>();
  const { id, baseUnit } = ingredients;
  for (const row of await db
    .select({ id, baseUnit })
    .from(ingredients)
    .where(isMeant(ingredients, targets.ingredientIds))
    .orderBy(id)
    .for('share'))
    found.set(row.id, row);
  for (const row of await db
    .select({ id: recipes.id })
    .from(recipes)
    .where(isMeant(recipes, targets.recipeIds))
    .orderBy(recipes.id)
    .for('share'))
    found.set(row.id, { baseUnit: null });
  return found;
}
