import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import { administerPerson } from '@/lib/services/people/administer-person';
import { makeAccount } from '@/lib/services/people/sign-up';
import { type Sent, testApi } from '@/testing/fixtures/api';
import { startMailServer } from '@/testing/mail/mail-server';
import { findSecrets } from '@/testing/simulation/find-secrets';
import { sendMail } from '../mail/send-mail';
import { answerResets } from './answer-resets';

const PASSWORD = 'a long enough one';
const NEW = 'quite another password';
let api: Awaited<ReturnType<typeof testApi>>;
let server: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  server = await startMailServer();
  api = await testApi({ SMTP_URL: server.url, MAIL_FROM: 'no-reply@test.example' });
});
afterAll(async () => {
  await api.close();
  await server.close();
});
beforeEach(async () => {
  await post();
});

const job = () => serviceContext({ kind: 'system', job: 'test', memberships: new Map() });
/** What the jobs do: answers resets and sends what waits; returns the mail of it, but for new sign-ins. */
async function post() {
  await answerResets(job());
  const waiting = await api.db.execute<{ id: string }>(
    sql`select id from mails where status = 'waiting' order by id`,
  );
  for (const { id } of waiting) await sendMail(job(), { mailId: id });
  return server.received.splice(0).filter(({ text }) => !text.includes('/settings#devices'));
}
const tokenIn = (text: string | undefined) => /#([\w-]{43})/.exec(text ?? '')?.[1] ?? '';
const write = (method: string, path: string, body: object, sent: Sent = {}) =>
  api.call(path, { method, body, ...sent });
const signIn = (email: string, password: string) => write('POST', '/session', { email, password });

async function person(email: string, locale: 'de' | 'en' = 'en') {
  const given = { email, password: PASSWORD, name: 'Ann Example', locale };
  const { id } = await makeAccount(serviceContext(ANONYMOUS), given);
  const as = { as: null, headers: await api.session(id) };
  return { email, as, session: () => api.call('/session', as) };
}
const ask = (email: string) => write('POST', '/password-resets', { email, locale: 'de' });

describe('a forgotten password (R46)', () => {
  it('is set anew by a link that works once, and signs one out everywhere', async () => {
    const ann = await person('ann@test.example');
    await post();
    expect((await ask('Ann@Test.example')).status).toBe(202);
    const [mail, ...more] = await post();
    expect(more).toEqual([]);
    expect(mail?.to).toEqual(['ann@test.example']);
    expect(mail?.text).toContain('Passwort');
    const token = tokenIn(mail?.text);
    expect(await findSecrets(api.db, [token])).toEqual([]);

    expect(await write('POST', '/password-resets/use', { token, password: NEW })).toMatchObject({
      status: 200,
    });
    expect((await ann.session()).status).toBe(401);
    expect(await signIn(ann.email, PASSWORD)).toMatchObject({ code: 'invalid_credentials' });
    expect((await signIn(ann.email, NEW)).json).toMatchObject({ is_confirmed: true });
    expect((await post()).map(({ text }) => text)).toEqual([expect.stringContaining('password')]);
    const again = { token, password: 'yet another password' };
    expect(await write('POST', '/password-resets/use', again)).toMatchObject({ code: 'link_invalid' });
  });

  it('of two at once one is set', async () => {
    const { email } = await person('bob@test.example');
    await post();
    await ask(email);
    const token = tokenIn((await post())[0]?.text);
    const use = (password: string) => write('POST', '/password-resets/use', { token, password });
    const codes = (await Promise.all([use(NEW), use('yet another password')])).map(({ code }) => code);
    expect(codes.sort()).toEqual(['link_invalid', undefined]);
  });

  it('answers the same for an address nobody has and for a disabled person, and mails nothing', async () => {
    const { email } = await person('cleo@test.example');
    await administerPerson(api.db, { email, act: { kind: 'disable-user' }, now: new Date() });
    await post();
    const replies = [await ask('nobody@test.example'), await ask(email)];
    expect(replies.map(({ status, json }) => [status, json])).toEqual([
      [202, { ok: true }],
      [202, { ok: true }],
    ]);
    expect(await post()).toEqual([]);
    expect(await api.db.execute(sql`select 1 from reset_requests`)).toEqual([]);
  });

  it.each([
    ['30 minutes later', async () => {}, 30],
    ['after a newer one', (email: string) => ask(email), 0],
    [
      'after the password was changed',
      async (_: string, as: Sent) => {
        const body = { current_password: PASSWORD, new_password: NEW };
        expect((await write('PUT', '/password', body, as)).status).toBe(200);
      },
      0,
    ],
  ])('works no more %s', async (name, happen, minutes) => {
    const { email, as } = await person(`${name.length}.dan@test.example`);
    await post();
    await ask(email);
    const token = tokenIn((await post())[0]?.text);
    await happen(email, as);
    await post();
    await api.owner.execute(
      sql`update account_links set expires_at = expires_at - make_interval(mins => ${minutes})`,
    );
    const use = { token, password: 'yet another password' };
    expect(await write('POST', '/password-resets/use', use)).toMatchObject({ code: 'link_invalid' });
  });

  it('is mailed at most three times an hour', async () => {
    const { email } = await person('eva@test.example');
    await post();
    let mails = 0;
    for (let tries = 0; tries < 5; tries++) {
      await ask(email);
      mails += (await post()).length;
    }
    expect(mails).toBe(3);
  });
});

