import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administerPerson } from '@/lib/services/people/administer-person';
import { ORIGIN, type Sent, testApi } from '@/testing/fixtures/api';

const PASSWORD = 'a long enough one';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
let api: Awaited<ReturnType<typeof testApi>>;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

interface Browser {
  cookie: string;
  call: (path: string, sent?: Sent) => ReturnType<typeof api.call>;
}
/** What a browser has once it is signed in. */
async function browserOf(path: '/sign-up' | '/session', body: object, userAgent = FIREFOX): Promise<Browser> {
  const headers = { 'user-agent': userAgent };
  const reply = await api.call(path, { method: 'POST', body, headers });
  expect(reply.status).toBeLessThan(300);
  const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
  const call = (to: string, sent: Sent = {}) =>
    api.call(to, { ...sent, headers: { cookie, origin: ORIGIN, 'sec-fetch-site': 'same-origin' } });
  return { cookie, call };
}
const signUp = (email: string) => browserOf('/sign-up', { email, password: PASSWORD });
const signIn = (email: string, password = PASSWORD, userAgent?: string) =>
  browserOf('/session', { email, password }, userAgent);
const isIn = async (browser: Browser) => (await browser.call('/session')).status === 200;
const devices = async (browser: Browser) => (await browser.call('/sessions')).json.data;

describe('where one is signed in (R2)', () => {
  it('is listed with what the browser calls itself, and ended one by one', async () => {
    const here = await signUp('ann@test.example');
    const phone = await signIn('ann@test.example', PASSWORD, 'Phone');
    const both = await devices(here);
    expect(both).toMatchObject([
      { user_agent: 'Phone', is_current: false },
      { user_agent: FIREFOX, is_current: true },
    ]);
    expect(await phone.call(`/sessions/${both[0].id}`, { method: 'DELETE' })).toMatchObject({ status: 200 });
    expect(await isIn(phone)).toBe(false);
    expect(await isIn(here)).toBe(true);
    expect(await here.call(`/sessions/${both[0].id}`, { method: 'DELETE' })).toMatchObject({
      code: 'not_found',
    });
  });

  it('is ended everywhere else in one act', async () => {
    const here = await signUp('bea@test.example');
    const others = [await signIn('bea@test.example'), await signIn('bea@test.example')];
    expect((await here.call('/sessions/end-others', { method: 'POST' })).json).toEqual({ ended: 2 });
    expect(await Promise.all([here, ...others].map(isIn))).toEqual([true, false, false]);
  });

  it('is nobody else’s business', async () => {
    const mine = await signUp('cleo@test.example');
    const other = await signUp('dan@test.example');
    const [{ id }] = await devices(mine);
    expect(await other.call(`/sessions/${id}`, { method: 'DELETE' })).toMatchObject({ code: 'not_found' });
    expect(await isIn(mine)).toBe(true);
    expect(await devices(other)).toHaveLength(1);
    expect(await api.call('/sessions')).toMatchObject({ code: 'unauthenticated' });
  });

  it('a key has no sessions and no password', async () => {
    const owner = await signUp('key@test.example');
    const { json: company } = await owner.call('/companies', { method: 'POST', body: { name: 'Keys' } });
    const made = await owner.call('/api-keys', {
      method: 'POST',
      body: { company_id: company.id, name: 'Key' },
    });
    const as = made.json.api_key;
    for (const [path, sent] of [
      ['/sessions', {}],
      ['/sessions/end-others', { method: 'POST' }],
      [
        '/password',
        { method: 'PUT', body: { current_password: PASSWORD, new_password: 'another long one' } },
      ],
    ] as const)
      expect(await api.call(path, { ...sent, as })).toMatchObject({ code: 'person_required' });
  });
});

