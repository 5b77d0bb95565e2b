import { sql } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertMembership } from '@/db/queries/people';
import { createVault } from '@/lib/platform/vault';
import { administerPerson } from '@/lib/services/people/administer-person';
import { ORIGIN, type Sent, testApi } from '@/testing/fixtures/api';
import { listAudit } from '@/testing/fixtures/audit';
import { testContext } from '@/testing/fixtures/test-context';
import { resealTotps } from './reseal-totps';

const PASSWORD = 'a long enough one';
let api: Awaited<ReturnType<typeof testApi>>;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

type Browser = Awaited<ReturnType<typeof enter>>;
/** A browser that has signed up or in. */
async function enter(path: '/sign-up' | '/session', body: Record<string, unknown>) {
  const reply = await api.call(path, { method: 'POST', body });
  const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
  const call = (to: string, sent: Sent = {}) =>
    api.call(to, { ...sent, headers: { cookie, origin: ORIGIN, 'sec-fetch-site': 'same-origin' } });
  const post = (to: string, body: object = {}) => call(to, { method: 'POST', body });
  return { reply, call, post, id: reply.json?.id as string };
}
async function person() {
  const email = `${v7()}@test.example`;
  return { email, ...(await enter('/sign-up', { email, password: PASSWORD })) };
}
const signIn = async (email: string, code?: string) =>
  (await enter('/session', { email, password: PASSWORD, ...(code !== undefined && { code }) })).reply;
const codeAt = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
const password = { current_password: PASSWORD };
async function setUpApp(browser: Browser) {
  const { secret, uri } = (await browser.post('/second-factor/app', password)).json;
  // One step back, so that the codes of now and of the next step are left for the test.
  const confirmed = await browser.post('/second-factor/app/confirm', { code: codeAt(secret, -1) });
  expect(confirmed.status).toBe(200);
  return { secret: secret as string, uri: uri as string, codes: confirmed.json.recovery_codes as string[] };
}

describe('an authenticator app (R48)', () => {
  it('counts once its code was said; then the password alone opens nothing', async () => {
    const me = await person();
    const { secret } = (await me.post('/second-factor/app', password)).json;
    expect((await signIn(me.email)).status).toBe(200);
    const wrong = await me.post('/second-factor/app/confirm', { code: '000000' });
    expect([wrong.code, wrong.json.error.details]).toEqual(['wrong_code', { field: 'code' }]);
    const other = await enter('/session', { email: me.email, password: PASSWORD });
    const { json } = await me.post('/second-factor/app/confirm', { code: codeAt(secret, -1) });
    expect(json.recovery_codes).toHaveLength(10);
    // Who came in without it is out.
    expect((await other.call('/session')).status).toBe(401);
    expect((await me.call('/session')).status).toBe(200);
    expect((await me.call('/second-factor')).json).toMatchObject({ totp: true, recovery_codes_left: 10 });
    expect(await signIn(me.email)).toMatchObject({ status: 401, code: 'second_factor_required' });
    expect(await signIn(me.email, codeAt(secret))).toMatchObject({ status: 200 });
  });

  it('opens once with each code, also of two at once, and with none of before', async () => {
    const me = await person();
    const { secret } = await setUpApp(me);
    const code = codeAt(secret);
    const both = await Promise.all([signIn(me.email, code), signIn(me.email, code)]);
    expect(both.map((reply) => reply.code ?? 'in').sort()).toEqual(['in', 'wrong_code']);
    expect((await signIn(me.email, code)).code).toBe('wrong_code');
    expect((await signIn(me.email, codeAt(secret, -1))).code).toBe('wrong_code');
    const spaced = codeAt(secret, 1).replace(/(...)/, '$1 ');
    expect((await signIn(me.email, spaced)).status).toBe(200);
  });

  it('is not guessed for long, and a wrong password does not tell that there is one', async () => {
    const me = await person();
    await setUpApp(me);
    const wrong = { email: me.email, password: 'not the one', code: '123456' };
    expect((await enter('/session', wrong)).reply.code).toBe('invalid_credentials');
    const answers: (string | undefined)[] = [];
    for (let n = 0; n < 7; n++) answers.push((await signIn(me.email, `00000${n}`)).code);
    expect(answers).toEqual([...Array(5).fill('wrong_code'), ...Array(2).fill('too_many_attempts')]);
  });

  it('is set up and removed with the password alone in hand, once at a time, on record in each company', async () => {
    const me = await person();
    expect((await me.post('/companies', { name: 'Recorded' })).status).toBe(201);
    expect((await me.post('/second-factor/app', { current_password: 'guess' })).code).toBe('wrong_password');
    const { secret, uri } = await setUpApp(me);
    expect(uri).toContain(`secret=${secret}`);
    expect((await me.post('/second-factor/app', password)).code).toBe('totp_exists');
    expect((await me.post('/second-factor/app/remove', password)).status).toBe(200);
    expect((await me.post('/second-factor/app/remove', password)).code).toBe('not_found');
    expect((await me.call('/second-factor')).json).toMatchObject({ totp: false, recovery_codes_left: 0 });
    expect((await signIn(me.email)).status).toBe(200);
    expect(await listAudit(api.db, me.id)).toEqual([
      'second_factor.add_app',
      'second_factor.remove_app',
      'session.begin',
    ]);
  });

  it('keeps its secret sealed, and under the first key', async () => {
    const me = await person();
    const { secret } = await setUpApp(me);
    const [row] = await api.db.execute(sql`select sealed from totp_secrets where user_id = ${me.id}`);
    expect(String(row?.sealed)).not.toContain(secret);
    const key = (n: number) => Buffer.alloc(32, n).toString('base64');
    const vault = createVault(`new:${key(2)},t:${key(1)}`);
    const system = { ...testContext(api.db, { memberships: {}, kind: 'system' }), vault };
    expect(await resealTotps(system)).toBeGreaterThan(0);
    const [after] = await api.db.execute(sql`select sealed from totp_secrets where user_id = ${me.id}`);
    expect(String(after?.sealed)).toMatch(/^v1\.new\./);
    expect(await resealTotps(system)).toBe(0);
    await resealTotps({ ...system, vault: createVault(`t:${key(1)},new:${key(2)}`) });
    expect((await signIn(me.email, codeAt(secret))).status).toBe(200);
  });
});

