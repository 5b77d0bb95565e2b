import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Part } from '@/scripts/stack/children';
import { FriendlyError } from '@/scripts/stack/friendly-error';
import { seeLog } from '@/scripts/stack/wait-for-http';

/** How long whoever runs it waits before a program that ended is begun again. */
const PAUSE_MS = 500;

/**
 * A program that is not the product's, begun, killed and begun again as whoever runs it does; also where it
 * ends by itself once it answered, as with a container that is always restarted.
 */
export class Program implements Part {
  private child: ChildProcess | undefined;
  private again: NodeJS.Timeout | undefined;
  /** Where in the log the present child's words begin. */
  private logFrom = 0;

  constructor(
    private readonly options: {
      name: string;
      command: string;
      args: readonly string[];
      folder: string;
      log: string;
      /** Resolves when it answers; asks `failed` meanwhile. */
      whenUp: (failed: () => string | undefined) => Promise<void>;
      env?: Record<string, string>;
    },
  ) {}

  private readonly lastResort = () => this.child?.kill('SIGKILL');

  /** Resolves when it answers. */
  async start(): Promise<void> {
    const child = this.begin();
    let failure: string | undefined;
    const fail = (why: unknown) => {
      failure ??= `${this.options.name} has ended (${why}).${seeLog(this.options.log)}`;
    };
    child.once('error', fail);
    child.once('exit', (code, signal) => fail(code ?? signal));
    process.on('exit', this.lastResort);
    await this.options.whenUp(() => failure);
    this.keep(child);
  }

  private begin(): ChildProcess {
    const { command, args, folder, log, env } = this.options;
    const { PATH, HOME, TMPDIR } = process.env;
    const out = openSync(log, 'a');
    this.logFrom = fstatSync(out).size;
    const child = spawn(command, args, {
      cwd: folder,
      env: { PATH, HOME, TMPDIR, ...env } as Record<string, string | undefined> as NodeJS.ProcessEnv,
      stdio: ['ignore', out, out],
    });
    closeSync(out);
    this.child = child;
    return child;
  }

  private keep(child: ChildProcess): void {
    const beginAgain = () => {
      if (this.child === child) this.again = setTimeout(() => this.keep(this.begin()), PAUSE_MS);
    };
    // It may have ended since it answered.
    if (hasEnded(child)) beginAgain();
    else child.once('exit', beginAgain);
  }

  /** What it has said since it was last begun. */
  said(): string {
    return readFileSync(this.options.log).subarray(this.logFrom).toString();
  }

  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    process.off('exit', this.lastResort);
    clearTimeout(this.again);
    const { child } = this;
    this.child = undefined;
    if (!child || child.pid === undefined || hasEnded(child)) return;
    child.kill(signal);
    await once(child, 'exit');
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

/** Waits until `isSo`; throws with what was waited for when it does not come within `seconds`. */
export async function until(
  what: string,
  seconds: number,
  isSo: () => boolean | Promise<boolean>,
): Promise<void> {
  const late = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > late) throw new FriendlyError(`waited ${seconds} s for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
