import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { testDatabase } from '@/db/testing/database';
import { stubSettings } from './testing/api';

/** The health route of a process with these settings: its modules are its own. */
async function health(databaseUrl: string, jobServer: string) {
  vi.resetModules();
  stubSettings(databaseUrl, { INNGEST_BASE_URL: jobServer });
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
