import type { z } from 'zod';
import { addDays } from '@/lib/core/business-day';
import { isDomainError } from '@/lib/core/domain-error';
import { inTurns } from '@/lib/platform/in-turns';
import type { PosAuth, PosGateway, PosList, PosLocation, PosSalesDay, SameAnswer } from '@/lib/ports';
import {
  type ApiAnswer,
  type ApiClient,
  apiError,
  type ClientDependencies,
  createApiClient,
  type GetOptions,
  isTimeout,
} from './client';
import { parseJsonKeepingNumbers } from './json';
import { readingJson } from './json-steps';
import { keepingFields } from './kept-fields';
import { createOauth } from './oauth';
import { LARGE } from './read-answer';
import { ITEMS_PATH, readItems } from './read-items';
import { earliestOf, readRange, salesPath } from './sales-range';
import { businessPageSchema } from './schemas';
import { readingSalesDay, toLocations, toSalesDay } from './to-domain';

export interface GatewaySettings extends ClientDependencies {
  apiUrl: string;
  authorizeUrl: string;
  tokenUrl: string;
  clientId: string | undefined;
  clientSecret: string | undefined;
  scopes: string;
}

const BUSINESSES_PATH = '/f/data/businesses';
const PAGE_SIZE = 1000;
/** A server that ignores paging must not keep us for ever. */
const MAX_PAGES = 1000;
/** Daily calls are officially slow on big days. */
const DAY_TIMEOUT_MS = 120_000;

/** A gateway that can tell whether an answer is of known bytes. */
type TellingGateway = PosGateway & Required<Pick<PosGateway, 'salesOfDayUnless'>>;

/** Lightspeed, or its simulator, behind the port: the same code with other addresses. */
export function createLightspeedGateway(settings: GatewaySettings): TellingGateway {
  const api = createApiClient(settings);
  const now = settings.now ?? (() => new Date());

  async function getJson(auth: PosAuth, path: string, query: Record<string, string>): Promise<unknown> {
    const answer = await api.get(auth, path, query);
    // Lists come in pages: the next one waits for this one's turn, not for all of them.
    answer.done?.();
    if (answer.status === 400) throw apiError(400, path, 'answered 400');
    return answer.body;
  }

  const salesOfDay = dayReader(api, now);

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
      const { found, unreadable } = await readItems(
        (query) => getJson(auth, ITEMS_PATH, query),
        locationLightspeedId,
      );
      return listOf(found, unreadable);
    },

    async salesOfDay(...asked) {
      const day = await salesOfDay(NOT_KNOWN, ...asked);
      if (day.kind === 'same')
        throw apiError(null, asked[1], 'an answer was taken for one that is not known');
      return day;
    },
    salesOfDayUnless: salesOfDay,

    async readRaw(raw) {
      try {
        if (raw.length <= LARGE) return toSalesDay(parseJsonKeepingNumbers(raw), raw);
        return await inTurns(readingSalesDay(await inTurns(readingJson(raw)), { kept: raw, whole: raw }));
      } catch (error) {
        throw apiError(null, 'kept sales', 'kept sales cannot be read', { cause: error });
      }
    },
  };
}

const listOf = <T>(found: ReadonlyMap<string, T>, unreadable: number): PosList<T> =>
  unreadable === 0 ? [...found.values()] : Object.assign([...found.values()], { unreadable });

const NOT_KNOWN = Promise.resolve<string | null>(null);
/** Asks for a day's sales; `known`: the hash of bytes that need not be read again. */
function dayReader(api: ApiClient, now: () => Date) {
  return async function salesOfDay(
    known: Promise<string | null>,
    ...[auth, locationLightspeedId, businessDay, window]: Parameters<PosGateway['salesOfDay']>
  ): Promise<PosSalesDay | SameAnswer> {
    const path = `${salesPath(locationLightspeedId)}-daily`;
    const daily = (date: string, more: Pick<GetOptions, 'known' | 'answered'> = {}) =>
      api.get(auth, path, { date }, { timeoutMs: DAY_TIMEOUT_MS, maxTimeouts: 2, ...more });
    try {
      const { answered } = auth;
      const answer = await daily(businessDay, { known, ...(answered && { answered }) });
      if (answer.hash === (await known)) {
        answer.done?.();
        return { kind: 'same', hash: answer.hash };
      }
      const earliest = earliestOf(answer);
      if (earliest === undefined) return await toDay(answer, path);
      answer.done?.();
      return { kind: 'before_first_day', earliest };
    } catch (error) {
      if (!isTimeout(error)) throw error;
      const within = await window();
      const start = within.start ?? dayEnd(await toDay(await daily(addDays(businessDay, -1)), path));
      if (start === null) throw error;
      return readRange(api, auth, locationLightspeedId, { start, end: within.endAfter(start) }, now());
    }
  };
}

async function toDay({ status, body, text, hash, done }: ApiAnswer, path: string): Promise<PosSalesDay> {
  try {
    if (status === 400) throw apiError(400, path, 'answered 400');
    const kept = await inTurns(keepingFields(body));
    const day = await inTurns(readingSalesDay(body, { kept, whole: text }, done));
    return day.kind === 'sales' ? { ...day, receivedHash: hash } : day;
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

function checked<T extends z.ZodType>(schema: T, body: unknown, path: string): z.infer<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw apiError(200, path, `the answer has another shape at "${where}"`);
}
