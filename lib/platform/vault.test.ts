import { describe, expect, it } from 'vitest';
import { createVault } from './vault';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const old = createVault(`a:${key(1)}`);
const rotated = createVault(`b:${key(2)},a:${key(1)}`);

describe('vault (R6)', () => {
  it('opens what it sealed, and seals the same text differently each time', () => {
    const one = old.seal('geheim ✓', 'company:integration');
    expect(old.open(one, 'company:integration')).toBe('geheim ✓');
    expect(old.seal('geheim ✓', 'company:integration')).not.toBe(one);
    expect(one).toMatch(/^v1\.a(\.[\w-]+){3}$/);
  });

  it('refuses another context, a changed byte, a short tag and an unknown key', () => {
    const sealed = old.seal('secret', 'mine');
    const parts = sealed.split('.');
    expect(() => old.open(sealed, 'theirs')).toThrow();
    const data = Buffer.from(parts[4] ?? '', 'base64url');
    data[0] = (data[0] ?? 0) ^ 1;
    expect(() => old.open([...parts.slice(0, 4), data.toString('base64url')].join('.'), 'mine')).toThrow();
    const shortTag = Buffer.from(parts[3] ?? '', 'base64url')
      .subarray(0, 4)
      .toString('base64url');
    expect(() => old.open([...parts.slice(0, 3), shortTag, parts[4]].join('.'), 'mine')).toThrow();
    expect(() => createVault(`z:${key(9)}`).open(sealed, 'mine')).toThrow(/key that is not/);
  });

  it('reads old keys, writes with the first and says what needs sealing again', () => {
    const sealed = old.seal('secret', 'c');
    expect(rotated.open(sealed, 'c')).toBe('secret');
    expect(rotated.needsResealing(sealed)).toBe(true);
    expect(rotated.needsResealing(rotated.seal('secret', 'c'))).toBe(false);
  });

  it('refuses keys of another length', () => {
    expect(() => createVault('a:c2hvcnQ=')).toThrow(/32 bytes/);
  });
});
