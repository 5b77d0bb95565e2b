import { and, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { stockCounts } from '@/db/schema/counts';
import { ingredients, recipes, storageUnits } from '@/db/schema/inventory';
import { invitations } from '@/db/schema/invitations';
import { ledgerEntries } from '@/db/schema/ledger';
import { lightspeedIntegrations, lightspeedItems, lightspeedLocations } from '@/db/schema/lightspeed';
import { apiKeys } from '@/db/schema/people';
import { migrations, transferLogs } from '@/db/schema/transfers';
import { webhookDeliveries, webhooks } from '@/db/schema/webhooks';

const THINGS = {
  integration: lightspeedIntegrations,
  location: lightspeedLocations,
  item: lightspeedItems,
  storage_unit: storageUnits,
  ingredient: ingredients,
  recipe: recipes,
  transfer_log: transferLogs,
  migration: migrations,
  ledger_entry: ledgerEntries,
  stock_count: stockCounts,
  api_key: apiKeys,
  invitation: invitations,
  webhook: webhooks,
  webhook_delivery: webhookDeliveries,
} as const;
/** Kinds of things that belong to one company and are named by their id. */
export type Thing = keyof typeof THINGS;

/** The company of a thing, looked for in these companies alone; undefined when it is in none of them (R3). */
export async function findCompanyOfThing(
  db: Queryable,
  thing: Thing,
  id: string,
  companyIds: readonly string[],
): Promise<string | undefined> {
  if (companyIds.length === 0) return undefined;
  const table = THINGS[thing];
  const [row] = await db
    .select({ companyId: table.companyId })
    .from(table)
    .where(and(eq(table.id, id), inArray(table.companyId, [...companyIds])))
    .limit(1);
  return row?.companyId;
}

/** The company whose counts share a batch, looked for in these companies alone. */
export async function findCompanyOfBatch(
  db: Queryable,
  batchId: string,
  companyIds: readonly string[],
): Promise<string | undefined> {
  if (companyIds.length === 0) return undefined;
  const [row] = await db
    .select({ companyId: stockCounts.companyId })
    .from(stockCounts)
    .where(and(eq(stockCounts.batchId, batchId), inArray(stockCounts.companyId, [...companyIds])))
    .limit(1);
  return row?.companyId;
}
