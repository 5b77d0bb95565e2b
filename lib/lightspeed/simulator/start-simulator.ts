import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { CATALOGUE, type SimItem } from './catalogue';
import { consentPage, messagePage } from './consent-page';
import { createGrants } from './grants';
import {
  createWorld,
  type HostileWorld,
  locationsOf,
  type Overrides,
  type SimSale,
  type World,
} from './world';

export interface Failure {
  /** Which paths fail; every path without it. */
  path?: RegExp;
  times: number;
  /**
   * `timeout`, `cut` and `truncated` do the work and lose the answer, as a broken line does (a refresh token is then spent);
   * a status, `refused` (the line breaks at once), `html`, `empty` and `shape` (JSON of something else) answer instead of doing it.
   * Default 500.
   */
  status?: number | 'timeout' | 'cut' | 'truncated' | 'refused' | 'html' | 'empty' | 'shape';
  headers?: Record<string, string>;
}

interface Control {
  failNext(failure: Failure): void;
  clearFailures(): void;
  /** Answers to `path` wait, after so many that did not, until `release`. */
  hold(path: RegExp, after?: number): void;
  release(): void;
  /** The merchant withdraws consent: every token is dead. */
  revokeGrant(): void;
  expireAccessTokens(): void;
  setSales(locationId: string, day: string, sales: SimSale[]): void;
  addSale(locationId: string, day: string, sale: SimSale): void;
  /** Back to the generated sales, of one day or of all. */
  resetSales(locationId?: string, day?: string): void;
  setItems(items: readonly SimItem[]): void;
  setNow(now: Date | string | null): void;
  setClientSecret(secret: string): void;
  readonly requests: readonly LoggedRequest[];
  /** Refresh tokens taken, and refused as spent or revoked. */
  readonly tokenUses: { readonly refreshes: number; readonly spent: number };
  /** Data requests being answered, and the most there ever were at once. */
  readonly load: { inFlight: number; most: number };
}

/** How a host on purpose worse than Lightspeed behaves; without it the simulator is well-behaved. */
interface Behaviour {
  world: (overrides: Overrides) => HostileWorld;
  /** Asked for each request that no failNext is waiting for. */
  fault?: (path: string) => Omit<Failure, 'path' | 'times'> | undefined;
  /** A request has been left without an answer. */
  onHang?: () => void;
  /** A day's sales were answered whole, in this order. */
  onServed?: (locationId: string, day: string, sales: readonly SimSale[]) => void;
  /** The order, and the repetitions, in which accounts are answered. */
  shuffle?: (sales: readonly SimSale[]) => SimSale[];
  /** Rows a page of items or businesses holds at most, whatever was asked. */
  itemsPerPage?: number;
  /** An empty page is `{}`, as Spring writes a collection without links. */
  hasBareEmptyPages?: boolean;
  businessesPerPage?: number;
  /** Called before each page of items, which may change the list while it is read. */
  beforeItems?: (offset: number) => void;
  /** The range's token stands for an instant: accounts closed in it are repeated, or left out, on the next page. */
  tokenTies?: 'repeat' | 'skip';
}

/** Without tokens: the query only of data calls. */
interface LoggedRequest {
  method: string;
  path: string;
  query: string;
  at: string;
}

export interface SimulatorOptions {
  seed?: number;
  /** How many locations the business has; 2 without it. */
  locations?: number;
  port?: number;
  now?: () => Date;
  clientId?: string;
  clientSecret?: string;
  /** Exact addresses a code may be sent to; without it any on this computer. */
  redirectUris?: string[];
  tokenSecret?: string;
  /** JSON file that keeps grants over restarts. */
  stateFile?: string;
  /** Opens `POST /__control/<name>`. */
  control?: boolean;
  accessSeconds?: number;
  /** How long data and token requests take. */
  delayMs?: number;
  behaviour?: Behaviour;
}

export interface Simulator {
  url: string;
  authorizeUrl: string;
  tokenUrl: string;
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  world: World;
  control: Control;
  stop(): Promise<void>;
}

