import { sql } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import { ORIGIN, testApi } from '@/testing/fixtures/api';
import { makeAuthenticator } from '@/testing/fixtures/authenticator';
import { momentsSince } from '@/testing/fixtures/moments';
import { startMailServer } from '@/testing/mail/mail-server';
import { sendMail } from '../mail/send-mail';
import { makeAccount } from '../people/sign-up';

const PASSWORD = 'a long enough one';
const password = { current_password: PASSWORD };
const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
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

const job = () => serviceContext({ kind: 'system', job: 'test', memberships: new Map() });
/** What has come to an address since it was last asked for, by SMTP. */
async function post(to: string) {
  const waiting = await api.db.execute<{ id: string }>(
    sql`select id from mails where status = 'waiting' order by id`,
  );
  for (const { id } of waiting) await sendMail(job(), { mailId: id });
  return server.received
    .splice(0)
    .filter((mail) => mail.to.includes(to))
    .map(({ raw, text }) => ({ text, subject: /^subject: (.*)$/im.exec(raw)?.[1] }));
}
async function person(locale: 'de' | 'en' = 'en') {
  const email = `${v7()}@test.example`;
  await makeAccount(serviceContext(ANONYMOUS), { email, password: PASSWORD, locale });
  const headers = { origin: ORIGIN, 'sec-fetch-site': 'same-origin', 'user-agent': CHROME };
  const reply = await api.call('/session', {
    ...{ method: 'POST', body: { email, password: PASSWORD } },
    headers,
  });
  const cookie = reply.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const call = (path: string, method: string, body?: object) =>
    api.call(path, { ...{ method, body }, headers: { ...headers, cookie } });
  // The link that confirms the address.
  await post(email);
  const send = (path: string, body: object) => call(`/second-factor${path}`, 'POST', body);
  return { email, call, send };
}
type Me = Awaited<ReturnType<typeof person>>;
async function addApp(me: Me) {
  const { secret } = (await me.send('/app', password)).json;
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  return me.send('/app/confirm', { code });
}
async function addPasskey(me: Me) {
  const { options } = (await me.send('/passkeys/options', password)).json;
  const response = makeAuthenticator(ORIGIN).create(options);
  return me.send('/passkeys', { name: 'Not to be repeated', response });
}

describe('a change of how one signs in (R48)', () => {
  it('of the app is told by mail, once, with when and from where', async () => {
    const began = new Date();
    const me = await person();
    expect(await post(me.email)).toEqual([]);
    await me.send('/app', password);
    await me.send('/app/confirm', { code: '000000' });
    expect(await post(me.email)).toEqual([]);
    expect((await addApp(me)).status).toBe(200);
    const [on, ...more] = await post(me.email);
    expect(more).toEqual([]);
    expect(on?.subject).toBe('An authenticator app was added to your account');
    expect(on?.text).toContain('Chrome on Linux');
    expect(momentsSince(began).filter((moment) => on?.text.includes(moment))).toHaveLength(1);
    expect(on?.text).toContain(`${ORIGIN}/settings#second-factor`);

    const codes = await me.send('/recovery-codes', password);
    expect(codes.status).toBe(200);
    const [renewed, ...others] = await post(me.email);
    expect(others).toEqual([]);
    expect(renewed?.subject).toBe('Your recovery codes were replaced');
    for (const code of codes.json.recovery_codes) expect(renewed?.text).not.toContain(code);

    // Of two at once one removes it.
    const both = await Promise.all([me.send('/app/remove', password), me.send('/app/remove', password)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect((await post(me.email)).map(({ subject }) => subject)).toEqual([
      'Your authenticator app was removed',
    ]);
  });

  it('of passkeys is told in the person’s language, without the name it was given', async () => {
    const me = await person('de');
    expect((await addPasskey(me)).status).toBe(200);
    const [added, ...more] = await post(me.email);
    expect(more).toEqual([]);
    expect(added?.subject).toBe('Ein Passkey ist zu deinem Konto gekommen');
    expect(added?.text).toContain('Warst du das?');
    expect(added?.text).not.toContain('Not to be repeated');
    const [{ id }] = (await me.call('/second-factor', 'GET')).json.passkeys;
    expect((await me.send(`/passkeys/${id}/remove`, { current_password: 'guess' })).code).toBe(
      'wrong_password',
    );
    expect((await me.send(`/passkeys/${id}/remove`, password)).status).toBe(200);
    expect((await post(me.email)).map(({ subject }) => subject)).toEqual(['Ein Passkey wurde entfernt']);
  });

  it('of the password is told once', async () => {
    const me = await person();
    const body = { ...password, new_password: 'quite another long one' };
    expect((await me.call('/password', 'PUT', body)).status).toBe(200);
    expect((await post(me.email)).map(({ subject }) => subject)).toEqual(['Your password was changed']);
  });

  it('does not happen when nobody could be told of it', async () => {
    const me = await person();
    await addApp(me);
    await post(me.email);
    await api.owner.execute(sql`alter table mails add constraint refuse_all check (false) not valid`);
    expect((await me.send('/app/remove', password)).status).toBe(500);
    await api.owner.execute(sql`alter table mails drop constraint refuse_all`);
    expect((await me.call('/second-factor', 'GET')).json.totp).toBe(true);
    expect(await post(me.email)).toEqual([]);
  });
});
