import type { z } from 'zod';
import { addDays } from '@/lib/core/business-day';
import { isDomainError } from '@/lib/core/domain-error';
import { inTurns } from '@/lib/platform/in-turns';
import type { PosAuth, PosGateway, PosItem, PosList, PosLocation, PosSalesDay } from '@/lib/ports';
import { type ApiAnswer, apiError, type ClientDependencies, createApiClient, isTimeout } from './client';
import { parseJsonKeepingNumbers } from './json';
import { readingJson } from './json-steps';
import { createOauth } from './oauth';
import { LARGE } from './read-answer';
import { earliestOf, readRange, salesPath } from './sales-range';
import { businessPageSchema, itemSchema } from './schemas';
import { readingSalesDay, toItem, toLocations, toSalesDay } from './to-domain';

export interface GatewaySettings extends ClientDependencies {
  apiUrl: string;
  authorizeUrl: string;
  tokenUrl: string;
  clientId: string | undefined;
  clientSecret: string | undefined;
  scopes: string;
}

const BUSINESSES_PATH = '/f/data/businesses';
const ITEMS_PATH = '/items/v1/items';
const PAGE_SIZE = 1000;
/** A server that ignores paging must not keep us for ever. */
const MAX_PAGES = 1000;
/** A list that changes while it is read is read again, so often. */
const MAX_READINGS = 3;
/** Daily calls are officially slow on big days. */
const DAY_TIMEOUT_MS = 120_000;

/** Lightspeed, or its simulator, behind the port: the same code with other addresses. */
export function createLightspeedGateway(settings: GatewaySettings): PosGateway {
  const api = createApiClient(settings);
  const now = settings.now ?? (() => new Date());

  async function getJson(auth: PosAuth, path: string, query: Record<string, string>): Promise<unknown> {
    const answer = await api.get(auth, path, query);
    // Lists come in pages: the next one waits for this one's turn, not for all of them.
    answer.done?.();
    if (answer.status === 400) throw apiError(400, path, 'answered 400');
    return answer.body;
  }

  /**
   * One reading of the list, added to `found`; false when rows may have slid past a page's edge while it was
   * read.
   */
  async function readItems(
    auth: PosAuth,
    locationId: string,
    found: Map<string, PosItem>,
    unreadable: Set<string>,
  ): Promise<boolean> {
    const seen = new Set<string>();
    let isWhole = true;
    let barren = 0;
    let last: string | undefined;
    let offset = 0;
    // Until an empty page, however few rows a page holds: a server may cap `amount`. One that ignores
    // `offset` repeats itself.
    for (let page = 0; page < MAX_PAGES && barren < 3; page++) {
      const rows = itemRows(
        await getJson(auth, ITEMS_PATH, {
          businessLocationId: locationId,
          offset: String(offset),
          amount: String(PAGE_SIZE),
        }),
      );
      if (rows.length === 0) break;
      const items: PosItem[] = [];
      for (const row of rows) {
        const item = itemSchema.safeParse(row);
        if (item.success) items.push(toItem(item.data));
        else unreadable.add(JSON.stringify(row));
      }
      // Something else with a list in it must not look like a menu.
      if (items.length === 0) throw apiError(200, ITEMS_PATH, 'no row of the answer has an id');
      const before = seen.size;
      for (const item of items) {
        seen.add(item.lightspeedId);
        found.set(item.lightspeedId, item);
      }
      // Pages overlap by one row. Where it is missing, rows before it were removed and another may have been
      // skipped.
      if (last !== undefined && !items.some((item) => item.lightspeedId === last)) isWhole = false;
      barren = seen.size === before ? barren + 1 : 0;
      last = items.at(-1)?.lightspeedId;
      offset += Math.max(1, rows.length - 1);
    }
    return isWhole;
  }

  return {
    ...createOauth(settings),

    async listLocations(auth) {
      const found = new Map<string, PosLocation>();
      let unreadable = 0;
      let previous = '';
      for (let page = 0; page < MAX_PAGES; page++) {
        const body = await getJson(auth, BUSINESSES_PATH, { page: String(page), size: String(PAGE_SIZE) });
        const parsed = checked(businessPageSchema, body, BUSINESSES_PATH);
        const businesses = parsed._embedded?.businessList ?? [];
        // Until an empty page: a server may cap `size`. One that ignores `page` answers the same again.
        const ids = JSON.stringify(businesses);
        if (businesses.length === 0 || ids === previous) break;
        previous = ids;
        const read = toLocations(parsed);
        for (const location of read.locations) found.set(location.lightspeedId, location);
        unreadable += read.unreadable;
      }
      return listOf(found, unreadable);
    },

    async listItems(auth, locationLightspeedId) {
      const found = new Map<string, PosItem>();
      const unreadable = new Set<string>();
      for (let reading = 1; reading <= MAX_READINGS; reading++) {
        if (await readItems(auth, locationLightspeedId, found, unreadable)) break;
      }
      return listOf(found, unreadable.size);
    },

    async salesOfDay(auth, locationLightspeedId, businessDay, window) {
      const path = `${salesPath(locationLightspeedId)}-daily`;
      const daily = (date: string) =>
        api.get(auth, path, { date }, { timeoutMs: DAY_TIMEOUT_MS, maxTimeouts: 2 });
      try {
        const answer = await daily(businessDay);
        const earliest = earliestOf(answer);
        if (earliest === undefined) return await toDay(answer, path);
        answer.done?.();
        return { kind: 'before_first_day', earliest };
      } catch (error) {
        if (!isTimeout(error)) throw error;
        const known = await window();
        const start = known.start ?? dayEnd(await toDay(await daily(addDays(businessDay, -1)), path));
        if (start === null) throw error;
        return readRange(api, auth, locationLightspeedId, { start, end: known.endAfter(start) }, now());
      }
    },

    async readRaw(raw) {
      try {
        if (raw.length <= LARGE) return toSalesDay(parseJsonKeepingNumbers(raw), raw);
        return await inTurns(readingSalesDay(await inTurns(readingJson(raw)), raw));
      } catch (error) {
        throw apiError(null, 'kept sales', 'kept sales cannot be read', { cause: error });
      }
    },
  };
}