describe('a session ends', () => {
  it('with signing out, a copy of its cookie too', async () => {
    const here = await signUp('eva@test.example');
    const copy = { ...here };
    expect((await here.call('/session', { method: 'DELETE' })).status).toBe(200);
    expect(await isIn(copy)).toBe(false);
  });

  it.each([
    ['after 14 days in which nobody used it', "last_seen_at = last_seen_at - interval '14 days 1 minute'"],
    ['30 days after it began', "ends_at = ends_at - interval '30 days'"],
  ])('%s', async (name, change) => {
    const email = `${name.length}@test.example`;
    const here = await signUp(email);
    await api.owner.execute(
      sql.raw(
        `update sessions set ${change} where user_id = (select id from users where email = '${email}')`,
      ),
    );
    expect(await isIn(here)).toBe(false);
    expect(await devices(await signIn(email))).toHaveLength(1);
  });

  it('is seen as used, not at each request but every ten minutes', async () => {
    const here = await signUp('fay@test.example');
    const seen = async () => (await devices(here))[0].last_seen_at as string;
    const first = await seen();
    expect(await seen()).toBe(first);
    await api.owner.execute(
      sql`update sessions set last_seen_at = last_seen_at - interval '11 minutes' where last_seen_at = ${first}`,
    );
    expect(Date.parse(await seen())).toBeGreaterThanOrEqual(Date.parse(first));
  });
});

describe('a new password', () => {
  const change = (browser: Browser, current_password: string, new_password: string) =>
    browser.call('/password', { method: 'PUT', body: { current_password, new_password } });

  it('counts at once, and signs one out everywhere else', async () => {
    const here = await signUp('gil@test.example');
    const other = await signIn('gil@test.example');
    expect((await change(here, PASSWORD, 'another long one')).json).toEqual({ ended: 1 });
    expect([await isIn(here), await isIn(other)]).toEqual([true, false]);
    const old = { email: 'gil@test.example', password: PASSWORD };
    expect(await api.call('/session', { method: 'POST', body: old })).toMatchObject({
      code: 'invalid_credentials',
    });
    expect(await isIn(await signIn('gil@test.example', 'another long one'))).toBe(true);
  });

  it('needs the present one, which cannot be guessed for long', async () => {
    const here = await signUp('hal@test.example');
    const wrong = await change(here, 'not the one', 'another long one');
    expect([wrong.code, wrong.json.error.details]).toEqual(['wrong_password', { field: 'current_password' }]);
    expect(await change(here, PASSWORD, PASSWORD)).toMatchObject({ code: 'validation_failed' });
    expect(await change(here, PASSWORD, 'short')).toMatchObject({ code: 'validation_failed' });
    for (let tries = 0; tries < 9; tries++) await change(here, 'not the one', 'another long one');
    expect(await change(here, PASSWORD, 'another long one')).toMatchObject({ code: 'too_many_attempts' });
  });
});

describe('the machine’s administrator', () => {
  const act = (email: string, kind: 'end-sessions' | 'disable-user' | 'enable-user') =>
    administerPerson(api.db, { email, act: { kind }, now: new Date() });

  it('disables a person: signed out, refused like anybody unknown, and so are the keys they made', async () => {
    const here = await signUp('ida@test.example');
    const { json: company } = await here.call('/companies', { method: 'POST', body: { name: 'Ida' } });
    const made = await here.call('/api-keys', {
      method: 'POST',
      body: { company_id: company.id, name: 'Key' },
    });
    const as = made.json.api_key;
    expect((await api.call('/companies', { as })).status).toBe(200);
    expect(await act('IDA@test.example', 'disable-user')).toMatchObject({ ended: 1 });
    expect(await isIn(here)).toBe(false);
    const credentials = { email: 'ida@test.example', password: PASSWORD };
    expect(await api.call('/session', { method: 'POST', body: credentials })).toMatchObject({
      code: 'invalid_credentials',
    });
    expect(await api.call('/companies', { as })).toMatchObject({ code: 'unauthenticated' });
    await act('ida@test.example', 'enable-user');
    expect(await isIn(await signIn('ida@test.example'))).toBe(true);
    expect((await api.call('/companies', { as })).status).toBe(200);
  });

  it('signs a person out, and names one who is not there', async () => {
    const here = await signUp('jo@test.example');
    await act('jo@test.example', 'end-sessions');
    expect(await isIn(here)).toBe(false);
    await expect(act('nobody@test.example', 'end-sessions')).rejects.toMatchObject({ code: 'not_found' });
  });
});
