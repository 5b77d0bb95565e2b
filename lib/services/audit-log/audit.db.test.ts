import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS } from '@/lib/contracts/audit';
import de from '@/lib/i18n/messages/de.json';
import en from '@/lib/i18n/messages/en.json';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import { ORIGIN, type Sent, testApi } from '@/testing/fixtures/api';
import { chainAudit } from './chain-audit';
import { verifyAudit } from './verify-audit';

const PASSWORD = 'a long enough one';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const FROM = { 'user-agent': FIREFOX, 'x-forwarded-for': '203.0.113.9' };
let api: Awaited<ReturnType<typeof testApi>>;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

interface Person {
  call: (path: string, sent?: Sent) => ReturnType<typeof api.call>;
  companyId: string;
}
/** A person with a company of their own. */
async function owner(name: string): Promise<Person> {
  const body = { email: `${name}@test.example`, name, password: PASSWORD };
  const reply = await api.call('/sign-up', { method: 'POST', body, headers: FROM });
  const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
  const call = (path: string, sent: Sent = {}) =>
    api.call(path, {
      ...sent,
      headers: { cookie, origin: ORIGIN, 'sec-fetch-site': 'same-origin', ...FROM },
    });
  const { json } = await call('/companies', { method: 'POST', body: { name: `${name}’s` } });
  return { call, companyId: json.id };
}
const log = async (person: Person, query = '') =>
  (await person.call(`/audit?company_id=${person.companyId}${query}`)).json.data;
const ingredient = async ({ call, companyId }: Person, name = 'Flour') =>
  (await call('/ingredients', { method: 'POST', body: { company_id: companyId, name, base_unit: 'kg' } }))
    .json.id;
const chain = () => chainAudit(serviceContext(ANONYMOUS));
const verified = async ({ companyId }: Person) =>
  (await verifyAudit(api.db)).find((one) => one.company_id === companyId);
/** As the database's administrator could, past every trigger. */
const tamper = (statement: ReturnType<typeof sql>) =>
  api.owner.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = 'replica'`);
    await tx.execute(statement);
  });

describe('the audit log', () => {
  it('says who did what, from where, with what it was before and is after', async () => {
    const ann = await owner('ann');
    const id = await ingredient(ann);
    await ann.call(`/ingredients/${id}`, {
      method: 'PATCH',
      body: { name: 'Rye flour', standard_cost: '1.20' },
    });
    const [event] = await log(ann, '&kind=inventory');
    expect(event).toMatchObject({
      action: 'ingredient.update',
      actor: { kind: 'user', name: 'ann' },
      subject: { type: 'ingredient', id, name: 'Rye flour' },
      address: '203.0.113.9',
      user_agent: FIREFOX,
      before: { name: 'Flour', standard_cost: null },
      after: { name: 'Rye flour' },
    });
    expect(Number(event.after.standard_cost)).toBe(1.2);
  });

  it('has sign-ins, refused ones, locks and sign-outs', async () => {
    const bob = await owner('bob');
    const tryWith = (password: string) =>
      api.call('/session', { method: 'POST', body: { email: 'bob@test.example', password }, headers: FROM });
    await tryWith('not the right one');
    const reply = await tryWith(PASSWORD);
    const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
    await api.call('/session', {
      method: 'DELETE',
      headers: { cookie, origin: ORIGIN, 'sec-fetch-site': 'same-origin' },
    });
    for (let tries = 0; tries < 12; tries++) await tryWith('not the right one');
    const events = await log(bob, '&kind=access');
    const actions = events.map(({ action }: { action: string }) => action);
    expect(actions.slice(-3)).toEqual(['session.end', 'session.begin', 'session.refuse']);
    expect(actions[0]).toBe('session.lock');
    expect(actions.filter((action: string) => action === 'session.refuse')).toHaveLength(11);
    expect(events.at(-1)).toMatchObject({
      actor: { kind: 'anonymous' },
      subject: { name: 'bob' },
      details: { reason: 'wrong_password' },
      address: '203.0.113.9',
    });
    const unknown = { email: 'nobody-here@test.example', password: PASSWORD };
    expect(await api.call('/session', { method: 'POST', body: unknown })).toMatchObject({
      code: 'invalid_credentials',
    });
  });

  it('has what a member or a stranger was refused, once in ten minutes, without naming the stranger', async () => {
    const [cleo, dan] = [await owner('cleo'), await owner('dan')];
    await cleo.call('/members', {
      method: 'POST',
      body: { company_id: cleo.companyId, email: 'dan@test.example', role: 'viewer' },
    });
    const eve = await owner('eve');
    const body = { company_id: cleo.companyId, name: 'Mine', base_unit: 'kg' };
    for (const who of [dan, dan, eve])
      expect(await who.call('/ingredients', { method: 'POST', body })).toMatchObject({ status: 403 });
    expect(await dan.call(`/audit?company_id=${cleo.companyId}`)).toMatchObject({ code: 'forbidden' });
    const refused = (await log(cleo)).filter(({ action }: { action: string }) => action === 'access.refuse');
    expect(refused).toMatchObject([
      { actor: { name: 'dan' }, details: { operation: 'GET /audit' } },
      {
        actor: { name: null },
        details: { operation: 'POST /ingredients', permission: 'manage', is_member: false },
      },
      { actor: { name: 'dan' }, details: { operation: 'POST /ingredients', is_member: true } },
    ]);
  });

  it('is filtered by person, kind and time, and read page by page', async () => {
    const fay = await owner('fay');
    for (const name of ['A', 'B', 'C']) await ingredient(fay, name);
    const all = await log(fay);
    const pages: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { json } = await fay.call(
        `/audit?company_id=${fay.companyId}&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      pages.push(...json.data.map(({ id }: { id: string }) => id));
      cursor = json.next_cursor;
    }
    expect(pages).toEqual(all.map(({ id }: { id: string }) => id));
    const me = `user:${all[0].actor.id}`;
    expect(await log(fay, `&kind=inventory&actor=${me}`)).toHaveLength(3);
    expect(await log(fay, '&actor=job')).toEqual([]);
    const day = all[0].at.slice(0, 10);
    expect(await log(fay, `&from=${day}&to=${day}`)).not.toEqual([]);
    expect(await log(fay, '&to=2000-01-01')).toEqual([]);
  });

  it('holds no password and no key', async () => {
    const gil = await owner('gil');
    const made = await gil.call('/api-keys', {
      method: 'POST',
      body: { company_id: gil.companyId, name: 'Till' },
    });
    await gil.call('/password', {
      method: 'PUT',
      body: { current_password: PASSWORD, new_password: 'another long one' },
    });
    const [row] = await api.db.execute<{ whole: string }>(
      sql`select json_agg(e)::text as whole from audit_events e`,
    );
    for (const secret of [PASSWORD, 'another long one', made.json.api_key, '$argon2'])
      expect(row?.whole).not.toContain(secret);
  });

  it.each(Object.values(AUDIT_ACTIONS).flat())('says %s in both languages', (action) => {
    const [noun, verb] = action.split('.') as [string, string];
    for (const { audit } of [en, de]) {
      const words = audit.actions as Record<string, Record<string, string>>;
      expect(words[noun]?.[verb]).toBeTruthy();
    }
  });
});

