import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { localSecrets } from './secrets';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'bestellfix-secrets-'));
});
afterEach(() => rmSync(dir, { recursive: true }));
const file = () => path.join(dir, 'secrets.json');

it('are made once and kept', () => {
  const first = localSecrets(dir);
  expect(localSecrets(dir)).toEqual(first);
});

it('are made anew from half a file', () => {
  writeFileSync(file(), '{"NEXTAUTH_SEC');
  const secrets = localSecrets(dir);
  expect(secrets.TOKEN_ENCRYPTION_KEYS).toMatch(/^k1:/);
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual(secrets);
});

it('keep what is there when one is missing', () => {
  const { TOKEN_ENCRYPTION_KEYS, ...rest } = localSecrets(dir);
  writeFileSync(file(), JSON.stringify(rest));
  const secrets = localSecrets(dir);
  expect(secrets).toMatchObject(rest);
  expect(secrets.TOKEN_ENCRYPTION_KEYS).not.toBe(TOKEN_ENCRYPTION_KEYS);
});
