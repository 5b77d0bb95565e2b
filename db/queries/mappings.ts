import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '@/db/client';
import { ingredients, recipes } from '@/db/schema/inventory';
import { itemMappingVersions } from '@/db/schema/lightspeed';
import type { BaseUnit } from '@/lib/core/units';

export type MappingVersionRow = typeof itemMappingVersions.$inferSelect;

const ofItem = (companyId: string, itemId: string) =>
  and(eq(itemMappingVersions.companyId, companyId), eq(itemMappingVersions.itemId, itemId));

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

export async function supersedeMapping(db: Queryable, companyId: string, itemId: string): Promise<void> {
  await db
    .update(itemMappingVersions)
    .set({ supersededAt: sql`clock_timestamp()` })
    .where(and(ofItem(companyId, itemId), isNull(itemMappingVersions.supersededAt)));
}

export async function insertMappingVersion(
  db: Queryable,
  values: typeof itemMappingVersions.$inferInsert,
): Promise<void> {
  await db.insert(itemMappingVersions).values(values);
}

/**
 * What an item is to be mapped to, if it is active; locked against being archived meanwhile. `baseUnit` is
 * null of a recipe.
 */
export async function lockMappingTarget(
  db: Transaction,
  companyId: string,
  target: { kind: 'ingredient' | 'recipe'; id: string },
): Promise<{ baseUnit: BaseUnit | null } | undefined> {
  const isMeant = (table: typeof recipes | typeof ingredients) =>
    and(eq(table.companyId, companyId), eq(table.id, target.id), eq(table.isActive, true));
  if (target.kind === 'recipe') {
    const [row] = await db.select({ id: recipes.id }).from(recipes).where(isMeant(recipes)).for('share');
    return row && { baseUnit: null };
  }
  const { baseUnit } = ingredients;
  const [row] = await db.select({ baseUnit }).from(ingredients).where(isMeant(ingredients)).for('share');
  return row;
}
