import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { suiteDatabase } from '@/testing/database/suite-database';
import { stubSettings } from '@/testing/fixtures/api';
import { KEY_SETTINGS, KEYS } from '@/testing/jobs/keys';
import { attack, listenElsewhere, request } from '@/testing/jobs/outsider';
import { type InngestLocal, startInngestLocal } from './local/start-inngest-local';
import { canonicalJson, isSigned, sign } from './signature';

type Route = Record<string, (request: Request) => Promise<Response>>;

/**
 * The app's own route behind a real port, as Next serves it: the address of a request is what its Host says.
 */
async function serveApp(route: () => Route) {
  const server = http.createServer(async (incoming, outgoing) => {
    const parts: Buffer[] = [];
    for await (const part of incoming as AsyncIterable<Buffer>) parts.push(part);
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
    const method = incoming.method ?? 'GET';
    const body = method === 'GET' || method === 'HEAD' ? {} : { body: Buffer.concat(parts) };
    const url = `http://${incoming.headers.host}${incoming.url}`;
    const handler = route()[method];
    const response = handler
      ? await handler(new Request(url, { method, headers, ...body })).catch(
          (error: unknown) => new Response(String((error as Error).stack), { status: 500 }),
        )
      : new Response(null, { status: method === 'OPTIONS' ? 204 : 405 });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(method === 'HEAD' ? undefined : Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const t = suiteDatabase();
let elsewhere: Awaited<ReturnType<typeof listenElsewhere>>;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  vi.unstubAllEnvs();
});

/** The app with these settings of its job server; everything of it is loaded anew. */
async function open(settings: (origin: string) => Promise<Record<string, string>>) {
  vi.resetModules();
  let route: Route = {};
  const app = await serveApp(() => route);
  elsewhere = await listenElsewhere();
  ends.push(app.close, elsewhere.close);
  stubSettings(t.url, { APP_URL: app.origin, ...(await settings(app.origin)) });
  route = (await import('@/app/api/inngest/route')) as unknown as Route;
  const { closeContainer } = await import('@/lib/runtime/container');
  ends.push(closeContainer);
  return app;
}

const refusedAll = (attempts: Awaited<ReturnType<typeof attack>>) => {
  const expected = (what: string) => (what.startsWith('HEAD') ? '' : '{"message":"Unauthorized"}');
  expect(attempts.map(({ what, status, body }) => ({ what, status, body }))).toEqual(
    attempts.map(({ what }) => ({ what, status: 401, body: expected(what) })),
  );
  for (const { headers } of attempts)
    expect(Object.keys(headers).filter((name) => name.startsWith('x-inngest'))).toEqual([]);
};

describe('beside the local job server', () => {
  let local: InngestLocal;
  const addresses = async () => {
    const rows = await t.owner.$client<
      { app_url: string }[]
    >`select distinct app_url from inngest_local.functions`;
    return rows.map((row) => row.app_url);
  };

  it('nobody without the key runs, stops, moves or learns anything by any method', async () => {
    const app = await open(async (origin) => {
      local = await startInngestLocal({
        databaseUrl: t.ownerUrl,
        port: 0,
        keys: KEYS,
        appUrls: [`${origin}/api/inngest`],
        syncMs: 100,
      });
      ends.push(() => local.stop());
      return { ...KEY_SETTINGS, INNGEST_BASE_URL: local.url };
    });
    await vi.waitFor(async () => expect(await addresses()).toEqual([`${app.origin}/api/inngest`]), 10_000);
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    refusedAll(await attack(app.origin, elsewhere.host));
    expect(told).not.toHaveBeenCalled();
    expect(await addresses()).toEqual([`${app.origin}/api/inngest`]);
    expect(elsewhere.calls).toEqual([]);
    const runs = await t.owner.$client`select 1 from inngest_local.runs where event like '%"id":"x"%'`;
    expect(runs).toHaveLength(0);
  });

  it('the job server itself takes nothing from others: no event, no registration, no question', async () => {
    local = await startInngestLocal({ databaseUrl: t.ownerUrl, port: 0, keys: KEYS, appUrls: [] });
    ends.push(() => local.stop());
    elsewhere = await listenElsewhere();
    ends.push(elsewhere.close);
    const before = await addresses();
    const json = { 'content-type': 'application/json' };
    const { AS_APP } = await import('@/testing/jobs/keys');
    const event = JSON.stringify({ name: 'bestellfix/night.due', data: {} });
    const fn = { id: 'bestellfix-sweep', triggers: [{ cron: '* * * * *' }], steps: {} };
    const registration = JSON.stringify({
      url: `http://${elsewhere.host}/api/inngest`,
      appName: 'bestellfix',
      functions: [fn],
    });
    const cases: [number, string, string, http.OutgoingHttpHeaders, string?][] = [
      [401, 'POST', '/e/guessed', json, event],
      [401, 'POST', '/fn/register', json, registration],
      [401, 'POST', '/fn/register', { ...json, authorization: 'Bearer guessed' }, registration],
      [401, 'GET', '/v1/events/x/runs', {}],
      [401, 'GET', '/', {}],
      [415, 'POST', `/e/${KEYS.event}`, { 'content-type': 'text/plain' }, event],
      [403, 'POST', `/e/${KEYS.event}`, { ...json, origin: 'http://evil.example' }, event],
      [403, 'POST', `/e/${KEYS.event}`, { ...json, 'sec-fetch-site': 'cross-site' }, event],
      [403, 'POST', `/e/${KEYS.event}`, { ...json, host: 'evil.example' }, event],
      // Even who has the key cannot have other addresses called.
      [403, 'POST', '/fn/register', { ...json, ...AS_APP }, registration],
      [200, 'GET', '/health', {}],
    ];
    for (const [status, method, path, headers, body] of cases) {
      const reply = await request(`${local.url}${path}`, method, headers, body);
      expect([method, path, headers, reply.status]).toEqual([method, path, headers, status]);
    }
    expect(await addresses()).toEqual(before);
    expect(elsewhere.calls).toEqual([]);
  });
});

describe('beside another Inngest', () => {
  /**
   * A small server that speaks the protocol as one with keys does: takes registrations and events, and calls
   * signed.
   */
  async function startOther() {
    const calls: { path: string; token: string; body: string; address: string }[] = [];
    const server = http.createServer(async (incoming, response) => {
      let body = '';
      for await (const part of incoming) body += part;
      const token = String(incoming.headers.authorization ?? '');
      const address = incoming.url === '/fn/register' ? (JSON.parse(body) as { url: string }).url : '';
      calls.push({ path: incoming.url ?? '', token, body, address });
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"ok":true,"ids":[],"status":200}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => {
      server.close();
      server.closeAllConnections();
    });
    return { calls, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  it('nobody without the key runs, stops, moves or learns anything, and nobody gets our key', async () => {
    const other = await startOther();
    const app = await open(async () => ({ ...KEY_SETTINGS, INNGEST_BASE_URL: other.url }));
    refusedAll(await attack(app.origin, elsewhere.host));
    expect(other.calls).toEqual([]);
    expect(elsewhere.calls).toEqual([]);
  });

  it('with the key it runs, answers signed, and names APP_URL whatever a request says', async () => {
    const other = await startOther();
    const app = await open(async () => ({
      ...KEY_SETTINGS,
      APP_URL: 'https://stock.example',
      INNGEST_BASE_URL: other.url,
    }));
    const at = `${app.origin}/api/inngest`;
    const foreign = {
      host: elsewhere.host,
      'x-forwarded-host': elsewhere.host,
      'x-forwarded-proto': 'http',
      forwarded: `host=${elsewhere.host}`,
    };
    const put = await request(at, 'PUT', { ...foreign, 'x-inngest-signature': sign(KEYS.signing, '') });
    expect(put.status).toBe(200);
    expect(other.calls.map((call) => call.address)).toEqual(['https://stock.example/api/inngest']);
    expect(JSON.stringify(other.calls)).not.toContain(elsewhere.host);

    const body = canonicalJson({ url: `http://${elsewhere.host}/x` });
    const inBand = await request(
      at,
      'PUT',
      {
        ...foreign,
        'content-type': 'application/json',
        'x-inngest-sync-kind': 'in_band',
        'x-inngest-signature': sign(KEYS.signing, body),
      },
      body,
    );
    expect(inBand.status).toBe(200);
    expect(isSigned([KEYS.signing], String(inBand.headers['x-inngest-signature']), inBand.body)).toBe(true);
    expect(inBand.body).not.toContain(elsewhere.host);
    expect(JSON.parse(inBand.body)).toMatchObject({ url: 'https://stock.example/api/inngest' });
    for (const method of ['DELETE', 'PATCH', 'OPTIONS'])
      expect((await request(at, method, { 'x-inngest-signature': sign(KEYS.signing, '') })).status).toBe(405);
  });

  it('while keys are changed, calls signed with either count', async () => {
    const other = await startOther();
    const next = `signkey-test-${'ab'.repeat(32)}`;
    const app = await open(async () => ({
      INNGEST_EVENT_KEY: KEYS.event,
      INNGEST_SIGNING_KEY: next,
      INNGEST_SIGNING_KEY_FALLBACK: KEYS.signing,
      INNGEST_BASE_URL: other.url,
    }));
    const statuses = [];
    for (const key of [next, KEYS.signing, `signkey-test-${'cd'.repeat(32)}`])
      statuses.push(
        (await request(`${app.origin}/api/inngest`, 'GET', { 'x-inngest-signature': sign(key, '') })).status,
      );
    expect(statuses).toEqual([200, 200, 401]);
  });
});
