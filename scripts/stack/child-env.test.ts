import { expect, it } from 'vitest';
import { childEnv } from './child-env';

it('a helper process gets its own settings and its surroundings, none of the app’s secrets', () => {
  const given = {
    PATH: '/bin',
    HOME: '/home/x',
    FAKETIME: '@2027-01-01',
    NEXTAUTH_SECRET: 'secret',
    TOKEN_ENCRYPTION_KEYS: 'secret',
    LIGHTSPEED_CLIENT_SECRET: 'secret',
    DATABASE_URL: 'postgres://owner:secret@host/x',
    UNSET: undefined,
  };
  expect(childEnv(given, { PORT: '1', DATABASE_URL: 'postgres://jobs@host/x' })).toEqual({
    PATH: '/bin',
    HOME: '/home/x',
    FAKETIME: '@2027-01-01',
    PORT: '1',
    DATABASE_URL: 'postgres://jobs@host/x',
  });
});
