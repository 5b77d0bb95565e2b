import type { z } from 'zod';
import type { Log } from '@/lib/platform/log';
import type { PosAuth, PosGateway, PosItem, PosLocation, PosSalesDay } from '@/lib/services/ports';
import { type ApiAnswer, apiError, createApiClient, type Fetch, readJson, type Wait } from './client';
import { parseJsonKeepingNumbers } from './json';
import { createOauth } from './oauth';
import { businessPageSchema, itemSchema } from './schemas';
import { toItem, toLocations, toSalesDay } from './to-domain';

export interface GatewaySettings {
  apiUrl: string;
  authorizeUrl: string;
  tokenUrl: string;
  clientId: string | undefined;
  clientSecret: string | undefined;
  scopes: string;
  log: Log;
  wait?: Wait;
  fetch?: Fetch;
}

const BUSINESSES_PATH = '/f/data/businesses';
const ITEMS_PATH = '/items/v1/items';
const PAGE_SIZE = 1000;
/** A server that ignores paging must not keep us for ever. */
const MAX_PAGES = 1000;
const EARLIEST = /after:?\s*([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})?)/i;

/** Lightspeed, or its simulator, behind the port: the same code with other addresses. */
export function createLightspeedGateway(settings: GatewaySettings): PosGateway {
  const api = createApiClient(settings);
  const oauth = createOauth(settings);

  async function getJson(auth: PosAuth, path: string, query: Record<string, string>): Promise<unknown> {
    const answer = await api.get(auth, path, query);
    if (answer.status === 400) throw apiError(400, path, 'answered 400');
    return readJson(answer, path);
  }

  return {
    ...oauth,

    async listLocations(auth) {
      const found = new Map<string, PosLocation>();
      for (let page = 0; page < MAX_PAGES; page++) {
        const body = await getJson(auth, BUSINESSES_PATH, { page: String(page), size: String(PAGE_SIZE) });
        const parsed = checked(businessPageSchema, body, BUSINESSES_PATH);
        const before = found.size;
        for (const location of toLocations(parsed)) found.set(location.lightspeedId, location);
        const businesses = parsed._embedded?.businessList?.length ?? 0;
        if (businesses < PAGE_SIZE || found.size === before) break;
      }
      return [...found.values()];
    },

    async listItems(auth, locationLightspeedId) {
      const found = new Map<string, PosItem>();
      let offset = 0;
      for (let page = 0; page < MAX_PAGES; page++) {
        const body = await getJson(auth, ITEMS_PATH, {
          businessLocationId: locationLightspeedId,
          offset: String(offset),
          amount: String(PAGE_SIZE),
        });
        const rows = itemRows(body);
        if (rows.length === 0) break;
        const before = found.size;
        for (const row of rows) {
          const item = toItem(checked(itemSchema, row, ITEMS_PATH));
          found.set(item.lightspeedId, item);
        }
        // A page of nothing new means offset is ignored: the list is complete as it is.
        if (found.size === before) break;
        offset += rows.length;
      }
      return [...found.values()];
    },

    async salesOfDay(auth, locationLightspeedId, businessDay) {
      const path = `/f/v2/business-location/${encodeURIComponent(locationLightspeedId)}/sales-daily`;
      const answer = await api.get(auth, path, { date: businessDay });
      if (answer.status === 400) return beforeFirstDay(answer, path);
      const body = readJson(answer, path);
      try {
        return toSalesDay(body, answer.text);
      } catch (error) {
        throw apiError(answer.status, path, 'the answer has another shape', error);
      }
    },

    readRaw(raw) {
      try {
        return toSalesDay(parseJsonKeepingNumbers(raw), raw);
      } catch (error) {
        throw apiError(null, 'kept sales', 'kept sales cannot be read', error);
      }
    },
  };
}

/** The first instant Lightspeed has, out of its refusal; any other 400 is an error. */
function beforeFirstDay(answer: ApiAnswer, path: string): PosSalesDay {
  const earliest = /earliest available date/i.test(answer.text) ? EARLIEST.exec(answer.text)?.[1] : undefined;
  if (!earliest) throw apiError(400, path, 'answered 400');
  return { kind: 'before_first_day', earliest };
}

/** A plain array, a HAL or other wrapper around one array, or a lone item: the reference and the field disagree. */
function itemRows(body: unknown): unknown[] {
  if (Array.isArray(body)) return body;
  if (typeof body !== 'object' || body === null)
    throw apiError(200, ITEMS_PATH, 'the answer has another shape');
  if ('id' in body) return [body];
  const inside =
    '_embedded' in body && typeof body._embedded === 'object' && body._embedded ? body._embedded : body;
  const list = Object.values(inside).find(Array.isArray);
  if (list) return list;
  if (Object.keys(body).length === 0 || '_links' in body) return [];
  throw apiError(200, ITEMS_PATH, 'the answer has another shape');
}

function checked<T extends z.ZodType>(schema: T, body: unknown, path: string): z.infer<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw apiError(200, path, `the answer has another shape at "${where}"`);
}
