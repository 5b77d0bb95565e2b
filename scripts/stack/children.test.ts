import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { Children } from './children';
import { isAlive } from './is-alive';

const mode = (file: string) => statSync(file).mode & 0o777;

it('logs are readable by their owner only, also one that an earlier version left open, and the folder cannot be listed', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bestellfix-children-'));
  chmodSync(folder, 0o755);
  writeFileSync(path.join(folder, 'old.log'), '', { mode: 0o644 });
  const children = new Children(folder);
  try {
    for (const name of ['old', 'new'])
      children.start({ name, args: ['-e', 'setTimeout(() => {}, 60_000)'], env: {} });
    expect(['old.log', 'new.log'].map((name) => mode(path.join(folder, name)))).toEqual([0o600, 0o600]);
    expect(mode(folder) & 0o066).toBe(0);
  } finally {
    await children.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A program that notes its process id and stays. */
const NOTES = (file: string) =>
  `require('node:fs').appendFileSync(${JSON.stringify(file)}, process.pid + '\\n'); setTimeout(() => {}, 60_000)`;

it('one that dies is started again as often as it takes; one killed on purpose only when asked', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bestellfix-children-'));
  const file = path.join(folder, 'pids');
  writeFileSync(file, '');
  const pids = () => readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number);
  const told: string[] = [];
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const children = new Children(folder);
  try {
    const part = children.start({
      name: 'job-server',
      args: ['-e', NOTES(file)],
      env: {},
      restartAfterMs: 0,
      onUnexpectedEnd: (message) => told.push(message),
    });
    for (const lives of [1, 2]) {
      await vi.waitFor(() => expect(pids()).toHaveLength(lives), 20_000);
      process.kill(pids().at(-1) as number, 'SIGKILL');
    }
    await vi.waitFor(() => expect(pids()).toHaveLength(3), 20_000);
    expect(said).toHaveBeenCalledTimes(2);
    await part.kill();
    await part.start();
    await vi.waitFor(() => expect(pids()).toHaveLength(4), 20_000);
    expect(told).toEqual([]);
  } finally {
    await children.stop();
    said.mockRestore();
    rmSync(folder, { recursive: true, force: true });
  }
});

it('the only part of a parent that has nothing else is started again too', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bestellfix-children-'));
  const file = path.join(folder, 'pids');
  writeFileSync(file, '');
  const pids = () => readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number);
  const child = path.resolve('testing/processes/only-part-child.ts');
  const parent = spawn(process.execPath, ['--import', 'tsx', child, folder, NOTES(file)], {
    stdio: 'ignore',
  });
  const ended = once(parent, 'exit');
  try {
    await vi.waitFor(() => expect(pids()).toHaveLength(1), 20_000);
    process.kill(pids()[0] as number, 'SIGKILL');
    await vi.waitFor(() => expect([pids().length, parent.exitCode]).toEqual([2, null]), 20_000);
  } finally {
    parent.kill('SIGKILL');
    await ended;
    await vi.waitFor(() => expect(pids().filter(isAlive)).toEqual([]), 20_000);
    rmSync(folder, { recursive: true, force: true });
  }
});

it('the last started is ended first, also when an earlier one was started again', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bestellfix-children-'));
  const file = path.join(folder, 'said');
  writeFileSync(file, '');
  const said = () => readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  const children = new Children(folder);
  const begin = (name: string) => {
    const say = `require('node:fs').appendFileSync.bind(null, ${JSON.stringify(file)})`;
    const args = [
      '-e',
      `const say = ${say}; process.on('SIGTERM', () => { say('end ${name}\\n'); process.exit() }); setInterval(() => {}, 1000); say('${name} ' + process.pid + '\\n');`,
    ];
    children.start({ name, args, env: {}, restartAfterMs: 0 });
  };
  try {
    begin('job-server');
    await vi.waitFor(() => expect(said()).toHaveLength(1), 20_000);
    begin('app');
    await vi.waitFor(() => expect(said()).toHaveLength(2), 20_000);
    process.kill(Number(said()[0]?.split(' ')[1]), 'SIGKILL');
    await vi.waitFor(() => expect(said()).toHaveLength(3), 20_000);
  } finally {
    await children.stop();
    quiet.mockRestore();
  }
  expect(said().slice(3)).toEqual(['end app', 'end job-server']);
  rmSync(folder, { recursive: true, force: true });
});

it('one that does not even come up is reported, not started again and again', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bestellfix-children-'));
  const children = new Children(folder);
  try {
    const told = await new Promise<string>((resolve) => {
      children.start({
        name: 'broken',
        args: ['-e', 'process.exit(3)'],
        env: {},
        restartAfterMs: 60_000,
        onUnexpectedEnd: resolve,
      });
    });
    expect(told).toContain('broken ended unexpectedly (3)');
  } finally {
    await children.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
