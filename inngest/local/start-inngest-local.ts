import { createHash, randomInt, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { connect } from '@/db/connect';
import { canonicalJson, isSigned } from '../signature';
import { AnswerTooLong, type AppResponse, callApp } from './call-app';
import { type Claim, Engine, type InngestEvent, type Outcome, opsSchema } from './engine';
import { registrationSchema } from './function-config';
import { answerRequest, type JobKeys, type Reply } from './http-api';
import { schemaSql } from './schema.sql';

type Log = Record<'info' | 'warn' | 'error', (details: object, message: string) => void>;

export type InngestLocalOptions = {
  databaseUrl: string;
  /** False where a pooler in between would lose prepared statements. */
  prepare?: boolean | undefined;
  /** 0 takes a free port. The server listens on 127.0.0.1 only. */
  port: number;
  /** Signs the calls to the apps, and lets in who has them. */
  keys: JobKeys;
  /** Where the apps serve their functions, such as `http://127.0.0.1:3000/api/inngest`: the only addresses that are ever called. */
  appUrls: string[];
  /** Origins, such as `http://127.0.0.1:3000`, below which apps may register themselves at addresses not known before. */
  appOrigins?: string[];
  log?: Log;
  /** Milliseconds after which the queue is read again without a notification. */
  pollMs?: number;
  /** How many calls to apps may be open at once. */
  workers?: number;
  /** How often a registered app is asked again for its functions. */
  syncMs?: number;
  /** The wait before the first retry of an error; it doubles each time, up to ten minutes. */
  retryBaseMs?: number;
  leaseMs?: number;
  now?: () => number;
};

export type InngestLocal = { url: string; stop: () => Promise<void> };

/** "inng": the first half of the advisory lock that each running server holds, the second being its instance number. */
const LOCK_SPACE = 0x696e6e67;
const STOP_GRACE_MS = 10_000;
const STARTUP_MS = 30_000;

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

const eventSchema = z.object({
  name: z.string().min(1),
  id: z.string().min(1).nullish(),
  data: z.record(z.string(), z.unknown()).nullish(),
  ts: z.number().nullish(),
  user: z.unknown().optional(),
  v: z.unknown().optional(),
});
const eventsSchema = z.union([z.array(eventSchema), eventSchema.transform((event) => [event])]);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What an app answered, in the words of the SDK spec (4.4.3 and 5.1.1). What the app did not sign, another program may have said. */
function readOutcome(response: AppResponse, keys: JobKeys, now: number): Outcome {
  const lost = (reason: string): Outcome => ({ type: 'lost', reached: false, reason });
  if (response.status === 401) return lost('the app has other keys (HTTP 401)');
  if (response.headers['x-inngest-sdk'] === undefined)
    return lost(`HTTP ${response.status} without an SDK behind it`);
  if (!isSignedAnswer(response, keys)) return lost(`HTTP ${response.status} that the app did not sign`);
  const body = parseJson(response.body);
  const noRetry = response.headers['x-inngest-no-retry'] === 'true';
  const after = response.headers['retry-after'];
  const retryAt =
    after === undefined ? null : /^\d+$/.test(after) ? now + Number(after) * 1000 : Date.parse(after) || null;
  if (response.status === 206) {
    const ops = opsSchema.safeParse(body);
    if (ops.success) return { type: 'ops', ops: ops.data, noRetry, retryAt };
  }
  if (response.status === 200) return { type: 'completed', data: body };
  const error = body ?? { name: 'Error', message: `HTTP ${response.status}: ${response.body.slice(0, 500)}` };
  return { type: 'failed', error, noRetry, retryAt };
}

function isSignedAnswer({ headers, body }: AppResponse, { signing, fallback }: JobKeys): boolean {
  const signature = headers['x-inngest-signature'];
  const keys = fallback === undefined ? [signing] : [signing, fallback];
  return isSigned(keys, typeof signature === 'string' ? signature : null, body);
}

/** An address as it is compared and called: without a query. */
function plainUrl(text: string): string {
  const url = new URL(text);
  url.search = '';
  return url.href;
}

/** Starts a server that apps reach with the Inngest SDK, both signing what they say; its state is in the database, so any number may share one. */
export async function startInngestLocal(options: InngestLocalOptions): Promise<InngestLocal> {
  const {
    pollMs = 1000,
    workers = 16,
    syncMs = 5000,
    retryBaseMs = 2000,
    leaseMs = 30_000,
    prepare = true,
    keys,
  } = options;
  const log = options.log ?? silent;
  const now = options.now ?? Date.now;
  const instance = randomInt(1, 2 ** 31 - 1);

  const sql = connect(options.databaseUrl, { max: 6, prepare });
  const session = connect(options.databaseUrl, { max: 1, prepare, max_lifetime: null, idle_timeout: 0 });
  const engine = new Engine({ sql, now, leaseMs, retryBaseMs, instance });
  const appUrls = options.appUrls.map(plainUrl);
  const appOrigins = new Set(options.appOrigins?.map((text) => new URL(text).origin));
  /** Where each app is that this server was started for; what others registered in the same database is theirs to call. */
  const urlOfApp = new Map<string, string>();

  const holdInstanceLock = () => session`
    select case when exists (
      select 1 from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
        and objid = ${instance}::int::oid and classid = ${LOCK_SPACE}::int::oid)
    then true else pg_try_advisory_lock(${LOCK_SPACE}, ${instance}) end`;

  let stopping = false;
  const inFlight = new Map<string, { abort: AbortController; done: Promise<void> }>();

  async function perform(claim: Claim, abort: AbortController): Promise<void> {
    if (claim.kind === 'timer') return engine.fireTimer(claim);
    const request = await engine.request(claim);
    const appUrl = request && urlOfApp.get(request.appId);
    if (!request || !appUrl) return engine.release([claim.lease_token]);
    let outcome: Outcome;
    try {
      const response = await callApp({
        method: 'POST',
        url: `${appUrl}?${request.query}`,
        body: canonicalJson(request.body),
        signingKey: keys.signing,
        signal: abort.signal,
      });
      outcome = readOutcome(response, keys, now());
    } catch (error) {
      if (abort.signal.aborted) return engine.release([claim.lease_token]);
      const code = (error as NodeJS.ErrnoException).code;
      outcome =
        error instanceof AnswerTooLong
          ? { type: 'failed', error: { name: 'Error', message: error.message }, noRetry: true, retryAt: null }
          : { type: 'lost', reached: code !== 'ECONNREFUSED', reason: String(error) };
    }
    if (outcome.type === 'lost' && claim.losses === 0)
      log.warn(
        { runId: claim.run_id, reason: outcome.reason },
        'The app did not answer; the call is made again',
      );
    if (outcome.type === 'failed')
      log.warn({ runId: claim.run_id, attempt: claim.attempt, error: outcome.error }, 'A function failed');
    await settle(claim, outcome);
  }

  /** A result is work done: it is offered again while the database is away, for as long as the lease would have lasted. */
  async function settle(claim: Claim, outcome: Outcome): Promise<void> {
    const deadline = Date.now() + leaseMs;
    for (;;) {
      try {
        return await engine.settle(claim, outcome);
      } catch (error) {
        if (stopping || Date.now() > deadline || !(await databaseIsAway())) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }
  const databaseIsAway = () =>
    sql`select 1`.then(
      () => false,
      () => true,
    );

  const makeSchema = () =>
    sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtext('inngest_local.schema'))`;
      await tx.unsafe(schemaSql);
    });
  /** State that was deleted under a running server begins anew; the apps are registered again at the next sync. */
  async function healSchema(error: unknown): Promise<void> {
    const isGone = /^(42P01|3F000)$/.test(String((error as { code?: unknown }).code));
    if (isGone && !stopping) await makeSchema().catch(() => undefined);
  }

  let pumping: Promise<void> | null = null;
  let pumpAgain = false;
  let wakeTimer: NodeJS.Timeout | undefined;
  function wake(): void {
    if (stopping) return;
    pumpAgain = true;
    pumping ??= pump().finally(() => {
      pumping = null;
      if (pumpAgain) wake();
    });
  }
  async function pump(): Promise<void> {
    clearTimeout(wakeTimer);
    let wait = pollMs;
    while (pumpAgain && !stopping) {
      pumpAgain = false;
      if (inFlight.size >= workers) break;
      try {
        const { claims, more, nextAt } = await engine.claim(workers - inFlight.size, [...urlOfApp.keys()]);
        if (more) pumpAgain = true;
        for (const claim of claims) {
          const abort = new AbortController();
          const done = perform(claim, abort)
            .catch(async (error) => {
              log.error(
                { runId: claim.run_id, error: String(error) },
                'The outcome of a call could not be recorded',
              );
              await engine.release([claim.lease_token]).catch(() => {});
            })
            .finally(() => {
              inFlight.delete(claim.lease_token);
              wake();
            });
          inFlight.set(claim.lease_token, { abort, done });
        }
        wait = Math.max(1, Math.min(pollMs, nextAt === null ? pollMs : nextAt - now()));
      } catch (error) {
        if (!stopping) log.error({ error: String(error) }, 'The queue could not be read');
        await healSchema(error);
      }
    }
    if (!stopping) wakeTimer = setTimeout(wake, wait);
  }

  /** Runs `work` again and again with a pause between, one at a time, until the server stops. */
  const loops: (() => Promise<void>)[] = [];
  function repeat(name: string, work: () => Promise<number>): void {
    let timer: NodeJS.Timeout | undefined;
    let running: Promise<void> = Promise.resolve();
    const tick = () => {
      running = work()
        .catch(async (error) => {
          if (!stopping) log.error({ error: String(error) }, `${name} failed`);
          await healSchema(error);
          return 1000;
        })
        .then((pause) => {
          if (!stopping) timer = setTimeout(tick, pause);
        });
    };
    tick();
    loops.push(async () => {
      clearTimeout(timer);
      await running;
    });
  }

  const stopSignal = new AbortController();
  const synced = new Map<string, boolean>();
  async function sync(appUrl: string): Promise<number> {
    try {
      const response = await callApp({
        method: 'PUT',
        url: appUrl,
        headers: { 'x-inngest-sync-kind': 'in_band' },
        body: canonicalJson({ url: appUrl }),
        signingKey: keys.signing,
        signal: AbortSignal.any([stopSignal.signal, AbortSignal.timeout(60_000)]),
      });
      if (response.status !== 200) throw new Error(`HTTP ${response.status}: ${response.body.slice(0, 300)}`);
      if (!isSignedAnswer(response, keys)) throw new Error('the answer is not signed with our key');
      if (response.headers['x-inngest-sync-kind'] === 'in_band') await register(response.body, appUrl);
      if (!synced.get(appUrl)) log.info({ appUrl }, 'The app is registered');
      synced.set(appUrl, true);
      return syncMs;
    } catch (error) {
      if (synced.get(appUrl) !== false && !stopping)
        log.warn({ appUrl, error: String(error) }, 'The app cannot be registered yet');
      synced.set(appUrl, false);
      return Math.min(500, syncMs);
    }
  }

  /** Null: an app at an address that this server was not started for. */
  async function register(body: string, appUrl?: string): Promise<boolean | null> {
    const registration = registrationSchema.parse(JSON.parse(body));
    const url = plainUrl(appUrl ?? registration.url);
    if (!appUrls.includes(url) && !appOrigins.has(new URL(url).origin)) return null;
    const appId = registration.app_id ?? registration.appName ?? url;
    const modified = await engine.register(appId, url, registration.functions);
    const isNew = !urlOfApp.has(appId);
    urlOfApp.set(appId, url);
    if (modified) log.info({ appUrl: url, functions: registration.functions.length }, 'Functions registered');
    if (modified || isNew) wake();
    return modified;
  }

  async function receive(body: string, seed: string | undefined): Promise<string[]> {
    const events = eventsSchema.parse(JSON.parse(body)).map((event, index): InngestEvent => {
      // The seed is the same in each try of one sending, so that a try whose answer was lost does not count twice.
      const generated = seed ? createHash('sha1').update(`${seed} ${index}`).digest('hex') : randomUUID();
      return {
        id: event.id ?? generated,
        name: event.name,
        data: event.data ?? {},
        ts: event.ts ?? now(),
        ...(event.user == null ? {} : { user: event.user }),
        ...(event.v == null ? {} : { v: event.v }),
      };
    });
    await engine.ingest(events);
    wake();
    return events.map((event) => event.id);
  }

  const requests = {
    isAlive: async () => {
      await sql`select 1`;
    },
    receive,
    register: (body: string) => register(body),
    runsOfEvent: (eventId: string) => engine.runsOfEvent(eventId),
  };
  const server = http.createServer((request, response) => {
    answerRequest(keys, requests, request)
      .catch((error): Reply => {
        log.error({ error: String(error) }, 'A request failed');
        return { status: 503, body: { error: 'The database is not available', status: 503 } };
      })
      .then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
  });
  server.keepAliveTimeout = 60_000;

  async function close(): Promise<void> {
    await session.end({ timeout: 1 });
    await sql.end({ timeout: 1 });
  }

  /** Started together with its database, the server waits for it. */
  async function whenDatabaseIsThere(work: () => Promise<unknown>): Promise<void> {
    const deadline = Date.now() + STARTUP_MS;
    for (;;) {
      try {
        await work();
        return;
      } catch (error) {
        const code = String((error as { code?: unknown }).code);
        if (Date.now() > deadline || !/^(ECONN|CONNECT|57P0)/.test(code)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
  }

  try {
    await whenDatabaseIsThere(makeSchema);
    await holdInstanceLock();
    await engine.releaseOrphans(LOCK_SPACE);
    await sql.listen('inngest_local', wake, wake);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, '127.0.0.1', resolve);
    });
  } catch (error) {
    await close();
    throw error;
  }

  wake();
  for (const appUrl of appUrls) repeat(`Registering ${appUrl}`, () => sync(appUrl));
  repeat('Watching the leases', async () => {
    await holdInstanceLock();
    await engine.renew([...inFlight.keys()]);
    if ((await engine.releaseOrphans(LOCK_SPACE)) > 0) wake();
    return Math.min(2000, leaseMs / 3);
  });
  repeat('Firing the schedules', async () => {
    const nextAt = await engine.fireCrons();
    return Math.max(10, Math.min(pollMs, nextAt === null ? pollMs : nextAt - now()));
  });
  repeat('Removing old runs', async () => {
    await engine.prune();
    return 3_600_000;
  });

  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    stopping = true;
    clearTimeout(wakeTimer);
    stopSignal.abort();
    await pumping;
    await Promise.all(loops.map((end) => end()));
    // Calls in flight may end; those that do not are given up, and another server makes them again.
    const calls = [...inFlight.values()];
    const grace = setTimeout(() => {
      for (const call of calls) call.abort.abort();
    }, STOP_GRACE_MS);
    await Promise.all(calls.map((call) => call.done));
    clearTimeout(grace);
    // Only now, because a call in flight may send events.
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    await close();
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => (stopped ??= stop()),
  };
}
