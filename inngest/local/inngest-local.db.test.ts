import { spawn } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inngest } from 'inngest';
import { serve } from 'inngest/node';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { suiteDatabase } from '@/testing/database/suite-database';
import { AS_APP, KEYS } from '@/testing/jobs/keys';
import { sign } from '../signature';
import { type InngestLocal, type InngestLocalOptions, startInngestLocal } from './start-inngest-local';

/** Milliseconds for what must come: an upper bound on a busy machine. */
const PATIENCE = 200_000;

const database = suiteDatabase();
let apps = 0;
const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type Fns = Parameters<typeof serve>[0]['functions'];
type Run = { run_id: string; function_id: string; status: string; output: unknown };

async function listen(handler: http.RequestListener, port = 0) {
  const server = http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const end = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  ends.push(end);
  return { port: (server.address() as AddressInfo).port, end };
}

/**
 * An app with its functions behind a real port, and a local server that knows it. `define` gets a client that
 * sends to that server.
 */
async function world(define: (client: Inngest) => Fns, options: Partial<InngestLocalOptions> = {}) {
  apps += 1;
  const id = `app${apps}`;
  const clock = { offset: 0 };
  let client!: Inngest;
  let handler: http.RequestListener = (_request, response) => response.writeHead(503).end();
  const app = await listen((request, response) => handler(request, response));
  const start = async (more: Partial<InngestLocalOptions> = {}): Promise<InngestLocal> => {
    const local = await startInngestLocal({
      databaseUrl: database.ownerUrl,
      port: 0,
      keys: KEYS,
      appUrls: [`http://127.0.0.1:${app.port}/api/inngest`],
      pollMs: 20,
      syncMs: 100,
      retryBaseMs: 10,
      now: () => Date.now() + clock.offset,
      ...options,
      ...more,
    });
    ends.push(() => local.stop());
    return local;
  };
  const local = await start();
  const silentLogger = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
  client = new Inngest({
    id,
    isDev: false,
    baseUrl: local.url,
    eventKey: KEYS.event,
    signingKey: KEYS.signing,
    logger: silentLogger,
  });
  const redefine = (next: (client: Inngest) => Fns) => {
    handler = serve({ client, functions: next(client) });
  };
  redefine(define);
  const functions = async () =>
    (
      await database.owner.$client<{ id: string }[]>`
        select id from inngest_local.functions where app_id = ${id} and active order by id`
    ).map((row) => row.id);
  await vi.waitFor(async () => expect((await functions()).length).toBeGreaterThan(0), { timeout: PATIENCE });

  const runsOf = async (eventId: string, from = local) =>
    (
      (await (await fetch(`${from.url}/v1/events/${eventId}/runs`, { headers: AS_APP })).json()) as {
        data: Run[];
      }
    ).data;
  return {
    id,
    client,
    local,
    app,
    clock,
    start,
    functions,
    redefine,
    setHandler: (next: http.RequestListener) => {
      handler = next;
    },
    runsOf,
    send: async (name: string, data: Record<string, unknown> = {}, eventId?: string) => {
      const { ids } = await client.send({ name: `${id}/${name}`, data, ...(eventId ? { id: eventId } : {}) });
      return ids[0]!;
    },
    /** The one run an event started, once it has ended. */
    ended: async (eventId: string, from?: InngestLocal) =>
      vi.waitFor(
        async () => {
          const [run] = await runsOf(eventId, from);
          expect(run?.status).toMatch(/Completed|Failed|Cancelled/);
          return run!;
        },
        { timeout: PATIENCE, interval: 10 },
      ),
    step: async (runId: string, op: string) =>
      vi.waitFor(
        async () => {
          const rows = await database.owner.$client`
            select 1 from inngest_local.steps where run_id = ${runId} and op = ${op} and status = 'pending'`;
          expect(rows.length).toBeGreaterThan(0);
        },
        { timeout: PATIENCE, interval: 10 },
      ),
  };
}

