import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { migrateDatabase } from '@/db/migrate';
import { recordHeartbeat } from '@/db/queries/job-heartbeats';
import {
  type InngestLocal,
  type InngestLocalOptions,
  startInngestLocal,
} from '@/inngest/local/start-inngest-local';
import { checkHealth } from '@/lib/services/health/check-health';
import { startPostgres } from '@/scripts/stack/postgres/server';
import { suiteDatabase } from '@/testing/database/suite-database';
import { ORIGIN, stubSettings } from '@/testing/fixtures/api';
import { KEY_SETTINGS, KEYS } from '@/testing/jobs/keys';

/** A process with these settings: its modules are its own. */
async function open(databaseUrl: string, jobServer: string, settings: Record<string, string> = {}) {
  await (await import('@/lib/runtime/container')).closeContainer();
  vi.resetModules();
  Object.assign(globalThis, { bestellfixRegistration: undefined });
  stubSettings(databaseUrl, { ...KEY_SETTINGS, INNGEST_BASE_URL: jobServer, ...settings });
  const { GET, POST } = await import('@/app/api/health/route');
  const live = await import('@/app/api/health/live/route');
  const { closeContainer } = await import('@/lib/runtime/container');
  const { register, startRegistering } = await import('@/inngest/registering');
  ends.push(closeContainer);
  return {
    register,
    startRegistering,
    post: POST,
    live: live.GET,
    health: async () => {
      const answer = await GET();
      return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
    },
  };
}
const NOWHERE = 'http://127.0.0.1:9';
const ends: (() => unknown)[] = [];
const t = suiteDatabase();
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  vi.unstubAllEnvs();
});

/** A job server that takes apps from where the settings of tests say the app is. */
async function startJobs(more: Partial<InngestLocalOptions> = {}): Promise<InngestLocal> {
  const jobs = await startInngestLocal({
    databaseUrl: t.ownerUrl,
    port: 0,
    appUrls: [],
    appOrigins: [ORIGIN],
    keys: KEYS,
    ...more,
  });
  ends.push(() => jobs.stop());
  return jobs;
}

it('GET /api/health says 503 while the database or the job server cannot be reached, or the app is not registered', async () => {
  const jobs = await startJobs();
  const fine = await open(t.url, jobs.url);
  expect(await fine.health()).toMatchObject({
    status: 503,
    json: { status: 'unavailable', database: 'ok', jobs: 'not_registered', last_sweep_at: null },
  });
  expect(await fine.register()).toBe(true);
  expect(await fine.health()).toMatchObject({
    status: 200,
    json: { status: 'ok', database: 'ok', jobs: 'ok' },
  });
  expect(fine.post().status).toBe(405);
  expect(await fine.post().json()).toMatchObject({ error: { code: 'method_not_allowed' } });

  const alone = await open(t.url, NOWHERE);
  expect(await alone.register()).toBe(false);
  expect(await alone.health()).toMatchObject({
    status: 503,
    json: { status: 'unavailable', database: 'ok', jobs: 'unreachable' },
  });
  const lost = await open('postgres://nobody@127.0.0.1:9/none', jobs.url);
  expect(await lost.register()).toBe(true);
  expect(await lost.health()).toMatchObject({
    status: 503,
    json: { status: 'unavailable', database: 'unreachable', jobs: 'ok' },
  });
  const answer = lost.live();
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
});

it.each([
  ['event_key_refused', { INNGEST_EVENT_KEY: 'another-key' }],
  ['signing_key_refused', { INNGEST_SIGNING_KEY: 'cd'.repeat(32) }],
  ['not_registered', { INNGEST_SERVE_ORIGIN: 'http://elsewhere.example' }],
  ['not_configured', { INNGEST_EVENT_KEY: '', INNGEST_SIGNING_KEY: '', INNGEST_BASE_URL: '' }],
])('GET /api/health says %s', async (jobs, settings) => {
  const app = await open(t.url, (await startJobs()).url, settings as Record<string, string>);
  expect(await app.register()).toBe(jobs === 'event_key_refused');
  expect(await app.health()).toMatchObject({ status: 503, json: { status: 'unavailable', jobs } });
});

it('a key being changed registers with the one before', async () => {
  const app = await open(t.url, (await startJobs()).url, {
    INNGEST_SIGNING_KEY: 'cd'.repeat(32),
    INNGEST_SIGNING_KEY_FALLBACK: KEYS.signing,
  });
  expect(await app.register()).toBe(true);
  const ahead = await open(
    t.url,
    (await startJobs({ keys: { event: KEYS.event, signing: 'cd'.repeat(32), fallback: KEYS.signing } })).url,
  );
  expect(await ahead.register()).toBe(true);
});

it('registers by itself once the job server is there, with every function at the address set', async () => {
  const first = await startJobs();
  const { port } = new URL(first.url);
  await first.stop();
  await t.owner.$client`drop schema inngest_local cascade`;
  const app = await open(t.url, first.url);
  app.startRegistering();
  await vi.waitFor(async () => expect(await app.health()).toMatchObject({ json: { jobs: 'unreachable' } }));
  await startJobs({ port: Number(port) });
  await vi.waitFor(async () => expect(await app.health()).toMatchObject({ status: 200 }), 20_000);
  const { functions } = await import('@/inngest/registry');
  const known = await t.owner.$client<{ id: string; app_url: string }[]>`
    select id, app_url from inngest_local.functions where active`;
  expect(known.map((row) => row.id)).toEqual(
    expect.arrayContaining(functions.map((fn) => `bestellfix-${fn.opts.id}`)),
  );
  expect(new Set(known.map((row) => row.app_url))).toEqual(new Set([`${ORIGIN}/api/inngest`]));
});

it('says stalled when the job server has sent no recovery job for minutes', async () => {
  const now = new Date();
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const ask = (since: Date) => checkHealth(t.db, { findTrouble: async () => null, since }, now);
  expect(await ask(ago(4))).toMatchObject({ status: 'ok', jobs: 'ok', last_sweep_at: null });
  expect(await ask(ago(6))).toMatchObject({ status: 'unavailable', jobs: 'stalled', last_sweep_at: null });
  await recordHeartbeat(t.db, 'sweep', ago(6));
  expect(await ask(ago(60))).toMatchObject({ jobs: 'stalled', last_sweep_at: ago(6).toISOString() });
  await recordHeartbeat(t.db, 'sweep', ago(1));
  expect(await ask(ago(60))).toMatchObject({ status: 'ok', jobs: 'ok' });
});

it('one process tells each stop of its database and its job server, and when they are back', async () => {
  const dataDir = path.join(tmpdir(), `bestellfix-test-${randomBytes(6).toString('hex')}`);
  const postgres = await startPostgres({ dataDir, persistent: false });
  await migrateDatabase(postgres.url);
  const start = (port: number) => startJobs({ databaseUrl: postgres.url, port });
  let jobs = await start(0);
  const app = await open(postgres.url, jobs.url);
  await app.register();
  const told = async () => {
    const { status, json } = await app.health();
    return [status, json.status, json.database, json.jobs];
  };
  const soon = { timeout: 200_000, interval: 100 };
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
    for (const end of ends.splice(0).reverse()) await end();
    await postgres.stop();
  }
});
