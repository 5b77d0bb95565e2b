import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { hashPassword } from '@/lib/platform/password';
import { suiteDatabase } from '@/testing/database/suite-database';
import { testCompany } from '@/testing/fixtures/test-company';
import { testContext } from '@/testing/fixtures/test-context';
import { createCompany } from '../company/create-company';
import type { Wire } from '../context';
import { signIn } from '../people/sign-in';
import { makeAccount, signUp } from '../people/sign-up';
import { beginSession } from '../session/begin-session';
import { forgetSpentLimits } from './forget-spent-limits';
import { takeLimits } from './take-limits';

const t = suiteDatabase();
const PASSWORD = 'a long enough one';

const from = (wire: Partial<Wire>) => testContext(t.db, { memberships: {}, kind: 'anonymous', wire });
/** An address that no other test uses. */
let last = 0;
const somewhere = () => `203.0.${Math.floor(++last / 250)}.${last % 250}`;
const answer = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.code as string,
  );
/** Thirty at once: of more passwords some would be sent away. */
async function tries(times: number, one: (n: number) => Promise<unknown>, atOnce = 30): Promise<string[]> {
  const answers: string[] = [];
  for (let n = 0; n < times; n += atOnce) {
    const round = Array.from({ length: Math.min(atOnce, times - n) }, (_, more) => answer(one(n + more)));
    answers.push(...(await Promise.all(round)));
  }
  return answers;
}
const count = (answers: string[], word: string) => answers.filter((one) => one === word).length;
const person = async () => {
  const email = `${v7()}@test.example`;
  const { id } = await makeAccount(from({ address: somewhere() }), { email, password: PASSWORD });
  return { email, id };
};
/** Takes time back from every bucket, as if so long had passed. */
const pass = (time: string) =>
  t.db.execute(sql`update rate_buckets set full_at = full_at - ${time}::interval`);
const guess = (address: string, email: string, password = 'wrong', device: string | null = null) =>
  signIn(from({ address, device }), { email, password });

describe('guessing one account (R2)', () => {
  it('from one source ten are let through, also when they come at once; the time to wait is said and true', async () => {
    const { email } = await person();
    const here = somewhere();
    const answers = await tries(25, () => guess(here, email));
    expect([count(answers, 'invalid_credentials'), count(answers, 'too_many_attempts')]).toEqual([10, 15]);
    const refused = await guess(here, email, PASSWORD).catch((error) => error);
    expect(refused).toMatchObject({ code: 'too_many_attempts' });
    const { retry_after } = refused.details;
    // Ten in a quarter of an hour: one each 90 seconds.
    expect(retry_after).toBeGreaterThan(80);
    expect(retry_after).toBeLessThanOrEqual(90);
    await pass(`${retry_after} seconds`);
    expect(await answer(guess(here, email, PASSWORD))).toBe('done');
    // Who knows the password has not guessed.
    expect(count(await tries(11, () => guess(here, email)), 'invalid_credentials')).toBe(10);
  });

  it('an account that nobody has is locked just the same', async () => {
    const [here, email] = [somewhere(), `${v7()}@test.example`];
    const answers = await tries(14, () => guess(here, email));
    expect([count(answers, 'invalid_credentials'), count(answers, 'too_many_attempts')]).toEqual([10, 4]);
  });

  it('the owner is not kept out by one stranger elsewhere', async () => {
    const { email } = await person();
    const there = somewhere();
    // Refused ones take nothing of what belongs to others.
    await tries(80, () => guess(there, email));
    await tries(80, () => guess(there, `${v7()}@test.example`));
    const hosts = await t.db.execute(sql`select full_at < now() + interval '5 minutes' as has_room
      from rate_buckets where key = 'sign_in:host'`);
    expect(hosts).toEqual([{ has_room: true }]);
    expect(await answer(guess(somewhere(), email, PASSWORD))).toBe('done');
  });

  it('from many sources fifty an hour are let through; a browser that was in before passes the lock', async () => {
    const { email, id } = await person();
    const { device } = await beginSession(from({ address: somewhere() }), id);
    const answers = await tries(70, () => guess(somewhere(), email));
    expect([count(answers, 'invalid_credentials'), count(answers, 'too_many_attempts')]).toEqual([50, 20]);
    expect(await answer(guess(somewhere(), email, PASSWORD))).toBe('too_many_attempts');
    expect(await answer(guess(somewhere(), email, PASSWORD, device))).toBe('done');
    // It is known for this account only, and may not guess for ever either.
    const other = await person();
    await tries(70, () => guess(somewhere(), other.email));
    expect(await answer(guess(somewhere(), other.email, PASSWORD, device))).toBe('too_many_attempts');
    const own = await tries(14, () => guess(somewhere(), email, 'wrong', device));
    expect([count(own, 'invalid_credentials'), count(own, 'too_many_attempts')]).toEqual([10, 4]);
  });
});

