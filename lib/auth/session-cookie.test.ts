import { encode } from 'next-auth/jwt';
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllEnvs());

async function read(token: string, settings: Record<string, string>) {
  vi.resetModules();
  vi.stubEnv('DATABASE_URL', 'postgres://nobody@localhost/none');
  vi.stubEnv('TOKEN_ENCRYPTION_KEYS', `t:${Buffer.alloc(32, 1).toString('base64')}`);
  vi.stubEnv('NEXTAUTH_SECRET_PREVIOUS', '');
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  return (await import('./session-cookie')).readSessionCookie(token);
}

it('a session outlives the secret it was signed with by one change', async () => {
  const [first, second, third] = ['1', '2', '3'].map((one) => one.repeat(32)) as [string, string, string];
  const token = await encode({ token: { sub: 'me', sid: 'here' }, secret: first, maxAge: 60 });
  const me = { userId: 'me', sessionId: 'here' };
  expect(await read(token, { NEXTAUTH_SECRET: first })).toEqual(me);
  expect(await read(token, { NEXTAUTH_SECRET: second, NEXTAUTH_SECRET_PREVIOUS: first })).toEqual(me);
  expect(await read(token, { NEXTAUTH_SECRET: second })).toBeUndefined();
  expect(await read(token, { NEXTAUTH_SECRET: third, NEXTAUTH_SECRET_PREVIOUS: second })).toBeUndefined();
  expect(await read('forged', { NEXTAUTH_SECRET: second, NEXTAUTH_SECRET_PREVIOUS: first })).toBeUndefined();
  // Of the time before sessions were kept: it can be ended by nobody.
  const old = await encode({ token: { sub: 'me' }, secret: first, maxAge: 60 });
  expect(await read(old, { NEXTAUTH_SECRET: first })).toBeUndefined();
});
