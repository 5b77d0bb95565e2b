import { afterEach, describe, expect, it, vi } from 'vitest';

const BASE = 'https://app.example';
/** Settings are read once a process: a fresh copy reads this test's. */
async function ask(path: string | null | undefined, base = BASE) {
  vi.resetModules();
  vi.stubEnv('APP_URL', base);
  vi.stubEnv('DATABASE_URL', 'postgres://nobody@localhost/none');
  vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32));
  vi.stubEnv('TOKEN_ENCRYPTION_KEYS', `t:${Buffer.alloc(32, 1).toString('base64')}`);
  return (await import('./local-path')).localPath(path);
}
afterEach(() => vi.unstubAllEnvs());

describe('where a browser is sent back to', () => {
  it.each(['/integrations/lightspeed', '/a?b=//c#/d', '/%09/x', '/.//x', '/ä'])(
    '%j is a page of ours',
    async (path) => {
      expect(await ask(path)).toBe(path);
      expect(new URL(path, BASE).origin).toBe(BASE);
    },
  );
  it.each([
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r/evil.example',
    '\t//evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\\\t/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'page',
    '',
    '/\u0085x',
    null,
    undefined,
  ])('%j is not', async (path) => {
    expect(await ask(path)).toBeNull();
  });
});
