import { and, asc, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '@/db/client';
import { storageUnits } from '@/db/schema/inventory';
import { lightspeedLocations } from '@/db/schema/lightspeed';
import { afterName, type NameFilter } from './name-filter';
import { contains } from './search';
import { uuids } from './sql-parts';

export type StorageUnitRow = typeof storageUnits.$inferSelect;

export function listStorageUnitRows(
  db: Queryable,
  companyId: string,
  filter: NameFilter & { ids?: readonly string[] | null },
) {
  const nameKey = sql<string>`lower(${storageUnits.name})`;
  return db
    .select({ ...getTableColumns(storageUnits), nameKey })
    .from(storageUnits)
    .where(
      and(
        eq(storageUnits.companyId, companyId),
        filter.includeArchived ? undefined : isNull(storageUnits.archivedAt),
        filter.ids ? sql`${storageUnits.id} = any(${uuids(filter.ids)})` : undefined,
        contains(sql`${storageUnits.searchText}`, filter.search),
        afterName(nameKey, storageUnits.id, filter.after),
      ),
    )
    .orderBy(nameKey, asc(storageUnits.id))
    .limit(filter.limit);
}

/** Which of these are units of the company that are not archived. */
export async function listLiveUnitIds(
  db: Queryable,
  companyId: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ id: storageUnits.id })
    .from(storageUnits)
    .where(
      and(
        eq(storageUnits.companyId, companyId),
        inArray(storageUnits.id, [...ids]),
        isNull(storageUnits.archivedAt),
      ),
    );
  return rows.map(({ id }) => id);
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
