import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { testDatabase } from '@/db/testing/database';
import { startInngestLocal } from '@/inngest/local/start-inngest-local';
import { KEY_SETTINGS, KEYS } from '@/inngest/testing/keys';
import { startPostgres } from '@/scripts/lib/postgres';
import { stubSettings } from './testing/api';

/** The health route of a process with these settings: its modules are its own. */
async function health(databaseUrl: string, jobServer: string) {
  vi.resetModules();
  stubSettings(databaseUrl, { ...KEY_SETTINGS, INNGEST_BASE_URL: jobServer });
  const { GET, POST } = await import('@/app/api/health/route');
  const { closeContainer } = await import('@/lib/platform/container');
  try {
    const answer = await GET();
    return { status: answer.status, json: await answer.json(), post: POST() };
  } finally {
    await closeContainer();
  }
}
const NOWHERE = 'http://127.0.0.1:9';
afterEach(() => vi.unstubAllEnvs());

it('GET /api/health says 503 while the database or the job server cannot be reached', async () => {
  const t = await testDatabase();
  const server = http.createServer((_, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const jobs = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const fine = await health(t.url, jobs);
    expect(fine).toMatchObject({ status: 200, json: { status: 'ok', database: 'ok', jobs: 'ok' } });
    expect(fine.post.status).toBe(405);
    expect(await fine.post.json()).toMatchObject({ error: { code: 'method_not_allowed' } });
    expect(await health(t.url, NOWHERE)).toMatchObject({
      status: 503,
      json: { status: 'unavailable', database: 'ok', jobs: 'unreachable' },
    });
    expect(await health('postgres://nobody@127.0.0.1:9/none', jobs)).toMatchObject({
      status: 503,
      json: { status: 'unavailable', database: 'unreachable', jobs: 'ok' },
    });
  } finally {
    server.close();
    server.closeAllConnections();
    await t.close();
  }
});

it('one process tells each stop of its database and its job server, and when they are back', async () => {
  const dataDir = path.join(tmpdir(), `bestellfix-test-${randomBytes(6).toString('hex')}`);
  const postgres = await startPostgres({ dataDir, persistent: false });
  const start = (port: number) =>
    startInngestLocal({ databaseUrl: postgres.url, port, appUrls: [], keys: KEYS });
  let jobs = await start(0);
  vi.resetModules();
  stubSettings(postgres.url, { ...KEY_SETTINGS, INNGEST_BASE_URL: jobs.url });
  const { GET } = await import('@/app/api/health/route');
  const { closeContainer } = await import('@/lib/platform/container');
  const told = async () => {
    const answer = await GET();
    return [answer.status, ...Object.values(await answer.json())];
  };
  const soon = { timeout: 20_000, interval: 100 };
  try {
    expect(await told()).toEqual([200, 'ok', 'ok', 'ok']);
    await jobs.stop();
    expect(await told()).toEqual([503, 'unavailable', 'ok', 'unreachable']);
    jobs = await start(Number(new URL(jobs.url).port));
    expect(await told()).toEqual([200, 'ok', 'ok', 'ok']);
    await postgres.kill();
    // The job server keeps its state there too, so it can do nothing either.
    expect(await told()).toEqual([503, 'unavailable', 'unreachable', 'unreachable']);
    await postgres.start();
    await vi.waitFor(async () => expect(await told()).toEqual([200, 'ok', 'ok', 'ok']), soon);
  } finally {
    await closeContainer();
    await jobs.stop();
    await postgres.stop();
  }
});
