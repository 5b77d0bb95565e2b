import { type ChildProcess, spawn } from 'node:child_process';

/** How a kept process is ended: a group of processes, or PostgreSQL, which wants to be asked. */
type Kind = 'group' | 'database';

/**
 * A few lines of shell in a process group of their own, one megabyte: they read which processes there are,
 * and end those when this process is gone, however it ended. First what uses the database, then that.
 */
const SCRIPT = `
trap '' INT TERM HUP
while read -r line; do groups=\${line%%;*}; databases=\${line#*;}; done
[ -n "$groups$databases" ] || exit 0
each() { for one in $2; do kill -s "$1" -- "$one" 2>/dev/null; done; }
left() { for one in $groups; do kill -s 0 -- "$one" 2>/dev/null && return 0; done; return 1; }
each TERM "$groups"
n=0; while left && [ $n -lt "$1" ]; do sleep 1; n=$((n + 1)); done
each KILL "$groups"
each INT "$databases"
`;

const kept = new Map<number, Kind>();
let keeper: ChildProcess | undefined;

/** Ends `pid` when this process is gone without having ended it itself. Nothing on Windows. */
export function endWithUs(pid: number | undefined, kind: Kind): void {
  if (pid === undefined || process.platform === 'win32') return;
  kept.set(pid, kind);
  tell();
}

/** It has ended: its number may soon be another program's. */
export function forget(pid: number | undefined): void {
  if (pid !== undefined && kept.delete(pid)) tell();
}

function tell(): void {
  if (keeper === undefined || keeper.exitCode !== null || keeper.signalCode !== null) {
    if (kept.size === 0) return;
    keeper = start();
  }
  const all = [...kept];
  const groups = all.filter(([, kind]) => kind === 'group').map(([pid]) => `-${pid}`);
  const databases = all.filter(([, kind]) => kind === 'database').map(([pid]) => pid);
  keeper.stdin?.write(`${groups.join(' ')};${databases.join(' ')}\n`);
}

function start(): ChildProcess {
  const grace = String(graceSeconds());
  const started = spawn('/bin/sh', ['-c', SCRIPT, 'bestellfix-keeper', grace], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  // A machine without a shell: the next start ends what is left, as before.
  started.on('error', () => {});
  started.stdin.on('error', () => {});
  // It lives as long as its pipe; neither keeps this process.
  started.unref();
  (started.stdin as unknown as { unref?: () => void }).unref?.();
  return started;
}

const STANDARD_GRACE = 30;

/** How long a part that is asked to end may take to finish what it is at: SHUTDOWN_GRACE_SECONDS. */
export function graceSeconds(): number {
  const given = Number(process.env.SHUTDOWN_GRACE_SECONDS || STANDARD_GRACE);
  return Number.isInteger(given) && given >= 0 && given <= 3600 ? given : STANDARD_GRACE;
}
