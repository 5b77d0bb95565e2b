import { connectSimulator } from '@/lib/demo/connect-simulator';
import { type InventoryIds, idOf, inventoryIds, seedInventory } from '@/lib/demo/seed-inventory';
import type { ServiceContext } from '@/lib/services/context';
import { syncItems } from '@/lib/services/item/sync-items';
import { activateLocation } from '@/lib/services/location/activate-location';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { listLocations } from '@/lib/services/location/list-locations';
import { syncLocations } from '@/lib/services/location/sync-locations';
import { cancelMigration } from '@/lib/services/migration/cancel-migration';

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

export const LISBON = 'Harbour Lisbon';
/**
 * Lisbon linked to its storage unit and activated, without the migration that starts with that: a test
 * transfers the days it needs.
 */
export async function activateLisbon(
  ctx: ServiceContext,
  { ids, integrationId: id }: { ids: InventoryIds; integrationId: string },
) {
  const { data } = await listLocations(ctx, { id, limit: 10, include_archived: false });
  const location = data.find((one) => one.name === LISBON);
  if (!location) throw new Error('the simulator has another restaurant');
  await linkStorageUnit(ctx, { id: location.id, storage_unit_id: idOf(ids.units, 'Lager Lissabon') });
  await activateLocation(ctx, { id: location.id });
  await cancelMigration(ctx, { id: location.id });
  return location;
}
