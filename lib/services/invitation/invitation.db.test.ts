import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import { makeAccount } from '@/lib/services/people/sign-up';
import { type Sent, testApi } from '@/testing/fixtures/api';
import { startMailServer } from '@/testing/mail/mail-server';
import { findSecrets } from '@/testing/simulation/find-secrets';
import { sendMail } from '../mail/send-mail';

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
beforeEach(async () => {
  await post();
});

async function post() {
  const ctx = serviceContext({ kind: 'system', job: 'test', memberships: new Map() });
  const waiting = await api.db.execute<{ id: string }>(
    sql`select id from mails where status = 'waiting' order by id`,
  );
  for (const { id } of waiting) await sendMail(ctx, { mailId: id });
  return server.received.splice(0);
}
const tokenIn = (text: string | undefined) => /\/invite#([\w-]{43})/.exec(text ?? '')?.[1] ?? '';
const write = (method: string, path: string, body: object, sent: Sent = {}) =>
  api.call(path, { method, body, ...sent });

async function person(email: string) {
  const given = { email, password: PASSWORD, name: email.split('@')[0] };
  const { id } = await makeAccount(serviceContext(ANONYMOUS), given);
  const as: Sent = { as: null, headers: await api.session(id) };
  return {
    email,
    as,
    id,
    companies: async () => (await api.call('/companies', as)).json.data as { name: string; role: string }[],
  };
}
let count = 0;
async function company() {
  count += 1;
  const owner = await person(`owner${count}@test.example`);
  const { json } = await write('POST', '/companies', { name: `House ${count}` }, owner.as);
  const id = json.id as string;
  await post();
  const invite = (email: string, role = 'viewer') =>
    write('POST', '/invitations', { company_id: id, email, role }, owner.as);
  const list = async () => (await api.call(`/invitations?company_id=${id}`, owner.as)).json.data;
  return { id, owner, invite, list };
}
const accept = (token: string, as: Sent) => write('POST', '/invitations/accept', { token }, as);

