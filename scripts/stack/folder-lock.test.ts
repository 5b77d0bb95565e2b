import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { withFolderLock } from './folder-lock';

const folder = mkdtempSync(path.join(tmpdir(), 'lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('lets one after the other in, and is gone after a failure too', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise(setImmediate);
    inside--;
  };
  await Promise.all([1, 2, 3].map(() => withFolderLock(folder, work)));
  expect(most).toBe(1);
  await expect(withFolderLock(folder, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(path.join(folder, 'starting.lock'))).toBe(false);
});

it('is taken over from a process that was killed', async () => {
  const dead = spawnSync(process.execPath, ['--version']).pid;
  writeFileSync(path.join(folder, 'starting.lock'), String(dead));
  expect(await withFolderLock(folder, async () => 'in')).toBe('in');
});
