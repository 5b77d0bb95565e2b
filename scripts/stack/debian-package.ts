import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Installs a Debian package where that is possible: as root, on Debian. It changes the system, so it says the
 * command first, on stderr; a fresh CI container must get a browser, pgbouncer or faketime without a step by
 * hand. False where it was not tried; true says nothing of its success.
 */
export function installPackage(name: string, output: 'inherit' | 'ignore' = 'inherit'): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  process.stderr.write(`Installing a system package: apt-get install ${name}\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (args: string[]) => spawnSync('apt-get', args, { stdio: output, env, timeout: 600_000 });
  apt(['update', '-q']);
  apt(['install', '-y', '-q', '--no-install-recommends', name]);
  return true;
}