describe('an invitation (R47)', () => {
  it('goes out by mail, says what it is to, and lets the invited address in, once', async () => {
    const { invite, list, owner } = await company();
    const made = await invite('Chef@test.example', 'manager');
    expect(made.json).toMatchObject({ email: 'chef@test.example', role: 'manager', link: null });
    const [mail, ...more] = await post();
    expect([mail?.to, more]).toEqual([['chef@test.example'], []]);
    const token = tokenIn(mail?.text);
    expect(await findSecrets(api.db, [token])).toEqual([]);
    expect((await list())[0]).toMatchObject({ email: 'chef@test.example', delivery: 'sent' });
    const opened = await write('POST', '/invitations/open', { token }, { as: null });
    expect(opened.json).toEqual({
      company: `House ${count}`,
      role: 'manager',
      email: 'chef@test.example',
      invited_by: owner.email.split('@')[0],
    });

    const chef = await person('chef@test.example');
    expect((await accept(token, chef.as)).status).toBe(200);
    expect(await chef.companies()).toMatchObject([{ name: `House ${count}`, role: 'manager' }]);
    // Who has the mail has the address.
    expect((await api.call('/session', chef.as)).json.user.is_confirmed).toBe(true);
    expect(await list()).toEqual([]);
    expect(await accept(token, chef.as)).toMatchObject({ code: 'link_invalid' });
    const joined = sql`select action from audit_events where action in ('invitation.create', 'member.join') and coalesce(details->>'role', details->'after'->>'role') = 'manager'`;
    expect(await api.db.execute(joined)).toHaveLength(2);
  });

  it('is answered alike whether the address has an account or not, and adds nobody by itself', async () => {
    const { invite } = await company();
    const known = await person('known@test.example');
    await post();
    const shape = ({ status, json }: Awaited<ReturnType<typeof invite>>) => [
      status,
      Object.keys(json),
      json.delivery,
    ];
    expect(shape(await invite(known.email))).toEqual(shape(await invite('unknown@test.example')));
    expect((await post()).map(({ to }) => to[0])).toEqual(['known@test.example', 'unknown@test.example']);
    expect(await known.companies()).toEqual([]);
  });

  it('lets no other address in, whoever has the link', async () => {
    const { invite } = await company();
    await invite('right@test.example');
    const token = tokenIn((await post())[0]?.text);
    const other = await person('wrong@test.example');
    expect(await accept(token, other.as)).toMatchObject({ code: 'invitation_other_address' });
    expect(await accept(token, { as: null })).toMatchObject({ code: 'unauthenticated' });
    expect(await other.companies()).toEqual([]);
    const right = await person('right@test.example');
    expect((await accept(token, right.as)).status).toBe(200);
  });

  it('gives nothing to a stranger who took the address before its owner did', async () => {
    const { owner, invite, id } = await company();
    const stranger = await person('taken@test.example');
    await post();
    const added = { company_id: id, email: stranger.email, role: 'manager' };
    expect(await write('POST', '/members', added, owner.as)).toMatchObject({ code: 'invite_instead' });
    await invite(stranger.email, 'manager');
    // The link is in the mailbox of whose the address is; the stranger has nothing.
    expect(await stranger.companies()).toEqual([]);
    expect(await accept('guessed', stranger.as)).toMatchObject({ code: 'link_invalid' });
  });

  it.each([
    [
      'a newer one',
      async (of: Awaited<ReturnType<typeof company>>) => void (await of.invite('late@test.example')),
    ],
    [
      'it was withdrawn',
      async (of: Awaited<ReturnType<typeof company>>) => {
        const [{ id }] = await of.list();
        const gone = await write('DELETE', `/invitations/${id}`, {}, of.owner.as);
        expect(gone.status).toBe(200);
        expect(await write('DELETE', `/invitations/${id}`, {}, of.owner.as)).toMatchObject({
          code: 'not_found',
        });
      },
    ],
    [
      'a week',
      async () =>
        void (await api.owner.execute(
          sql`update invitations set expires_at = expires_at - interval '7 days'`,
        )),
    ],
  ])('works no more after %s', async (name, happen) => {
    const of = await company();
    await of.invite('late@test.example');
    const token = tokenIn((await post())[0]?.text);
    await happen(of);
    const late = await person(`${name.length}late@test.example`);
    expect(await write('POST', '/invitations/open', { token }, { as: null })).toMatchObject({
      code: 'link_invalid',
    });
    expect(await accept(token, late.as)).toMatchObject({ code: 'link_invalid' });
  });

  it('of two at once is taken once, and a member is invited no more', async () => {
    const { invite, id } = await company();
    await invite('twice@test.example');
    const token = tokenIn((await post())[0]?.text);
    const twice = await person('twice@test.example');
    const codes = (await Promise.all([accept(token, twice.as), accept(token, twice.as)])).map(
      (one) => one.code,
    );
    expect(codes.sort()).toEqual(['link_invalid', undefined]);
    expect(await invite('twice@test.example')).toMatchObject({ code: 'already_member' });
    expect(await api.db.execute(sql`select 1 from memberships where company_id = ${id}`)).toHaveLength(2);
  });

  it('is the owners’ to make, and no key’s', async () => {
    const { id, owner, invite } = await company();
    await invite('manager@test.example', 'manager');
    const manager = await person('manager@test.example');
    await accept(tokenIn((await post())[0]?.text), manager.as);
    const body = { company_id: id, email: 'x@test.example', role: 'owner' };
    expect(await write('POST', '/invitations', body, manager.as)).toMatchObject({ code: 'forbidden' });
    const { json: key } = await write(
      'POST',
      '/api-keys',
      { company_id: id, name: 'K', role: 'owner' },
      owner.as,
    );
    for (const path of ['/invitations', '/invitations/accept'])
      expect(await write('POST', path, { ...body, token: 'x' }, { as: key.api_key })).toMatchObject({
        code: 'person_required',
      });
  });
});

describe('ownership (R47)', () => {
  it('is handed over in one act, and the only owner cannot go', async () => {
    const { id, owner, invite } = await company();
    await invite('heir@test.example', 'viewer');
    const heir = await person('heir@test.example');
    await accept(tokenIn((await post())[0]?.text), heir.as);
    const remove = (userId: string, as: Sent) =>
      api.call(`/members/${userId}?company_id=${id}`, { method: 'DELETE', ...as });
    expect(await remove(owner.id, owner.as)).toMatchObject({ code: 'last_owner' });
    const hand = (userId: string, as: Sent) =>
      write('POST', `/members/${userId}/hand-over`, { company_id: id }, as);
    expect(await hand(owner.id, owner.as)).toMatchObject({ code: 'not_found' });
    expect(await hand(heir.id, heir.as)).toMatchObject({ code: 'forbidden' });
    expect((await hand(heir.id, owner.as)).status).toBe(200);
    expect((await owner.companies())[0]?.role).toBe('manager');
    expect((await heir.companies())[0]?.role).toBe('owner');
    expect((await remove(owner.id, heir.as)).status).toBe(200);
    expect(await owner.companies()).toEqual([]);
  });
});
