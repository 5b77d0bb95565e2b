import type { ServiceContext } from '@/lib/services/context';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { syncItems } from '@/lib/services/item/sync-items';
import { activateLocation } from '@/lib/services/location/activate-location';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { listLocations } from '@/lib/services/location/list-locations';
import { syncLocations } from '@/lib/services/location/sync-locations';
import { connectSimulator } from './connect-simulator';
import { mapMenu } from './map-menu';
import { demoRestaurant } from './restaurant';
import { sayModifiers } from './say-modifiers';
import { sayTakeAwayAndVoids } from './say-true-sales';
import { idOf, inventoryIds } from './seed-inventory';

/**
 * The setup of a company that has the demo's inventory, as far as it was not walked yet: connected with the
 * simulator, mapped, linked and activated.
 */
export async function walkSetup(ctx: ServiceContext, company_id: string): Promise<'unchanged' | undefined> {
  const known = await getIntegration(ctx, { company_id });
  const integration = known ?? (await connectSimulator(ctx, company_id));
  const thing = { id: integration.id, company_id };
  if (!integration.locations_synced_at) await syncLocations(ctx, thing);
  if (!integration.items_synced_at) await syncItems(ctx, thing);
  const places = new Map(demoRestaurant.storageUnits.map((unit) => [unit.location, unit.name]));
  const locations = await listLocations(ctx, { ...thing, include_archived: false, limit: 500 });
  const waiting = locations.data.filter((one) => !one.is_activated && places.has(one.name));
  if (waiting.length === 0) return 'unchanged';
  const ids = await inventoryIds(ctx, company_id);
  await mapMenu(ctx, thing, ids);
  await sayModifiers(ctx, thing, ids);
  await sayTakeAwayAndVoids(ctx, thing, ids);
  for (const location of waiting) {
    const { id } = location;
    if (location.storage_unit_id === null) {
      const storage_unit_id = idOf(ids.units, places.get(location.name) ?? '');
      await linkStorageUnit(ctx, { id, company_id, storage_unit_id });
    }
    await activateLocation(ctx, { id, company_id });
  }
}
