import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FriendlyError } from '../stack/friendly-error';
import type { Image } from './dockerfile';

/** What Debian's own slim images leave out of theirs, and what the installer left behind. */
const LEFT_OUT = ['usr/share/doc', 'usr/share/info', 'usr/share/locale', 'usr/share/man'];
const OF_INSTALLER = ['var/cache/apt', 'var/lib/apt/lists', 'var/log'];

/** An empty Debian like `debian:bookworm-slim`, made once and kept in `folder`; its path. */
export function emptyDebian(from: string, folder: string): string {
  const [, suite] = /^debian:(\w+)-slim$/.exec(from) ?? [];
  if (!suite) throw new Error(`${from}: only Debian's slim images can be made here`);
  const target = path.join(folder, `debian-${suite}`);
  if (existsSync(target)) return target;
  const draft = `${target}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const made = spawnSync('debootstrap', ['--variant=minbase', suite, draft], { encoding: 'utf8' });
  if (made.error) throw new FriendlyError('debootstrap is missing. On Debian: apt-get install debootstrap');
  if (made.status !== 0)
    throw new FriendlyError(`debootstrap could not make an empty Debian:\n${made.stdout.slice(-2000)}`);
  for (const name of LEFT_OUT) rmSync(path.join(draft, name), { recursive: true, force: true });
  for (const name of OF_INSTALLER) {
    rmSync(path.join(draft, name), { recursive: true, force: true });
    mkdirSync(path.join(draft, name));
  }
  renameSync(draft, target);
  return target;
}

/**
 * Follows the steps of the image's last stage in a copy of `base` at `root`; `built`: where its parts are.
 */
export function makeRoot(image: Image, base: string, root: string, built: Record<string, string>): void {
  rmSync(root, { recursive: true, force: true });
  command('cp', ['-a', '--reflink=auto', base, root]);
  for (const step of image.steps) {
    if ('run' in step) {
      command('chroot', [root, '/bin/sh', '-c', step.run]);
      continue;
    }
    const source = built[step.copy];
    if (source === undefined) throw new Error(`${step.copy}: nobody knows what the build stage has there`);
    cpSync(source, path.join(root, step.to), { recursive: true, verbatimSymlinks: true });
  }
  // An engine gives each container these.
  writeFileSync(path.join(root, 'etc/hosts'), '127.0.0.1 localhost\n');
  writeFileSync(path.join(root, 'etc/resolv.conf'), '');
}

function command(name: string, args: string[]): void {
  const { status, stderr, error } = spawnSync(name, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} ${args.join(' ')}: ${stderr || error}`);
}
