import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PRIVATE = new Set(['.data', '.env', '.git', 'test-results']);

/**
 * A folder that has all of the project by links and a .data of its own: what is typed in it is what people
 * type, and disturbs nobody who runs the product in the project.
 */
export function makeOwnFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'bestellfix-folder-'));
  for (const name of readdirSync('.'))
    if (!PRIVATE.has(name)) symlinkSync(path.resolve(name), path.join(folder, name));
  mkdirSync(path.join(folder, '.data'));
  // PostgreSQL runs as another account under root, and has its data in here all the same.
  for (const one of [folder, path.join(folder, '.data')]) chmodSync(one, 0o755);
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}
