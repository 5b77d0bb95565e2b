import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { Children } from './children';

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
