import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readContract } from '@/testing/reference/lightspeed-contract';
import { LISBON, ZURICH } from './catalogue';
import type { SimulatorOptions } from './options';
import type { SimSale } from './sales';
import { type Simulator, startSimulator } from './start-simulator';

const REDIRECT = 'http://localhost:3000/api/lightspeed/callback';
const NOON = new Date('2026-11-24T12:00:00Z');
const running: Simulator[] = [];
const folders: string[] = [];

async function start(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({ seed: 7, now: () => NOON, ...options });
  running.push(simulator);
  return simulator;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

type Tokens = { access_token: string; refresh_token: string; expires_in: number; refresh_expires_in: number };
const SCOPE = 'financial-api items offline_access';

async function decide(simulator: Simulator, decision: string, more: Record<string, string> = {}) {
  const form = { response_type: 'code', client_id: simulator.clientId, redirect_uri: REDIRECT, scope: SCOPE };
  const response = await fetch(simulator.authorizeUrl, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...form, state: 'a b&c', decision, ...more }),
  });
  return { status: response.status, target: new URL(response.headers.get('location') ?? 'http://none') };
}
const askToken = (simulator: Simulator, form: Record<string, string>, secret = simulator.clientSecret) =>
  fetch(simulator.tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${simulator.clientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams(form),
  });
const refresh = (simulator: Simulator, token: string) =>
  askToken(simulator, { grant_type: 'refresh_token', refresh_token: token });
