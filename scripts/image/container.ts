import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { endWithUs, forget } from '../stack/keeper';
import type { Image } from './dockerfile';

/**
 * In namespaces of its own, which end with the process, and all mounts with them: root read-only, /tmp and
 * the volumes to write in, no capability, no way to get one. Arguments: root, uid, gid, working directory,
 * volumes ("path" in memory, "path=folder" a folder of the machine) separated by blanks, the command.
 */
const ENTER = `
set -e
root=$1 uid=$2 gid=$3 workdir=$4 volumes=$5; shift 5
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
mount -t tmpfs -o mode=0755,nosuid,noexec tmpfs "$root/dev"
for one in null zero random urandom; do : > "$root/dev/$one"; mount --bind "/dev/$one" "$root/dev/$one"; done
mount -t tmpfs -o mode=1777,nosuid,nodev,size=256m tmpfs "$root/tmp"
for one in $volumes; do
  case $one in
    *=*) mount --bind "\${one#*=}" "$root\${one%%=*}" ;;
    *) mount -t tmpfs -o "mode=0700,uid=$uid,gid=$gid,nosuid,nodev,size=64m" tmpfs "$root$one" ;;
  esac
done
exec chroot "$root" setpriv --reuid "$uid" --regid "$gid" --clear-groups --no-new-privs \\
  --inh-caps=-all --bounding-set=-all env --chdir="$workdir" "$@"
`;

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface Place {
  image: Image;
  root: string;
  /** Beside the image's own: "/backups=/a/folder". */
  volumes?: string[];
}

export interface Ended {
  code: number;
  output: string;
}

export class Container {
  private text = '';
  readonly ended: Promise<Ended>;

  private constructor(private readonly process: ChildProcess) {
    for (const stream of [process.stdout, process.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.text += text;
      });
    const { pid } = process;
    endWithUs(pid, 'group');
    this.ended = new Promise((resolve) => {
      process.once('error', (error) => resolve({ code: 1, output: String(error) }));
      process.once('close', (code) => resolve({ code: code ?? 1, output: this.text }));
    });
    void this.ended.then(() => forget(pid));
  }

  /** Starts a command of the image, its own unless said, as its user, with these settings and no others. */
  static start(
    { image, root, volumes = [] }: Place,
    settings: Record<string, string>,
    command = image.command,
  ) {
    const args = ['--mount', '--pid', '--fork', '--kill-child', '--', '/bin/sh', '-c', ENTER, 'container'];
    const where = [root, String(image.user.uid), String(image.user.gid), image.workdir];
    const mounts = [...image.volumes, ...volumes].join(' ');
    return new Container(
      spawn('unshare', [...args, ...where, mounts, ...command], {
        env: { PATH, ...image.env, ...settings } as unknown as NodeJS.ProcessEnv,
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      }),
    );
  }

  get output(): string {
    return this.text;
  }

  get isOver(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** The first process in it; undefined once it has ended. */
  get first(): number | undefined {
    try {
      const { pid } = this.process;
      return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0]) || undefined;
    } catch {
      return undefined;
    }
  }

  /** What the kernel says of the first process: Uid, CapEff, NoNewPrivs, … */
  status(): Record<string, string> {
    const lines = readFileSync(`/proc/${this.first}/status`, 'utf8').split('\n');
    return Object.fromEntries(lines.map((line) => line.split(/:\s*/, 2) as [string, string]));
  }

  /** As an engine stops it: asked first, killed after `seconds`. */
  async stop(seconds = 40): Promise<Ended & { seconds: number }> {
    const from = performance.now();
    const { first } = this;
    if (first !== undefined) process.kill(first, 'SIGTERM');
    const harder = setTimeout(() => this.kill(), seconds * 1000);
    const ended = await this.ended;
    clearTimeout(harder);
    return { ...ended, seconds: (performance.now() - from) / 1000 };
  }

  kill(): void {
    this.process.kill('SIGKILL');
  }
}
