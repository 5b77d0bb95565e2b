import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approvedCode } from '@/lib/lightspeed/simulator/approve-consent';
import { createLog } from '@/lib/platform/log';
import type { PosAuth, PosGateway } from '@/lib/ports';
import { readContract } from '@/testing/reference/lightspeed-contract';
import { createLightspeedGateway } from './gateway';
import { ZURICH } from './simulator/catalogue';
import { type Simulator, startSimulator } from './simulator/start-simulator';

const NOON = new Date('2026-11-24T12:00:00Z');
const REDIRECT = 'http://localhost:3000/api/lightspeed/callback';
const DAY = '2026-11-21';
const contract = readContract();
let simulator: Simulator;
let pos: PosGateway;
let tokens: Awaited<ReturnType<PosGateway['exchangeCode']>>;
/** What the contract has against our requests and the simulator's answers, and what was exchanged. */
let problems: string[];
let exchanged: Set<string>;

const judged: typeof fetch = async (input, init) => {
  const url = new URL(String(input));
  const method = init?.method ?? 'GET';
  const body = typeof init?.body === 'string' ? init.body : undefined;
  problems.push(...contract.request(method, url, new Headers(init?.headers), body));
  const response = await fetch(input, init);
  const answer: unknown = await response.clone().json();
  problems.push(...contract.response(method, url.pathname, response.status, answer));
  exchanged.add(`${contract.routeOf(url.pathname)} ${response.status}`);
  return response;
};
const auth: PosAuth = {
  integrationId: 'i',
  takeSlot: async () => ({ end: async () => undefined }),
  async accessToken(rejected) {
    if (rejected !== undefined) tokens = await pos.refresh({ refreshToken: tokens.refreshToken });
    return tokens.accessToken;
  },
};
const window = async () => ({ start: '2026-11-21T04:00:00Z', endAfter: () => '2026-11-22T04:00:00Z' });

beforeAll(async () => {
  problems = [];
  exchanged = new Set();
  simulator = await startSimulator({ seed: 3, now: () => NOON });
  pos = createLightspeedGateway({
    ...simulator,
    scopes: 'financial-api items offline_access',
    log: createLog('silent'),
    now: () => NOON,
    wait: async () => undefined,
    fetch: judged,
  });
  const code = await approvedCode(pos.authorizeUrl({ state: 's', redirectUri: REDIRECT }));
  tokens = await pos.exchangeCode({ code, redirectUri: REDIRECT });
});
afterAll(() => simulator.stop());
beforeEach(() => {
  simulator.control.clearFailures();
});

describe('openapi.yaml agrees with every request of ours and every answer of the simulator', () => {
  it('tokens: a code, a refresh, a spent code and a spent refresh token', async () => {
    const spent = tokens.refreshToken;
    tokens = await pos.refresh({ refreshToken: spent });
    await expect(pos.refresh({ refreshToken: spent })).rejects.toMatchObject({
      code: 'lightspeed_auth_failed',
    });
    await expect(pos.exchangeCode({ code: 'x', redirectUri: REDIRECT })).rejects.toMatchObject({
      code: 'lightspeed_oauth_exchange_failed',
    });
    expect(problems).toEqual([]);
  });

  it('businesses and items, to their empty page, with a token that ends in between', async () => {
    expect(await pos.listLocations(auth)).toHaveLength(2);
    simulator.control.expireAccessTokens();
    expect((await pos.listItems(auth, ZURICH)).length).toBeGreaterThan(100);
    expect(problems).toEqual([]);
  });

  it('a day, a day before the first, and an unknown location', async () => {
    expect((await pos.salesOfDay(auth, ZURICH, DAY, window)).kind).toBe('sales');
    expect((await pos.salesOfDay(auth, ZURICH, '2020-01-01', window)).kind).toBe('before_first_day');
    await expect(pos.salesOfDay(auth, '12345', DAY, window)).rejects.toMatchObject({
      code: 'lightspeed_api_error',
    });
    expect(problems).toEqual([]);
  });

  it('throttling, a server failure, and the range of a day whose own call keeps timing out', async () => {
    const whole = await pos.salesOfDay(auth, ZURICH, DAY, window);
    simulator.control.failNext({
      path: /sales-daily/,
      times: 1,
      status: 429,
      headers: { 'retry-after': '1' },
    });
    simulator.control.failNext({ path: /sales-daily/, times: 1, status: 500 });
    await pos.salesOfDay(auth, ZURICH, DAY, window);
    expect(problems).toEqual([]);
    // 504 comes from a gateway in front and is in no contract.
    simulator.control.failNext({ path: /sales-daily/, times: 2, status: 504 });
    const ranged = await pos.salesOfDay(auth, ZURICH, DAY, window);
    expect(problems.splice(0)).toEqual(Array(2).fill(expect.stringContaining('504 is not an answer')));
    if (whole.kind !== 'sales' || ranged.kind !== 'sales') throw new Error('sales were expected');
    const lines = (day: typeof whole) => day.lines.map(({ seq: _, ...line }) => JSON.stringify(line)).sort();
    expect(lines(ranged)).toEqual(lines(whole));
    expect(ranged).toMatchObject({
      accounts: whole.accounts,
      dataComplete: true,
      warnings: ['read_by_range'],
    });
  });

  it('and all of it was exchanged', () => {
    expect([...exchanged].sort()).toEqual([
      '/f/data/businesses 200',
      '/f/v2/business-location/{businessLocationId}/sales 200',
      '/f/v2/business-location/{businessLocationId}/sales-daily 200',
      '/f/v2/business-location/{businessLocationId}/sales-daily 400',
      '/f/v2/business-location/{businessLocationId}/sales-daily 403',
      '/f/v2/business-location/{businessLocationId}/sales-daily 429',
      '/f/v2/business-location/{businessLocationId}/sales-daily 500',
      '/f/v2/business-location/{businessLocationId}/sales-daily 504',
      '/items/v1/items 200',
      '/items/v1/items 401',
      '/realms/k-series/protocol/openid-connect/token 200',
      '/realms/k-series/protocol/openid-connect/token 400',
    ]);
  });

  it('and it would say so if not', () => {
    const url = (text: string) => new URL(text, 'https://api.test');
    const bearer = new Headers({ authorization: 'Bearer x' });
    const sales = '/f/v2/business-location/1/sales';
    expect(contract.request('GET', url(`${sales}?pageSize=101&page=2`), bearer, undefined)).toEqual([
      'from is missing',
      expect.stringContaining('pageSize'),
      expect.stringContaining('page is not a parameter'),
    ]);
    expect(
      contract.request('GET', url(`${sales}-daily?date=14.03.2026`), new Headers(), undefined),
    ).toHaveLength(2);
    expect(contract.response('GET', sales, 200, { sales: [{ salesLines: [{ quantity: 2 }] }] })).not.toEqual(
      [],
    );
    expect(contract.request('GET', url('/oauth/revoke'), bearer, undefined)).toHaveLength(1);
  });
});
