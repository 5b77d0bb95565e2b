import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import { type Sent, testApi } from '@/testing/fixtures/api';
import { startMailServer } from '@/testing/mail/mail-server';
import { findSecrets } from '@/testing/simulation/find-secrets';
import { answerResets } from '../account/answer-resets';
import { sendMail } from '../mail/send-mail';
import { administerPerson } from './administer-person';
import { makeAccount } from './sign-up';

const PASSWORD = 'a long enough one';
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
/** What the jobs do; the mail that came of it, to one address. */
async function post(to: string) {
  await answerResets(job());
  const waiting = await api.db.execute<{ id: string }>(
    sql`select id from mails where status = 'waiting' order by id`,
  );
  for (const { id } of waiting) await sendMail(job(), { mailId: id });
  return server.received.splice(0).filter((mail) => mail.to.includes(to));
}
const write = (path: string, body: object, sent: Sent = {}) =>
  api.call(path, { method: 'POST', body, as: null, ...sent });
const ask = (email: string, more: object = {}) =>
  write('/sign-up', { email, name: 'Ann', locale: 'en', ...more });
const signIn = async (email: string, password = PASSWORD) =>
  (await write('/session', { email, password })).code ?? 'in';
const tokenIn = (text: string | undefined) => /\/welcome#([\w-]{43})/.exec(text ?? '')?.[1] ?? '';
const someone = () => `${v7()}@test.example`;

describe('signing up where mail is sent (R49)', () => {
  it('is answered alike for an address that is known, unknown or disabled, and begins no session', async () => {
    const [known, gone, unknown] = [someone(), someone(), someone()];
    for (const email of [known, gone])
      await makeAccount(serviceContext(ANONYMOUS), { email, password: PASSWORD });
    await administerPerson(api.db, { email: gone, act: { kind: 'disable-user' }, now: new Date() });
    await post(known);
    const replies = await Promise.all([known, gone, unknown].map((email) => ask(email.toUpperCase())));
    for (const reply of replies) {
      expect([reply.status, reply.json]).toEqual([201, { by_mail: true }]);
      expect(reply.headers.get('set-cookie')).toBeNull();
    }
    // Not while one who asked may still wait for the answer.
    expect(await answerResets(job(), { settleMs: 60_000 })).toBe(0);
    await answerResets(job());
    const kinds = await api.db.execute(sql`
      select address, kind from mails where status = 'waiting' and address in (${known}, ${gone}, ${unknown}) order by kind`);
    expect(kinds).toEqual([
      { address: known, kind: 'accountExists' },
      { address: unknown, kind: 'welcome' },
    ]);
  });

  it('gives an account that nobody opens without the link, which works once and proves the address', async () => {
    const email = someone();
    expect((await ask(email, { password: 'of whoever asked' })).json).toEqual({ by_mail: true });
    const [mail] = await post(email);
    const token = tokenIn(mail?.text);
    expect(await findSecrets(api.db, [token])).toEqual([]);
    for (const guess of ['of whoever asked', '', 'none', PASSWORD])
      expect(await signIn(email, guess)).toBe('invalid_credentials');
    const weak = await write('/password-resets/use', { token, password: 'aaaaaaaaaa' });
    expect(weak.code).toBe('password_weak');
    const use = () => write('/password-resets/use', { token, password: PASSWORD });
    expect((await use()).json).toEqual({ email });
    expect((await use()).code).toBe('link_invalid');
    const entered = await write('/session', { email, password: PASSWORD });
    expect(entered.json).toMatchObject({ is_confirmed: true, name: 'Ann' });
    // The first password is no change, and the first sign-in no news.
    expect(await post(email)).toEqual([]);
  });

  it('asked for again gives a newer link until it was used, then says that there is an account', async () => {
    const email = someone();
    await ask(email);
    const [first] = await post(email);
    await ask(email);
    const [second] = await post(email);
    const use = (text: string | undefined) =>
      write('/password-resets/use', { token: tokenIn(text), password: PASSWORD });
    expect((await use(first?.text)).code).toBe('link_invalid');
    // Who forgot a password they never chose gets the same.
    await write('/password-resets', { email });
    const [third] = await post(email);
    expect((await use(second?.text)).code).toBe('link_invalid');
    expect((await use(third?.text)).status).toBe(200);
    await ask(email);
    const [told, ...more] = await post(email);
    expect([more, tokenIn(told?.text)]).toEqual([[], '']);
    expect(told?.text).toContain('There is one already');
    await ask(email);
    expect(await post(email)).toEqual([]);
  });

  it('works for a day', async () => {
    const email = someone();
    await ask(email);
    const [mail] = await post(email);
    await api.owner.execute(sql`update account_links set expires_at = expires_at - interval '1 day'`);
    const use = { token: tokenIn(mail?.text), password: PASSWORD };
    expect((await write('/password-resets/use', use)).code).toBe('link_invalid');
  });

  it('goes straight in by an invitation to the address, on record in its company', async () => {
    const owner = await makeAccount(serviceContext(ANONYMOUS), { email: someone(), password: PASSWORD });
    const as: Sent = { headers: await api.session(owner.id) };
    const { id: company_id } = (await write('/companies', { name: 'Inviting' }, as)).json;
    const [email, other] = [someone(), someone()];
    await write('/invitations', { company_id, email, role: 'viewer' }, as);
    const invitation = /\/invite#([\w-]{43})/.exec((await post(email))[0]?.text ?? '')?.[1] ?? '';
    expect((await ask(other, { password: PASSWORD, invitation })).json).toEqual({ by_mail: true });
    expect((await ask(email, { invitation })).code).toBe('validation_failed');
    const made = await ask(email, { password: PASSWORD, invitation });
    expect([made.status, made.json.email]).toEqual([201, email]);
    expect(made.headers.get('set-cookie')).toContain('bestellfix.session=');
    const log = await api.db.execute(sql`select details from audit_events
      where company_id = ${company_id} and action = 'invitation.sign_up'`);
    expect(log).toEqual([{ details: { user_id: made.json.id } }]);
  });
});