async function connect(simulator: Simulator, more: Record<string, string> = {}): Promise<Tokens> {
  const { target } = await decide(simulator, 'allow', more);
  const code = target.searchParams.get('code') ?? '';
  const answer = await askToken(simulator, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT,
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Tokens;
}
const read = (simulator: Simulator, route: string, token: string) =>
  fetch(simulator.url + route, { headers: { authorization: `Bearer ${token}` } });

const contract = readContract();
const TOKEN = '/realms/k-series/protocol/openid-connect/token';
const DAILY = '/f/v2/business-location/{businessLocationId}/sales-daily';
const RANGE = '/f/v2/business-location/{businessLocationId}/sales';
async function expectContract(answer: Response, status: number, route: string, method = 'get') {
  expect(answer.status).toBe(status);
  const body: unknown = await answer.json();
  expect(contract.response(method, route, status, body)).toEqual([]);
  return body as never;
}

describe('OAuth', () => {
  it('asks for consent and comes back with code, state and session_state', async () => {
    const simulator = await start();
    const query = {
      response_type: 'code',
      client_id: simulator.clientId,
      redirect_uri: REDIRECT,
      scope: SCOPE,
    };
    const page = await fetch(
      `${simulator.authorizeUrl}?${new URLSearchParams({ ...query, state: '"><script>' })}`,
    );
    expect(page.headers.get('content-type')).toContain('text/html');
    const html = await page.text();
    expect(html).toContain('Allow');
    expect(html).not.toContain('<script>');
    const { status, target } = await decide(simulator, 'allow');
    expect(status).toBe(302);
    expect(target.origin + target.pathname).toBe(REDIRECT);
    expect(target.searchParams.get('state')).toBe('a b&c');
    expect(target.searchParams.get('session_state')).toBeTruthy();
    const denied = await decide(simulator, 'deny');
    expect(denied.target.searchParams.get('error')).toBe('access_denied');
    expect(denied.target.searchParams.get('code')).toBeNull();
  });

  it('sends no code to an address or client it does not know', async () => {
    const simulator = await start({ redirectUris: [REDIRECT] });
    expect((await decide(simulator, 'allow', { redirect_uri: `${REDIRECT}/` })).status).toBe(400);
    expect((await decide(simulator, 'allow', { client_id: 'other' })).status).toBe(400);
    const local = await start();
    expect((await decide(local, 'allow', { redirect_uri: 'https://example.com/' })).status).toBe(400);
  });

  it('takes a code once, within 60 seconds, with the same address', async () => {
    const simulator = await start();
    const grab = async () => (await decide(simulator, 'allow')).target.searchParams.get('code') ?? '';
    const redeem = (code: string, redirect = REDIRECT) =>
      askToken(simulator, { grant_type: 'authorization_code', code, redirect_uri: redirect });
    const code = await grab();
    const pair = await expectContract(await redeem(code), 200, TOKEN, 'post');
    expect(pair).toMatchObject({ expires_in: 1500, refresh_expires_in: 0, token_type: 'Bearer' });
    const again = await expectContract(await redeem(code), 400, TOKEN, 'post');
    expect(again).toMatchObject({ error: 'invalid_grant' });
    expect((await redeem(await grab(), `${REDIRECT}/`)).status).toBe(400);
    const late = await grab();
    simulator.control.setNow(new Date(NOON.getTime() + 61_000));
    expect((await redeem(late)).status).toBe(400);
  });

  it('rotates refresh tokens: each works once', async () => {
    const simulator = await start();
    const first = await connect(simulator);
    const second = (await (await refresh(simulator, first.refresh_token)).json()) as Tokens;
    const spent = await expectContract(await refresh(simulator, first.refresh_token), 400, TOKEN, 'post');
    expect(spent).toMatchObject({ error: 'invalid_grant' });
    expect((await refresh(simulator, second.refresh_token)).status).toBe(200);
    const wrong = await askToken(simulator, { grant_type: 'refresh_token', refresh_token: 'x' }, 'wrong');
    expect(await expectContract(wrong, 401, TOKEN, 'post')).toMatchObject({ error: 'invalid_client' });
    expect((await refresh(simulator, first.access_token)).status).toBe(400);
  });

  it('lets access tokens end by time, on command and by revocation', async () => {
    const simulator = await start();
    const first = await connect(simulator);
    const route = '/f/data/businesses';
    expect((await read(simulator, route, first.access_token)).status).toBe(200);
    simulator.control.expireAccessTokens();
    await expectContract(await read(simulator, route, first.access_token), 401, route);
    const second = (await (await refresh(simulator, first.refresh_token)).json()) as Tokens;
    expect((await read(simulator, route, second.access_token)).status).toBe(200);
    simulator.control.setNow(new Date(NOON.getTime() + 1_500_000));
    expect((await read(simulator, route, second.access_token)).status).toBe(401);
    simulator.control.revokeGrant();
    expect((await refresh(simulator, second.refresh_token)).status).toBe(400);
  });

  it('keeps grants, spent tokens and revocations over a restart', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'simulator-'));
    folders.push(folder);
    const stateFile = path.join(folder, 'state.json');
    const before = await start({ stateFile });
    const first = await connect(before);
    const second = (await (await refresh(before, first.refresh_token)).json()) as Tokens;
    await before.stop();
    const after = await start({ stateFile });
    expect((await read(after, '/f/data/businesses', second.access_token)).status).toBe(200);
    expect((await refresh(after, first.refresh_token)).status).toBe(400);
    expect((await refresh(after, second.refresh_token)).status).toBe(200);
    expect(readFileSync(stateFile, 'utf8')).not.toContain(second.access_token);
  });

  it('keeps grants by tokenSecret alone, and refuses another secret', async () => {
    const pair = await connect(await start({ tokenSecret: 'one' }));
    expect(
      (await read(await start({ tokenSecret: 'one' }), '/f/data/businesses', pair.access_token)).status,
    ).toBe(200);
    expect(
      (await read(await start({ tokenSecret: 'two' }), '/f/data/businesses', pair.access_token)).status,
    ).toBe(401);
  });
});

