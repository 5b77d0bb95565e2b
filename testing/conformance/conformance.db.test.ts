import { NonRetriableError, RetryAfterError } from 'inngest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type InngestLocal, startInngestLocal } from '@/inngest/local/start-inngest-local';
import { canonicalJson, isSigned, sign } from '@/inngest/signature';
import { suiteDatabase } from '@/testing/database/suite-database';
import { KEYS } from '@/testing/jobs/keys';
import {
  asApp,
  closeApps,
  endedRun,
  gate,
  keys,
  makeApp,
  mount,
  nextAppId,
  openHost,
  PATIENCE,
} from './harness';

/**
 * What an Inngest server does, told by small functions and seen through the SDK protocol only
 * (docs/SDK_SPEC.md of inngest/inngest). Runs against the server named by INNGEST_BASE_URL, or against the
 * local one; signed, unless that server has no keys (none are set). Waits are seconds, because a real server
 * has a real clock.
 */
let baseUrl = process.env.INNGEST_BASE_URL ?? '';
const database = suiteDatabase();
let local: InngestLocal | undefined;

beforeAll(async () => {
  if (baseUrl) return;
  local = await startInngestLocal({
    databaseUrl: database.ownerUrl,
    port: 0,
    keys: KEYS,
    appUrls: [],
    appOrigins: [(await openHost()).origin],
    pollMs: 50,
    retryBaseMs: 100,
  });
  baseUrl = local.url;
});
afterAll(async () => {
  await local?.stop();
  await closeApps();
});

