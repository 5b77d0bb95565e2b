import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { FriendlyError } from '../friendly-error';

/** The account the server runs as where this process is root: PostgreSQL refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

/** Undefined unless this process is root. Throws a FriendlyError where there is no account to run as. */
export const serverAccount = (): Account | undefined =>
  process.getuid?.() === 0 ? unprivilegedAccount() : undefined;

/** An account without rights that every Unix has one of. */
export function unprivilegedAccount(): Account {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  const accounts = lines.map((line) => line.split(':')).filter((parts) => Number(parts[2]) > 0);
  for (const name of ['postgres', 'nobody', 'daemon']) {
    const found = accounts.find((parts) => parts[0] === name);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new FriendlyError(
    'PostgreSQL does not run as root and there is no other account (postgres, nobody) on this machine.\nRun this as an ordinary user, or set DATABASE_URL.',
  );
}

/** True when every folder down to `target` may be entered by anyone. */
export function isReachable(target: string): boolean {
  let place = target;
  while (!existsSync(place)) place = path.dirname(place);
  for (place = realpathSync(place); ; place = path.dirname(place)) {
    if ((statSync(place).mode & 0o001) === 0) return false;
    if (place === path.dirname(place)) return true;
  }
}

/**
 * A folder that root's helper account can enter, the same for the same key. Throws when it belongs to someone
 * else.
 */
export function openFolder(key: string): string {
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 16);
  const folder = path.join(existsSync('/var/tmp') ? '/var/tmp' : '/tmp', `bestellfix-${hash}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const found = lstatSync(folder);
  // A shared temporary folder: someone else may have made this name first.
  if (!found.isDirectory() || found.uid !== 0) {
    throw new FriendlyError(`${folder} exists and belongs to another user. Remove it and start again.`);
  }
  chmodSync(folder, 0o755);
  return folder;
}
