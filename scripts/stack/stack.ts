import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from '@/lib/platform/env';
import { buildIfChanged } from './build';
import { Children, isTaken } from './children';
import { withFolderLock } from './folder-lock';
import { freePort, isPortFree } from './free-port';
import { FriendlyError } from './friendly-error';
import { localSecrets, type Secrets } from './secrets';
import {
  type Parts,
  type Ports,
  type StackOptions,
  type Starting,
  startApp,
  startDatabase,
  startJobServer,
  startSimulator,
  timed,
} from './stack-parts';

export interface Stack {
  appUrl: string;
  /** As the app's role. */
  databaseUrl: string;
  /** As the owner of the tables; only migrations and the local job server use it. */
  ownerUrl: string;
  simulatorUrl: string | undefined;
  inngestUrl: string | undefined;
  parts: Parts;
  /** What the app was started with. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/**
 * Brings up database, stand-ins and app in order; whatever was started is stopped again when a step fails.
 * Throws a FriendlyError for what a person can mend.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir } = options;
  mkdirSync(dataDir, { recursive: true });
  // First, because it also ends what a killed predecessor left running, perhaps on the very port wanted.
  const alone = <T>(work: () => Promise<T>) => (options.persistent ? withFolderLock(dataDir, work) : work());
  const { logDir, children } = await alone(async () => {
    const folder = options.shared ? freeFolder(dataDir, options.port) : dataDir;
    return { logDir: folder, children: new Children(folder, options.graceMs) };
  });
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
  try {
    const secrets = await alone(async () => localSecrets(dataDir));
    checkSettings(options, secrets);
    let failure: string | undefined;
    const starting: Starting = {
      ...{ options, children, logDir, secrets, ports: readPorts(logDir), parts: {}, step: timed(options) },
      failed: () => failure,
      onUnexpectedEnd: (message) => {
        failure ??= message;
        options.onUnexpectedEnd(message);
      },
    };
    const { databaseUrl, ownerUrl } = await alone(() => startDatabase(starting, undo));
    if (options.build) await starting.step('Production build', () => buildIfChanged(options.progress));
    const port = options.port ?? (await freePort());
    const env = appEnv(starting, databaseUrl, port);
    const simulatorUrl = await startSimulator(starting, env);
    const inngestUrl = await startJobServer(starting, env, { ownerUrl, appPort: port });
    if (options.persistent) writeFileSync(path.join(logDir, 'ports.json'), JSON.stringify(starting.ports));
    await startApp(starting, env, { port, hasJobServer: inngestUrl !== undefined });
    const { parts } = starting;
    return { appUrl: env.APP_URL ?? '', databaseUrl, ownerUrl, simulatorUrl, inngestUrl, parts, env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Settings of the app, which the stand-ins add to. */
function appEnv({ options, secrets }: Starting, databaseUrl: string, port: number): Record<string, string> {
  const { given } = options;
  const appUrl = (given.APP_URL || `http://localhost:${port}`).replace(/\/+$/, '');
  return {
    ...strings(given),
    NODE_ENV: options.app,
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: databaseUrl,
    // The owner's: the app has no use for it.
    DATABASE_DIRECT_URL: '',
    PORT: String(port),
    PROCESS_ROLE: options.role ?? 'all',
    APP_URL: appUrl,
    NEXTAUTH_URL: given.NEXTAUTH_URL || appUrl,
    NEXTAUTH_SECRET: given.NEXTAUTH_SECRET || secrets.NEXTAUTH_SECRET,
    TOKEN_ENCRYPTION_KEYS: given.TOKEN_ENCRYPTION_KEYS || secrets.TOKEN_ENCRYPTION_KEYS,
    // Hosting has none: what is in it opens accounts.
    MAILBOX: String(options.simulator !== 'never' && !given.SMTP_URL),
    // Never where it is hosted: this machine's own services are nobody's webhook.
    WEBHOOK_LOOPBACK: String(options.simulator !== 'never' && given.WEBHOOK_LOOPBACK === 'true'),
  };
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

/** The data folder itself, or where another process of the product runs in it, one for this port. */
function freeFolder(dataDir: string, port: number | undefined): string {
  return isTaken(dataDir) ? path.join(dataDir, `port-${port}`) : dataDir;
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
