import { spawn } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inngest, NonRetriableError, RetryAfterError } from 'inngest';
import { serve } from 'inngest/node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { testDatabase } from '@/db/testing/database';
import { type InngestLocal, type InngestLocalOptions, startInngestLocal } from './start-inngest-local';

let database: Awaited<ReturnType<typeof testDatabase>>;
let apps = 0;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
afterAll(async () => {
  await database.close();
});

type Data = Record<string, unknown>;
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

/** An app with its functions behind a real port, and a local server that knows it. `define` gets a client that sends to that server. */
async function world(define: (client: Inngest) => Fns, options: Partial<InngestLocalOptions> = {}) {
  apps += 1;
  const id = `app${apps}`;
  const clock = { offset: 0 };
  let client!: Inngest;
  let handler: http.RequestListener = (_request, response) => response.writeHead(503).end();
  const app = await listen((request, response) => handler(request, response));
  const start = async (more: Partial<InngestLocalOptions> = {}): Promise<InngestLocal> => {
    const local = await startInngestLocal({
      databaseUrl: database.url,
      port: 0,
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
  client = new Inngest({ id, isDev: true, baseUrl: local.url, logger: silentLogger });
  const redefine = (next: (client: Inngest) => Fns) => {
    handler = serve({ client, functions: next(client) });
  };
  redefine(define);
  const functions = async () =>
    (
      await database.db.$client<{ id: string }[]>`
        select id from inngest_local.functions where app_id = ${id} and active order by id`
    ).map((row) => row.id);
  await vi.waitFor(async () => expect((await functions()).length).toBeGreaterThan(0), { timeout: 10_000 });

  const runsOf = async (eventId: string, from = local) =>
    ((await (await fetch(`${from.url}/v1/events/${eventId}/runs`)).json()) as { data: Run[] }).data;
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
        { timeout: 15_000, interval: 10 },
      ),
    step: async (runId: string, op: string) =>
      vi.waitFor(
        async () => {
          const rows = await database.db.$client`
            select 1 from inngest_local.steps where run_id = ${runId} and op = ${op} and status = 'pending'`;
          expect(rows.length).toBeGreaterThan(0);
        },
        { timeout: 10_000, interval: 10 },
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
  it('runs each step once and memoises its result', async () => {
    const calls: string[] = [];
    let bodies = 0;
    const w = await world((client) => [
      client.createFunction(
        { id: 'steps', triggers: [{ event: `${client.id}/go` }] },
        async ({ step, event }) => {
          bodies += 1;
          const a = await step.run('a', () => {
            calls.push('a');
            return { n: 20 };
          });
          const b = await step.run('b', () => {
            calls.push('b');
            return a.n + (event.data.add as number);
          });
          return { b };
        },
      ),
    ]);
    const run = await w.ended(await w.send('go', { add: 22 }));
    expect(run).toMatchObject({ status: 'Completed', output: { b: 42 }, function_id: `${w.id}-steps` });
    expect(calls).toEqual(['a', 'b']);
    expect(bodies).toBe(3);
  });

  it('takes ninety steps in well under a minute', async () => {
    const w = await world((client) => [
      client.createFunction({ id: 'ninety', triggers: [{ event: `${client.id}/go` }] }, async ({ step }) => {
        let sum = 0;
        for (let day = 1; day <= 90; day += 1) sum += await step.run(`day-${day}`, () => day);
        return sum;
      }),
    ]);
    const started = Date.now();
    const run = await w.ended(await w.send('go'));
    expect(run.output).toBe(4095);
    expect(Date.now() - started).toBeLessThan(15_000);
  });

  it('runs parallel steps at the same time, and the steps after them in chains', async () => {
    const both = gate();
    let started = 0;
    const w = await world((client) => [
      client.createFunction(
        { id: 'parallel', triggers: [{ event: `${client.id}/go` }] },
        async ({ step }) => {
          const chain = async (name: string) => {
            const first = await step.run(name, async () => {
              started += 1;
              if (started === 2) both.open();
              await both.opened;
              return name;
            });
            return step.run(`${name}-after`, () => `${first}!`);
          };
          return Promise.all([chain('x'), chain('y')]);
        },
      ),
    ]);
    expect((await w.ended(await w.send('go'))).output).toEqual(['x!', 'y!']);
    expect(started).toBe(2);
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
      // The second look was asked for after `a`; it reaches the app only when `b` is over too, which it then does not know.
      if (request.url?.includes('stepId=step') && ++looks === 2) {
        letB.open();
        await vi.waitFor(async () => {
          const rows = await database.db.$client`
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

  it('sends events from a step and wakes the function that waits for a matching one', async () => {
    const w = await world((client) => [
      client.createFunction({ id: 'waiter', triggers: [{ event: `${client.id}/go` }] }, async ({ step }) => {
        const answer = await step.waitForEvent('answer', {
          event: `${client.id}/answer`,
          timeout: '1h',
          match: 'data.order',
        });
        return answer?.data.text ?? 'nothing';
      }),
      client.createFunction({ id: 'sender', triggers: [{ event: `${client.id}/ask` }] }, async ({ step }) => {
        const sent = await step.sendEvent('send', [
          { name: `${client.id}/answer`, data: { order: 2, text: 'other' } },
          { name: `${client.id}/answer`, data: { order: 1, text: 'mine' } },
        ]);
        return sent.ids.length;
      }),
    ]);
    const eventId = await w.send('go', { order: 1 });
    const [run] = await vi.waitFor(async () => {
      const runs = await w.runsOf(eventId);
      expect(runs).toHaveLength(1);
      return runs;
    });
    await w.step(run!.run_id, 'WaitForEvent');
    expect((await w.ended(await w.send('ask'))).output).toBe(2);
    expect((await w.ended(eventId)).output).toBe('mine');

    const late = await w.send('go', { order: 9 });
    await w.step((await vi.waitFor(async () => (await w.runsOf(late))[0]!)).run_id, 'WaitForEvent');
    w.clock.offset = 3_601_000;
    expect((await w.ended(late)).output).toBe('nothing');
  });

  it('invokes another function and takes over its result or its error', async () => {
    const w = await world((client) => {
      const child = client.createFunction({ id: 'child', triggers: [], retries: 0 }, async ({ event }) => {
        if ((event.data as Data).fail) throw new Error('the child failed');
        return { doubled: ((event.data as Data).n as number) * 2 };
      });
      return [
        child,
        client.createFunction(
          { id: 'parent', triggers: [{ event: `${client.id}/go` }] },
          async ({ step }) => {
            const good = await step.invoke('good', { function: child, data: { n: 21 } });
            const bad = await step
              .invoke('bad', { function: child, data: { fail: true } })
              .catch((error: Error) => error.message);
            return { good, bad };
          },
        ),
      ];
    });
    expect((await w.ended(await w.send('go'))).output).toEqual({
      good: { doubled: 42 },
      bad: 'the child failed',
    });
  });
});

describe('errors', () => {
  it('retries a step and then the function goes on', async () => {
    const attempts: number[] = [];
    const w = await world((client) => [
      client.createFunction(
        { id: 'flaky', retries: 3, triggers: [{ event: `${client.id}/go` }] },
        async ({ step, attempt }) => {
          const value = await step.run('flaky', () => {
            attempts.push(attempt);
            if (attempts.length < 3) throw new Error('not yet');
            return 'done';
          });
          await step.run('fresh', () => attempts.push(attempt));
          return value;
        },
      ),
    ]);
    expect((await w.ended(await w.send('go'))).output).toBe('done');
    expect(attempts).toEqual([0, 1, 2, 0]);
  });

  it('gives a step that failed for good to the function, which may catch it', async () => {
    let tries = 0;
    const w = await world((client) => [
      client.createFunction(
        { id: 'catcher', retries: 1, triggers: [{ event: `${client.id}/go` }] },
        async ({ step }) => {
          try {
            await step.run('never', () => {
              tries += 1;
              throw new TypeError('never works');
            });
          } catch (error) {
            return step.run('recover', () => (error as Error).message);
          }
        },
      ),
    ]);
    expect(await w.ended(await w.send('go'))).toMatchObject({ status: 'Completed', output: 'never works' });
    expect(tries).toBe(2);
  });

  it('does not retry what says so, and calls onFailure with the event and the error', async () => {
    let tries = 0;
    const failures: unknown[] = [];
    const failed = gate();
    const w = await world((client) => [
      client.createFunction(
        {
          id: 'hopeless',
          retries: 5,
          triggers: [{ event: `${client.id}/go` }],
          onFailure: async ({ event, error, step }) => {
            await step.run('note', () => {
              failures.push([error.message, event.data.event.data, event.data.run_id]);
            });
            failed.open();
          },
        },
        async () => {
          tries += 1;
          throw new NonRetriableError('give up');
        },
      ),
    ]);
    expect(await w.functions()).toEqual([`${w.id}-hopeless`, `${w.id}-hopeless-failure`]);
    const run = await w.ended(await w.send('go', { shop: 7 }));
    expect(run).toMatchObject({ status: 'Failed', output: { message: 'give up' } });
    await failed.opened;
    expect(failures).toEqual([['give up', { shop: 7 }, run.run_id]]);
    expect(tries).toBe(1);
  });

  it('waits as long as Retry-After says', async () => {
    const tries: number[] = [];
    const w = await world((client) => [
      client.createFunction({ id: 'later', triggers: [{ event: `${client.id}/go` }] }, async () => {
        tries.push(Date.now());
        if (tries.length === 1) throw new RetryAfterError('busy', '2h');
        return 'in';
      }),
    ]);
    const eventId = await w.send('go');
    await vi.waitFor(async () => {
      const rows = await database.db.$client`
        select 1 from inngest_local.queue q join inngest_local.runs r on r.id = q.run_id
        where r.event_id = ${eventId} and q.attempt = 1 and q.available_at > ${Date.now() + 7_000_000}`;
      expect(rows).toHaveLength(1);
    });
    w.clock.offset = 7_300_000;
    expect((await w.ended(eventId)).output).toBe('in');
  });
});

describe('events and schedules', () => {
  it('takes an event id once', async () => {
    let runs = 0;
    const w = await world((client) => [
      client.createFunction({ id: 'once', triggers: [{ event: `${client.id}/go` }] }, async () => {
        runs += 1;
      }),
      client.createFunction({ id: 'other', triggers: [{ event: `${client.id}/other` }] }, async () => {}),
    ]);
    const id = `same-${w.id}`;
    await Promise.all([w.send('go', {}, id), w.send('go', {}, id), w.send('go', {}, id)]);
    await w.ended(id);
    await w.send('go', {}, id);
    await w.ended(await w.send('other'));
    expect(await w.runsOf(id)).toHaveLength(1);
    expect(runs).toBe(1);
  });

  it('starts only what a trigger expression lets through', async () => {
    const w = await world((client) => [
      client.createFunction(
        {
          id: 'picky',
          triggers: [{ event: `${client.id}/go`, if: "event.data.kind == 'good' && event.data.n > 1" }],
        },
        async ({ event }) => event.data.n,
      ),
    ]);
    const bad = await w.send('go', { kind: 'bad', n: 5 });
    const small = await w.send('go', { kind: 'good', n: 1 });
    expect((await w.ended(await w.send('go', { kind: 'good', n: 2 }))).output).toBe(2);
    expect(await w.runsOf(bad)).toEqual([]);
    expect(await w.runsOf(small)).toEqual([]);
  });

  it('cancels the runs whose data an event matches, in the middle of a step', async () => {
    const started = gate();
    const release = gate();
    const after: unknown[] = [];
    const w = await world((client) => [
      client.createFunction(
        {
          id: 'long',
          triggers: [{ event: `${client.id}/go` }],
          cancelOn: [{ event: `${client.id}/stop`, if: 'event.data.id == async.data.id' }],
        },
        async ({ step, event }) => {
          await step.run('wait', async () => {
            if (event.data.id === 1) started.open();
            await release.opened;
          });
          await step.run('after', () => after.push(event.data.id));
        },
      ),
    ]);
    const [one, two] = [await w.send('go', { id: 1 }), await w.send('go', { id: 2 })];
    await started.opened;
    await w.send('stop', { id: 1 });
    expect((await w.ended(one)).status).toBe('Cancelled');
    release.open();
    expect((await w.ended(two)).status).toBe('Completed');
    expect(after).toEqual([2]);
  });

  it('keeps to the concurrency limit of each key', async () => {
    const now = new Map<string, number>();
    const both = gate();
    const most = new Map<string, number>();
    let together = 0;
    let mostTogether = 0;
    const w = await world((client) => [
      client.createFunction(
        {
          id: 'limited',
          triggers: [{ event: `${client.id}/go` }],
          concurrency: [{ limit: 1, key: 'event.data.location' }],
        },
        async ({ step, event }) => {
          const location = event.data.location as string;
          for (const name of ['a', 'b'])
            await step.run(name, async () => {
              now.set(location, (now.get(location) ?? 0) + 1);
              together += 1;
              most.set(location, Math.max(most.get(location) ?? 0, now.get(location)!));
              mostTogether = Math.max(mostTogether, together);
              // Every step overlaps whatever the server starts meanwhile; the first ones wait for the other location.
              if (now.size === 2) both.open();
              await both.opened;
              await fetch(`${w.local.url}/health`);
              together -= 1;
              now.set(location, now.get(location)! - 1);
            });
        },
      ),
    ]);
    const ids = await Promise.all(
      ['x', 'x', 'x', 'y', 'y', 'y'].map((location) => w.send('go', { location })),
    );
    for (const id of ids) expect((await w.ended(id)).status).toBe('Completed');
    expect([...most.values()]).toEqual([1, 1]);
    expect(mostTogether).toBe(2);
  });

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
    const [row] = await database.db
      .$client`select next_at from inngest_local.crons where fn_id = ${`${w.id}-nightly`}`;
    expect(new Date(row!.next_at as number).toISOString()).toBe('2030-01-16T03:00:00.000Z');
    offset.value = Date.parse('2030-01-16T03:00:01Z') - start;
    await vi.waitFor(() => expect(fired).toEqual([Date.parse('2030-01-16T03:00:00Z')]), { timeout: 5000 });
    const [next] = await database.db
      .$client`select next_at from inngest_local.crons where fn_id = ${`${w.id}-nightly`}`;
    expect(new Date(next!.next_at as number).toISOString()).toBe('2030-01-17T03:00:00.000Z');
    const runs = await database.db
      .$client`select id from inngest_local.runs where fn_id = ${`${w.id}-nightly`}`;
    expect(runs).toHaveLength(1);
  });
});

describe('robustness', () => {
  it('no longer starts a function that the app has dropped', async () => {
    const w = await world((client) => [
      client.createFunction({ id: 'old', triggers: [{ event: `${client.id}/go` }] }, async () => 'old'),
    ]);
    expect((await w.ended(await w.send('go'))).output).toBe('old');
    w.redefine((client) => [
      client.createFunction({ id: 'new', triggers: [{ event: `${client.id}/go` }] }, async () => 'new'),
    ]);
    await vi.waitFor(async () => expect(await w.functions()).toEqual([`${w.id}-new`]), { timeout: 5000 });
    const eventId = await w.send('go');
    expect((await w.ended(eventId)).output).toBe('new');
    expect(await w.runsOf(eventId)).toHaveLength(1);
  });

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
    await vi.waitFor(() => expect(refused).toBeGreaterThan(2), { timeout: 5000 });
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
    await database.db.$client`
      insert into inngest_local.runs (id, fn_id, event_id, event, status, concurrency_keys, concurrency_limits, created_at)
      values (${runId}, ${`${w.id}-orphan`}, ${`event-${runId}`},
        ${JSON.stringify({ id: 'x', name: `${w.id}/go`, data: {}, ts: 1 })}, 'running', '{}', '{}', ${Date.now()})`;
    await database.db.$client`
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
        DATABASE_URL: database.url,
        PORT: '0',
        INNGEST_APP_URLS: `http://127.0.0.1:${w.app.port}/api/inngest`,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    ends.push(async () => child.kill('SIGKILL'));
    const eventId = await w.send('go');
    await started[0]!.opened;
    child.kill('SIGKILL');
    const killedAt = Date.now();
    const second = await w.start({ workers: 4 });
    expect((await w.ended(eventId, second)).output).toBe(3);
    expect(calls).toBe(2);
    expect(Date.now() - killedAt).toBeLessThan(10_000);
  });

  it('starts as a command, says where it is, and ends cleanly on SIGTERM', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/inngest-local.ts'], {
      env: { ...process.env, DATABASE_URL: database.url, PORT: '0', INNGEST_APP_URLS: '' },
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
    const post = (path: string, body: string) => fetch(`${w.local.url}${path}`, { method: 'POST', body });
    expect((await post('/e/key', '{"data":{}}')).status).toBe(400);
    expect((await post('/e/key', 'nonsense')).status).toBe(400);
    expect((await post('/elsewhere', '{}')).status).toBe(404);
    const out = await fetch(`http://127.0.0.1:${w.app.port}/api/inngest`, { method: 'PUT' });
    expect(await out.json()).toMatchObject({ modified: false });
    const fn = {
      id: 'z-fn',
      triggers: [{ event: 'z/go', expression: 'event.data.x.exists(y, y)' }],
      steps: {},
    };
    const bad = { url: 'http://127.0.0.1:9/z', appName: 'z', functions: [fn] };
    expect((await post('/fn/register', JSON.stringify(bad))).status).toBe(400);
  });
});