/** What `POST /__control/<name>` takes: the arguments of the function of that name; `path` is a pattern's text. */
interface ControlBody extends Partial<Omit<Failure, 'path'>> {
  path?: string;
  after?: number;
  secret?: string;
  locationId?: string;
  day?: string;
  sales?: SimSale[];
  sale?: SimSale;
  items?: SimItem[];
  now?: string;
}

interface Answer {
  status: number;
  body: string;
  type?: string;
  headers?: Record<string, string>;
}

interface Served {
  locationId: string;
  day: string;
  sales: readonly SimSale[];
}

const half = (text: string) => text.slice(0, Math.floor(text.length / 2));

const REALM = '/realms/k-series/protocol/openid-connect';
const AUTH = `${REALM}/auth`;
const TOKEN = `${REALM}/token`;
const SCOPES = ['financial-api', 'items', 'offline_access', 'orders-api', 'profile', 'email'];
const MAX_BODY = 20_000_000;
const DAY_MS = 86_400_000;

const json = (status: number, value: unknown, headers?: Record<string, string>): Answer => ({
  status,
  body: JSON.stringify(value),
  ...(headers ? { headers } : {}),
});
const html = (status: number, body: string): Answer => ({ status, body, type: 'text/html; charset=utf-8' });
const badSales = (error: string) => json(400, { error });
const unauthorized = () =>
  json(401, {
    errors: [{ code: 'unauthorized', title: 'Full authentication is required to access this resource' }],
  });
const forbidden = () => json(403, { errors: [{ code: 'forbidden', title: 'Access is denied' }] });

/** An id as an unquoted number: JSON.stringify would need a double, and these pass 2^53 (R9). */
const rawId = (id: string) => `\u0000${id}\u0000`;
const withRawIds = (value: unknown) => JSON.stringify(value).replace(/"\\u0000(\d+)\\u0000"/g, '$1');

