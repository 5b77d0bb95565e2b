import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isReachable, openFolder, serverAccount, unprivilegedAccount } from './account';

const isRoot = process.getuid?.() === 0;
const folder = mkdtempSync(path.join(tmpdir(), 'account-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the account a server runs as', () => {
  it('is one without rights where this process is root, else the process’s own', () => {
    const account = serverAccount();
    if (isRoot) expect(account).toEqual(unprivilegedAccount());
    else expect(account).toBeUndefined();
  });

  it.skipIf(!isRoot)('is never root', () => {
    expect(unprivilegedAccount().uid).toBeGreaterThan(0);
  });
});

describe('a folder another account can enter', () => {
  it('is one with no closed folder above it, there or still to be made', () => {
    chmodSync(folder, 0o755);
    const closed = path.join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    expect(isReachable(path.join(folder, 'not', 'there'))).toBe(isReachable(folder));
    expect(isReachable(closed)).toBe(false);
    expect(isReachable(path.join(closed, 'below'))).toBe(false);
  });

  it.skipIf(!isRoot)('is made where there is none, the same for the same key', () => {
    const made = openFolder(folder);
    try {
      expect(openFolder(folder)).toBe(made);
      expect(isReachable(made)).toBe(true);
      expect(statSync(made).mode & 0o777).toBe(0o755);
    } finally {
      rmSync(made, { recursive: true });
    }
  });
});