describe('many accounts from one source (R2)', () => {
  it('fifty tries in a quarter of an hour, whatever the accounts, of a whole IPv6 network', async () => {
    const answers = await tries(70, (n) => guess(`2001:db8:0:${++last}::${n + 1}`, `${v7()}@test.example`));
    expect(count(answers, 'rate_limited')).toBe(0);
    const network = `2001:db8:1:${++last}`;
    const one = await tries(70, (n) => guess(`${network}::${n + 1}`, `${v7()}@test.example`));
    expect([count(one, 'invalid_credentials'), count(one, 'rate_limited')]).toEqual([50, 20]);
  });

  it('ten new accounts an hour', async () => {
    const here = somewhere();
    const join = () => signUp(from({ address: here }), { email: `${v7()}@test.example`, password: PASSWORD });
    const answers = await tries(14, join);
    expect([count(answers, 'done'), count(answers, 'rate_limited')]).toEqual([10, 4]);
    await pass('6 minutes 1 second');
    expect(await tries(2, join)).toEqual(expect.arrayContaining(['done', 'rate_limited']));
  });
});

it('the host as a whole takes a thousand sign-ins in a quarter of an hour', async () => {
  await t.db.execute(sql`delete from rate_buckets where key = 'sign_in:host'`);
  const take = () => takeLimits(from({ address: somewhere() }), 'sign_in', `${v7()}@test.example`);
  const answers = await tries(1040, take);
  const through = count(answers, 'done');
  // One more each 0.9 s that the test takes.
  expect(through).toBeGreaterThanOrEqual(1000);
  expect(through).toBeLessThan(1040);
  expect(count(answers, 'rate_limited')).toBe(1040 - through);
});

it('what is counted is not rolled back with what was refused', async () => {
  await t.db.transaction(async (tx) => {
    const ctx = { ...from({ address: somewhere() }), db: tx as unknown as typeof t.db };
    await expect(takeLimits(ctx, 'reset', 'a@test.example')).rejects.toThrow('outside of a transaction');
  });
});

it('a bucket that is full again is forgotten, and so is a device of a year ago; neither names anybody', async () => {
  const { email, id } = await person();
  await beginSession(from({ address: somewhere() }), id);
  await answer(guess(somewhere(), email));
  const rows = await t.db.execute(sql`select key from rate_buckets`);
  expect(JSON.stringify(rows)).not.toContain(email);
  expect(JSON.stringify(rows)).not.toContain('203.0.');
  const system = testContext(t.db, { memberships: {}, kind: 'system' });
  system.clock.set('2027-06-01T00:00:00Z');
  await pass('2 hours');
  await forgetSpentLimits(system);
  expect(await t.db.execute(sql`select from rate_buckets`)).toHaveLength(0);
  expect(await t.db.execute(sql`select from known_devices`)).toHaveLength(0);
  await expect(forgetSpentLimits(from({}))).rejects.toMatchObject({ code: 'forbidden' });
});

it('of passwords two are hashed at once, some wait, and the rest are sent away', async () => {
  const answers = await tries(60, () => hashPassword(PASSWORD), 60);
  expect([count(answers, 'done'), count(answers, 'rate_limited')]).toEqual([42, 18]);
});

it('a person makes twenty companies and not one more, also of many at once', async () => {
  const { ctx } = await testCompany(t.db);
  const answers = await tries(24, (n) => createCompany(ctx, { name: `Company ${n}` }));
  // The first was there.
  expect([count(answers, 'done'), count(answers, 'quota_reached')]).toEqual([19, 5]);
});

describe('who may make an account', () => {
  it.each([['closed', 'sign_up_closed'] as const, ['invited', 'invitation_required'] as const])(
    'SIGN_UP=%s refuses strangers, not this machine’s own',
    async (setting, code) => {
      const stranger = from({ address: somewhere(), signUp: setting });
      const given = () => ({ email: `${v7()}@test.example`, password: PASSWORD });
      expect(await answer(signUp(stranger, given()))).toBe(code);
      const script = testContext(t.db, { memberships: {}, kind: 'anonymous' });
      expect(await answer(signUp(script, given()))).toBe('done');
    },
  );
});
