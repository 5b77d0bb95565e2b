import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '@/db/client';
import { ingredients, recipes } from '@/db/schema/inventory';
import { itemMappingVersions } from '@/db/schema/lightspeed';

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

/** Whether what an item is to be mapped to is active; locked against being archived meanwhile. */
export async function lockMappingTarget(
  db: Transaction,
  companyId: string,
  target: { kind: 'ingredient' | 'recipe'; id: string },
): Promise<boolean> {
  const table = target.kind === 'recipe' ? recipes : ingredients;
  const [row] = await db
    .select({ isActive: table.isActive })
    .from(table)
    .where(and(eq(table.companyId, companyId), eq(table.id, target.id)))
    .for('share');
  return row?.isActive ?? false;
}
