import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Database } from '@/db/client';
import { stockCounts } from '@/db/schema/counts';
import { ingredients, recipes, recipeVersions, storageUnits } from '@/db/schema/inventory';
import { ledgerEntries } from '@/db/schema/ledger';
import { lightspeedIntegrations, lightspeedItems, lightspeedLocations } from '@/db/schema/lightspeed';
import { apiKeys } from '@/db/schema/people';
import { migrations, transferLogs } from '@/db/schema/transfers';

export type Things = Awaited<ReturnType<typeof insertThings>>;

/** One row of every kind in a company: what another company must not reach. */
export async function insertThings(db: Database, companyId: string) {
  const ids = {
    storage_unit: v7(),
    ingredient: v7(),
    recipe: v7(),
    integration: v7(),
    location: v7(),
    item: v7(),
    transfer_log: v7(),
    migration: v7(),
    ledger_entry: v7(),
    stock_count: v7(),
    api_key: v7(),
  };
  const named = { companyId, name: `Thing ${v7()}` };
  await db.insert(storageUnits).values({ id: ids.storage_unit, ...named });
  await db.insert(ingredients).values({ id: ids.ingredient, ...named, baseUnit: 'kg' });
  await db.insert(recipes).values({ id: ids.recipe, ...named });
  await db.insert(recipeVersions).values({ companyId, recipeId: ids.recipe, version: 1, createdBy: 'test' });
  await db.insert(lightspeedIntegrations).values({
    id: ids.integration,
    ...named,
    tokenCiphertext: 'none',
    accessExpiresAt: new Date(),
  });
  const external = { ...named, integrationId: ids.integration, businessId: 'b', lightspeedId: '1' };
  await db.insert(lightspeedLocations).values({
    id: ids.location,
    ...external,
    businessName: 'B',
    timezone: 'UTC',
    storageUnitId: ids.storage_unit,
    isActivated: true,
  });
  await db.insert(lightspeedItems).values({ id: ids.item, ...external, sku: '1' });
  await db.insert(transferLogs).values({
    id: ids.transfer_log,
    companyId,
    locationId: ids.location,
    trigger: 'manual',
    requestedBy: 'test',
  });
  await db.insert(migrations).values({
    id: ids.migration,
    companyId,
    locationId: ids.location,
    fromDay: '2026-01-01',
    toDay: '2026-01-02',
    daysTotal: 2,
    requestedBy: 'test',
  });
  await db.insert(ledgerEntries).values({
    id: ids.ledger_entry,
    companyId,
    type: 'RECEIPT',
    ingredientId: ids.ingredient,
    storageUnitId: ids.storage_unit,
    quantity: '1',
    unitCost: '1',
    businessDay: '2026-03-01',
    source: 'manual',
    createdBy: 'test',
  });
  await db.insert(stockCounts).values({
    id: ids.stock_count,
    companyId,
    ingredientId: ids.ingredient,
    storageUnitId: ids.storage_unit,
    businessDay: '2026-03-01',
    moment: 2,
    countedQuantity: '1',
    batchId: v7(),
    createdBy: 'test',
  });
  await db.insert(apiKeys).values({ id: ids.api_key, ...named, role: 'owner', prefix: 'p', keyHash: v7() });
  return ids;
}

/** Every row of the company, as text to compare. */
export async function everythingOf(db: Database, companyId: string) {
  const tables = await db.execute<{ name: string }>(sql`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'company_id' order by 1`);
  const rows: unknown[] = [];
  for (const { name } of tables) {
    const of = sql`select ${name}::text as name, to_jsonb(t) as row from ${sql.identifier(name)} t
                   where company_id = ${companyId} order by to_jsonb(t)::text`;
    rows.push(...(await db.execute(of)));
  }
  return rows;
}
