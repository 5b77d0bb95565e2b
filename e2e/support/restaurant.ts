import { connectSimulator } from '@/lib/demo/connect-simulator';
import { type InventoryIds, inventoryIds, seedInventory } from '@/lib/demo/seed-inventory';
import type { ServiceContext } from '@/lib/services/context';
import { syncItems } from '@/lib/services/item/sync-items';
import { syncLocations } from '@/lib/services/location/sync-locations';

/** The simulator connected, its locations and items known; the id of the connection. */
export async function connectAndSync(ctx: ServiceContext, companyId: string): Promise<string> {
  const { id } = await connectSimulator(ctx, companyId);
  await syncLocations(ctx, { id });
  await syncItems(ctx, { id });
  return id;
}

/** The demo restaurant with its storage units, ingredients and recipes, connected; nothing is mapped. */
export async function seedConnected(
  ctx: ServiceContext,
  companyId: string,
): Promise<{ ids: InventoryIds; integrationId: string }> {
  await seedInventory(ctx, companyId);
  return { ids: await inventoryIds(ctx, companyId), integrationId: await connectAndSync(ctx, companyId) };
}
