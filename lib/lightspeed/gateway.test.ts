import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '@/lib/core/domain-error';
import { createLog } from '@/lib/platform/log';
import type { PosAuth, PosGateway } from '@/lib/ports';
import { createLightspeedGateway } from './gateway';
import { backoff, pauseBefore, retryAfter } from './retry-policy';

// A host that answers badly on purpose; the well-behaved one is the simulator.
let server: Server;
let base: string;
let respond: (request: IncomingMessage, response: ServerResponse, body: string) => void;
let seen: string[];
let waits: number[];
let throttled: boolean[];

beforeEach(async () => {
  seen = [];
  waits = [];
  throttled = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push(request.url ?? '');
    respond(request, response, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

interface Settings {
  clientId?: string | undefined;
  aside?: () => Promise<void>;
  now?: () => Date;
}
const gateway = (settings: Settings = {}): PosGateway =>
  createLightspeedGateway({
    apiUrl: base,
    authorizeUrl: `${base}/auth`,
    tokenUrl: `${base}/token`,
    clientId: 'clientId' in settings ? settings.clientId : 'cli:ent',
    clientSecret: 's%cret',
    scopes: 'financial-api items offline_access',
    log: createLog('silent'),
    wait: async (milliseconds) => void waits.push(milliseconds),
    aside: settings.aside,
    now: settings.now,
  });
const auth: PosAuth = {
  integrationId: 'i1',
  accessToken: async (rejected) => (rejected ? 'second' : 'first'),
  takeSlot: async () => ({ end: async (isThrottled) => void throttled.push(isThrottled) }),
};
const unknownWindow = async () => ({ start: null, endAfter: (start: string) => start });
const reply = (response: ServerResponse, status: number, body: unknown, headers = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

describe('a slot and a token (R7, R10)', () => {
  let used: (string | undefined)[];
  beforeEach(() => {
    used = [];
    respond = (request, response) => {
      used.push(request.headers.authorization);
      reply(response, 200, {});
    };
  });

  it('reads the token while a slot is taken', async () => {
    let isRead = false;
    const takeSlot = async () => {
      expect(isRead).toBe(true);
      return auth.takeSlot();
    };
    const accessToken = async () => {
      isRead = true;
      return 'first';
    };
    await gateway().listLocations({ ...auth, takeSlot, accessToken });
    expect(used).toEqual(['Bearer first']);
  });

  it('reads it anew where a slot was long waited for: it may have been renewed', async () => {
    let [now, reads] = [0, 0];
    const takeSlot = () => {
      now += 6000;
      return auth.takeSlot();
    };
    const accessToken = async () => `read ${++reads}`;
    await gateway({ now: () => new Date(now) }).listLocations({ ...auth, takeSlot, accessToken });
    expect(used).toEqual(['Bearer read 2']);
  });

  it('gives the slot back, and asks nothing, where there is no token', async () => {
    const accessToken = () => Promise.reject(new DomainError('lightspeed_auth_failed'));
    const asked = gateway().listLocations({ ...auth, accessToken });
    await expect(asked).rejects.toMatchObject({ code: 'lightspeed_auth_failed' });
    expect(throttled).toEqual([false]);
    expect(used).toEqual([]);
  });

  it('fails as the slot does, whatever becomes of the token', async () => {
    const takeSlot = () => Promise.reject(new DomainError('lightspeed_api_error'));
    const accessToken = () => Promise.reject(new DomainError('lightspeed_auth_failed'));
    const asked = gateway().listLocations({ ...auth, takeSlot, accessToken });
    await expect(asked).rejects.toMatchObject({ code: 'lightspeed_api_error' });
  });
});

describe('retries (R10)', () => {
  it('waits as told, then with growing time, and gives up after five tries', async () => {
    respond = (_, response) => reply(response, 429, '', seen.length === 1 ? { 'retry-after': '7' } : {});
    await expect(gateway().listLocations(auth)).rejects.toMatchObject({
      code: 'lightspeed_api_error',
      details: { status: 429, path: '/f/data/businesses' },
    });
    expect(seen).toHaveLength(5);
    expect(waits).toHaveLength(4);
    expect(waits[0]).toBe(7000);
    expect(waits[3]).toBeGreaterThanOrEqual(4000);
    expect(throttled).toEqual([true, true, true, true, true]);
  });

  it('tells once that a day is there, before it is read, and of no refusal', async () => {
    let isRead = false;
    const told: boolean[] = [];
    const telling = { ...auth, answered: async () => void told.push(isRead) };
    const ask = () => gateway().salesOfDay(telling, '1', '2026-03-10', unknownWindow);
    respond = (_, response) =>
      seen.length === 1 ? reply(response, 503, 'busy') : reply(response, 200, { sales: [] });
    await ask().then(() => {
      isRead = true;
    });
    expect(told).toEqual([false]);
    respond = (_, response) => reply(response, 404, {});
    await expect(ask()).rejects.toMatchObject({ code: 'lightspeed_api_error' });
    expect(told).toEqual([false]);
  });

  it('reads a day once the next question went out, but waits only a moment for that', async () => {
    respond = (_, response) => reply(response, 200, { sales: [] });
    const read = (answered: () => Promise<void>, aside: () => Promise<void>) =>
      gateway({ aside }).salesOfDay({ ...auth, answered }, '1', '2026-03-10', unknownWindow);
    const never = () => new Promise<void>(() => {});
    let isOut = false;
    const goesOut = async () => {
      await new Promise(setImmediate);
      isOut = true;
    };
    await read(goesOut, never);
    expect(isOut).toBe(true);
    await expect(read(never, async () => {})).resolves.toMatchObject({ kind: 'sales' });
  });

  it('recovers from 503 and from a broken connection', async () => {
    respond = (_, response) => {
      if (seen.length === 1) return reply(response, 503, 'busy');
      if (seen.length === 2) return void response.destroy();
      reply(response, 200, { _links: {} });
    };
    expect(await gateway().listLocations(auth)).toEqual([]);
    expect(seen).toHaveLength(3);
  });

  it('reads Retry-After as seconds and as a date', () => {
    const now = Date.parse('2026-03-14T10:00:00Z');
    expect(retryAfter('3', now)).toBe(3000);
    expect(retryAfter('Sat, 14 Mar 2026 10:00:05 GMT', now)).toBe(5000);
    expect(retryAfter('Sat, 14 Mar 2026 09:00:00 GMT', now)).toBe(0);
    expect(retryAfter('soon', now)).toBeUndefined();
    expect(backoff(3, 0)).toBe(2000);
    expect(backoff(3, 1)).toBe(4000);
  });

  it.each(['0', '-5', 'Sat, 14 Mar 2020 09:00:00 GMT'])(
    'makes no burst when told to come back at once: %s',
    async (header) => {
      respond = (_, response) => reply(response, 429, '', { 'retry-after': header });
      await expect(gateway().listLocations(auth)).rejects.toMatchObject({ code: 'lightspeed_api_error' });
      expect(waits).toHaveLength(4);
      for (const [index, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(500 * 2 ** index);
      waits = [];
      respond = (_, response) => reply(response, 503, '', { 'retry-after': header });
      await expect(gateway().exchangeCode({ code: 'c', redirectUri: 'r' })).rejects.toThrow();
      for (const [index, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(500 * 2 ** index);
      expect(pauseBefore(1, 7000)).toBe(7000);
    },
  );

  it('renews a refused token, twice at most', async () => {
    respond = (request, response) =>
      reply(response, request.headers.authorization === 'Bearer second' ? 200 : 401, { _links: {} });
    expect(await gateway().listLocations(auth)).toEqual([]);
    respond = (_, response) => reply(response, 401, {});
    seen = [];
    await expect(gateway().listLocations(auth)).rejects.toMatchObject({ code: 'lightspeed_auth_failed' });
    expect(seen).toHaveLength(3);
    expect(waits).toEqual([]);
  });

  it.each(['', '<html>', '[]x', '"text"', '{"unexpected":true}'])(
    'calls %j a lightspeed_api_error',
    async (body) => {
      respond = (_, response) => reply(response, 200, body);
      await expect(gateway().salesOfDay(auth, '1', '2026-03-14', unknownWindow)).rejects.toMatchObject({
        code: 'lightspeed_api_error',
        details: { status: 200, path: '/f/v2/business-location/1/sales-daily' },
      });
    },
  );
});

describe('reading', () => {
  it('keeps 64-bit ids and both spellings of blID (R9)', async () => {
    respond = (_, response) =>
      reply(
        response,
        200,
        `{"_embedded":{"businessList":[{"businessName":"B","businessId":9007199254740995,"currencyCode":"CHF","new":1,
        "businessLocations":[{"blName":"One","blID":9007199254740993,"timezone":"Europe/Zurich"},{"blName":"Two","blId":2}]}]}}`,
      );
    expect(await gateway().listLocations(auth)).toMatchObject([
      { lightspeedId: '9007199254740993', businessId: '9007199254740995', timezone: 'Europe/Zurich' },
      { lightspeedId: '2', currency: 'CHF' },
    ]);
  });

  it('pages items by what arrived until an empty page, once per id, SKU untouched', async () => {
    const rows = ['542', '542.', ' 7 ', null].map((sku, i) => ({
      id: i + 1,
      name: `n${i}`,
      sku,
      active: i < 3,
    }));
    respond = (request, response) => {
      const offset = Number(new URL(request.url ?? '', base).searchParams.get('offset'));
      reply(response, 200, rows.slice(offset, offset + 2));
    };
    const items = await gateway().listItems(auth, '1');
    expect(items.map((item) => item.sku)).toEqual(['542', '542.', ' 7 ', null]);
    expect(items.map((item) => item.isActive)).toEqual([true, true, true, false]);
  });

  it('takes {} for the empty page after the last, as Spring writes a collection without links', async () => {
    const businessList = [{ businessId: 1, businessLocations: [{ blID: 2, blName: 'Bar' }] }];
    respond = (request, response) =>
      reply(response, 200, request.url?.includes('page=0') ? { _embedded: { businessList } } : {});
    expect(await gateway().listLocations(auth)).toMatchObject([{ lightspeedId: '2' }]);
    respond = (request, response) =>
      reply(response, 200, request.url?.includes('offset=0') ? [{ id: 7, name: 'Cola' }] : {});
    expect(await gateway().listItems(auth, '2')).toMatchObject([{ lightspeedId: '7' }]);
  });

  it.each([
    ['businesses', { error: 'x' }],
    ['businesses', []],
    ['items', { unexpected: true }],
    ['items', { errors: [] }],
    ['items', { errors: [{ code: 'unauthorized' }] }],
    ['items', [{ name: 'no id' }]],
  ])('calls an answer of another shape an error: %s %j', async (feed, body) => {
    respond = (_, response) => reply(response, 200, body);
    const read = feed === 'items' ? gateway().listItems(auth, '2') : gateway().listLocations(auth);
    await expect(read).rejects.toMatchObject({ code: 'lightspeed_api_error', details: { status: 200 } });
  });

  it('a bad item or location stops no other, and what is of no use is null (R11, R21)', async () => {
    const businessLocations = [
      { blID: 2, blName: 'Bar\\u0000', timezone: 'Mars/Phobos' },
      { blName: 'No id' },
      { blId: 3, blName: { de: 'Terrasse' }, timezone: null, country: '' },
    ];
    const raw = JSON.stringify({
      _embedded: { businessList: [{ businessId: 1, businessLocations }, { businessName: 'No id' }] },
    });
    respond = (request, response) =>
      reply(response, 200, request.url?.includes('page=0') ? raw.replaceAll('\\\\', '\\') : { _links: {} });
    const locations = await gateway().listLocations(auth);
    expect([...locations]).toMatchObject([
      { lightspeedId: '2', name: 'Bar\uFFFD', timezone: null, unusable: { timezone: 'Mars/Phobos' } },
      { lightspeedId: '3', name: null, timezone: null, country: null, currency: null },
    ]);
    expect(locations.unreadable).toBe(2);
    const items =
      '[{"id":7,"name":"Eis \\ud83c","sku":{"no":"text"},"prices":[{"amount":"12,50"}]},{"name":"No id"},7]';
    respond = (request, response) => reply(response, 200, request.url?.includes('offset=0') ? items : []);
    const listed = await gateway().listItems(auth, '2');
    expect([...listed]).toMatchObject([
      {
        lightspeedId: '7',
        name: 'Eis \uFFFD',
        sku: null,
        price: null,
        isActive: null,
        unusable: { price: '12,50' },
      },
    ]);
    expect(listed.unreadable).toBe(2);
  });

  it('names the first instant Lightspeed has', async () => {
    respond = (_, response) =>
      reply(response, 400, {
        error:
          "Invalid 'from' date query parameter x. Please specify a date and time after: 2026-04-27T16:18:38+01:00, which is the earliest available date",
      });
    expect(await gateway().salesOfDay(auth, '1', '2026-01-01', unknownWindow)).toEqual({
      kind: 'before_first_day',
      earliest: '2026-04-27T16:18:38+01:00',
    });
    respond = (_, response) => reply(response, 400, { error: 'other' });
    await expect(gateway().salesOfDay(auth, '1', '2026-01-01', unknownWindow)).rejects.toMatchObject({
      details: { status: 400 },
    });
  });

  it('keeps the day when a line, or a whole account, is malformed (R21)', async () => {
    const raw = JSON.stringify({
      sales: [
        {
          accountFiscId: 'A1.1',
          type: 'NEW_TYPE',
          source: { previousAccountId: 'A1.0' },
          salesLines: [
            { id: 'S1', sku: '542.', name: 'Ok', quantity: '2.000', totalNetAmountWithTax: '9.00' },
            { id: 'S2', sku: '1', name: 'Bad', quantity: 'two' },
            { sku: '1', name: 'No id', quantity: 1.5 },
            { id: 'S4', name: 'No quantity', timeOfSale: 'yesterday' },
            null,
          ],
        },
        { accountFiscId: 'A1.2', type: 'SALE', cancelled: true, salesLines: [] },
        'not an account',
        { accountReference: 'ref==', type: 'SALE', salesLines: { wrong: true } },
      ],
      nextStartOfDayAsIso8601: '2026-03-15T05:00:00+01:00',
      dataComplete: true,
    });
    const day = await gateway().readRaw(raw);
    if (day.kind !== 'sales') throw new Error('a day of sales was expected');
    expect(day).toMatchObject({ accounts: 4, cancelledAccountIds: ['A1.2'], dataComplete: true, raw });
    expect(day.lines.map((line) => [line.name, line.quantity, line.problem])).toEqual([
      ['Ok', '2.000', null],
      ['Bad', null, 'quantity_not_a_number'],
      ['No id', '1.5', 'line_without_id'],
      ['No quantity', null, 'quantity_missing'],
      ['unnamed', null, 'line_malformed'],
      ['unnamed', null, 'account_malformed'],
      ['unnamed', null, 'account_malformed'],
    ]);
    expect(day.lines[0]).toMatchObject({ accountType: 'NEW_TYPE', previousAccountId: 'A1.0', sku: '542.' });
    expect(day.lines.map((line) => line.seq)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe('OAuth V2 (R5, R7)', () => {
  it('sends a form with Basic authentication', async () => {
    let basic = '';
    let form = '';
    respond = (request, response, body) => {
      basic = request.headers.authorization ?? '';
      form = body;
      reply(response, 200, {
        access_token: 'a',
        refresh_token: 'r',
        expires_in: 1500,
        refresh_expires_in: 0,
        scope: 's',
      });
    };
    const tokens = await gateway().exchangeCode({ code: 'c+d', redirectUri: 'https://x.test/cb' });
    expect(tokens).toEqual({ accessToken: 'a', refreshToken: 'r', expiresIn: 1500, scope: 's' });
    expect(form).toBe('grant_type=authorization_code&code=c%2Bd&redirect_uri=https%3A%2F%2Fx.test%2Fcb');
    expect(Buffer.from(basic.slice(6), 'base64').toString()).toBe('cli%3Aent:s%25cret');
  });

  it.each([
    [400, { error: 'invalid_grant' }, 'lightspeed_auth_failed', 'lightspeed_oauth_exchange_failed'],
    [401, { error: 'invalid_client' }, 'lightspeed_not_configured', 'lightspeed_not_configured'],
    [401, { error: 'unauthorized_client' }, 'lightspeed_not_configured', 'lightspeed_not_configured'],
    [500, 'oops', 'lightspeed_api_error', 'lightspeed_api_error'],
    [200, {}, 'lightspeed_api_error', 'lightspeed_api_error'],
  ])('%i %j', async (status, body, onRefresh, onExchange) => {
    respond = (_, response) => reply(response, status, body);
    const error = await gateway()
      .refresh({ refreshToken: 'very-secret' })
      .catch((e) => e);
    expect(error.code).toBe(onRefresh);
    expect(JSON.stringify([error.message, error.details])).not.toContain('very-secret');
    expect(seen).toHaveLength(1);
    await expect(gateway().exchangeCode({ code: 'c', redirectUri: 'r' })).rejects.toMatchObject({
      code: onExchange,
    });
  });

  it('does not repeat a refresh whose answer was lost', async () => {
    respond = (_, response) => void response.destroy();
    await expect(gateway().refresh({ refreshToken: 'r' })).rejects.toMatchObject({
      code: 'lightspeed_api_error',
    });
    expect(seen).toHaveLength(1);
  });

  it('says when it is not configured', async () => {
    const bare = gateway({ clientId: undefined });
    expect(() => bare.authorizeUrl({ state: 's', redirectUri: 'r' })).toThrow(
      expect.objectContaining({ code: 'lightspeed_not_configured' }),
    );
    await expect(bare.refresh({ refreshToken: 'r' })).rejects.toMatchObject({
      code: 'lightspeed_not_configured',
    });
    const url = new URL(gateway().authorizeUrl({ state: 's', redirectUri: 'https://x.test/cb' }));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'cli:ent',
      scope: 'financial-api items offline_access',
      redirect_uri: 'https://x.test/cb',
      state: 's',
    });
  });
});