describe('data', () => {
  it('lists businesses with ids beyond 2^53 as bare numbers', async () => {
    const simulator = await start();
    const { access_token } = await connect(simulator);
    const text = await (await read(simulator, '/f/data/businesses', access_token)).text();
    expect(text).toContain(`:${LISBON},`);
    await expectContract(
      await read(simulator, '/f/data/businesses', access_token),
      200,
      '/f/data/businesses',
    );
    const second = await (await read(simulator, '/f/data/businesses?page=1', access_token)).json();
    expect(second).not.toHaveProperty('_embedded');
  });

  it('pages items 100 at a time, whatever is asked', async () => {
    const simulator = await start();
    const { access_token } = await connect(simulator);
    const route = '/items/v1/items';
    const page = async (query: string) =>
      (await expectContract(
        await read(simulator, `${route}?businessLocationId=${ZURICH}${query}`, access_token),
        200,
        route,
      )) as { sku: string | null }[];
    const all = [...(await page('&amount=1000')), ...(await page('&amount=1000&offset=100'))];
    expect(await page('&offset=1000')).toEqual([]);
    expect(all.length).toBe(simulator.world.items.filter((i) => i.locations?.[0] !== LISBON).length);
    expect(all.map((item) => item.sku)).toEqual(expect.arrayContaining(['542', '542.', null]));
    const raw = await (await read(simulator, `${route}?businessLocationId=${ZURICH}`, access_token)).text();
    const big = simulator.world.items.find((item) => BigInt(item.id) > 2n ** 53n);
    expect(raw).toContain(`"id":${big?.id},`);
    await expectContract(await read(simulator, route, access_token), 400, route);
    await expectContract(await read(simulator, `${route}?businessLocationId=1`, access_token), 403, route);
  });

  it('checks scopes', async () => {
    const simulator = await start();
    const { access_token } = await connect(simulator, { scope: 'financial-api offline_access' });
    expect((await read(simulator, `/items/v1/items?businessLocationId=${ZURICH}`, access_token)).status).toBe(
      403,
    );
    expect((await read(simulator, '/f/data/businesses', access_token)).status).toBe(200);
  });

  it('answers business days as the contract says', async () => {
    const simulator = await start();
    const { access_token } = await connect(simulator);
    const daily = (location: string, query: string) =>
      read(simulator, `/f/v2/business-location/${location}/sales-daily${query}`, access_token);
    for (const location of [ZURICH, LISBON]) {
      for (const day of [
        '2026-11-22',
        '2026-11-23',
        '2026-03-29',
        '2025-12-25',
        '2026-11-24',
        '2026-11-30',
      ]) {
        const body = (await expectContract(await daily(location, `?date=${day}`), 200, DAILY)) as {
          sales: SimSale[];
          dataComplete: boolean;
        };
        expect(body.sales).toEqual(JSON.parse(JSON.stringify(simulator.world.salesOfDay(location, day))));
        expect(body.dataComplete).toBe(day < '2026-11-24');
      }
    }
    const dst = (await (await daily(ZURICH, '?date=2026-03-28')).json()) as {
      nextStartOfDayAsIso8601: string;
    };
    expect(dst.nextStartOfDayAsIso8601).toBe('2026-03-29T05:00:00+02:00');
    await expectContract(await daily(ZURICH, '?date=12/12/2023'), 400, DAILY);
    await expectContract(await daily(ZURICH, '?date=2026-02-30'), 400, DAILY);
    await expectContract(await daily(ZURICH, ''), 400, DAILY);
    await expectContract(await daily('12', '?date=2026-11-22'), 403, DAILY);
    const early = (await expectContract(await daily(ZURICH, '?date=2020-01-01'), 400, DAILY)) as {
      error: string;
    };
    expect(early.error).toMatch(/after: 2025-10-20T05:00:00\+02:00, which is the earliest available date/);
  });

  it('pages a range by timeClosed and gives the same sales as the days', async () => {
    const simulator = await start();
    const { access_token } = await connect(simulator);
    const { start: from } = simulator.world.boundsOfDay(ZURICH, '2026-11-20');
    const { end: to } = simulator.world.boundsOfDay(ZURICH, '2026-11-21');
    const ask = (query: Record<string, string>) =>
      read(simulator, `/f/v2/business-location/${ZURICH}/sales?${new URLSearchParams(query)}`, access_token);
    const window = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), pageSize: '33' };
    const seen: SimSale[] = [];
    for (let token = ''; ; ) {
      const page = (await expectContract(await ask({ ...window, nextPageToken: token }), 200, RANGE)) as {
        sales: SimSale[];
        nextPageToken?: string;
      };
      seen.push(...page.sales);
      token = page.nextPageToken ?? '';
      if (!token) break;
    }
    const days = ['2026-11-20', '2026-11-21'].flatMap((day) => simulator.world.salesOfDay(ZURICH, day));
    expect(seen.map((sale) => sale.accountFiscId)).toEqual(days.map((sale) => sale.accountFiscId));
    const refused: Record<string, string>[] = [
      { from: '2026-11-20' },
      { from: '2020-01-01T00:00:00Z', to: '2020-02-01T00:00:00Z' },
      { from: '2025-11-20T00:00:00Z', to: '2026-11-22T00:00:00Z' },
      { from: window.to, to: window.from },
      { ...window, pageSize: '101' },
    ];
    for (const wrong of refused) await expectContract(await ask(wrong), 400, RANGE);
  });
});