const gate = () => {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

describe('steps', () => {
  it('takes ninety steps of one run', async () => {
    const w = await world((client) => [
      client.createFunction({ id: 'ninety', triggers: [{ event: `${client.id}/go` }] }, async ({ step }) => {
        let sum = 0;
        for (let day = 1; day <= 90; day += 1) sum += await step.run(`day-${day}`, () => day);
        return sum;
      }),
    ]);
    const run = await w.ended(await w.send('go'));
    expect(run.output).toBe(4095);
  });

  it('looks again when a parallel step finishes while it was looking', async () => {
    const letB = gate();
    let handler: http.RequestListener | undefined;
    const w = await world((client) => {
      const functions = [
        client.createFunction({ id: 'racing', triggers: [{ event: `${client.id}/go` }] }, async ({ step }) =>
          Promise.all([step.run('a', () => 'a'), step.run('b', () => letB.opened.then(() => 'b'))]),
        ),
      ];
      handler = serve({ client, functions });
      return functions;
    });
    let looks = 0;
    w.setHandler(async (request, response) => {
      // The second look was asked for after `a`; it reaches the app only when `b` is over too, which it then
      // does not know.
      if (request.url?.includes('stepId=step') && ++looks === 2) {
        letB.open();
        await vi.waitFor(async () => {
          const rows = await database.owner.$client`
            select 1 from inngest_local.steps s join inngest_local.runs r on r.id = s.run_id
            where r.fn_id = ${`${w.id}-racing`} and s.status = 'data'`;
          expect(rows).toHaveLength(2);
        });
      }
      handler?.(request, response);
    });
    expect((await w.ended(await w.send('go'))).output).toEqual(['a', 'b']);
    expect(looks).toBe(3);
  });

  it('sleeps until the clock says so, and survives a restart meanwhile', async () => {
    const w = await world((client) => [
      client.createFunction({ id: 'sleeper', triggers: [{ event: `${client.id}/go` }] }, async ({ step }) => {
        const before = await step.run('before', () => 'slept');
        await step.sleep('a while', '1h');
        await step.sleepUntil('no longer', new Date(0));
        return before;
      }),
    ]);
    const eventId = await w.send('go');
    const [run] = await vi.waitFor(async () => {
      const runs = await w.runsOf(eventId);
      expect(runs).toHaveLength(1);
      return runs;
    });
    await w.step(run!.run_id, 'Sleep');
    await w.local.stop();
    const second = await w.start();
    expect((await w.runsOf(eventId, second))[0]?.status).toBe('Running');
    w.clock.offset = 3_601_000;
    expect(await w.ended(eventId, second)).toMatchObject({ status: 'Completed', output: 'slept' });
  });
});

describe('events and schedules', () => {
  it('fires a schedule in its time zone, once for all servers', async () => {
    const start = Date.parse('2030-01-15T12:00:00Z');
    const offset = { value: 0 };
    const clock = () => start + offset.value;
    const fired: unknown[] = [];
    const w = await world(
      (client) => [
        client.createFunction(
          { id: 'nightly', triggers: [{ cron: 'TZ=Europe/Zurich 0 4 * * *' }] },
          async ({ event }) => {
            fired.push(event.ts);
          },
        ),
      ],
      { now: clock },
    );
    await w.start();
    const [row] = await database.owner
      .$client`select next_at from inngest_local.crons where fn_id = ${`${w.id}-nightly`}`;
    expect(new Date(row!.next_at as number).toISOString()).toBe('2030-01-16T03:00:00.000Z');
    offset.value = Date.parse('2030-01-16T03:00:01Z') - start;
    await vi.waitFor(() => expect(fired).toEqual([Date.parse('2030-01-16T03:00:00Z')]), {
      timeout: PATIENCE,
    });
    const [next] = await database.owner
      .$client`select next_at from inngest_local.crons where fn_id = ${`${w.id}-nightly`}`;
    expect(new Date(next!.next_at as number).toISOString()).toBe('2030-01-17T03:00:00.000Z');
    const runs = await database.owner
      .$client`select id from inngest_local.runs where fn_id = ${`${w.id}-nightly`}`;
    expect(runs).toHaveLength(1);
  });
});

describe('robustness', () => {
  it('waits out an app that is down or not an Inngest app, without using up retries', async () => {
    let handler: http.RequestListener | undefined;
    const w = await world((client) => {
      const functions = [
        client.createFunction(
          { id: 'patient', retries: 0, triggers: [{ event: `${client.id}/go` }] },
          async ({ attempt }) => attempt,
        ),
      ];
      handler = serve({ client, functions });
      return functions;
    });
    let refused = 0;
    w.setHandler((request, response) => {
      if (request.method === 'POST') refused += 1;
      if (refused % 2 === 0) response.socket?.destroy();
      else response.writeHead(502).end('starting');
    });
    const eventId = await w.send('go');
    await vi.waitFor(() => expect(refused).toBeGreaterThan(2), { timeout: PATIENCE });
    w.setHandler(handler!);
    expect(await w.ended(eventId)).toMatchObject({ status: 'Completed', output: 0 });
  });

  it('takes over at once the work of a server that was killed', async () => {
    const w = await world((client) => [
      client.createFunction({ id: 'orphan', triggers: [{ event: `${client.id}/go` }] }, async () => 'saved'),
    ]);
    await w.local.stop();
    // What kill -9 leaves behind: a lease with time to run, of an instance whose session is gone.
    const runId = crypto.randomUUID();
    await database.owner.$client`
      insert into inngest_local.runs (id, fn_id, event_id, event, status, concurrency_keys, concurrency_limits, created_at)
      values (${runId}, ${`${w.id}-orphan`}, ${`event-${runId}`},
        ${JSON.stringify({ id: 'x', name: `${w.id}/go`, data: {}, ts: 1 })}, 'running', '{}', '{}', ${Date.now()})`;
    await database.owner.$client`
      insert into inngest_local.queue (run_id, step_id, kind, available_at, lease_owner, lease_token, lease_until)
      values (${runId}, 'step', 'call', 0, 4711, ${crypto.randomUUID()}, ${Date.now() + 3_600_000})`;
    const second = await w.start();
    expect((await w.ended(`event-${runId}`, second)).output).toBe('saved');
  });

  it('finishes a run whose server is killed in the middle of a step', async () => {
    const started = [gate(), gate()];
    let calls = 0;
    const w = await world(
      (client) => [
        client.createFunction(
          { id: 'killed', triggers: [{ event: `${client.id}/go` }] },
          async ({ step }) => {
            const before = await step.run('before', () => 1);
            const long = await step.run('long', async () => {
              calls += 1;
              started[calls - 1]?.open();
              // The first call hangs: only its server could have taken the answer.
              if (calls === 1) await new Promise(() => {});
              return 2;
            });
            return before + long;
          },
        ),
      ],
      { workers: 0 },
    );
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/inngest-local.ts'], {
      env: {
        ...process.env,
        DATABASE_URL: database.ownerUrl,
        PORT: '0',
        INNGEST_APP_URLS: `http://127.0.0.1:${w.app.port}/api/inngest`,
        INNGEST_EVENT_KEY: KEYS.event,
        INNGEST_SIGNING_KEY: KEYS.signing,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    ends.push(async () => child.kill('SIGKILL'));
    const eventId = await w.send('go');
    await started[0]!.opened;
    child.kill('SIGKILL');
    const second = await w.start({ workers: 4 });
    expect((await w.ended(eventId, second)).output).toBe(3);
    expect(calls).toBe(2);
  });

  it('starts as a command, says where it is, and ends cleanly on SIGTERM', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/inngest-local.ts'], {
      env: {
        ...process.env,
        DATABASE_URL: database.ownerUrl,
        PORT: '0',
        INNGEST_APP_URLS: '',
        INNGEST_EVENT_KEY: KEYS.event,
        INNGEST_SIGNING_KEY: KEYS.signing,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    ends.push(async () => child.kill('SIGKILL'));
    const line = await new Promise<string>((resolve) =>
      child.stdout.once('data', (data) => resolve(String(data))),
    );
    const { url } = JSON.parse(line) as { url: string };
    expect((await fetch(`${url}/health`)).status).toBe(200);
    const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await exited).toBe(0);
  });

  it('stopped, it lets the call in flight end, keeps its result and takes no other', async () => {
    const started = gate();
    const release = gate();
    const calls: string[] = [];
    const w = await world((client) => [
      client.createFunction({ id: 'ending', triggers: [{ event: `${client.id}/go` }] }, async ({ step }) => {
        const first = await step.run('first', async () => {
          calls.push('first');
          started.open();
          await release.opened;
          return 1;
        });
        return first + (await step.run('second', () => calls.push('second')));
      }),
    ]);
    const eventId = await w.send('go');
    await started.opened;
    const stopped = w.local.stop();
    release.open();
    await stopped;
    expect(calls).toEqual(['first']);
    expect((await w.ended(eventId, await w.start())).output).toBe(3);
    expect(calls).toEqual(['first', 'second']);
  });

  it('shares the work between two servers and does nothing twice', async () => {
    const done: number[] = [];
    const w = await world(
      (client) => [
        client.createFunction(
          { id: 'shared', triggers: [{ event: `${client.id}/go` }] },
          async ({ step, event }) => {
            await step.run('work', () => done.push(event.data.n as number));
            return event.data.n;
          },
        ),
      ],
      { workers: 2 },
    );
    await w.start();
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => w.send('go', { n })));
    for (const id of ids) await w.ended(id);
    expect([...done].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  it('answers its health, refuses what it does not understand, and takes a registration the app sends itself', async () => {
    const w = await world((client) => [
      client.createFunction({ id: 'only', triggers: [{ event: `${client.id}/go` }] }, async () => {}),
    ]);
    expect((await fetch(`${w.local.url}/health`)).status).toBe(200);
    const post = (path: string, body: string) =>
      fetch(`${w.local.url}${path}`, {
        method: 'POST',
        body,
        headers: { ...AS_APP, 'content-type': 'application/json' },
      });
    expect((await post(`/e/${KEYS.event}`, '{"data":{}}')).status).toBe(400);
    expect((await post(`/e/${KEYS.event}`, 'nonsense')).status).toBe(400);
    expect((await post('/elsewhere', '{}')).status).toBe(404);
    const at = `http://127.0.0.1:${w.app.port}/api/inngest`;
    const out = await fetch(at, {
      method: 'PUT',
      headers: { 'x-inngest-signature': sign(KEYS.signing, '') },
    });
    expect(await out.json()).toMatchObject({ modified: false });
    const fn = {
      id: 'z-fn',
      triggers: [{ event: 'z/go', expression: 'event.data.x.exists(y, y)' }],
      steps: {},
    };
    const bad = { url: at, appName: 'z', functions: [fn] };
    expect((await post('/fn/register', JSON.stringify(bad))).status).toBe(400);
  });

  it('ends a run whose answer has no end, and reads no more of it than it may', async () => {
    const w = await world((client) => [
      client.createFunction(
        { id: 'endless', retries: 3, triggers: [{ event: `${client.id}/go` }] },
        async () => {},
      ),
    ]);
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    let sent = 0;
    let cut = false;
    w.setHandler((request, response) => {
      if (request.method !== 'POST') return response.writeHead(503).end();
      response.on('close', () => {
        cut = true;
      });
      response.writeHead(200, { 'content-type': 'application/json', 'x-inngest-sdk': 'js:v4' });
      const more = () => {
        if (cut) return;
        sent += 1;
        response.write(chunk, more);
      };
      more();
    });
    const run = await w.ended(await w.send('go'));
    expect(run).toMatchObject({ status: 'Failed', output: { message: expect.stringContaining('8 MB') } });
    await vi.waitFor(() => expect(cut).toBe(true));
    expect(sent).toBeLessThan(40);
  });

  it('believes no answer that the app did not sign, and waits for one who has the key', async () => {
    let handler: http.RequestListener | undefined;
    const w = await world((client) => {
      const functions = [
        client.createFunction({ id: 'asked', triggers: [{ event: `${client.id}/go` }] }, async () => 'ours'),
      ];
      handler = serve({ client, functions });
      return functions;
    });
    let asked = 0;
    // Another program took the app's port meanwhile.
    w.setHandler((request, response) => {
      if (request.method === 'POST') asked += 1;
      response
        .writeHead(200, { 'content-type': 'application/json', 'x-inngest-sdk': 'js:v4' })
        .end('"theirs"');
    });
    const eventId = await w.send('go');
    await vi.waitFor(() => expect(asked).toBeGreaterThan(1), { timeout: PATIENCE });
    w.setHandler(handler!);
    expect(await w.ended(eventId)).toMatchObject({ status: 'Completed', output: 'ours' });
  });

  it('calls its own apps only, whatever another server registered in the same database', async () => {
    const w = await world((client) => [
      client.createFunction({ id: 'moved', triggers: [{ event: `${client.id}/go` }] }, async () => 'here'),
    ]);
    await database.owner.$client`
      update inngest_local.functions set app_url = 'http://127.0.0.1:9/api/inngest' where app_id = ${w.id}`;
    expect(await w.ended(await w.send('go'))).toMatchObject({ status: 'Completed', output: 'here' });
  });

  it('while keys are changed, works with an app that has the new one already', async () => {
    const next = `signkey-test-${'ab'.repeat(32)}`;
    const w = await world(
      (client) => [
        client.createFunction(
          { id: 'rotated', triggers: [{ event: `${client.id}/go` }] },
          async () => 'done',
        ),
      ],
      { keys: { ...KEYS, fallback: next } },
    );
    const ahead = new Inngest({
      id: w.id,
      isDev: false,
      baseUrl: w.local.url,
      eventKey: KEYS.event,
      signingKey: next,
      signingKeyFallback: KEYS.signing,
    });
    w.setHandler(
      serve({
        client: ahead,
        functions: [
          ahead.createFunction({ id: 'rotated', triggers: [{ event: `${w.id}/go` }] }, async () => 'ahead'),
        ],
      }),
    );
    expect(await w.ended(await w.send('go'))).toMatchObject({ status: 'Completed', output: 'ahead' });
  });
});
