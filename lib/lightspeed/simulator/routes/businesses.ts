import { type Answer, badRequest, rawId, wholeNumber, withRawIds } from '../answer';
import type { SimulatorState } from '../state';

/** `GET /f/data/businesses`. */
export function listBusinesses({ url, world, behaviour }: SimulatorState, query: URLSearchParams): Answer {
  const page = wholeNumber(query.get('page'), 0);
  const size = wholeNumber(query.get('size'), 1000);
  if (page === undefined || size === undefined || size < 1) return badRequest('Invalid page or size');
  const rows = Math.min(size, behaviour?.businessesPerPage ?? size);
  const businessList = world
    .businesses()
    .slice(page * rows, (page + 1) * rows)
    .map((one) => ({
      businessName: one.name,
      businessId: rawId(one.id),
      currencyCode: one.currency,
      businessLocations: one.locations.map((location, index) => ({
        blName: location.name,
        // Both spellings are met in the wild (R9).
        [index === 0 ? 'blID' : 'blId']: rawId(location.id),
        country: location.country,
        timezone: location.timezone,
      })),
    }));
  if (behaviour?.hasBareEmptyPages && businessList.length === 0) return { status: 200, body: '{}' };
  const body = {
    ...(businessList.length > 0 ? { _embedded: { businessList } } : {}),
    _links: { self: { href: `${url}/f/data/businesses?page=${page}&size=${size}` } },
  };
  return { status: 200, body: withRawIds(body) };
}

/** Whether the grant sees the location. */
export const isVisible = ({ world }: SimulatorState, locationId: string): boolean =>
  world.businesses().some((one) => one.locations.some((location) => location.id === locationId));