describe('world', () => {
  it('is the same for the same seed, whatever the clock, and another for another seed', async () => {
    const one = await start();
    const later = await start({ now: () => new Date('2026-12-20T09:00:00Z') });
    const other = await start({ seed: 8 });
    const day = '2026-10-17';
    expect(later.world.salesOfDay(ZURICH, day)).toEqual(one.world.salesOfDay(ZURICH, day));
    expect(other.world.salesOfDay(ZURICH, day)).not.toEqual(one.world.salesOfDay(ZURICH, day));
  });

  it('holds 400 days with every shape that is hard to read, ids once, times inside the day', async () => {
    const { world } = await start();
    const accounts = new Set<string>();
    const lines = new Set<string>();
    const shapes = new Set<string>();
    let total = 0;
    for (const location of world.locations) {
      const first = Date.parse(world.firstDay(location.id));
      for (let n = 0; n < 400; n++) {
        const day = new Date(first + n * 86_400_000).toISOString().slice(0, 10);
        const { start: from, end } = world.boundsOfDay(location.id, day);
        const sales = world.salesOfDay(location.id, day);
        if (sales.length === 0) shapes.add(`closed ${location.id}`);
        for (const sale of sales) {
          total++;
          const closed = Date.parse(sale.timeClosed);
          if (closed < from || closed >= end) throw new Error(`${sale.accountFiscId} closed outside ${day}`);
          if (new Date(closed).getUTCHours() === 2) shapes.add('after midnight');
          accounts.add(`${location.id}|${sale.accountFiscId}`);
          shapes.add(sale.type ?? '');
          if (sale.cancelled) shapes.add('cancelled');
          if (sale.cancelled === null) shapes.add('cancelled null');
          for (const line of sale.salesLines ?? []) {
            const key = `${location.id}|${line.id}`;
            if (lines.has(key)) throw new Error(`line ${line.id} twice`);
            lines.add(key);
            if (line.voidReason && line.quantity?.startsWith('-')) shapes.add('void line');
            if (!/\.000$/.test(line.quantity ?? '')) shapes.add('fraction');
            if (line.totalNetAmountWithTax === '0.00') shapes.add('zero price');
            if (line.sku === undefined) shapes.add('no sku');
            if (line.parentLineId) shapes.add('child');
            if (line.sku) shapes.add(`sku ${line.sku}`);
          }
        }
      }
    }
    expect(accounts.size).toBe(total);
    expect([...shapes]).toEqual(
      expect.arrayContaining([
        ...[
          'SALE',
          'REFUND',
          'RECALL',
          'SPLIT',
          'TRANSITORY',
          'FLOAT',
          'CANCEL',
          'cancelled',
          'cancelled null',
        ],
        ...['void line', 'fraction', 'zero price', 'no sku', 'child', 'after midnight'],
        ...[`closed ${ZURICH}`, `closed ${LISBON}`, 'sku 542', 'sku 542.', 'sku 912', 'sku 950', 'sku 960'],
      ]),
    );
  });

  it('shows today up to now', async () => {
    const simulator = await start();
    const partial = simulator.world.salesOfDay(ZURICH, '2026-11-24');
    expect(partial.length).toBeGreaterThan(0);
    simulator.control.setNow('2026-11-26T12:00:00Z');
    const whole = simulator.world.salesOfDay(ZURICH, '2026-11-24');
    expect(whole.slice(0, partial.length)).toEqual(partial);
    expect(whole.length).toBeGreaterThan(partial.length);
  });
});

