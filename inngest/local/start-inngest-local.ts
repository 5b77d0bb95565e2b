import { Apps } from './apps';
import { JobDatabase, LOCK_SPACE } from './database';
import { Dispatcher } from './dispatcher';
import { Engine } from './engine/engine';
import type { JobKeys } from './http-api';
import { type Log, silentLog } from './log';
import { Loops } from './loops';
import { readEvents } from './protocol';
import { JobServer } from './server';

export type InngestLocalOptions = {
  databaseUrl: string;
  /** False where a pooler in between would lose prepared statements. */
  prepare?: boolean | undefined;
  /** 0 takes a free port. The server listens on 127.0.0.1 only. */
  port: number;
  /** Signs the calls to the apps, and lets in who has them. */
  keys: JobKeys;
  /**
   * Where the apps serve their functions, such as `http://127.0.0.1:3000/api/inngest`: the only addresses
   * that are ever called.
   */
  appUrls: string[];
  /**
   * Origins, such as `http://127.0.0.1:3000`, below which apps may register themselves at addresses not known
   * before.
   */
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

const PRUNE_MS = 3_600_000;
const MAX_RENEW_MS = 2000;

/**
 * Starts a server that apps reach with the Inngest SDK, both signing what they say; its state is in the
 * database, so any number may share one.
 */
export async function startInngestLocal(options: InngestLocalOptions): Promise<InngestLocal> {
  const { pollMs = 1000, workers = 16, syncMs = 5000, retryBaseMs = 2000, leaseMs = 30_000, keys } = options;
  const log = options.log ?? silentLog;
  const now = options.now ?? Date.now;
  const database = new JobDatabase(options.databaseUrl, options.prepare ?? true);
  const { sql, instance } = database;
  const engine = new Engine({ sql, now, leaseMs, retryBaseMs, instance });
  const stopping = new AbortController();
  const wake = () => dispatcher.wake();
  const apps = new Apps({
    ...{ keys, syncMs, engine, log },
    urls: options.appUrls,
    origins: options.appOrigins ?? [],
    signal: stopping.signal,
    onChange: wake,
  });
  const dispatcher = new Dispatcher({ engine, apps, database, keys, log, now, pollMs, workers, leaseMs });
  const server = new JobServer(keys, requestsTo({ database, engine, apps, now, wake }), log);
  let url: string;
  try {
    await database.open();
    await engine.releaseOrphans(LOCK_SPACE);
    await sql.listen('inngest_local', wake, wake);
    url = await server.listen(options.port);
  } catch (error) {
    await database.close();
    throw error;
  }

  wake();
  const loops = new Loops(log, (error) => database.restoreSchemaAfter(error));
  for (const appUrl of apps.urls) loops.repeat(`Registering ${appUrl}`, () => apps.sync(appUrl));
  loops.repeat('Watching the leases', async () => {
    await database.holdInstanceLock();
    await engine.renew(dispatcher.leases());
    if ((await engine.releaseOrphans(LOCK_SPACE)) > 0) wake();
    return Math.min(MAX_RENEW_MS, leaseMs / 3);
  });
  loops.repeat('Firing the schedules', async () => {
    const nextAt = await engine.fireCrons();
    return Math.max(10, Math.min(pollMs, nextAt === null ? pollMs : nextAt - now()));
  });
  loops.repeat('Removing old runs', async () => {
    await engine.prune();
    return PRUNE_MS;
  });

  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    stopping.abort();
    await Promise.all([dispatcher.stopReading(), loops.stop()]);
    await dispatcher.endCalls();
    // Only now, because a call in flight may send events.
    await server.stop();
    await database.close();
  }
  return { url, stop: () => (stopped ??= stop()) };
}

interface Parts {
  database: JobDatabase;
  engine: Engine;
  apps: Apps;
  now: () => number;
  wake: () => void;
}

/** What the server does for those who ask over HTTP. */
const requestsTo = ({ database, engine, apps, now, wake }: Parts) => ({
  isAlive: async () => {
    await database.sql`select 1`;
  },
  receive: async (body: string, seed: string | undefined) => {
    const events = readEvents(body, seed, now());
    await engine.ingest(events);
    wake();
    return events.map((event) => event.id);
  },
  register: (body: string) => apps.register(body),
  runsOfEvent: (eventId: string) => engine.runsOfEvent(eventId),
});
