import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { isAlive } from './is-alive';
import type { Note } from './postgres/data';

const folder = mkdtempSync(path.join(tmpdir(), 'keeper-'));
chmodSync(folder, 0o755);
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const note = () => JSON.parse(read('postgres.json')) as Note;
let parent: ReturnType<typeof spawn>;
afterEach(() => {
  parent.kill('SIGKILL');
  if (existsSync(path.join(folder, 'postgres.json')))
    rmSync(note().data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  rmSync(folder, { recursive: true, force: true });
});

it('ends the parts and the database of a parent that is killed, also a part that does not listen', async () => {
  const file = path.resolve('testing/processes/stack-child.ts');
  parent = spawn(process.execPath, ['--import', 'tsx', file, folder], {
    env: { ...process.env, SHUTDOWN_GRACE_SECONDS: '1' },
    stdio: 'inherit',
  });
  await vi.waitFor(() => expect(existsSync(path.join(folder, 'database'))).toBe(true), 60_000);
  await vi.waitFor(() => expect(Number(read('part'))).toBeGreaterThan(1), 20_000);
  const part = Number(read('part'));
  const database = Number(readFileSync(path.join(note().data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  expect([part, database].map(isAlive)).toEqual([true, true]);
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect([part, database].map(isAlive)).toEqual([false, false]), 30_000);
});
