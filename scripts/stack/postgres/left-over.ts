import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FriendlyError } from '../friendly-error';
import { isAlive } from '../is-alive';
import type { Note } from './data';

/**
 * A server that outlived its starter is stopped; a pid file without its server is removed, but only when no
 * server process is left in the folder: after a kill -9 they need a moment to notice, and two servers on one
 * folder destroy it.
 */
export async function endLeftOver(data: string, kept: Note | undefined, persistent: boolean): Promise<void> {
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
