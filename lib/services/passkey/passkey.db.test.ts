import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administerPerson } from '@/lib/services/people/administer-person';
import { ORIGIN, type Sent, testApi } from '@/testing/fixtures/api';
import { listAudit } from '@/testing/fixtures/audit';
import { type Forged, makeAuthenticator } from '@/testing/fixtures/authenticator';

const PASSWORD = 'a long enough one';
let api: Awaited<ReturnType<typeof testApi>>;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const site = { origin: ORIGIN, 'sec-fetch-site': 'same-origin' };
const password = { current_password: PASSWORD };

/** A person at a browser that has signed up. */
async function person() {
  const email = `${v7()}@test.example`;
  const reply = await api.call('/sign-up', { method: 'POST', body: { email, password: PASSWORD } });
  const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
  const call = (to: string, sent: Sent = {}) => api.call(to, { ...sent, headers: { cookie, ...site } });
  const post = (to: string, body: object = {}) => call(to, { method: 'POST', body });
  return { email, id: reply.json.id as string, call, post };
}
type Me = Awaited<ReturnType<typeof person>>;
const optionsFor = async (me: Me) =>
  (await me.post('/second-factor/passkeys/options', password)).json.options as Record<string, unknown>;
async function addPasskey(me: Me, forged: Forged = {}) {
  const device = makeAuthenticator(ORIGIN);
  const response = device.create(await optionsFor(me), forged);
  const reply = await me.post('/second-factor/passkeys', { name: 'Phone', response });
  return { device, reply };
}
/** A browser without a session that asks what to sign. */
async function begin() {
  const reply = await api.call('/session/passkey/options', { method: 'POST', body: {}, headers: site });
  const set = reply.headers.get('set-cookie') ?? '';
  return { options: reply.json.options as Record<string, unknown>, set, cookie: set.split(';')[0] ?? '' };
}
const finish = (response: object, cookie: string) =>
  api.call('/session/passkey', { method: 'POST', body: { response }, headers: { ...site, cookie } });
async function signIn(device: ReturnType<typeof makeAuthenticator>, forged: Forged = {}) {
  const { options, cookie } = await begin();
  return finish(device.get(options, forged), cookie);
}