describe('a lost phone', () => {
  it('is stood in for by each recovery code once, in any spelling; new ones end the old', async () => {
    const me = await person();
    const { codes } = await setUpApp(me);
    const [first = '', second = '', third = ''] = codes;
    expect((await signIn(me.email, first)).status).toBe(200);
    expect((await signIn(me.email, first)).code).toBe('wrong_code');
    expect((await signIn(me.email, second.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
    expect((await me.call('/second-factor')).json.recovery_codes_left).toBe(8);
    const renewed = await me.post('/second-factor/recovery-codes', password);
    expect(renewed.json.recovery_codes).toHaveLength(10);
    expect((await signIn(me.email, third)).code).toBe('wrong_code');
    expect((await signIn(me.email, renewed.json.recovery_codes[0])).status).toBe(200);
    const kept = await api.db.execute(sql`select code_hash from recovery_codes where user_id = ${me.id}`);
    expect(kept.map((row) => String(row.code_hash))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^[0-9a-f]{64}$/)]),
    );
  });

  it('without codes is helped by the machine’s administrator', async () => {
    const me = await person();
    await setUpApp(me);
    const act = { kind: 'reset-second-factor' } as const;
    expect(await administerPerson(api.db, { email: me.email, act, now: new Date() })).toMatchObject({
      ended: 1,
    });
    expect((await me.call('/session')).status).toBe(401);
    expect((await signIn(me.email)).status).toBe(200);
  });
});

describe('a company that requires it (R48)', () => {
  it('is closed to members without one, their keys included, until they have it', async () => {
    const owner = await person();
    const member = await person();
    const { id: company_id } = (await owner.post('/companies', { name: 'Careful' })).json;
    await insertMembership(api.db, { companyId: company_id, userId: member.id, role: 'owner' });
    const made = await member.post('/api-keys', { company_id, name: 'Key' });
    const as = made.json.api_key as string;
    const units = `/storage-units?company_id=${company_id}`;
    const rule = (browser: Browser, required: boolean) =>
      browser.call('/second-factor-rule', { method: 'PUT', body: { company_id, required } });
    // Nobody shuts themselves out.
    expect((await rule(owner, true)).code).toBe('second_factor_needed');
    await setUpApp(owner);
    expect((await rule(owner, true)).json).toEqual({ required: true, members_without: 1 });
    expect((await owner.call(units)).status).toBe(200);
    expect(await member.call(units)).toMatchObject({ status: 403, code: 'second_factor_needed' });
    expect(await member.post('/storage-units', { company_id, name: 'No' })).toMatchObject({ status: 403 });
    expect((await rule(member, false)).code).toBe('second_factor_needed');
    expect((await api.call(units, { as })).status).toBe(401);
    expect((await member.call('/companies')).json.data).toEqual([]);
    expect((await member.call('/second-factor')).json.required_by).toEqual([
      { id: company_id, name: 'Careful' },
    ]);
    await setUpApp(member);
    expect((await member.call(units)).status).toBe(200);
    expect((await api.call(units, { as })).status).toBe(200);
    expect((await member.post('/second-factor/app/remove', password)).status).toBe(200);
    expect((await member.call(units)).code).toBe('second_factor_needed');
    expect((await rule(owner, false)).json).toEqual({ required: false, members_without: 1 });
    expect((await member.call(units)).status).toBe(200);
  });
});
