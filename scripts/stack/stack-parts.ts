import path from 'node:path';
import { MigrationsBlockedError, migrateDatabase } from '@/db/migrate';
import type { ProcessRole } from '@/lib/platform/env';
import { childEnv } from './child-env';
import type { Children, Part } from './children';
import { appEntry, script } from './entries';
import { freePort } from './free-port';
import { FriendlyError } from './friendly-error';
import { startPostgres } from './postgres/server';
import { sharePostgres } from './postgres/shared';
import type { Secrets } from './secrets';
import { waitForHttp } from './wait-for-http';

export interface StackOptions {
  /** Database, secrets, ports and logs. */
  dataDir: string;
  /** Settings from outside; each wins over the stack's own. */
  given: Record<string, string | undefined>;
  app: 'production' | 'development';
  /** The app's port; undefined: any free one. */
  port: number | undefined;
  /** The address it listens on; undefined: all of the machine's. */
  host?: string | undefined;
  persistent: boolean;
  /** What this process is for; all of it unless said. */
  role?: ProcessRole;
  /** Beside others in the same folder, whose database it then uses. */
  shared?: boolean;
  /** What the parts may take to end what they are at, in milliseconds; five seconds unless said. */
  graceMs?: number;
  /** `unless-given`: only when no Lightspeed host is named. */
  simulator: 'unless-given' | 'never';
  /** Opens the simulator's switches for faults, for tests. */
  simulatorControl?: boolean;
  build: boolean;
  /** Shows the app's output instead of writing it to a file. */
  showApp?: boolean;
  /** Told before a step, when it may take a while and nothing else is shown meanwhile. */
  begin?: (step: string) => void;
  /** Told how a long step goes on. */
  progress?: (text: string) => void;
  /** Told after each step; `note` says that there was nothing to do. */
  report: (step: string, seconds: number, note?: string) => void;
  onUnexpectedEnd: (message: string) => void;
}

/** What was started and may be killed and started again. */
export type Parts = Partial<Record<'postgres' | 'inngest-local' | 'app', Part>>;

/** Ports kept from start to start. */
export interface Ports {
  simulator?: number;
  inngest?: number;
}

/** What the parts of a stack that is being started share. */
export interface Starting {
  options: StackOptions;
  children: Children;
  /** Where the parts write their logs. */
  logDir: string;
  secrets: Secrets;
  ports: Ports;
  parts: Parts;
  step: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  onUnexpectedEnd: (message: string) => void;
  /** Why a part ended, once one has. */
  failed: () => string | undefined;
}

/**
 * Megabytes of the app's heap; it needs a tenth. Left alone, it collects so late on a large machine that it
 * takes gigabytes.
 */
const HEAP_LIMIT = '--max-old-space-size=1024';

/** True when the settings name a Lightspeed host or client: then no simulator is started. */
export function namesLightspeed(given: Record<string, string | undefined>): boolean {
  return ['API_URL', 'AUTHORIZE_URL', 'TOKEN_URL', 'CLIENT_ID'].some((name) => given[`LIGHTSPEED_${name}`]);
}

/** Runs a piece of work and says how long it took; a result of 'unchanged' is said too. */
export function timed({ begin, report }: Pick<StackOptions, 'begin' | 'report'>) {
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    begin?.(name);
    const result = await work();
    report(name, (performance.now() - from) / 1000, result === 'unchanged' ? 'unchanged' : undefined);
    return result;
  };
}

/** The given database, or one of our own, migrated; what stops it is added to `undo`. */
export async function startDatabase(
  { options, parts, step }: Starting,
  undo: (() => Promise<void>)[],
): Promise<{ databaseUrl: string; ownerUrl: string }> {
  const { given, dataDir, persistent } = options;
  let databaseUrl = given.DATABASE_URL || undefined;
  let direct = given.DATABASE_DIRECT_URL || databaseUrl;
  if (databaseUrl === undefined) {
    const place = path.join(dataDir, 'postgres');
    const database = await step('PostgreSQL', () =>
      options.shared ? sharePostgres(place) : startPostgres({ dataDir: place, persistent }),
    );
    undo.push(() => database.stop());
    parts.postgres = database;
    databaseUrl = database.appUrl;
    direct = database.url;
  }
  const urls = { databaseUrl, ownerUrl: direct ?? databaseUrl };
  await step('Database migrations', () => migrate(urls.ownerUrl, urls.databaseUrl));
  return urls;
}

