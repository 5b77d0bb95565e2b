import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  fchmodSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { execPath } from 'node:process';
import { FriendlyError } from './friendly-error';
import { isAlive } from './is-alive';
import { endWithUs, forget } from './keeper';
import { clockSettings } from './set-clock';
import { seeLog } from './wait-for-http';

/** A part of the system that can be ended hard and started again, as a crash and its supervisor would. */
export interface Part {
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again as it was, without waiting until it is ready. */
  start(): Promise<void>;
}

interface Child {
  process: ChildProcess;
  /** Resolves with its exit code once it has ended, for whatever reason. */
  ended: Promise<number>;
  /** Killed on purpose: its end is no news. */
  isExpected: boolean;
}

/** What runs in a part's stead now, or will after a pause. */
interface Place {
  child?: Child;
  restart?: NodeJS.Timeout;
}

export interface ChildOptions {
  name: string;
  args: string[];
  env: Record<string, string | undefined>;
  show?: boolean | undefined;
  /**
   * Ended by itself after so many milliseconds of life, it is started again, with growing pauses; before,
   * something is wrong with it.
   */
  restartAfterMs?: number;
  onUnexpectedEnd?: (message: string) => void;
}

const LONGEST_PAUSE_MS = 30_000;
const NOTE = 'processes.json';

/**
 * Processes started together and ended together, each with its own process group so that its own children end
 * too.
 */
export class Children {
  private readonly children: Child[] = [];
  private readonly places: Place[] = [];
  private stopping = false;
  private readonly onExit = () => {
    for (const child of this.children) signalGroup(child.process, 'SIGKILL');
  };

  /**
   * `noteDir`: where to note process ids and write logs. Whatever a killed predecessor left running there is
   * ended first. `graceMs`: what each may take to end what it is at.
   */
  constructor(
    private readonly noteDir: string,
    private readonly graceMs = 5000,
  ) {
    closeFolder(noteDir);
    endOrphans(this.noteFile);
    // From here on the folder is taken.
    this.note();
    process.once('exit', this.onExit);
  }

  private get noteFile(): string {
    return path.join(this.noteDir, NOTE);
  }

  start(options: ChildOptions): Part {
    const place: Place = {};
    this.places.push(place);
    this.spawn(options, 'w', place);
    return {
      kill: async () => {
        clearTimeout(place.restart);
        const { child } = place;
        if (!child) return;
        child.isExpected = true;
        signalGroup(child.process, 'SIGKILL');
        await child.ended;
        if (this.children.includes(child)) this.children.splice(this.children.indexOf(child), 1);
      },
      start: async () => {
        this.spawn(options, 'a', place);
      },
    };
  }

  private spawn(options: ChildOptions, logMode: 'w' | 'a', place: Place, restarts = 0): void {
    const from = Date.now();
    const logFile = path.join(this.noteDir, `${options.name}.log`);
    const log = options.show ? undefined : openSync(logFile, logMode, 0o600);
    // One of an earlier version may be there, open to everybody.
    if (log !== undefined) fchmodSync(log, 0o600);
    const process = spawn(execPath, options.args, {
      env: { ...clockSettings(), ...options.env } as NodeJS.ProcessEnv,
      stdio: log === undefined ? ['ignore', 'inherit', 'inherit'] : ['ignore', log, log],
      detached: true,
    });
    if (log !== undefined) closeSync(log);
    const ended = new Promise<number>((resolve) => {
      process.once('error', () => resolve(1));
      process.once('exit', (code) => resolve(code ?? 1));
    });
    const child: Child = { process, ended, isExpected: false };
    const { pid } = process;
    endWithUs(pid, 'group');
    void ended.then(() => forget(pid));
    this.children.push(child);
    place.child = child;
    this.note();
    void ended.then((code) => {
      if (this.stopping || child.isExpected) return;
      const { restartAfterMs } = options;
      const lived = Date.now() - from;
      if (restartAfterMs !== undefined && (restarts > 0 || lived >= restartAfterMs)) {
        this.children.splice(this.children.indexOf(child), 1);
        // One that lived for long begins to count anew.
        const count = lived > 10 * LONGEST_PAUSE_MS ? 0 : restarts;
        const pause = Math.min(250 * 2 ** count, LONGEST_PAUSE_MS);
        console.error(`${options.name} ended (${code}); started again in ${(pause / 1000).toFixed(1)} s.`);
        // It keeps this process: where the only part is gone, nothing else does.
        place.restart = setTimeout(() => this.spawn(options, 'a', place, count + 1), pause);
        return;
      }
      const tail = log === undefined ? '' : seeLog(logFile);
      options.onUnexpectedEnd?.(`${options.name} ended unexpectedly (${code}).${tail}`);
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const { restart } of this.places) clearTimeout(restart);
    // The last started depends on the earlier ones, also on one that was started again meanwhile.
    for (const { child } of [...this.places].reverse()) {
      if (!child || !this.children.includes(child)) continue;
      signalGroup(child.process, 'SIGTERM');
      const harder = setTimeout(() => signalGroup(child.process, 'SIGKILL'), this.graceMs);
      if (child.process.exitCode === null && child.process.signalCode === null) await child.ended;
      clearTimeout(harder);
      signalGroup(child.process, 'SIGKILL');
    }
    process.off('exit', this.onExit);
    rmSync(this.noteFile, { force: true });
  }

  private note(): void {
    const pids = this.children.flatMap((child) => child.process.pid ?? []);
    // Whole or not at all: whoever reads half of it takes the folder for free.
    writeFileSync(
      `${this.noteFile}.new`,
      JSON.stringify({ owner: process.pid, project: process.cwd(), pids }),
    );
    renameSync(`${this.noteFile}.new`, this.noteFile);
  }
}

/**
 * Nobody else looks into it; under root PostgreSQL's own account has to pass through, without seeing what is
 * there.
 */
function closeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  try {
    chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
  } catch {
    // A folder of another user's, or a file system without modes: the files in it are closed one by one.
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {}
}

interface ProcessNote {
  owner: number;
  project: string;
  pids: number[];
}

function readNote(noteFile: string): ProcessNote | undefined {
  try {
    return JSON.parse(readFileSync(noteFile, 'utf8')) as ProcessNote;
  } catch {
    return undefined;
  }
}

const runs = ({ owner, project }: ProcessNote) =>
  owner !== process.pid && isAlive(owner) && isOurs(owner, project);

/** Whether another process of the product keeps its own in this folder. */
export function isTaken(noteDir: string): boolean {
  const note = readNote(path.join(noteDir, NOTE));
  return note !== undefined && runs(note);
}

function endOrphans(noteFile: string): void {
  const note = readNote(noteFile);
  if (!note) return;
  if (runs(note)) {
    throw new FriendlyError(
      `Bestellfix already runs in this folder (process ${note.owner}). Stop it first with Ctrl-C in its window.`,
    );
  }
  // A number noted long ago may by now be another program's.
  const orphans = note.pids.filter((pid) => isAlive(pid) && isOurs(pid, note.project));
  for (const pid of orphans) {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {}
  }
  // Their ports are free only once they are gone.
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let i = 0; i < 60 && orphans.some(isAlive); i++) Atomics.wait(pause, 0, 0, 50);
  rmSync(noteFile, { force: true });
}

function isOurs(pid: number, project: string): boolean {
  const command = `/proc/${pid}/cmdline`;
  if (!existsSync('/proc/self/cmdline')) return true;
  if (!existsSync(command)) return false;
  const text = readFileSync(command, 'utf8');
  return text.includes(project) || /(scripts|testing)\/|next/.test(text);
}
