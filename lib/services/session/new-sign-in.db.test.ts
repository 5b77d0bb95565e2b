import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import { ORIGIN, testApi } from '@/testing/fixtures/api';
import { momentsSince } from '@/testing/fixtures/moments';
import { startMailServer } from '@/testing/mail/mail-server';
import { sendMail } from '../mail/send-mail';
import { lookForNotices } from '../notice/look-for-notices';
import { tellPeople } from '../notice/tell-people';
import { makeAccount } from '../people/sign-up';

const PASSWORD = 'a long enough one';
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
async function post(to: string) {
  const waiting = await api.db.execute<{ id: string }>(
    sql`select id from mails where status = 'waiting' order by id`,
  );
  for (const { id } of waiting) await sendMail(job(), { mailId: id });
  const mine = server.received.splice(0).filter((mail) => mail.to.includes(to));
  return mine.filter(({ text }) => text.includes('/settings#devices'));
}
/** A person at a first browser, `cookies` and all. */
async function person(locale: 'de' | 'en' = 'en') {
  const email = `${v7()}@test.example`;
  const { id } = await makeAccount(serviceContext(ANONYMOUS), { email, password: PASSWORD, locale });
  return { email, id, ...(await signIn(email)) };
}
async function signIn(email: string, cookie = '', userAgent = CHROME) {
  const reply = await api.call('/session', {
    method: 'POST',
    body: { email, password: PASSWORD },
    headers: { cookie, origin: ORIGIN, 'sec-fetch-site': 'same-origin', 'user-agent': userAgent },
  });
  expect(reply.status).toBe(200);
  const cookies = reply.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const call = (path: string, method = 'GET', body?: object) =>
    api.call(path, {
      ...{ method, body },
      headers: { cookie: cookies, origin: ORIGIN, 'sec-fetch-site': 'same-origin' },
    });
  return { cookies, call };
}
const noticesOf = async (who: Awaited<ReturnType<typeof signIn>>, companyId: string) =>
  (await who.call(`/notices?company_id=${companyId}`)).json.data as {
    kind: string;
    href: string;
    facts: Record<string, unknown>;
  }[];

describe('a sign-in from a new device (R49)', () => {
  it('is told by mail at once, once, with when, what and where to look; the first one is not', async () => {
    const began = new Date();
    const me = await person();
    expect(await post(me.email)).toEqual([]);
    await signIn(me.email);
    const [mail, ...more] = await post(me.email);
    expect(more).toEqual([]);
    expect(mail?.text).toContain('Chrome on Linux');
    expect(momentsSince(began).filter((moment) => mail?.text.includes(moment))).toHaveLength(1);
    expect(mail?.text).toContain(`${ORIGIN}/settings#devices`);
    // The browser of before is known.
    await signIn(me.email, me.cookies);
    expect(await post(me.email)).toEqual([]);
  });

  it('is told in the person’s language, whatever the browser calls itself', async () => {
    const me = await person('de');
    await signIn(me.email, '', 'curl/8');
    const [mail] = await post(me.email);
    expect(mail?.text).toContain('Warst du das?');
    expect(mail?.text).not.toContain('curl');
  });

  it('is a notice for that person alone, until the session is over, and no second mail', async () => {
    const me = await person();
    const { id: companyId } = (await me.call('/companies', 'POST', { name: 'Watched' })).json;
    const other = await person();
    await api.db.execute(
      sql`insert into memberships (company_id, user_id, role) values (${companyId}, ${other.id}, 'owner')`,
    );
    const { json: key } = await me.call('/api-keys', 'POST', {
      company_id: companyId,
      name: 'Key',
      role: 'viewer',
    });
    const second = await signIn(me.email);
    expect(await post(me.email)).toHaveLength(1);
    await Promise.all([lookForNotices(job()), lookForNotices(job())]);
    const [notice, ...more] = await noticesOf(me, companyId);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({
      kind: 'new_sign_in',
      href: '/settings#devices',
      facts: { user_agent: CHROME },
    });
    expect(await noticesOf(other, companyId)).toEqual([]);
    expect((await api.call(`/notices?company_id=${companyId}`, { as: key.api_key })).json.data).toEqual([]);
    await tellPeople(job());
    await tellPeople(job());
    const written = await api.db.execute(
      sql`select 1 from mails where user_id in (${me.id}, ${other.id}) and kind like 'notices%'`,
    );
    expect(written).toEqual([]);
    await second.call('/session', 'DELETE');
    await lookForNotices(job());
    expect(await noticesOf(me, companyId)).toEqual([]);
  });

  it('is forgotten with the mail when the session cannot be kept', async () => {
    const me = await person();
    await post(me.email);
    await api.owner.execute(sql`alter table mails add constraint refuse_all check (false) not valid`);
    const body = { email: me.email, password: PASSWORD };
    expect((await api.call('/session', { method: 'POST', body })).status).toBe(500);
    await api.owner.execute(sql`alter table mails drop constraint refuse_all`);
    expect((await me.call('/sessions')).json.data).toHaveLength(1);
    await signIn(me.email);
    expect(await post(me.email)).toHaveLength(1);
  });
});