/** The simulator's address; undefined when Lightspeed is given or not wanted. */
export async function startSimulator(
  starting: Starting,
  env: Record<string, string>,
): Promise<string | undefined> {
  const { options, children, secrets, ports, step, failed, onUnexpectedEnd, logDir } = starting;
  const { given, dataDir } = options;
  if (options.simulator !== 'unless-given' || namesLightspeed(given)) return undefined;
  const client = {
    LIGHTSPEED_CLIENT_ID: secrets.LIGHTSPEED_CLIENT_ID,
    LIGHTSPEED_CLIENT_SECRET: secrets.LIGHTSPEED_CLIENT_SECRET,
  };
  const url = await step('Lightspeed simulator', async () => {
    ports.simulator = await freePort(ports.simulator);
    const address = `http://localhost:${ports.simulator}`;
    children.start({
      name: 'simulator',
      args: script('simulator'),
      env: childEnv(given, {
        PORT: String(ports.simulator),
        ...client,
        SIMULATOR_STATE: path.join(dataDir, 'simulator.json'),
        SIMULATOR_CONTROL: options.simulatorControl ? '1' : '0',
      }),
      onUnexpectedEnd,
    });
    const log = path.join(logDir, 'simulator.log');
    await waitForHttp(address, { name: 'The Lightspeed simulator', seconds: 30, log, failed });
    return address;
  });
  Object.assign(env, {
    LIGHTSPEED_API_URL: url,
    LIGHTSPEED_AUTHORIZE_URL: `${url}/realms/k-series/protocol/openid-connect/auth`,
    LIGHTSPEED_TOKEN_URL: `${url}/realms/k-series/protocol/openid-connect/token`,
    LIGHTSPEED_SIMULATOR: 'true',
    ...client,
  });
  return url;
}

/** The local job server's address; undefined when another one is named. */
export async function startJobServer(
  starting: Starting,
  env: Record<string, string>,
  { ownerUrl, appPort }: { ownerUrl: string; appPort: number },
): Promise<string | undefined> {
  const { options, children, secrets, ports, parts, step, failed, onUnexpectedEnd, logDir } = starting;
  const { given } = options;
  if (!['', '0', 'false'].includes(given.INNGEST_DEV ?? '') || given.INNGEST_EVENT_KEY) return undefined;
  const origin = `http://127.0.0.1:${appPort}`;
  const keys = {
    INNGEST_EVENT_KEY: secrets.INNGEST_EVENT_KEY,
    INNGEST_SIGNING_KEY: secrets.INNGEST_SIGNING_KEY,
    ...(secrets.INNGEST_SIGNING_KEY_FALLBACK && {
      INNGEST_SIGNING_KEY_FALLBACK: secrets.INNGEST_SIGNING_KEY_FALLBACK,
    }),
  };
  const url = await step('Local job server', async () => {
    ports.inngest = await freePort(ports.inngest);
    const address = `http://127.0.0.1:${ports.inngest}`;
    parts['inngest-local'] = children.start({
      name: 'inngest-local',
      args: script('inngest-local'),
      env: childEnv(given, {
        // Session locks and notifications do not pass a pooler.
        DATABASE_URL: ownerUrl,
        PORT: String(ports.inngest),
        // For one that runs no jobs it only takes in what the others are to do.
        INNGEST_APP_URLS: options.role === 'web' ? '' : `${origin}/api/inngest`,
        ...keys,
      }),
      restartAfterMs: 5000,
      onUnexpectedEnd,
    });
    const log = path.join(logDir, 'inngest-local.log');
    await waitForHttp(`${address}/health`, { name: 'The local job server', seconds: 30, log, failed });
    return address;
  });
  Object.assign(env, keys, { INNGEST_BASE_URL: url, INNGEST_SERVE_ORIGIN: origin });
  return url;
}

export async function startApp(
  starting: Starting,
  env: Record<string, string>,
  { port, hasJobServer }: { port: number; hasJobServer: boolean },
): Promise<void> {
  const { options, children, parts, failed, onUnexpectedEnd } = starting;
  const isProduction = options.app === 'production';
  const entry = appEntry(isProduction ? 'start' : 'dev', port, options.host);
  const heap = env.NODE_OPTIONS?.includes('--max-old-space-size') ? [] : [HEAP_LIMIT];
  // An app that writes to the same terminal would write into an open line.
  const step = options.showApp ? timed({ report: options.report }) : starting.step;
  await step(isProduction ? 'Bestellfix' : 'Bestellfix (development)', async () => {
    parts.app = children.start({
      name: 'app',
      args: isProduction ? [...heap, ...entry.args] : entry.args,
      env: { ...env, ...entry.env },
      show: options.showApp,
      ...(isProduction && { restartAfterMs: 5000 }),
      onUnexpectedEnd,
    });
    // With an external job server the app starts also while that is away; /api/health names what is
    // missing.
    await waitForHttp(`http://127.0.0.1:${port}/api/${hasJobServer ? 'health' : 'health/live'}`, {
      name: 'The app',
      seconds: 90,
      log: options.showApp ? undefined : path.join(starting.logDir, 'app.log'),
      accept: (status) => status === 200,
      failed,
    });
  });
}

async function migrate(url: string, appUrl: string): Promise<void> {
  try {
    await migrateDatabase(url, { appUrl, say: (line) => console.log(`\n  ${line}`) });
  } catch (error) {
    if (error instanceof MigrationsBlockedError) throw new FriendlyError(error.message);
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (/^(ECONN|ENOTFOUND|ETIMEDOUT|CONNECT_TIMEOUT|28|3D)/.test(code)) {
      const { host } = new URL(url);
      throw new FriendlyError(
        `The database at ${host} cannot be used (${code}). Check DATABASE_URL and DATABASE_DIRECT_URL.`,
      );
    }
    throw error;
  }
}
