import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Note } from './data';
import type { RunningPostgres } from './server';
import { sharePostgres } from './shared';

let folder: string;
let other: ReturnType<typeof spawn> | undefined;
let shared: RunningPostgres | undefined;
const note = () => JSON.parse(readFileSync(path.join(folder, 'postgres.json'), 'utf8')) as Note;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'shared-'));
  chmodSync(folder, 0o755);
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(async () => {
  await shared?.stop();
  other?.kill('SIGKILL');
  [shared, other] = [undefined, undefined];
  rmSync(note().data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

async function ask<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(shared?.url ?? '', { max: 1, connect_timeout: 2, onnotice: () => {} });
  return work(sql).finally(() => sql.end({ timeout: 1 }));
}
const kept = () => ask(async (sql) => (await sql<{ n: number }[]>`select n from kept`)[0]?.n);

it('a database in a folder is used by two processes, and run by whichever is left', async () => {
  other = spawn(
    process.execPath,
    ['--import', 'tsx', path.resolve('testing/processes/stack-child.ts'), folder],
    {
      env: { ...process.env, SHUTDOWN_GRACE_SECONDS: '0' },
      stdio: 'inherit',
    },
  );
  await vi.waitFor(() => expect(existsSync(path.join(folder, 'database'))).toBe(true), 60_000);
  shared = await sharePostgres(path.join(folder, 'postgres'));
  expect(shared.url).toBe(readFileSync(path.join(folder, 'database'), 'utf8'));
  await ask((sql) => sql.unsafe('create table kept as select 42 as n'));
  other.kill('SIGKILL');
  await vi.waitFor(() => expect(note().owner).toBe(process.pid), 30_000);
  await vi.waitFor(async () => expect(await kept()).toBe(42), 30_000);
});

it('its server is started again when it dies', async () => {
  shared = await sharePostgres(path.join(folder, 'postgres'));
  await ask((sql) => sql.unsafe('create table kept as select 42 as n'));
  const server = Number(readFileSync(path.join(note().data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(server, 'SIGKILL');
  await expect(kept()).rejects.toThrow();
  await vi.waitFor(async () => expect(await kept()).toBe(42), 30_000);
});