describe.concurrent('an Inngest server', () => {
  // First, because it waits for the longest.
  it('fires a schedule at its minute, in its time zone', async () => {
    const fired: { at: number; event: { name: string; data: Record<string, unknown> } }[] = [];
    // 24 hours that are all hours somewhere else too; the minute is what one can wait for.
    const cron = 'TZ=Europe/Zurich * 0-23 * * *';
    await makeApp(baseUrl, (client) => [
      client.createFunction({ id: 'cron', triggers: [{ cron }] }, async ({ event }) => {
        fired.push({ at: Date.now(), event: event as never });
      }),
    ]);
    await vi.waitFor(() => expect(fired.length).toBeGreaterThan(0), { timeout: PATIENCE, interval: 200 });
    expect(fired[0]?.event).toMatchObject({ name: 'inngest/scheduled.timer', data: { cron } });
    expect((fired[0]?.at ?? 0) % 60_000).toBeLessThan(15_000);
  });

  describe('steps', () => {
    it('runs each step once and keeps its result', async () => {
      const calls: string[] = [];
      const app = await makeApp(baseUrl, (client, told) => [
        client.createFunction(
          { id: 'steps', triggers: [{ event: `${client.id}/go` }] },
          async ({ step, event }) => {
            const a = await step.run('a', () => {
              calls.push('a');
              return { n: 20 };
            });
            const b = await step.run('b', () => {
              calls.push('b');
              return a.n + (event.data.add as number);
            });
            return told({ b });
          },
        ),
      ]);
      expect((await app.ended(await app.send('go', { add: 22 }))).status).toBe('Completed');
      expect(app.told).toEqual([{ b: 42 }]);
      expect(calls).toEqual(['a', 'b']);
    });

    it('knows steps of the same name in a loop apart', async () => {
      const app = await makeApp(baseUrl, (client, told) => [
        client.createFunction({ id: 'loop', triggers: [{ event: `${client.id}/go` }] }, async ({ step }) => {
          let sum = 0;
          for (let n = 1; n <= 10; n++) sum += await step.run('add', () => n);
          return told(sum);
        }),
      ]);
      await app.ended(await app.send('go'));
      expect(app.told).toEqual([55]);
    });

    it('runs parallel steps at the same time, and the steps after them in chains', async () => {
      const both = gate();
      let started = 0;
      const app = await makeApp(baseUrl, (client, told) => [
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
            return told(await Promise.all([chain('x'), chain('y')]));
          },
        ),
      ]);
      await app.ended(await app.send('go'));
      expect(app.told).toEqual([['x!', 'y!']]);
      expect(started).toBe(2);
    });

    it('sleeps as long as told, and not until what is past', async () => {
      const app = await makeApp(baseUrl, (client, told) => [
        client.createFunction(
          { id: 'sleeper', triggers: [{ event: `${client.id}/go` }] },
          async ({ step }) => {
            const from = await step.run('from', () => Date.now());
            await step.sleep('a while', '2s');
            await step.sleepUntil('no longer', new Date(0));
            return told((await step.run('to', () => Date.now())) - from);
          },
        ),
      ]);
      await app.ended(await app.send('go'));
      expect(app.told[0]).toBeGreaterThanOrEqual(1900);
    });

    it('wakes the function that waits for a matching event, sent from a step, with the whole event', async () => {
      const app = await makeApp(baseUrl, (client, told) => [
        client.createFunction(
          { id: 'waiter', triggers: [{ event: `${client.id}/go` }] },
          async ({ step }) => {
            await step.sendEvent('ask', { name: `${client.id}/ask` });
            const answer = await step.waitForEvent('answer', {
              event: `${client.id}/answer`,
              timeout: '30s',
              match: 'data.order',
            });
            return told(answer && [answer.name, answer.data.text]);
          },
        ),
        client.createFunction(
          { id: 'sender', triggers: [{ event: `${client.id}/ask` }] },
          async ({ step }) => {
            await step.sleep('until it waits', '1s');
            const sent = await step.sendEvent('send', [
              { name: `${client.id}/answer`, data: { order: 2, text: 'other' } },
              { name: `${client.id}/answer`, data: { order: 1, text: 'mine' } },
            ]);
            return sent.ids.length;
          },
        ),
      ]);
      await app.ended(await app.send('go', { order: 1 }));
      expect(app.told).toEqual([[`${app.id}/answer`, 'mine']]);
    });

    it('gives null to what waited in vain', async () => {
      const app = await makeApp(baseUrl, (client, told) => [
        client.createFunction(
          { id: 'in-vain', triggers: [{ event: `${client.id}/go` }] },
          async ({ step }) => {
            const got = await step.waitForEvent('never', { event: `${client.id}/never`, timeout: '1s' });
            return told(got);
          },
        ),
      ]);
      await app.ended(await app.send('go'));
      expect(app.told).toEqual([null]);
    });

    it('invokes another function and takes over its result or its error', async () => {
      const app = await makeApp(baseUrl, (client, told) => {
        const child = client.createFunction({ id: 'child', triggers: [], retries: 0 }, async ({ event }) => {
          const data = event.data as Record<string, unknown>;
          if (data.fail) throw new NonRetriableError('the child failed');
          return { doubled: (data.n as number) * 2 };
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
              return told({ good, bad });
            },
          ),
        ];
      });
      await app.ended(await app.send('go'));
      expect(app.told).toEqual([{ good: { doubled: 42 }, bad: expect.stringContaining('the child failed') }]);
    });
  });

  describe('errors', () => {
    it('tries a step again, and the next step anew', async () => {
      const attempts: number[] = [];
      const app = await makeApp(baseUrl, (client, told) => [
        client.createFunction(
          { id: 'flaky', retries: 3, triggers: [{ event: `${client.id}/go` }] },
          async ({ step, attempt }) => {
            const value = await step.run('flaky', () => {
              attempts.push(attempt);
              if (attempts.length < 3) throw new Error('not yet');
              return 'done';
            });
            await step.run('fresh', () => attempts.push(attempt));
            return told(value);
          },
        ),
      ]);
      await app.ended(await app.send('go'));
      expect(app.told).toEqual(['done']);
      expect(attempts).toEqual([0, 1, 2, 0]);
    });

    it('gives a step that failed for good to the function, which may catch it', async () => {
      let tries = 0;
      const app = await makeApp(baseUrl, (client, told) => [
        client.createFunction(
          { id: 'catcher', retries: 1, triggers: [{ event: `${client.id}/go` }] },
          async ({ step }) => {
            try {
              await step.run('never', () => {
                tries += 1;
                throw new TypeError('never works');
              });
            } catch (error) {
              return told(await step.run('recover', () => (error as Error).message));
            }
          },
        ),
      ]);
      expect((await app.ended(await app.send('go'))).status).toBe('Completed');
      expect(app.told).toEqual(['never works']);
      expect(tries).toBe(2);
    });

    it('does not try again what says so, and calls onFailure with the event and the error', async () => {
      let tries = 0;
      const failures: unknown[] = [];
      const app = await makeApp(baseUrl, (client) => [
        client.createFunction(
          {
            id: 'hopeless',
            retries: 5,
            triggers: [{ event: `${client.id}/go` }],
            onFailure: async ({ event, error, step }) => {
              await step.run('note', () => {
                failures.push([error.message, event.data.event.data, event.data.run_id]);
              });
            },
          },
          async () => {
            tries += 1;
            throw new NonRetriableError('give up');
          },
        ),
      ]);
      const run = await app.ended(await app.send('go', { shop: 7 }));
      expect(run.status).toBe('Failed');
      await vi.waitFor(() => expect(failures).toEqual([['give up', { shop: 7 }, run.run_id]]), {
        timeout: PATIENCE,
      });
      expect(tries).toBe(1);
    });

    it('tries a function that fails outside its steps as often as configured', async () => {
      let tries = 0;
      const app = await makeApp(baseUrl, (client) => [
        client.createFunction(
          { id: 'fails', retries: 2, triggers: [{ event: `${client.id}/go` }] },
          async () => {
            tries += 1;
            throw new Error('broken');
          },
        ),
      ]);
      expect((await app.ended(await app.send('go'))).status).toBe('Failed');
      expect(tries).toBe(3);
    });

    it('waits as long as Retry-After says', async () => {
      const tries: number[] = [];
      const app = await makeApp(baseUrl, (client, told) => [
        client.createFunction({ id: 'later', triggers: [{ event: `${client.id}/go` }] }, async () => {
          tries.push(Date.now());
          if (tries.length === 1) throw new RetryAfterError('busy', '3s');
          return told('in');
        }),
      ]);
      await app.ended(await app.send('go'));
      expect(app.told).toEqual(['in']);
      // The header has whole seconds, and may be a moment old when it is read.
      expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBeGreaterThan(1900);
    });
  });

  describe('events', () => {
    it('takes an event id once', async () => {
      let runs = 0;
      const app = await makeApp(baseUrl, (client) => [
        client.createFunction({ id: 'once', triggers: [{ event: `${client.id}/go` }] }, async () => {
          runs += 1;
        }),
        client.createFunction({ id: 'other', triggers: [{ event: `${client.id}/other` }] }, async () => {}),
      ]);
      const id = `same-${app.id}`;
      await Promise.all([app.send('go', {}, id), app.send('go', {}, id), app.send('go', {}, id)]);
      await app.ended(await app.send('other'));
      await app.send('go', {}, id);
      await app.ended(await app.send('other'));
      await vi.waitFor(() => expect(runs).toBe(1), { timeout: PATIENCE });
    });

    it('starts a function once per idempotency key', async () => {
      const seen: unknown[] = [];
      const app = await makeApp(baseUrl, (client) => [
        client.createFunction(
          { id: 'keyed', idempotency: 'event.data.order', triggers: [{ event: `${client.id}/go` }] },
          async ({ event }) => {
            seen.push(event.data.order);
          },
        ),
        client.createFunction({ id: 'other', triggers: [{ event: `${client.id}/other` }] }, async () => {}),
      ]);
      for (const order of ['a', 'a', 'b', 'a', 'b']) await app.send('go', { order });
      await app.ended(await app.send('other'));
      await vi.waitFor(() => expect([...seen].sort()).toEqual(['a', 'b']), { timeout: PATIENCE });
    });

    it('starts only what a trigger expression lets through', async () => {
      const app = await makeApp(baseUrl, (client, told) => [
        client.createFunction(
          {
            id: 'picky',
            triggers: [{ event: `${client.id}/go`, if: "event.data.kind == 'good' && event.data.n > 1" }],
          },
          async ({ event }) => told(event.data.n),
        ),
      ]);
      await app.send('go', { kind: 'bad', n: 5 });
      await app.send('go', { kind: 'good', n: 1 });
      await app.ended(await app.send('go', { kind: 'good', n: 2 }));
      expect(app.told).toEqual([2]);
    });

    it('starts every function that an event triggers', async () => {
      const seen: string[] = [];
      const app = await makeApp(baseUrl, (client) =>
        ['one', 'two'].map((id) =>
          client.createFunction({ id, triggers: [{ event: `${client.id}/go` }] }, async () => {
            seen.push(id);
          }),
        ),
      );
      await app.send('go');
      await vi.waitFor(() => expect([...seen].sort()).toEqual(['one', 'two']), { timeout: PATIENCE });
    });

    it('cancels the runs that an event matches, in the middle of a step, and no others', async () => {
      const started = [gate(), gate()];
      const release = gate();
      const after: unknown[] = [];
      const app = await makeApp(baseUrl, (client) => [
        client.createFunction(
          {
            id: 'long',
            triggers: [{ event: `${client.id}/go` }],
            cancelOn: [{ event: `${client.id}/stop`, match: 'data.id' }],
          },
          async ({ step, event }) => {
            const n = event.data.id as number;
            await step.run('wait', async () => {
              started[n]?.open();
              await release.opened;
            });
            await step.run('after', () => after.push(n));
          },
        ),
      ]);
      const [zero, one] = [await app.send('go', { id: 0 }), await app.send('go', { id: 1 })];
      await Promise.all(started.map((each) => each.opened));
      await app.send('stop', { id: 0 });
      await vi.waitFor(async () => expect((await app.runsOf(zero))[0]?.status).toBe('Cancelled'), {
        timeout: PATIENCE,
      });
      release.open();
      expect((await app.ended(one)).status).toBe('Completed');
      expect(after).toEqual([1]);
    });

    it('keeps to the concurrency limit of each key, and lets other keys go on', async () => {
      const now = new Map<string, number>();
      const most = new Map<string, number>();
      const both = gate();
      const app = await makeApp(baseUrl, (client) => [
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
                most.set(location, Math.max(most.get(location) ?? 0, now.get(location) ?? 0));
                // The first step of either key goes on only when the other key has one at work too.
                if (now.size === 2) both.open();
                await both.opened;
                await fetch(`${baseUrl}/health`);
                now.set(location, (now.get(location) ?? 0) - 1);
              });
          },
        ),
      ]);
      const ids = await Promise.all(
        ['x', 'x', 'x', 'y', 'y', 'y'].map((location) => app.send('go', { location })),
      );
      for (const id of ids) expect((await app.ended(id)).status).toBe('Completed');
      expect([...most.values()]).toEqual([1, 1]);
    });
  });

  describe('syncing', () => {
    it('another version takes the place of the first; a run that sleeps goes on in it', async () => {
      const started = gate();
      const app = await makeApp(baseUrl, (client, told) => [
        client.createFunction({ id: 'old', triggers: [{ event: `${client.id}/go` }] }, async () =>
          told('old'),
        ),
        client.createFunction(
          { id: 'kept', triggers: [{ event: `${client.id}/kept` }] },
          async ({ step }) => {
            await step.run('first', () => started.open());
            await step.sleep('pause', '4s');
            return told('first version');
          },
        ),
      ]);
      await app.ended(await app.send('go'));
      const kept = await app.send('kept');
      await started.opened;
      await app.resync((client, told) => [
        client.createFunction({ id: 'new', triggers: [{ event: `${client.id}/go` }] }, async () =>
          told('new'),
        ),
        client.createFunction(
          { id: 'kept', triggers: [{ event: `${client.id}/kept` }] },
          async ({ step }) => {
            await step.run('first', () => told('a finished step again'));
            await step.sleep('pause', '4s');
            return told('second version');
          },
        ),
      ]);
      const eventId = await app.send('go');
      await app.ended(eventId);
      await app.ended(kept);
      expect(app.told.sort()).toEqual(['new', 'old', 'second version']);
      expect(await app.runsOf(eventId)).toHaveLength(1);
    });
  });

  describe('the wire, without an SDK', () => {
    interface Call {
      step: string;
      functionId: string;
      body: {
        ctx: {
          run_id: string;
          attempt: number;
          disable_immediate_execution: boolean;
          stack: { stack: string[]; current: number };
        };
        event: { name: string; data: unknown; id: string; ts: number };
        events: unknown[];
        steps: Record<string, unknown>;
      };
    }
    type Answer = { status: number; body: unknown; headers?: Record<string, string> };

    /** An app by hand: what each call is answered with is up to `answer`; the calls are kept. */
    async function rawApp(answer: (call: Call) => Answer) {
      const id = nextAppId();
      const calls: Call[] = [];
      let unsigned = 0;
      const sdk = 'bestellfix/by-hand:v1.0.0';
      const { origin, path } = await mount(async (request, response) => {
        let text = '';
        for await (const chunk of request) text += chunk;
        const { searchParams } = new URL(request.url ?? '', 'http://app');
        const reply = ({ status, body, headers = {} }: Answer) => {
          const json = JSON.stringify(body);
          response.writeHead(status, {
            'content-type': 'application/json',
            'x-inngest-sdk': sdk,
            'x-inngest-req-version': '2',
            ...(keys && { 'x-inngest-signature': sign(keys.signing, json) }),
            ...headers,
          });
          response.end(json);
        };
        if (request.method !== 'POST') return reply({ status: 200, body: {} });
        const signature = String(request.headers['x-inngest-signature'] ?? '');
        if (keys && !isSigned([keys.signing], signature, canonicalJson(JSON.parse(text)))) unsigned += 1;
        const call = {
          step: searchParams.get('stepId') ?? '',
          functionId: searchParams.get('fnId') ?? '',
          body: JSON.parse(text),
        };
        calls.push(call);
        reply(answer(call));
      });
      const functionId = `${id}-by-hand`;
      const url = origin + path;
      const runtime = { type: 'http', url: `${url}/x?fnId=${functionId}&stepId=step` };
      const registered = await fetch(`${baseUrl}/fn/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-inngest-sdk': sdk, ...asApp },
        body: JSON.stringify({
          url: `${url}/x`,
          deployType: 'ping',
          appName: id,
          sdk,
          v: '0.1',
          functions: [
            {
              id: functionId,
              name: 'By hand',
              triggers: [{ event: `${id}/go` }],
              steps: { step: { id: 'step', name: 'step', runtime, retries: { attempts: 2 } } },
            },
          ],
        }),
      });
      expect(registered.status).toBe(200);
      const send = async (name: string, data: Record<string, unknown>): Promise<string> => {
        const body = JSON.stringify({ name: `${id}/${name}`, data });
        const sent = await fetch(`${baseUrl}/e/${keys?.event ?? 'any'}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        return ((await sent.json()) as { ids: string[] }).ids[0] ?? '';
      };
      return { id, functionId, calls, send, unsigned: () => unsigned };
    }
    const ops = (...body: unknown[]): Answer => ({ status: 206, body });

    it('calls carry the run, the event and what is known of each step, as the specification says', async () => {
      const app = await rawApp(({ body: { steps } }) => {
        if (!('data' in steps)) return ops({ id: 'data', op: 'StepRun', data: { n: 1 } });
        if (!('sleep' in steps)) return ops({ id: 'sleep', op: 'Sleep', opts: { duration: '1s' } });
        if (!('wait' in steps)) {
          const opts = { event: `${app.id}/answer`, timeout: '30s', if: 'event.data.k == async.data.k' };
          setTimeout(() => void app.send('answer', { k: 7, x: 1 }), 1000);
          return ops({ id: 'wait', op: 'WaitForEvent', opts });
        }
        if (!('late' in steps))
          return ops({ id: 'late', op: 'WaitForEvent', opts: { event: `${app.id}/never`, timeout: '1s' } });
        if (!('error' in steps))
          return {
            ...ops({ id: 'error', op: 'StepError', error: { name: 'Bad', message: 'bad' } }),
            headers: { 'x-inngest-no-retry': 'true' },
          };
        return { status: 200, body: { done: true } };
      });
      const run = await endedRun(baseUrl, await app.send('go', { k: 7 }));
      expect(run.status).toBe('Completed');
      const last = app.calls.at(-1);
      expect(app.unsigned()).toBe(0);
      expect(last?.step).toBe('step');
      expect(last?.functionId).toBe(app.functionId);
      expect(last?.body.event).toMatchObject({ name: `${app.id}/go`, data: { k: 7 } });
      expect(last?.body.events).toHaveLength(1);
      expect(last?.body.ctx).toMatchObject({
        run_id: run.run_id,
        attempt: 0,
        disable_immediate_execution: false,
      });
      expect(last?.body.ctx.stack.stack).toEqual(['data', 'sleep', 'wait', 'late', 'error']);
      expect(last?.body.steps).toMatchObject({
        data: { data: { n: 1 } },
        sleep: null,
        // The event itself, not nested in `data` (5.3.3).
        wait: { name: `${app.id}/answer`, data: { k: 7, x: 1 } },
        late: null,
        error: { error: { name: 'Bad', message: 'bad' } },
      });
      expect(Object.keys((last?.body.steps.data ?? {}) as object)).toEqual(['data']);
    });

    it('planned steps are called one by one under their own ids, and found steps are then only planned', async () => {
      const app = await rawApp(({ step, body: { steps, ctx } }) => {
        if (step === 'left') return ops({ id: 'left', op: 'StepRun', data: 1 });
        if (step === 'right') {
          if (ctx.attempt === 0)
            return ops({ id: 'right', op: 'StepError', error: { name: 'E', message: 'e' } });
          return ops({ id: 'right', op: 'StepRun', data: 2 });
        }
        const missing = ['left', 'right'].filter((id) => !(id in steps));
        if (missing.length > 0) return ops(...missing.map((id) => ({ id, op: 'StepPlanned' })));
        return { status: 200, body: 'both' };
      });
      await endedRun(baseUrl, await app.send('go', {}));
      const steps = app.calls.filter((call) => call.step !== 'step');
      expect(steps.map((call) => `${call.step} ${call.body.ctx.attempt}`).sort()).toEqual([
        'left 0',
        'right 0',
        'right 1',
      ]);
      const meanwhile = app.calls.filter(
        (call) => call.step === 'step' && 'left' in call.body.steps && !('right' in call.body.steps),
      );
      expect(meanwhile.every((call) => call.body.ctx.disable_immediate_execution)).toBe(true);
    });

    it('an answer of 500 is tried again, as the next attempt', async () => {
      let calls = 0;
      const app = await rawApp(() => {
        calls += 1;
        return calls === 1
          ? { status: 500, body: { name: 'E', message: 'again' } }
          : { status: 200, body: calls };
      });
      expect((await endedRun(baseUrl, await app.send('go', {}))).status).toBe('Completed');
      expect(app.calls.map((call) => call.body.ctx.attempt)).toEqual([0, 1]);
    });
  });
});
