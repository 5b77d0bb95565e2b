import { readFileSync } from 'node:fs';

const EVERY_MS = 1000;

/**
 * Calls `gone` once a process that only passes this one on, npm or tsx, has been killed: they cannot tell.
 * Whoever started those may leave; a terminal that closes says so by a signal. Linux only.
 */
export function watchStarters(gone: () => void): void {
  const starters = startersOf(process.pid);
  if (starters.length === 0) return;
  const timer = setInterval(() => {
    if (starters.every(({ pid, startedAt }) => readProcess(pid)?.startedAt === startedAt)) return;
    clearInterval(timer);
    gone();
  }, EVERY_MS);
  timer.unref();
}

interface Starter {
  pid: number;
  /** In ticks since the machine started: a number may be given again. */
  startedAt: string;
}

/** From the parent up, as far as npm and tsx go. */
function startersOf(pid: number): Starter[] {
  const found: Starter[] = [];
  for (let at = readProcess(pid)?.parent; at !== undefined && at > 1; ) {
    const one = readProcess(at);
    if (!one || !/\bnpm\b|\bnpx\b|[/\\]tsx\b|\btsx /.test(one.command)) break;
    found.push({ pid: at, startedAt: one.startedAt });
    at = one.parent;
  }
  return found;
}

function readProcess(pid: number): { parent: number; startedAt: string; command: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything; the state, the parent and the rest follow.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { parent: Number(fields[1]), startedAt: fields[19] ?? '', command };
  } catch {
    return undefined;
  }
}