describe('a passkey (R48)', () => {
  it('is added after the password, with recovery codes, and signs in without password and code', async () => {
    const me = await person();
    await me.post('/companies', { name: 'Recorded' });
    const wrong = await me.post('/second-factor/passkeys/options', { current_password: 'guess' });
    expect(wrong.code).toBe('wrong_password');
    const { device, reply } = await addPasskey(me);
    expect(reply.json.recovery_codes).toHaveLength(10);
    const { json } = await me.call('/second-factor');
    expect(json).toMatchObject({ totp: false, recovery_codes_left: 10 });
    expect(json.passkeys).toMatchObject([{ name: 'Phone', last_used_at: null }]);
    const entered = await signIn(device);
    expect([entered.status, entered.json.id]).toEqual([200, me.id]);
    expect(entered.headers.get('set-cookie')).toContain('bestellfix.session=');
    expect((await me.call('/second-factor')).json.passkeys[0].last_used_at).not.toBeNull();
    // With the password alone one is asked for more, and a recovery code does.
    const body = { email: me.email, password: PASSWORD };
    const asked = await api.call('/session', { method: 'POST', body });
    expect(asked.code).toBe('second_factor_required');
    const code = reply.json.recovery_codes[0];
    expect((await api.call('/session', { method: 'POST', body: { ...body, code } })).status).toBe(200);
    expect(await listAudit(api.db, me.id)).toEqual([
      'second_factor.add_passkey',
      'session.begin',
      'session.begin',
    ]);
  });

  it('is asked for by nothing that names anybody, with a cookie for this call alone', async () => {
    const { options, set } = await begin();
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(options.allowCredentials ?? []).toEqual([]);
    expect(set).toMatch(/HttpOnly; SameSite=Strict/);
    expect(set).toContain('Path=/api/v1/session;');
  });

  it.each<[string, Forged]>([
    ['made for another site', { origin: 'https://evil.example' }],
    ['made for another relying party', { rpId: 'evil.example' }],
    ['made for another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
    ['made without finger, face or PIN', { isVerified: false }],
    ['an answer to a sign-in', { type: 'webauthn.get' }],
  ])('is not kept when it is %s', async (_, forged) => {
    const me = await person();
    expect((await addPasskey(me, forged)).reply.code).toBe('passkey_refused');
    expect((await me.call('/second-factor')).json.passkeys).toEqual([]);
  });

  it('is kept once for a challenge, by the session that asked for it, within five minutes', async () => {
    const me = await person();
    const other = await person();
    const [one, two] = [makeAuthenticator(ORIGIN), makeAuthenticator(ORIGIN)];
    const options = await optionsFor(me);
    const keep = (who: Me, response: object) =>
      who.post('/second-factor/passkeys', { name: 'Key', response });
    expect((await keep(other, one.create(options))).code).toBe('passkey_refused');
    const both = await Promise.all([keep(me, one.create(options)), keep(me, two.create(options))]);
    expect(both.map((reply) => reply.code ?? 'kept').sort()).toEqual(['kept', 'passkey_refused']);
    const late = await optionsFor(me);
    await api.owner.execute(
      sql`update passkey_challenges set expires_at = expires_at - interval '5 minutes'`,
    );
    expect((await keep(me, makeAuthenticator(ORIGIN).create(late))).code).toBe('passkey_refused');
    // The same one of somebody else's account.
    const again = await optionsFor(other);
    const taken = (await me.call('/second-factor')).json.passkeys;
    expect(taken).toHaveLength(1);
    const codes = [
      (await keep(other, one.create(again))).code,
      (await keep(other, two.create(await optionsFor(other)))).code,
    ];
    expect(codes.sort()).toEqual(['passkey_exists', undefined]);
  });

  it('is named, and removed with the password; nobody else’s', async () => {
    const me = await person();
    const other = await person();
    const { device } = await addPasskey(me);
    const [{ id }] = (await me.call('/second-factor')).json.passkeys;
    const at = `/second-factor/passkeys/${id}`;
    const rename = (who: Me, name: string) => who.call(at, { method: 'PATCH', body: { name } });
    expect((await rename(other, 'Mine')).code).toBe('not_found');
    expect((await rename(me, '  Blue key ')).status).toBe(200);
    expect((await me.call('/second-factor')).json.passkeys).toMatchObject([{ name: 'Blue key' }]);
    expect((await other.post(`${at}/remove`, password)).code).toBe('not_found');
    expect((await me.post(`${at}/remove`, { current_password: 'guess' })).code).toBe('wrong_password');
    expect((await me.post(`${at}/remove`, password)).status).toBe(200);
    expect((await signIn(device)).code).toBe('passkey_refused');
    expect((await me.call('/second-factor')).json).toMatchObject({ passkeys: [], recovery_codes_left: 0 });
  });

  it('counts for a company that requires a second factor', async () => {
    const me = await person();
    const { id: company_id } = (await me.post('/companies', { name: 'Careful' })).json;
    const rule = { method: 'PUT', body: { company_id, required: true } };
    expect((await me.call('/second-factor-rule', rule)).code).toBe('second_factor_needed');
    await addPasskey(me);
    expect((await me.call('/second-factor-rule', rule)).json).toEqual({ required: true, members_without: 0 });
    const [{ id }] = (await me.call('/second-factor')).json.passkeys;
    await me.post(`/second-factor/passkeys/${id}/remove`, password);
    expect((await me.call(`/storage-units?company_id=${company_id}`)).code).toBe('second_factor_needed');
  });
});

describe('signing in with a passkey (R48)', () => {
  it.each<[string, Forged]>([
    ['another site', { origin: 'https://evil.example' }],
    ['another relying party', { rpId: 'evil.example' }],
    ['another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
    ['nobody verified', { isVerified: false }],
    ['another person', { userHandle: Buffer.from(v7()).toString('base64url') }],
    ['no person', { userHandle: '' }],
  ])('is refused for %s', async (_, forged) => {
    const { device } = await addPasskey(await person());
    expect(['passkey_refused', 'validation_failed']).toContain((await signIn(device, forged)).code);
    expect((await signIn(device)).status).toBe(200);
  });

  it('answers each challenge once, at the browser that asked, within five minutes', async () => {
    const { device } = await addPasskey(await person());
    const { options, cookie } = await begin();
    const elsewhere = await begin();
    const answer = device.get(options);
    expect((await finish(answer, elsewhere.cookie)).code).toBe('passkey_refused');
    expect((await finish(answer, '')).code).toBe('passkey_refused');
    const twice = await Promise.all([finish(answer, cookie), finish(answer, cookie)]);
    expect(twice.map((reply) => reply.code ?? 'in').sort()).toEqual(['in', 'passkey_refused']);
    const late = await begin();
    await api.owner.execute(
      sql`update passkey_challenges set expires_at = expires_at - interval '5 minutes'`,
    );
    expect((await finish(device.get(late.options), late.cookie)).code).toBe('passkey_refused');
  });

  it('tells nobody whether a passkey is known', async () => {
    const me = await person();
    const { device } = await addPasskey(me);
    const stranger = makeAuthenticator(ORIGIN);
    stranger.create({ challenge: 'x', user: { id: Buffer.from(v7()).toString('base64url') } });
    const known = await signIn(device, { challenge: Buffer.alloc(32).toString('base64url') });
    const unknown = await signIn(stranger);
    const shape = ({ status, json }: typeof known) => [status, json.error.code, json.error.message];
    expect(shape(unknown)).toEqual(shape(known));
    await administerPerson(api.db, { email: me.email, act: { kind: 'disable-user' }, now: new Date() });
    expect(shape(await signIn(device))).toEqual(shape(known));
  });

  it('by one that has not counted on is refused, and on record as a copy', async () => {
    const me = await person();
    await me.post('/companies', { name: 'Copied' });
    const { device } = await addPasskey(me);
    expect((await signIn(device, { counter: 7 })).status).toBe(200);
    expect((await signIn(device, { counter: 7 })).code).toBe('passkey_refused');
    expect((await signIn(device, { counter: 3 })).code).toBe('passkey_refused');
    expect((await signIn(device, { counter: 0 })).code).toBe('passkey_refused');
    const reasons = await api.db.execute(sql`select distinct details->>'reason' as reason, count(*)::int as n
      from audit_events where action = 'session.refuse' and subject_id = ${me.id} group by 1`);
    expect(reasons).toEqual([{ reason: 'copied_passkey', n: 3 }]);
    expect((await signIn(device, { counter: 8 })).status).toBe(200);
  });

  it('by one that never counts is let in each time', async () => {
    const { device } = await addPasskey(await person());
    expect((await signIn(device, { counter: 0 })).status).toBe(200);
    expect((await signIn(device, { counter: 0 })).status).toBe(200);
  });

  it('ends with the help of the machine’s administrator, and not by a new password', async () => {
    const me = await person();
    const { device } = await addPasskey(me);
    const act = { kind: 'reset-password', password: 'quite another password' } as const;
    await administerPerson(api.db, { email: me.email, act, now: new Date() });
    expect((await signIn(device)).status).toBe(200);
    await administerPerson(api.db, {
      email: me.email,
      act: { kind: 'reset-second-factor' },
      now: new Date(),
    });
    expect((await signIn(device)).code).toBe('passkey_refused');
  });
});
