import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FriendlyError } from './friendly-error';
import { isAlive } from './is-alive';

const LONGEST_MS = 180_000;

/** Does `work` while no other process does its own in this folder: two that start make one set of secrets. */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const file = path.join(folder, 'starting.lock');
  const until = Date.now() + LONGEST_MS;
  while (!take(file)) {
    if (Date.now() > until)
      throw new FriendlyError(`Another start in this folder does not end. If there is none, remove ${file}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  try {
    return await work();
  } finally {
    if (holderOf(file) === process.pid) rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = holderOf(file);
  if (holder !== undefined && (holder === process.pid || isAlive(holder))) return false;
  // Moved first, so that of several that find it left over only one removes it.
  const stale = `${file}.${process.pid}`;
  try {
    renameSync(file, stale);
    rmSync(stale, { force: true });
  } catch {}
  return false;
}

/** Undefined where the file is gone or holds no number yet. */
function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}
