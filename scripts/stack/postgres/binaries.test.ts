import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { serverAccount } from './account';
import { linkLibraries, reachableBinaries } from './binaries';

const folder = mkdtempSync(path.join(tmpdir(), 'binaries-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('are PostgreSQL’s own, and the account of the server can start them', () => {
  const account = serverAccount();
  const native = reachableBinaries(account);
  for (const name of ['postgres', 'initdb']) {
    const started = spawnSync(path.join(native, 'bin', name), ['--version'], { ...account, cwd: '/' });
    expect([name, started.status]).toEqual([name, 0]);
  }
});

it('get the second names of their libraries and the right to be started, as often as asked', () => {
  const native = path.join(folder, 'native');
  for (const part of ['bin', 'lib']) mkdirSync(path.join(native, part), { recursive: true });
  writeFileSync(path.join(native, 'lib', 'libpq.so.5.18'), '');
  writeFileSync(path.join(native, 'bin', 'postgres'), '');
  chmodSync(path.join(native, 'bin', 'postgres'), 0o644);
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  writeFileSync(path.join(native, 'pg-symlinks.json'), JSON.stringify(links));
  linkLibraries(folder, native);
  linkLibraries(folder, native);
  expect(readlinkSync(path.join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
  expect(statSync(path.join(native, 'bin', 'postgres')).mode & 0o111).toBe(0o111);
});
