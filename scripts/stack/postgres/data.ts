import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FriendlyError } from '../friendly-error';
import { type Account, isReachable, openFolder } from './account';
import { serverVersion } from './binaries';
import { OWNER, serverEnv } from './settings';

/** What is remembered of a database beside its data; only who made it may read it. */
export interface Note {
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

/**
 * `wanted`, or for root's helper account a folder it can enter: a clone under /root or in a 0700 folder is
 * closed to it.
 */
export function placeOf(wanted: string, account: Account | undefined): string {
  if (!account || isReachable(path.dirname(wanted))) return wanted;
  return path.join(openFolder(wanted), 'data');
}

/** Undefined when there is none, or none that can be read. */
export function readNote(file: string): Note | undefined {
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

export function writeNote(file: string, note: Note): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** A new password for a role. */
export const newPassword = () => randomBytes(18).toString('hex');

interface DataOptions {
  native: string;
  data: string;
  password: string;
  account: Account | undefined;
  /** Whether the password of what is in the folder is known. */
  known: boolean;
}

/**
 * Leaves a database of the running version in `data`: the one that is there, or a new one. What is there and
 * cannot be used is kept aside. Throws a FriendlyError where it belongs to another user or version.
 */
export function prepareData(options: DataOptions): void {
  const { native, data, account, known } = options;
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
  const folder = path.dirname(data);
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (name.startsWith(`${path.basename(data)}.init-`))
      rmSync(path.join(folder, name), { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  if (account) chownSync(draft, account.uid, account.gid);
  initdb(draft, options);
  renameSync(draft, data);
}

/** A new database in `draft`, which is removed when that fails. */
function initdb(draft: string, { native, data, password, account }: DataOptions): void {
  const passwordFile = path.join(account ? '/tmp' : tmpdir(), `bestellfix-${randomBytes(8).toString('hex')}`);
  writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const args = [
    ...['-D', draft, '-U', OWNER, '--pwfile', passwordFile],
    ...['-A', 'scram-sha-256', '-E', 'UTF8', '--no-sync', '--no-instructions'],
    // ICU: umlauts sort and fold as people expect, the same on every machine.
    ...['--locale=C', '--locale-provider=icu', '--icu-locale=und'],
  ];
  const made = spawnSync(path.join(native, 'bin', 'initdb'), args, {
    ...account,
    cwd: '/',
    encoding: 'utf8',
    env: serverEnv(),
  });
  rmSync(passwordFile, { force: true });
  if (made.status === 0) return;
  rmSync(draft, { recursive: true, force: true });
  throw new FriendlyError(
    `PostgreSQL could not create its data in ${data}:\n${(made.stderr || made.error?.message || made.stdout || '').trim()}`,
  );
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
  const runs = serverVersion(native);
  if (runs !== undefined && runs !== has) {
    throw new FriendlyError(
      `${data} was made by PostgreSQL ${has}, this is ${runs}. Take it over, losing nothing, with "npm run upgrade-database".`,
    );
  }
}

/** A throw-away server's files, with the open folder made for them alone. */
export function discard(data: string): void {
  const folder = path.dirname(data);
  const made = /^bestellfix-[0-9a-f]{16}$/.test(path.basename(folder)) && path.basename(data) === 'data';
  rmSync(made ? folder : data, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