const listOf = <T>(found: ReadonlyMap<string, T>, unreadable: number): PosList<T> =>
  unreadable === 0 ? [...found.values()] : Object.assign([...found.values()], { unreadable });

async function toDay({ status, body, text, done }: ApiAnswer, path: string): Promise<PosSalesDay> {
  try {
    if (status === 400) throw apiError(400, path, 'answered 400');
    return await inTurns(readingSalesDay(body, text, done));
  } catch (error) {
    done?.();
    if (isDomainError(error)) throw error;
    throw apiError(status, path, 'the answer has another shape', { cause: error });
  }
}

/** Of the day before only its end is asked for. */
function dayEnd(day: PosSalesDay): string | null {
  if (day.kind !== 'sales') return null;
  day.done?.();
  return day.nextStartOfDay;
}

/**
 * A plain array, a HAL or other wrapper around one array, or a lone item: the reference and the field
 * disagree.
 */
function itemRows(body: unknown): unknown[] {
  if (Array.isArray(body)) return body;
  if (typeof body !== 'object' || body === null)
    throw apiError(200, ITEMS_PATH, 'the answer has another shape');
  if ('id' in body) return [body];
  const inside =
    '_embedded' in body && typeof body._embedded === 'object' && body._embedded ? body._embedded : body;
  const [, list] =
    Object.entries(inside).find(([name, rows]) => Array.isArray(rows) && !/error|exception/i.test(name)) ??
    [];
  if (Array.isArray(list)) return list;
  if (Object.keys(body).length === 0 || '_links' in body) return [];
  throw apiError(200, ITEMS_PATH, 'the answer has another shape');
}

function checked<T extends z.ZodType>(schema: T, body: unknown, path: string): z.infer<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw apiError(200, path, `the answer has another shape at "${where}"`);
}
