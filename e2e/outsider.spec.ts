import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { type Stack, startStack } from '@/scripts/stack/stack';
import { attack, listenElsewhere, request } from '@/testing/jobs/outsider';
import { appUrl, expect, test } from './support/app';

/**
 * Somebody who reaches the production build and has no key, in both ways of hosting: beside the local job
 * server, and with an Inngest.
 */

const loopback = () => appUrl().replace('localhost', '127.0.0.1');
type Attempts = Awaited<ReturnType<typeof attack>>;

async function tryAll(origin: string): Promise<{ attempts: Attempts; calls: string[] }> {
  const elsewhere = await listenElsewhere();
  try {
    const attempts = await attack(origin, elsewhere.host);
    for (const host of ['evil.example', '169.254.169.254']) attempts.push(...(await attack(origin, host)));
    return { attempts, calls: elsewhere.calls };
  } finally {
    elsewhere.close();
  }
}

function expectNothing({ attempts, calls }: { attempts: Attempts; calls: string[] }): void {
  const told = attempts.map(({ what, status, body }) => ({ what, status, body }));
  const refused = (what: string) => (what.startsWith('HEAD') ? '' : '{"message":"Unauthorized"}');
  expect(told).toEqual(attempts.map(({ what }) => ({ what, status: 401, body: refused(what) })));
  const words = attempts.flatMap(({ headers }) => Object.keys(headers));
  expect(words.filter((name) => name.startsWith('x-inngest'))).toEqual([]);
  expect(calls).toEqual([]);
}

test('beside the local job server nobody without the key runs, stops, moves or learns anything', async () => {
  const sql = postgres(process.env.E2E_OWNER_URL ?? '', { max: 1, onnotice: () => {} });
  try {
    const addresses = async () => {
      const rows = await sql<{ app_url: string }[]>`select distinct app_url from inngest_local.functions`;
      return rows.map((row) => row.app_url);
    };
    const before = await addresses();
    expect(before).toEqual([`${loopback()}/api/inngest`]);
    expectNothing(await tryAll(loopback()));
    expect(await addresses()).toEqual(before);
    const runs = await sql`select 1 from inngest_local.runs where event like '%"id":"x"%'`;
    expect(runs).toHaveLength(0);
  } finally {
    await sql.end();
  }
  const health = await request(`${loopback()}/api/health`, 'GET', {});
  expect(JSON.parse(health.body)).toMatchObject({ status: 'ok', jobs: 'ok' });
});

/**
 * A small server with keys that speaks the protocol: takes registrations and events, and keeps what came with
 * which key.
 */
async function startOther(keys: { event: string }) {
  const registrations: { url: string; functions: { id: string }[]; authorization: string | undefined }[] = [];
  const server = http.createServer(async (incoming, response) => {
    let body = '';
    for await (const part of incoming) body += part;
    if (incoming.url === '/fn/register')
      registrations.push({ ...JSON.parse(body), authorization: incoming.headers.authorization });
    const isRefused = incoming.url?.startsWith('/e/') && incoming.url !== `/e/${keys.event}`;
    response
      .writeHead(isRefused ? 401 : 200, { 'content-type': 'application/json' })
      .end(isRefused ? '{"error":"Event key not found","status":401}' : '{"ok":true,"ids":[],"status":200}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    registrations,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

test('with an Inngest of its own the app registers APP_URL by itself, and nobody without the key gets anywhere', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bestellfix-outsider-'));
  const other = await startOther({ event: 'the-event-key' });
  const { PATH, HOME, TMPDIR } = process.env;
  let stack: Stack | undefined;
  const start = (more: Record<string, string>) =>
    startStack({
      dataDir,
      given: {
        PATH,
        HOME,
        TMPDIR,
        LOG_LEVEL: 'warn',
        APP_URL: 'https://stock.example',
        INNGEST_BASE_URL: other.url,
        INNGEST_EVENT_KEY: 'the-event-key',
        INNGEST_SIGNING_KEY: 'ab'.repeat(32),
        ...more,
      },
      app: 'production',
      port: undefined,
      persistent: false,
      simulator: 'never',
      build: false,
      report: () => {},
      onUnexpectedEnd: () => {},
    });
  const health = async (origin: string) => {
    const { status, body } = await request(`${origin}/api/health`, 'GET', {});
    return [status, (JSON.parse(body) as { jobs: string }).jobs];
  };
  try {
    // Development mode would let everybody in.
    await expect(start({ INNGEST_DEV: other.url })).rejects.toThrow('INNGEST_DEV');
    await expect(start({ INNGEST_SIGNING_KEY: '' })).rejects.toThrow('INNGEST_SIGNING_KEY');

    stack = await start({});
    const origin = `http://127.0.0.1:${stack.env.PORT}`;
    await expect.poll(() => health(origin)).toEqual([200, 'ok']);
    expect(other.registrations).toHaveLength(1);
    expect(other.registrations[0]?.url).toBe('https://stock.example/api/inngest');
    expect(other.registrations[0]?.authorization).toMatch(/^Bearer [0-9a-f]{64}$/);
    expect(other.registrations[0]?.functions.map((fn) => fn.id)).toContain('bestellfix-sweep');
    expectNothing(await tryAll(origin));
    expect(other.registrations).toHaveLength(1);
    await stack.stop();

    // Started all the same, it says which key is wrong.
    stack = await start({ INNGEST_EVENT_KEY: 'another-event-key' });
    await expect
      .poll(() => health(`http://127.0.0.1:${stack?.env.PORT}`))
      .toEqual([503, 'event_key_refused']);
    const live = await request(`http://127.0.0.1:${stack.env.PORT}/api/health/live`, 'GET', {});
    expect(live.status).toBe(200);
  } finally {
    await stack?.stop();
    other.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
});