describe('passwords that are guessed first (R2)', () => {
  it.each([
    ['password12', 'password_leaked'],
    ['1234567890', 'password_leaked'],
    ['aaaaaaaaaa', 'password_weak'],
    ['          ', 'password_weak'],
    ['\0\0\0\0\0\0\0\0\0\0', 'password_weak'],
    ['frieda@test.example', 'password_weak'],
    ['P@ssw0rd123', 'password_leaked'],
  ])('%j is refused beside its field: %s', async (password, code) => {
    const email = 'frieda@test.example';
    await expect(makeAccount(serviceContext(ANONYMOUS), { email, password })).rejects.toMatchObject({
      ...{ status: 422, code, details: { field: 'password' } },
    });
  });

  it('also at a change and at a reset', async () => {
    const { email, as } = await person('gil@test.example');
    await post();
    const change = { current_password: PASSWORD, new_password: 'password123' };
    expect(await write('PUT', '/password', change, as)).toMatchObject({ code: 'password_leaked' });
    await ask(email);
    const token = tokenIn((await post())[0]?.text);
    const weak = { token, password: 'abcdefghij' };
    expect(await write('POST', '/password-resets/use', weak)).toMatchObject({ code: 'password_weak' });
    // What was refused has not used the link up.
    expect((await write('POST', '/password-resets/use', { token, password: NEW })).status).toBe(200);
  });
});

describe('an address (R46)', () => {
  it('is confirmed by its link, once, and can be asked for again', async () => {
    const { as, session } = await person('hal@test.example', 'de');
    const [first] = await post();
    expect(first?.text).toContain('Bestätige');
    expect((await session()).json.user.is_confirmed).toBe(false);
    await write('POST', '/address/confirm-again', {}, as);
    const [second] = await post();
    const confirm = (token: string) => write('POST', '/address/confirm', { token });
    expect(await confirm(tokenIn(first?.text))).toMatchObject({ code: 'link_invalid' });
    expect((await confirm(tokenIn(second?.text))).json).toEqual({ email: 'hal@test.example' });
    expect((await session()).json.user.is_confirmed).toBe(true);
    await write('POST', '/address/confirm-again', {}, as);
    expect(await post()).toEqual([]);
  });

  it('is another one only after the link sent there, and the old one is told', async () => {
    const { as } = await person('ida@test.example');
    await post();
    const wanted = { email: 'Ida.New@test.example', current_password: PASSWORD };
    const wrong = { ...wanted, current_password: 'not the one' };
    expect(await write('PUT', '/address', wrong, as)).toMatchObject({ code: 'wrong_password' });
    expect((await write('PUT', '/address', wanted, as)).status).toBe(202);
    const [link] = await post();
    expect(link?.to).toEqual(['ida.new@test.example']);
    expect((await signIn('ida@test.example', PASSWORD)).status).toBe(200);
    expect((await write('POST', '/address/confirm', { token: tokenIn(link?.text) })).status).toBe(200);
    expect(await signIn('ida@test.example', PASSWORD)).toMatchObject({ code: 'invalid_credentials' });
    expect((await signIn('ida.new@test.example', PASSWORD)).json).toMatchObject({ is_confirmed: true });
    expect((await post()).map(({ to }) => to)).toEqual([['ida@test.example']]);
  });

  it('of somebody else is answered alike, and taken from nobody', async () => {
    const { as } = await person('jo@test.example');
    await person('kim@test.example');
    await post();
    const change = (email: string) => write('PUT', '/address', { email, current_password: PASSWORD }, as);
    const [taken, free] = [await change('kim@test.example'), await change('lea@test.example')];
    expect([taken.status, taken.json]).toEqual([free.status, free.json]);
    const mails = await post();
    expect(mails.map(({ to }) => to)).toEqual([['lea@test.example']]);
    await person('lea@test.example');
    expect(await write('POST', '/address/confirm', { token: tokenIn(mails[0]?.text) })).toMatchObject({
      code: 'email_taken',
    });
  });

  it('and name are one’s own: no key changes them', async () => {
    const { as, session } = await person('mia@test.example');
    expect((await write('PUT', '/name', { name: ' Mia  Neu ' }, as)).status).toBe(200);
    expect((await session()).json.user.name).toBe('Mia  Neu');
    const { json: company } = await write('POST', '/companies', { name: 'Mia' }, as);
    const { json: key } = await write('POST', '/api-keys', { company_id: company.id, name: 'Key' }, as);
    for (const [method, path, body] of [
      ['PUT', '/name', { name: 'x' }],
      ['PUT', '/address', { email: 'x@test.example', current_password: PASSWORD }],
      ['POST', '/address/confirm-again', {}],
    ] as const)
      expect(await write(method, path, body, { as: key.api_key })).toMatchObject({ code: 'person_required' });
  });
});

it('nobody but the system answers resets', async () => {
  await expect(answerResets(serviceContext(ANONYMOUS))).rejects.toMatchObject({ code: 'forbidden' });
});
