import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('the lock file knows every package by its hash, other platforms’ too', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { integrity?: string; inBundle?: boolean }>;
  };
  const bare = Object.entries(packages).filter(
    ([at, entry]) => at !== '' && !entry.integrity && !entry.inBundle,
  );
  expect(bare.map(([at]) => at)).toEqual([]);
});
