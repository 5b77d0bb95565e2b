import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MigrationsBlockedError, migrateDatabase } from '@/db/migrate';
import { parseEnv } from '@/lib/platform/env';
import { buildIfChanged } from './build';
import { childEnv } from './child-env';
import { Children, type Part } from './children';
import { freePort, isPortFree } from './free-port';
import { FriendlyError } from './friendly-error';
import { startPostgres } from './postgres/server';
import { localSecrets, type Secrets } from './secrets';
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

export interface Stack {
  appUrl: string;
  /** As the app's role. */
  databaseUrl: string;
  /** As the owner of the tables; only migrations and the local job server use it. */
  ownerUrl: string;
  simulatorUrl: string | undefined;
  inngestUrl: string | undefined;
  /** What was started here and may be killed and started again. */
  parts: Partial<Record<'postgres' | 'inngest-local' | 'app', Part>>;
  /** What the app was started with. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

interface Ports {
  simulator?: number;
  inngest?: number;
}

const NEXT = path.resolve('node_modules/next/dist/bin/next');
/**
 * Megabytes of the app's heap; it needs a tenth. Left alone, it collects so late on a large machine that it
 * takes gigabytes.
 */
const HEAP_LIMIT = '--max-old-space-size=1024';
const script = (name: string) => ['--import', 'tsx', path.resolve('scripts', name)];

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

/**
 * Brings up database, stand-ins and app in order; whatever was started is stopped again when a step fails.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir, given, report } = options;
  mkdirSync(dataDir, { recursive: true });
  // First, because it also ends what a killed predecessor left running, perhaps on the very port wanted.
  const children = new Children(dataDir);
  if (options.port !== undefined && !(await isPortFree(options.port))) {
    throw new FriendlyError(
      `Port ${options.port} is taken by another program. Stop that, or choose another port: PORT=${options.port + 1} …`,
    );
  }
  const undo: (() => Promise<void>)[] = [() => children.stop()];
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= (async () => {
      for (const step of undo) await step().catch((error: unknown) => console.error(error));
    })();
    return stopped;
  };
  let failure: string | undefined;
  const onUnexpectedEnd = (message: string) => {
    failure ??= message;
    options.onUnexpectedEnd(message);
  };
  const failed = () => failure;
  const parts: Stack['parts'] = {};
  const step = timed(options);

  try {
    const secrets = localSecrets(dataDir);
    checkSettings(options, secrets);
    const ports = readPorts(dataDir);
    let databaseUrl = given.DATABASE_URL || undefined;
    let direct = given.DATABASE_DIRECT_URL || databaseUrl;
    if (databaseUrl === undefined) {
      const database = await step('PostgreSQL', () =>
        startPostgres({ dataDir: path.join(dataDir, 'postgres'), persistent: options.persistent }),
      );
      undo.push(() => database.stop());
      parts.postgres = database;
      databaseUrl = database.appUrl;
      direct = database.url;
    }
    const database = databaseUrl;
    const ownerUrl = direct ?? database;
    await step('Database migrations', () => migrate(ownerUrl, database));
    if (options.build) await step('Production build', () => buildIfChanged(options.progress));

    const port = options.port ?? (await freePort());
    const appUrl = (given.APP_URL || `http://localhost:${port}`).replace(/\/+$/, '');
    const env: Record<string, string> = {
      ...strings(given),
      NODE_ENV: options.app,
      NEXT_TELEMETRY_DISABLED: '1',
      DATABASE_URL: database,
      // The owner's: the app has no use for it.
      DATABASE_DIRECT_URL: '',
      PORT: String(port),
      APP_URL: appUrl,
      NEXTAUTH_URL: given.NEXTAUTH_URL || appUrl,
      NEXTAUTH_SECRET: given.NEXTAUTH_SECRET || secrets.NEXTAUTH_SECRET,
      TOKEN_ENCRYPTION_KEYS: given.TOKEN_ENCRYPTION_KEYS || secrets.TOKEN_ENCRYPTION_KEYS,
    };

    let simulatorUrl: string | undefined;
    if (options.simulator === 'unless-given' && !namesLightspeed(given)) {
      const url = await step('Lightspeed simulator', async () => {
        ports.simulator = await freePort(ports.simulator);
        const address = `http://localhost:${ports.simulator}`;
        children.start({
          name: 'simulator',
          args: script('simulator.ts'),
          env: childEnv(given, {
            PORT: String(ports.simulator),
            LIGHTSPEED_CLIENT_ID: secrets.LIGHTSPEED_CLIENT_ID,
            LIGHTSPEED_CLIENT_SECRET: secrets.LIGHTSPEED_CLIENT_SECRET,
            SIMULATOR_STATE: path.join(dataDir, 'simulator.json'),
            SIMULATOR_CONTROL: options.simulatorControl ? '1' : '0',
          }),
          onUnexpectedEnd,
        });
        await waitForHttp(address, {
          name: 'The Lightspeed simulator',
          seconds: 30,
          log: path.join(dataDir, 'simulator.log'),
          failed,
        });
        return address;
      });
      simulatorUrl = url;
      Object.assign(env, {
        LIGHTSPEED_API_URL: url,
        LIGHTSPEED_AUTHORIZE_URL: `${url}/realms/k-series/protocol/openid-connect/auth`,
        LIGHTSPEED_TOKEN_URL: `${url}/realms/k-series/protocol/openid-connect/token`,
        LIGHTSPEED_CLIENT_ID: secrets.LIGHTSPEED_CLIENT_ID,
        LIGHTSPEED_CLIENT_SECRET: secrets.LIGHTSPEED_CLIENT_SECRET,
      });
    }

    let inngestUrl: string | undefined;
    if (['', '0', 'false'].includes(given.INNGEST_DEV ?? '') && !given.INNGEST_EVENT_KEY) {
      const origin = `http://127.0.0.1:${port}`;
      const keys = {
        INNGEST_EVENT_KEY: secrets.INNGEST_EVENT_KEY,
        INNGEST_SIGNING_KEY: secrets.INNGEST_SIGNING_KEY,
        ...(secrets.INNGEST_SIGNING_KEY_FALLBACK && {
          INNGEST_SIGNING_KEY_FALLBACK: secrets.INNGEST_SIGNING_KEY_FALLBACK,
        }),
      };
      inngestUrl = await step('Local job server', async () => {
        ports.inngest = await freePort(ports.inngest);
        const address = `http://127.0.0.1:${ports.inngest}`;
        parts['inngest-local'] = children.start({
          name: 'inngest-local',
          args: script('inngest-local.ts'),
          env: childEnv(given, {
            // Session locks and notifications do not pass a pooler.
            DATABASE_URL: ownerUrl,
            PORT: String(ports.inngest),
            INNGEST_APP_URLS: `${origin}/api/inngest`,
            ...keys,
          }),
          restartAfterMs: 5000,
          onUnexpectedEnd,
        });
        await waitForHttp(`${address}/health`, {
          name: 'The local job server',
          seconds: 30,
          log: path.join(dataDir, 'inngest-local.log'),
          failed,
        });
        return address;
      });
      Object.assign(env, keys, { INNGEST_BASE_URL: inngestUrl, INNGEST_SERVE_ORIGIN: origin });
    }
    if (options.persistent) writeFileSync(path.join(dataDir, 'ports.json'), JSON.stringify(ports));

    const listening = ['-p', String(port), ...(options.host ? ['-H', options.host] : [])];
    // An app that writes to the same terminal would write into an open line.
    const appStep = options.showApp ? timed({ report }) : step;
    await appStep(options.app === 'production' ? 'Bestellfix' : 'Bestellfix (development)', async () => {
      parts.app = children.start({
        name: 'app',
        args:
          options.app === 'production'
            ? [
                ...(env.NODE_OPTIONS?.includes('--max-old-space-size') ? [] : [HEAP_LIMIT]),
                NEXT,
                'start',
                ...listening,
              ]
            : [NEXT, 'dev', ...listening],
        env,
        show: options.showApp,
        onUnexpectedEnd,
      });
      // With an external job server the app starts also while that is away; /api/health names what is
      // missing.
      const ready = inngestUrl === undefined ? 'health/live' : 'health';
      await waitForHttp(`http://127.0.0.1:${port}/api/${ready}`, {
        name: 'The app',
        seconds: 90,
        log: options.showApp ? undefined : path.join(dataDir, 'app.log'),
        accept: (status) => status === 200,
        failed,
      });
    });
    return { appUrl, databaseUrl: database, ownerUrl, simulatorUrl, inngestUrl, parts, env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Checks the given settings before anything is started; missing ones are made later. */
function checkSettings({ given, app }: StackOptions, secrets: Secrets): void {
  const { NEXTAUTH_SECRET, TOKEN_ENCRYPTION_KEYS } = secrets;
  const set = Object.entries(given).filter(([, value]) => value);
  try {
    parseEnv({
      DATABASE_URL: 'postgres://127.0.0.1',
      NEXTAUTH_SECRET,
      TOKEN_ENCRYPTION_KEYS,
      ...Object.fromEntries(set),
      NODE_ENV: app,
    });
  } catch (error) {
    throw new FriendlyError(error instanceof Error ? error.message : String(error));
  }
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

function readPorts(dataDir: string): Ports {
  const file = path.join(dataDir, 'ports.json');
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Ports) : {};
  } catch {
    rmSync(file, { force: true });
    return {};
  }
}

function strings(given: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