describe('the chain', () => {
  it('has each event once, in one line, whoever writes and links at the same time', async () => {
    const hal = await owner('hal');
    const names = Array.from({ length: 24 }, (_, index) => `Thing ${index}`);
    await Promise.all(names.flatMap((name) => [ingredient(hal, name), chain()]));
    await chain();
    const events = await log(hal, '&limit=500');
    expect(
      events.map(({ sequence }: { sequence: number }) => sequence).sort((a: number, b: number) => a - b),
    ).toEqual(events.map((_: unknown, index: number) => index + 1));
    expect(await verified(hal)).toMatchObject({ links: events.length, pending: 0, broken: null });
  });

  it('names the first event that was changed, removed or slipped in', async () => {
    const ida = await owner('ida');
    for (const name of ['A', 'B', 'C', 'D']) await ingredient(ida, name);
    await chain();
    const events = (await log(ida)).toReversed();
    const [second, third] = [events[1], events[2]];
    await tamper(sql`update audit_events set details = '{"name":"Z"}' where id = ${third.id}`);
    expect((await verified(ida))?.broken).toMatchObject({
      sequence: 3,
      event_id: third.id,
      problem: 'event_changed',
    });
    await tamper(sql`delete from audit_events where id = ${second.id}`);
    expect((await verified(ida))?.broken).toMatchObject({ sequence: 2, problem: 'event_missing' });
    await tamper(sql`delete from audit_chain where event_id = ${second.id}`);
    expect((await verified(ida))?.broken).toMatchObject({ sequence: 3, problem: 'link_missing' });
  });

  it('cannot be forged by the application', async () => {
    const jo = await owner('jo');
    await chain();
    const before = await verified(jo);
    const [row] = await api.db.execute<{ id: string }>(sql`
      insert into audit_events (id, company_id, actor, action, subject_type, subject_id)
      values (gen_random_uuid(), ${jo.companyId}, 'user:x', 'y', 'z', '') returning id`);
    await api.db.execute(sql`
      insert into audit_chain (company_id, event_id, seq, previous, hash) values (${jo.companyId}, ${row?.id}, 1, 'mine', 'mine')`);
    expect(await verified(jo)).toMatchObject({ links: (before?.links ?? 0) + 1, broken: null });
    for (const statement of [
      sql`update audit_chain set hash = 'mine'`,
      sql`delete from audit_chain`,
      sql`update audit_events set actor = 'x'`,
    ])
      await expect(api.db.execute(statement)).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('holds when addresses are forgotten, and shows when one was changed', async () => {
    const kim = await owner('kim');
    await chain();
    const [{ id }] = await log(kim);
    const another = sql`update audit_events set address = '198.51.100.7' where id = ${id}`;
    await expect(api.db.execute(another)).rejects.toMatchObject({ cause: { code: '23001' } });
    await tamper(another);
    expect((await verified(kim))?.broken).toMatchObject({ event_id: id, problem: 'source_changed' });
    await api.db.execute(
      sql`update audit_events set address = null, user_agent = null, source_salt = null where id = ${id}`,
    );
    expect((await verified(kim))?.broken).toBeNull();
  });
});
