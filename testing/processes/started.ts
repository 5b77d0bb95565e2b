import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '@/scripts/stack/free-port';
import { FriendlyError } from '@/scripts/stack/friendly-error';
import { isAlive } from '@/scripts/stack/is-alive';
import { waitForHttp } from '@/scripts/stack/wait-for-http';

export type Role = 'all' | 'web' | 'worker';
type PartName = 'app' | 'inngest-local';

/** The youngest part that its parent starts again when it dies; before it gives up. */
const GROWN_UP_MS = 5500;
/** A part's parent starts it again after half a minute at most. */
const REPLACED_SECONDS = 60;

/** `npm start` as people type it, in a folder of its own: a process and the parts it looks after. */
export class Started {
  private foundDir: string | undefined;
  private readonly child: ChildProcess;
  readonly ended: Promise<number | null>;

  private constructor(
    private readonly folder: string,
    readonly role: Role,
    readonly port: number,
    readonly settings: Readonly<Record<string, string | undefined>>,
  ) {
    const flags = role === 'all' ? [] : [`--${role}`];
    const log = openSync(this.log, 'a');
    this.child = spawn(
      process.execPath,
      ['--import', 'tsx', 'scripts/start.ts', ...flags, '--port', String(port)],
      {
        cwd: folder,
        env: { ...settings, APP_URL: `http://localhost:${port}` } as Record<
          string,
          string | undefined
        > as NodeJS.ProcessEnv,
        stdio: ['ignore', log, log],
      },
    );
    process.once('exit', this.lastResort);
    this.ended = once(this.child, 'exit').then(([code]) => {
      process.off('exit', this.lastResort);
      return code as number | null;
    });
  }

  private readonly lastResort = () => this.child.kill('SIGKILL');

  /** Resolves when it is ready. */
  static async begin(
    folder: string,
    role: Role,
    settings: Record<string, string | undefined>,
    port?: number,
  ): Promise<Started> {
    const started = new Started(folder, role, port ?? (await freePort()), settings);
    await started.whenReady();
    return started;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  whenReady(): Promise<void> {
    return waitForHttp(`${this.url}/api/health`, {
      ...{ name: `${this.role} ${this.port}`, seconds: 120, accept: (status) => status === 200 },
      log: this.log,
      failed: () => this.end,
    });
  }

  /** How it has ended; undefined while it runs. */
  private get end(): string | undefined {
    const { exitCode, signalCode } = this.child;
    if (exitCode === null && signalCode === null) return undefined;
    // Of a test's folder nothing is left to look at afterwards.
    const said = readFileSync(this.log, 'utf8').trim().split('\n').slice(-15).join('\n');
    return `${this.role} has ended (${exitCode ?? signalCode}):\n${said}`;
  }

  private get log(): string {
    return path.join(this.folder, `${this.role}-${this.port}.log`);
  }

  /** Where it keeps its notes and logs: the first in a folder in .data itself. */
  private get dataDir(): string {
    this.foundDir ??= this.findDir();
    return this.foundDir;
  }

  private findDir(): string {
    const data = path.join(this.folder, '.data');
    const places = [data, ...readdirSync(data).map((name) => path.join(data, name))];
    const own = places.find((place) => readNote(place)?.owner === this.child.pid);
    if (!own) throw new Error(`process ${this.child.pid} keeps no note in ${data}`);
    return own;
  }

  /** Where it sends events: the job server it was given, or its local one. */
  get jobServerUrl(): string {
    if (this.settings.INNGEST_BASE_URL) return this.settings.INNGEST_BASE_URL;
    const ports = JSON.parse(readFileSync(path.join(this.dataDir, 'ports.json'), 'utf8'));
    return `http://127.0.0.1:${(ports as { inngest: number }).inngest}`;
  }

  /** The process number of a part that lives now; undefined while it is being started again. */
  pidOf(part: PartName): number | undefined {
    return readNote(this.dataDir)?.pids.find((pid) => {
      if (!isAlive(pid)) return false;
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return command.includes('inngest-local') === (part === 'inngest-local');
    });
  }

  /** SIGKILL to a part; its parent starts it again. Resolves with the number of what was killed. */
  async killPart(part: PartName): Promise<number> {
    const pid = this.pidOf(part);
    if (pid === undefined) throw new Error(`${part} of ${this.role} does not run`);
    while (ageOf(pid) < GROWN_UP_MS) await turn();
    process.kill(pid, 'SIGKILL');
    return pid;
  }

  /** Resolves when another process has taken the part's place and the whole answers. */
  async whenReplaced(part: PartName, killed: number): Promise<void> {
    const late = Date.now() + REPLACED_SECONDS * 1000;
    for (let pid: number | undefined; pid === undefined || pid === killed; pid = this.pidOf(part)) {
      if (this.end) throw new FriendlyError(this.end);
      if (Date.now() > late)
        throw new FriendlyError(
          `waited ${REPLACED_SECONDS} s for ${part} of ${this.role} to be started again, see ${this.folder}`,
        );
      await turn();
    }
    await this.whenReady();
  }

  /** SIGTERM; its exit code. */
  stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  /** SIGKILL to the parent; its parts end by themselves. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

/** How long a process has lived, in milliseconds; throws when it does no more. */
function ageOf(pid: number): number {
  // What is behind the name in brackets: the 20th is when it began, in hundredths of a second.
  const began = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19]);
  return Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000 - began * 10;
}

function readNote(folder: string): { owner: number; pids: number[] } | undefined {
  const file = path.join(folder, 'processes.json');
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}
