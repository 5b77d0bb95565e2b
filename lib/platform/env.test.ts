import { describe, expect, it } from 'vitest';
import { parseEnv } from './env';

const EVENT = 'an-event-key';
const SIGNING = `signkey-prod-${'ab'.repeat(32)}`;
const settings = (more: Record<string, string>) => ({
  DATABASE_URL: 'postgres://127.0.0.1/x',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  TOKEN_ENCRYPTION_KEYS: `t:${Buffer.alloc(32, 1).toString('base64')}`,
  NODE_ENV: 'production',
  ...more,
});
const complaint = (more: Record<string, string>) => {
  try {
    parseEnv(settings(more));
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the settings of the job server', () => {
  it.each([
    ['both keys', { INNGEST_EVENT_KEY: EVENT, INNGEST_SIGNING_KEY: SIGNING }],
    [
      'a key without the name of its environment',
      { INNGEST_EVENT_KEY: EVENT, INNGEST_SIGNING_KEY: 'ab'.repeat(32) },
    ],
    ['neither', {}],
    [
      'keys being changed, and an address for the job server alone',
      {
        INNGEST_EVENT_KEY: EVENT,
        INNGEST_SIGNING_KEY: SIGNING,
        INNGEST_SIGNING_KEY_FALLBACK: 'cd'.repeat(32),
        INNGEST_SERVE_ORIGIN: 'http://app:3000',
      },
    ],
    ['a dev server in development', { NODE_ENV: 'development', INNGEST_DEV: 'http://127.0.0.1:8288' }],
    ['no dev server, said in words', { INNGEST_DEV: '0' }],
  ])('takes %s', (_, more) => {
    expect(complaint(more)).toBe('');
  });

  it.each([
    ['an event key alone', { INNGEST_EVENT_KEY: EVENT }, 'INNGEST_SIGNING_KEY'],
    ['a signing key alone', { INNGEST_SIGNING_KEY: SIGNING }, 'INNGEST_EVENT_KEY'],
    ['a fallback alone', { INNGEST_SIGNING_KEY_FALLBACK: SIGNING }, 'INNGEST_SIGNING_KEY'],
    ['an address without keys', { INNGEST_BASE_URL: 'http://inngest:8288' }, 'INNGEST_BASE_URL'],
    ['development mode in production', { INNGEST_DEV: '1' }, 'INNGEST_DEV'],
    ['a dev server in production', { INNGEST_DEV: 'http://127.0.0.1:8288' }, 'INNGEST_DEV'],
    [
      'a signing key one could guess',
      { INNGEST_EVENT_KEY: EVENT, INNGEST_SIGNING_KEY: 'abcd' },
      'INNGEST_SIGNING_KEY',
    ],
  ])('refuses %s, names the setting and never its value', (_, more, name) => {
    const told = complaint(more);
    expect(told).toContain(name);
    for (const value of [EVENT, SIGNING]) expect(told).not.toContain(value);
  });
});

describe('the settings of mail', () => {
  const FROM = 'Bestellfix <no-reply@test.example>';
  it.each([
    [{ SMTP_URL: 'smtp://mail.test.example', MAIL_FROM: 'no-reply@test.example' }, ''],
    [{ SMTP_URL: 'smtps://me%40test:s%2Fcret@mail.test.example:465', MAIL_FROM: FROM }, ''],
    [{ SMTP_URL: 'smtp://mail.test.example' }, 'MAIL_FROM'],
    [{ MAIL_FROM: FROM }, 'SMTP_URL'],
    [{ SMTP_URL: 'https://mail.test.example', MAIL_FROM: FROM }, 'SMTP_URL'],
    [{ SMTP_URL: 'smtp://mail.test.example', MAIL_FROM: 'nobody' }, 'MAIL_FROM'],
  ])('%j', (more, named) => {
    if (named === '') expect(complaint(more)).toBe('');
    else expect(complaint(more)).toContain(named);
  });
});