/** A K-Series host on 127.0.0.1, as openapi.yaml describes it; the same seed gives the same sales. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clientId = options.clientId ?? 'devp-v2-demo-bestellfix';
  let clientSecret = options.clientSecret ?? 'simulator';
  const { behaviour } = options;
  let fixedNow: Date | undefined;
  const now = () => fixedNow ?? options.now?.() ?? new Date();
  let items: readonly SimItem[] = CATALOGUE;
  const sales = new Map<string, SimSale[]>();
  const overrides = {
    now,
    items: () => items,
    sales,
    ...(options.locations === undefined ? {} : { locations: locationsOf(options.locations) }),
  };
  const hostile = behaviour?.world(overrides);
  const world = hostile ?? createWorld(options.seed ?? 1, overrides);
  const grants = createGrants({
    now,
    ...(options.tokenSecret ? { tokenSecret: options.tokenSecret } : {}),
    ...(options.stateFile ? { stateFile: options.stateFile } : {}),
    ...(options.accessSeconds ? { accessSeconds: options.accessSeconds } : {}),
  });
  const load = { inFlight: 0, most: 0 };
  const requests: LoggedRequest[] = [];
  let failures: Failure[] = [];
  let served: Served | undefined;
  let held: { path: RegExp; after: number; waiting: (() => void)[] } | undefined;
  let url = '';

  const byClosing = (list: SimSale[]) =>
    [...list].sort((a, b) => Date.parse(a.timeClosed) - Date.parse(b.timeClosed));
  const control: Control = {
    failNext: (failure) => failures.push({ ...failure }),
    clearFailures: () => {
      failures = [];
    },
    hold: (path, after = 0) => {
      control.release();
      held = { path, after, waiting: [] };
    },
    release: () => {
      const waiting = held?.waiting ?? [];
      held = undefined;
      for (const go of waiting) go();
    },
    revokeGrant: grants.revokeAll,
    expireAccessTokens: grants.expireAccessTokens,
    setSales: (locationId, day, list) => sales.set(`${locationId}|${day}`, byClosing(list)),
    addSale: (locationId, day, sale) =>
      sales.set(`${locationId}|${day}`, byClosing([...world.salesOfDay(locationId, day), sale])),
    resetSales: (locationId, day) => {
      if (locationId && day) sales.delete(`${locationId}|${day}`);
      else sales.clear();
    },
    setItems: (list) => {
      items = list;
    },
    setNow: (at) => {
      fixedNow = at === null ? undefined : new Date(at);
    },
    setClientSecret: (secret) => {
      clientSecret = secret;
    },
    requests,
    tokenUses: grants.uses,
    load,
  };

  function redirectAllowed(uri: string): boolean {
    if (options.redirectUris) return options.redirectUris.includes(uri);
    const parsed = URL.canParse(uri) ? new URL(uri) : undefined;
    return (
      !!parsed &&
      /^https?:$/.test(parsed.protocol) &&
      /^(localhost|127\.0\.0\.1|\[::1\])$/.test(parsed.hostname)
    );
  }

  function authorize(form: URLSearchParams, decision: string | null): Answer {
    const redirect = form.get('redirect_uri') ?? '';
    if (form.get('client_id') !== clientId)
      return html(400, messagePage('Client not found', 'The client id is not registered here.'));
    if (!redirectAllowed(redirect))
      return html(400, messagePage('Invalid parameter: redirect_uri', 'This address is not registered.'));
    const scope = form.get('scope') ?? '';
    const back = (params: Record<string, string>): Answer => {
      const target = new URL(redirect);
      const state = form.get('state');
      for (const [name, value] of Object.entries({ ...params, ...(state === null ? {} : { state }) }))
        target.searchParams.set(name, value);
      return { status: 302, body: '', headers: { location: target.toString() } };
    };
    if (form.get('response_type') !== 'code') return back({ error: 'unsupported_response_type' });
    if (scope.split(' ').some((one) => one && !SCOPES.includes(one))) return back({ error: 'invalid_scope' });
    if (decision === 'deny') return back({ error: 'access_denied' });
    if (decision === 'allow') {
      const { code, session } = grants.createCode(redirect, scope);
      return back({ session_state: session, code });
    }
    const names = ['response_type', 'client_id', 'redirect_uri', 'scope', 'state'];
    const fields = names.flatMap((name) => (form.has(name) ? [[name, form.get(name) as string]] : []));
    return html(200, consentPage(AUTH, world.businessName, Object.fromEntries(fields)));
  }

  function token(request: http.IncomingMessage, form: URLSearchParams): Answer {
    const refuse = (status: number, error: string, error_description: string) =>
      json(status, { error, error_description });
    const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const [id, secret] = basic ? splitBasic(basic) : ['', ''];
    if (id !== clientId || secret !== clientSecret)
      return refuse(401, 'invalid_client', 'Invalid client or Invalid client credentials');
    const grant = form.get('grant_type');
    if (grant === 'authorization_code') {
      const pair = grants.redeemCode(form.get('code') ?? '', form.get('redirect_uri') ?? '');
      return pair ? json(200, pair) : refuse(400, 'invalid_grant', 'Code not valid');
    }
    if (grant === 'refresh_token') {
      const pair = grants.refresh(form.get('refresh_token') ?? '');
      return pair ? json(200, pair) : refuse(400, 'invalid_grant', 'Token is not active');
    }
    return refuse(400, 'unsupported_grant_type', 'Unsupported grant_type');
  }

  function businesses(query: URLSearchParams): Answer {
    const page = wholeNumber(query.get('page'), 0);
    const size = wholeNumber(query.get('size'), 1000);
    if (page === undefined || size === undefined || size < 1) return badSales('Invalid page or size');
    const all = hostile?.businesses() ?? [
      { id: world.businessId, name: world.businessName, currency: 'CHF', locations: world.locations },
    ];
    const rows = Math.min(size, behaviour?.businessesPerPage ?? size);
    const businessList = all.slice(page * rows, (page + 1) * rows).map((one) => ({
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
    const body = {
      ...(businessList.length > 0 ? { _embedded: { businessList } } : {}),
      _links: { self: { href: `${url}/f/data/businesses?page=${page}&size=${size}` } },
    };
    if (behaviour?.hasBareEmptyPages && businessList.length === 0) return { status: 200, body: '{}' };
    return { status: 200, body: withRawIds(body) };
  }

  function listItems(query: URLSearchParams): Answer {
    const refuse = (field: string, message: string) =>
      json(400, {
        status: '400',
        timestamp: now().toISOString(),
        message,
        apiSubExceptions: [{ field, rejectedValue: query.get(field) ?? '', message }],
      });
    const locationId = query.get('businessLocationId') ?? '';
    if (!/^\d{1,19}$/.test(locationId)) return refuse('businessLocationId', 'businessLocationId is required');
    if (!isVisible(locationId)) return forbidden();
    const offset = wholeNumber(query.get('offset'), 0);
    const amount = wholeNumber(query.get('amount'), 100);
    if (offset === undefined) return refuse('offset', 'must be greater than or equal to 0');
    if (amount === undefined || amount < 1 || amount > 1000)
      return refuse('amount', 'must be between 1 and 1000');
    behaviour?.beforeItems?.(offset);
    const ids = query.getAll('itemIds').flatMap((value) => value.split(','));
    const group = query.get('accountingGroupId');
    const sold = hostile?.itemsOf(locationId) ?? world.items;
    const found = sold.filter(
      (item) =>
        (!item.locations || item.locations.includes(locationId)) &&
        (!query.has('sku') || item.sku === query.get('sku')) &&
        (!query.has('name') || item.name === query.get('name')) &&
        (group === null || groupId(item.group) === group) &&
        (ids.length === 0 || ids.includes(item.id)),
    );
    // Capped at 100 as older editions were, so that a client that stops at a short page is caught.
    const rows =
      ids.length > 0 ? found : found.slice(offset, offset + Math.min(amount, behaviour?.itemsPerPage ?? 100));
    if (behaviour?.hasBareEmptyPages && rows.length === 0) return { status: 200, body: '{}' };
    return { status: 200, body: withRawIds(rows.map(wireItem)) };
  }

  function salesDaily(locationId: string, query: URLSearchParams): Answer {
    const day = query.get('date');
    if (day === null) return badSales("Required request parameter 'date' is not present");
    if (!isDay(day)) return badSales(`Invalid date format: ${day}`);
    const refusal = hostile?.refuses(locationId, { day });
    if (refusal) return tooEarly(locationId, 'date', refusal);
    if (!hostile && day < world.firstDay(locationId) && !sales.has(`${locationId}|${day}`))
      return tooEarly(locationId, 'date');
    const { end, nextStart } = world.boundsOfDay(locationId, day);
    const found = world.salesOfDay(locationId, day);
    served = { locationId, day, sales: found };
    return json(200, {
      sales: behaviour?.shuffle?.(found) ?? found,
      nextStartOfDayAsIso8601: nextStart,
      dataComplete: hostile?.isComplete(locationId, day) ?? now().getTime() > end + 3_600_000,
      ...(hostile ? { newInThisRelease: { any: ['thing'] } } : {}),
    });
  }

  function salesRange(locationId: string, query: URLSearchParams): Answer {
    const instant = (name: string) => {
      const value = query.get(name);
      return value && /T.*(Z|[+-]\d\d:?\d\d)$/.test(value) ? Date.parse(value) : Number.NaN;
    };
    const from = instant('from');
    if (Number.isNaN(from)) return badSales("Invalid 'from' query parameter: an OffsetDateTime is required");
    const given = query.has('to') ? instant('to') : now().getTime();
    if (Number.isNaN(given)) return badSales("Invalid 'to' query parameter: an OffsetDateTime is required");
    const to = Math.min(given, now().getTime());
    if (from > to)
      return badSales(`Invalid date range: ${query.get('from')} is after ${query.get('to') ?? 'now'}`);
    if (to - from >= 365 * DAY_MS) return badSales('Invalid date range: at most 365 days');
    const refusal = hostile?.refuses(locationId, { from });
    if (refusal) return tooEarly(locationId, 'from', refusal);
    const first = world.firstDay(locationId);
    if (!hostile && from < world.boundsOfDay(locationId, first).start) return tooEarly(locationId, 'from');
    const pageSize = wholeNumber(query.get('pageSize'), 50);
    if (pageSize === undefined || pageSize < 1 || pageSize > 100)
      return badSales('Invalid pageSize: must be between 1 and 100');

    if (behaviour?.tokenTies) return hostileRange(locationId, from, to, pageSize, query);
    const cursor = /^(\d{4}-\d\d-\d\d)#(\d+)$/.exec(
      Buffer.from(query.get('nextPageToken') ?? '', 'base64').toString(),
    );
    if (query.get('nextPageToken') && !cursor) return badSales('Invalid nextPageToken');
    const page: SimSale[] = [];
    // A business day may start on the calendar day before; one earlier is always early enough.
    const earliest = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO('UTC').toPlainDate();
    let day = cursor ? (cursor[1] as string) : earliest.subtract({ days: 1 }).toString();
    let index = cursor ? Number(cursor[2]) : 0;
    for (; world.boundsOfDay(locationId, day).start <= to; index = 0) {
      const list = world.salesOfDay(locationId, day);
      for (; index < list.length; index++) {
        const sale = list[index] as SimSale;
        const closed = Date.parse(sale.timeClosed);
        if (closed < from || closed >= to) continue;
        if (page.length === pageSize) {
          const next = Buffer.from(`${day}#${index}`).toString('base64');
          return json(200, { sales: page, nextPageToken: next });
        }
        page.push(sale);
      }
      day = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
    }
    return json(200, { sales: page });
  }

  /** As the documented sample token decodes: it is an instant, so that a page's edge is not exact. */
  function hostileRange(
    locationId: string,
    from: number,
    to: number,
    pageSize: number,
    query: URLSearchParams,
  ): Answer {
    const cursor = Date.parse(Buffer.from(query.get('nextPageToken') ?? '', 'base64').toString());
    const at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO('UTC').toPlainDate();
    const days = [-1, 0, 1, 2].map((more) => at.add({ days: more }).toString());
    const inside = days
      .flatMap((day) =>
        world.salesOfDay(locationId, day).map((sale) => ({ day, sale, at: Date.parse(sale.timeClosed) })),
      )
      .filter((one) => one.at >= from && one.at < to)
      .sort((a, b) => a.at - b.at);
    const isNext = (time: number) =>
      Number.isNaN(cursor) || (behaviour?.tokenTies === 'skip' ? time > cursor : time >= cursor);
    const rest = inside.filter((one) => isNext(one.at));
    const page = rest.slice(0, pageSize);
    const day = days.find((one) => {
      const { start, end } = world.boundsOfDay(locationId, one);
      return start <= from && from < end;
    });
    if (day) {
      const { start, end } = world.boundsOfDay(locationId, day);
      const isInside = (sale: SimSale) =>
        Date.parse(sale.timeClosed) >= start && Date.parse(sale.timeClosed) < end;
      served = { locationId, day, sales: world.salesOfDay(locationId, day).filter(isInside) };
    }
    const last = page.at(-1);
    return json(200, {
      sales: page.map((one) => one.sale),
      ...(last && rest.length > page.length
        ? { nextPageToken: Buffer.from(new Date(last.at).toISOString()).toString('base64') }
        : {}),
    });
  }

  function tooEarly(locationId: string, parameter: string, instant?: string): Answer {
    const first = hostile ? undefined : Temporal.PlainDate.from(world.firstDay(locationId));
    const before = first?.subtract({ days: 1 }).toString();
    const nextStart = instant ?? (before && world.boundsOfDay(locationId, before).nextStart);
    return badSales(
      `Invalid '${parameter}' date query parameter. Please specify a date and time after: ${nextStart}, which is the earliest available date for this location.`,
    );
  }

  function controlled(name: string, text: string): Answer {
    const value = (text ? JSON.parse(text) : {}) as ControlBody;
    switch (name) {
      case 'failNext': {
        const { path, times = 1, status, headers } = value;
        control.failNext({
          times,
          ...(path === undefined ? {} : { path: new RegExp(path) }),
          ...(status === undefined ? {} : { status }),
          ...(headers === undefined ? {} : { headers }),
        });
        break;
      }
      case 'clearFailures':
        control.clearFailures();
        break;
      case 'hold':
        control.hold(new RegExp(value.path ?? ''), value.after);
        break;
      case 'release':
        control.release();
        break;
      case 'setClientSecret':
        control.setClientSecret(value.secret ?? '');
        break;
      case 'revokeGrant':
        control.revokeGrant();
        break;
      case 'expireAccessTokens':
        control.expireAccessTokens();
        break;
      case 'setSales':
        control.setSales(value.locationId ?? '', value.day ?? '', value.sales ?? []);
        break;
      case 'addSale':
        if (value.sale) control.addSale(value.locationId ?? '', value.day ?? '', value.sale);
        break;
      case 'resetSales':
        control.resetSales(value.locationId, value.day);
        break;
      case 'setItems':
        control.setItems(value.items ?? CATALOGUE);
        break;
      case 'setNow':
        control.setNow(value.now ?? null);
        break;
      case 'requests':
        return json(200, { requests });
      default:
        return json(404, { error: `no control ${name}` });
    }
    return json(200, { ok: true });
  }

  function route(request: http.IncomingMessage, target: URL, text: string): Answer {
    const { pathname, searchParams } = target;
    const method = request.method ?? 'GET';
    if (pathname === '/')
      return html(
        200,
        messagePage('Ready', `${world.businessName}: businesses, items and sales of an invented group.`),
      );
    if (pathname === AUTH && method === 'GET') return authorize(searchParams, null);
    if (pathname === AUTH && method === 'POST') {
      const form = new URLSearchParams(text);
      return authorize(form, form.get('decision'));
    }
    if (pathname === TOKEN && method === 'POST') return token(request, new URLSearchParams(text));
    const control = /^\/__control\/(\w+)$/.exec(pathname)?.[1];
    if (control && options.control && method === 'POST') return controlled(control, text);

    const ranged = /^\/f\/v2\/business-location\/(\d+)\/(sales|sales-daily)$/.exec(pathname);
    const scope = pathname === '/items/v1/items' ? 'items' : 'financial-api';
    if (method !== 'GET' || !(ranged || pathname === '/items/v1/items' || pathname === '/f/data/businesses'))
      return json(404, { timestamp: now().toISOString(), status: 404, error: 'Not Found', path: pathname });
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const scopes = bearer ? grants.scopesOf(bearer) : undefined;
    if (!scopes) return unauthorized();
    if (!scopes.includes(scope)) return forbidden();
    if (!ranged) return scope === 'items' ? listItems(searchParams) : businesses(searchParams);
    const locationId = ranged[1] as string;
    if (!isVisible(locationId)) return forbidden();
    return ranged[2] === 'sales'
      ? salesRange(locationId, searchParams)
      : salesDaily(locationId, searchParams);
  }

  function nextFailure(pathname: string): Omit<Failure, 'path' | 'times'> | undefined {
    if (pathname.startsWith('/__control/')) return undefined;
    const found = failures.find((failure) => !failure.path || failure.path.test(pathname));
    if (found && --found.times <= 0) failures = failures.filter((failure) => failure !== found);
    return found ?? behaviour?.fault?.(pathname);
  }

  function isVisible(locationId: string): boolean {
    const shown = hostile?.businesses().flatMap((one) => one.locations) ?? world.locations;
    return shown.some((one) => one.id === locationId);
  }

  async function turn(pathname: string): Promise<void> {
    if (!held || pathname.startsWith('/__control/') || !held.path.test(pathname)) return;
    const { waiting } = held;
    if (held.after-- <= 0) await new Promise<void>((go) => waiting.push(go));
  }

  async function handle(request: http.IncomingMessage, response: http.ServerResponse) {
    const target = new URL(request.url ?? '/', url);
    const { pathname } = target;
    const text = await readBody(request);
    if (!pathname.startsWith('/__control/')) {
      requests.push({
        method: request.method ?? 'GET',
        path: pathname,
        query: pathname.startsWith('/realms/') ? '' : target.search,
        at: now().toISOString(),
      });
    }
    const isData = /^\/(f|items)\//.test(pathname);
    if (isData) {
      load.inFlight += 1;
      load.most = Math.max(load.most, load.inFlight);
      response.once('close', () => {
        load.inFlight -= 1;
      });
    }
    if (options.delayMs && (isData || pathname === TOKEN)) await sleep(options.delayMs);
    await turn(pathname);
    return answer(request, response, target, text);
  }

  function answer(request: http.IncomingMessage, response: http.ServerResponse, target: URL, text: string) {
    const { pathname } = target;
    const failure = nextFailure(pathname);
    const kind = failure ? (failure.status ?? 500) : undefined;
    served = undefined;
    const found = kind === undefined ? route(request, target, text) : failed(kind, request, target, text);
    if (kind === 'refused') return void response.destroy();
    if (kind === 'timeout') return behaviour?.onHang?.();
    const body = kind === 'truncated' ? half(found.body) : found.body;
    response.writeHead(found.status, {
      'content-type': found.type ?? 'application/json',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      ...found.headers,
      ...failure?.headers,
    });
    if (kind === 'cut') return void response.write(half(body), () => response.destroy());
    const whole = served as Served | undefined;
    if (whole && kind === undefined) behaviour?.onServed?.(whole.locationId, whole.day, whole.sales);
    response.end(body);
  }

  function failed(
    kind: NonNullable<Failure['status']>,
    request: http.IncomingMessage,
    target: URL,
    text: string,
  ): Answer {
    if (kind === 'html') return html(200, '<html><body>Scheduled maintenance</body></html>');
    if (kind === 'empty' || kind === 'refused') return { status: 200, body: '' };
    if (kind === 'shape') return json(200, { unexpected: true });
    if (typeof kind !== 'number') return route(request, target, text);
    if (kind === 401) return unauthorized();
    return json(kind, {
      timestamp: now().toISOString(),
      path: target.pathname,
      status: kind,
      error: http.STATUS_CODES[kind] ?? 'Error',
      requestId: randomUUID(),
    });
  }

  const server = http.createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent) return void response.destroy();
      const body = JSON.stringify({
        timestamp: now().toISOString(),
        path: request.url?.split('?')[0],
        status: 500,
        error: error instanceof Error ? error.message : 'Internal Server Error',
        requestId: randomUUID(),
      });
      response.writeHead(500, { 'content-type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    authorizeUrl: `${url}${AUTH}`,
    tokenUrl: `${url}${TOKEN}`,
    apiUrl: url,
    clientId,
    clientSecret,
    world,
    control,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** RFC 6749 2.3.1: both halves are form-encoded before Basic. */
function splitBasic(encoded: string): [string, string] {
  const text = Buffer.from(encoded, 'base64').toString();
  const cut = text.indexOf(':');
  const decode = (part: string) => {
    try {
      return decodeURIComponent(part.replaceAll('+', ' '));
    } catch {
      return part;
    }
  };
  return cut < 0 ? [decode(text), ''] : [decode(text.slice(0, cut)), decode(text.slice(cut + 1))];
}

function wholeNumber(text: string | null, fallback: number): number | undefined {
  if (text === null || text === '') return fallback;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const GROUPS = [...new Set(CATALOGUE.map((item) => item.group))];
const groupId = (group: string) => String(141948669140001 + GROUPS.indexOf(group));

const wireItem = (item: SimItem) => ({
  id: rawId(item.id),
  name: item.name,
  docketName: item.name.toUpperCase().slice(0, 20),
  sku: item.sku,
  active: item.active,
  barcodes: [],
  accountingGroup: { id: rawId(groupId(item.group)), name: item.group },
  statisticGroups: [{ category: 'default', value: item.group }],
  costPrice: null,
  prices: [{ amount: item.price, name: 'Default' }],
  sharingType: item.locations ? 'LOCAL' : 'SHARED',
  priceMode: item.priceMode,
  inventorySource: 'PURCHASED',
  disabled: false,
  contentDimension: 'DIMENSION_LESS',
  contentUom: null,
  contentValue: null,
  itemType: item.itemType,
});

async function readBody(request: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > MAX_BODY) throw new Error('the request is too large');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString();
}
