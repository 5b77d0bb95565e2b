import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Part } from '@/scripts/stack/children';
import { installPackage } from '@/scripts/stack/debian-package';
import { findProgram } from '@/scripts/stack/find-program';
import { freePort } from '@/scripts/stack/free-port';
import { unprivilegedAccount } from '@/scripts/stack/postgres/account';

/**
 * The pooler most people run, from the system or from Debian's package; undefined where there is none and
 * none can be installed.
 */
export function findPgbouncer(say: (line: string) => void): string | undefined {
  const find = () => findProgram('pgbouncer');
  const found = find();
  if (found) return found;
  say('No pgbouncer found; installing the package where that is possible …');
  installPackage('pgbouncer', 'ignore');
  return find();
}

export interface Pgbouncer extends Part {
  /** The same address, through the pooler. */
  through(url: string): string;
  stop(): Promise<void>;
}

/**
 * A pooler in front of `serverUrl`, in transaction mode as Debian's package knows it: it keeps no prepared
 * statements.
 */
export async function startPgbouncer(
  binary: string,
  serverUrl: string,
  options: { poolMode?: 'transaction' | 'session'; poolSize?: number; users?: readonly string[] } = {},
): Promise<Pgbouncer> {
  const server = new URL(serverUrl);
  const folder = mkdtempSync(path.join(tmpdir(), 'bestellfix-pgbouncer-'));
  const port = await freePort();
  const accounts = [serverUrl, ...(options.users ?? [])].map((url) => new URL(url));
  const quoted = (text: string) => `"${decodeURIComponent(text).replaceAll('"', '""')}"`;
  const users = path.join(folder, 'users.txt');
  const file = path.join(folder, 'pgbouncer.ini');
  const write = (name: string, text: string) => writeFileSync(name, text, { mode: 0o600 });
  write(
    users,
    `${accounts.map(({ username, password }) => `${quoted(username)} ${quoted(password)}`).join('\n')}\n`,
  );
  write(
    file,
    `[databases]
* = host=${server.hostname} port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = ${options.poolMode ?? 'transaction'}
default_pool_size = ${options.poolSize ?? 12}
max_client_conn = 200
server_login_retry = 1
`,
  );
  // Like PostgreSQL it does not run as root.
  const account = process.getuid?.() === 0 ? unprivilegedAccount() : undefined;
  chmodSync(folder, 0o700);
  if (account) for (const name of [folder, users, file]) chownSync(name, account.uid, account.gid);
  let running: ChildProcess | undefined;
  const lastResort = () => running?.kill('SIGKILL');
  process.once('exit', lastResort);
  const kill = async () => {
    const child = running;
    running = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const stop = async () => {
    process.off('exit', lastResort);
    await kill();
    rmSync(folder, { recursive: true, force: true });
  };
  const start = async () => {
    running = spawn(binary, [file], { ...account, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
    await whenUp(running);
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...{ start, kill, stop },
    through(url) {
      const address = new URL(url);
      address.host = `127.0.0.1:${port}`;
      return address.href;
    },
  };
}

/** Well beyond what a busy machine takes. */
const START_MS = 30_000;

function whenUp(child: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    const fail = () => {
      clearTimeout(tooLong);
      reject(new Error(`PgBouncer does not start:\n${said}`));
    };
    const tooLong = setTimeout(fail, START_MS);
    child.once('error', fail);
    child.once('exit', fail);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000);
      if (!said.includes('process up')) return;
      clearTimeout(tooLong);
      resolve();
    });
  });
}
