import type { ServiceContext } from '@/lib/services/context';
import { listLocations } from '@/lib/services/location/list-locations';

/** The currency of the till's prices, which name none; null where its locations do not have one in common. */
export async function tillCurrency(ctx: ServiceContext, integrationId: string): Promise<string | null> {
  const locations = await listLocations(ctx, { id: integrationId, limit: 500 });
  const currencies = new Set(locations.data.flatMap(({ currency }) => currency ?? []));
  return currencies.size === 1 ? ([...currencies][0] ?? null) : null;
}