describe('control', () => {
  it('injects every kind of failure as often as asked', async () => {
    const simulator = await start();
    const { access_token } = await connect(simulator);
    const ask = () => read(simulator, '/f/data/businesses', access_token);
    simulator.control.failNext({
      path: /businesses/,
      times: 1,
      status: 429,
      headers: { 'retry-after': '3' },
    });
    const busy = await ask();
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '3']);
    expect((await ask()).status).toBe(200);
    simulator.control.failNext({ times: 1, status: 'html' });
    expect((await ask()).headers.get('content-type')).toContain('text/html');
    simulator.control.failNext({ times: 1, status: 'empty' });
    expect(await (await ask()).text()).toBe('');
    simulator.control.failNext({ times: 1, status: 'cut' });
    await expect(ask().then((answer) => answer.text())).rejects.toThrow();
    simulator.control.failNext({ times: 1, status: 'timeout' });
    const gone = fetch(simulator.url, { signal: AbortSignal.timeout(50) });
    await expect(gone).rejects.toThrow();
  });

  it('holds answers back after so many until they are released', async () => {
    const simulator = await start();
    const { access_token, refresh_token } = await connect(simulator);
    const other = await connect(simulator);
    const ask = () => read(simulator, '/f/data/businesses', access_token);
    simulator.control.hold(/businesses/, 1);
    // What another connection asks for is not counted with this one's.
    expect((await read(simulator, '/f/data/businesses', other.access_token)).status).toBe(200);
    expect((await ask()).status).toBe(200);
    const waiting = [ask(), ask()];
    // Other paths go on meanwhile.
    expect((await refresh(simulator, refresh_token)).status).toBe(200);
    await expect
      .poll(() => simulator.control.requests.filter((r) => r.path.includes('businesses')).length)
      .toBe(4);
    expect(await Promise.race([...waiting, Promise.resolve('held')])).toBe('held');
    simulator.control.release();
    for (const answer of await Promise.all(waiting)) expect(answer.status).toBe(200);
  });

  it('takes another client secret', async () => {
    const simulator = await start();
    const { refresh_token } = await connect(simulator);
    simulator.control.setClientSecret('another');
    const refused = await refresh(simulator, refresh_token);
    expect([refused.status, await refused.json()]).toMatchObject([401, { error: 'invalid_client' }]);
    simulator.control.setClientSecret(simulator.clientSecret);
    expect((await refresh(simulator, refresh_token)).status).toBe(200);
  });

  it('spends the refresh token of an answer that was lost', async () => {
    const simulator = await start();
    const { refresh_token } = await connect(simulator);
    simulator.control.failNext({ path: /token$/, times: 1, status: 'cut' });
    await expect(refresh(simulator, refresh_token).then((answer) => answer.text())).rejects.toThrow();
    expect((await refresh(simulator, refresh_token)).status).toBe(400);
  });

  it('replaces sales and items, logs requests without tokens, over HTTP too, only when opened', async () => {
    const closed = await start();
    expect((await fetch(`${closed.url}/__control/revokeGrant`, { method: 'POST' })).status).toBe(404);
    const simulator = await start({ control: true });
    const { access_token, refresh_token } = await connect(simulator);
    const post = (name: string, body: unknown = {}) =>
      fetch(`${simulator.url}/__control/${name}`, { method: 'POST', body: JSON.stringify(body) });
    const sale: SimSale = { accountFiscId: 'A1.1', timeClosed: '2026-11-20T18:00:00.000Z', salesLines: [] };
    const day = { locationId: ZURICH, day: '2026-11-20' };
    await post('setSales', { ...day, sales: [sale] });
    await post('addSale', { ...day, sale: { ...sale, accountFiscId: 'A1.2' } });
    expect(simulator.world.salesOfDay(ZURICH, day.day).map((one) => one.accountFiscId)).toEqual([
      'A1.1',
      'A1.2',
    ]);
    await post('resetSales', day);
    expect(simulator.world.salesOfDay(ZURICH, day.day).length).toBeGreaterThan(50);
    await post('failNext', { path: 'businesses', times: 1, status: 503 });
    expect((await read(simulator, '/f/data/businesses', access_token)).status).toBe(503);
    await post('setItems', { items: simulator.world.items.slice(0, 2) });
    expect(simulator.world.items).toHaveLength(2);
    const log = await (await post('requests')).text();
    expect(log).toContain('/f/data/businesses');
    for (const token of [access_token, refresh_token]) expect(log).not.toContain(token);
    await post('revokeGrant');
    expect((await read(simulator, '/f/data/businesses', access_token)).status).toBe(401);
  });
});
