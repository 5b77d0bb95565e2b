import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Note } from './data';
import { type RunningPostgres, startPostgres } from './server';

let folder: string;
let dataDir: string;
const running: RunningPostgres[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'server-'));
  chmodSync(folder, 0o755);
  dataDir = path.join(folder, 'postgres');
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  const data = existsSync(`${dataDir}.json`) ? readNote().data : dataDir;
  for (const place of [data, folder]) rmSync(place, { recursive: true, force: true });
});

async function start(persistent = true): Promise<RunningPostgres> {
  const started = await startPostgres({ dataDir, persistent });
  running.push(started);
  return started;
}
async function ask<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  return work(sql).finally(() => sql.end({ timeout: 1 }));
}
const keep = (url: string) => ask(url, (sql) => sql.unsafe('create table kept as select 42 as n'));
const kept = async (url: string) => (await ask(url, (sql) => sql<{ n: number }[]>`select n from kept`))[0]?.n;
const readNote = () => JSON.parse(readFileSync(`${dataDir}.json`, 'utf8')) as Note;
const setOwner = (owner: number) =>
  writeFileSync(`${dataDir}.json`, JSON.stringify({ ...readNote(), owner }), { mode: 0o600 });
/** The number of a process that has ended. */
const deadProcess = () => spawnSync(process.execPath, ['--version']).pid;

describe('a persistent server', () => {
  it('keeps data, port and passwords over a stop', async () => {
    const first = await start();
    await keep(first.url);
    await first.stop();
    const second = await start();
    expect([second.url, second.appUrl]).toEqual([first.url, first.appUrl]);
    expect(await kept(second.url)).toBe(42);
  });

  it('left over by a starter that was killed is ended, and its data taken over', async () => {
    const first = await start();
    await keep(first.url);
    setOwner(deadProcess());
    const second = await start();
    expect(await kept(second.url)).toBe(42);
    expect(readNote().owner).toBe(process.pid);
  });

  it('of a starter that lives is left alone, and the second is refused', async () => {
    const first = await start();
    setOwner(process.ppid);
    await expect(startPostgres({ dataDir, persistent: true })).rejects.toThrow(
      `already runs on this folder (process ${process.ppid})`,
    );
    expect(await ask(first.url, async (sql) => (await sql`select 1`).length)).toBe(1);
    setOwner(process.pid);
  });

  it('comes back on the same port after kill -9, with its data', async () => {
    const server = await start();
    await keep(server.url);
    await server.kill();
    await expect(kept(server.url)).rejects.toThrow();
    await server.start();
    expect(await kept(server.url)).toBe(42);
  });

  it('whose number now belongs to another program is started beside it', async () => {
    const first = await start();
    await keep(first.url);
    await first.stop();
    const { data } = readNote();
    writeFileSync(path.join(data, 'postmaster.pid'), `${process.pid}\n`);
    expect(await kept((await start()).url)).toBe(42);
  });

  it('starts in a folder that its account cannot enter', async () => {
    chmodSync(folder, 0o700);
    const server = await start();
    await keep(server.url);
    expect(await kept(server.url)).toBe(42);
    if (process.getuid?.() === 0) expect(readNote().data).not.toBe(dataDir);
  });
});

describe('a throw-away server', () => {
  it('leaves nothing behind', async () => {
    const server = await start(false);
    await keep(server.url);
    await server.stop();
    expect([existsSync(dataDir), existsSync(`${dataDir}.json`)]).toEqual([false, false]);
  });

  it('lets the app’s role in, which owns nothing and may create nothing', async () => {
    const server = await start(false);
    expect(await ask(server.appUrl, async (sql) => (await sql`select 1`).length)).toBe(1);
    await expect(keep(server.appUrl)).rejects.toThrow('permission denied');
  });
});
