import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceContext } from '@/lib/runtime/container';
import { bill, DAY, openRestaurant, setUp, ZURICH } from '@/testing/fixtures/api-restaurant';
import { testCompany } from '@/testing/fixtures/test-company';
import { chainAudit } from '../audit-log/chain-audit';
import { verifyAudit } from '../audit-log/verify-audit';
import { forgetOldOfCompanies, forgetSpent } from './forget-old';

let restaurant: Awaited<ReturnType<typeof openRestaurant>>;
let made: Awaited<ReturnType<typeof setUp>>;
const DAY_MS = 86_400_000;

beforeAll(async () => {
  restaurant = await openRestaurant();
  made = await setUp(restaurant);
  restaurant.simulator.control.setSales(ZURICH, DAY, [bill(['cola', '3'], ['espresso', '5'])]);
  const at = `/locations/${made.location}`;
  await restaurant.write('PUT', `${at}/storage-unit`, { storage_unit_id: made.unit });
  await restaurant.write('POST', `${at}/activate`);
  await restaurant.write('PUT', `/items/${made.items.cola}/mapping`, {
    mapped_object_type: 'ingredient',
    mapped_object_id: made.ingredients.cola,
  });
  await restaurant.write('POST', `${at}/transfers`, { date: DAY });
});
afterAll(() => restaurant.close());

/** The nightly job, so many days from now. */
function jobIn(days: number) {
  const ctx = serviceContext({ kind: 'system', job: 'forget-old', memberships: new Map() });
  return { ...ctx, clock: { now: () => new Date(Date.now() + days * DAY_MS) } };
}
const rows = async (query: ReturnType<typeof sql>) => [...(await restaurant.owner.execute(query))];
const count = async (query: ReturnType<typeof sql>) => Number((await rows(query))[0]?.count);
const kept = () =>
  count(
    sql`select count(*) from sales_snapshots where company_id = ${restaurant.companyId} and raw is not null`,
  );
const asked = () =>
  restaurant.simulator.control.requests.filter(({ path }) => path.endsWith('/sales-daily')).length;
const forgotten = async (companyId: string) =>
  (
    await rows(
      sql`select details from audit_events where company_id = ${companyId} and action = 'company.forget' order by at, id`,
    )
  ).map((row) => row.details);

describe('what a company sets (R50)', () => {
  const at = '/retention';
  it('is as usual until an owner sets it, within bounds, and is in the log', async () => {
    const usual = (await restaurant.call(`${at}?company_id=${restaurant.companyId}`)).json;
    expect(usual).toEqual({ answers_days: 400, sources_days: 90, mails_days: 90, notices_days: 180 });
    const set = { company_id: restaurant.companyId, ...usual, answers_days: 39 };
    expect(await restaurant.call(at, { method: 'PUT', body: set })).toMatchObject({
      code: 'validation_failed',
    });
    expect(await restaurant.write('PUT', at, { ...set, answers_days: 40 })).toEqual({
      ...usual,
      answers_days: 40,
    });
    const [event] = await rows(sql`select details from audit_events where action = 'company.set_retention'`);
    expect(event?.details).toMatchObject({ before: usual, after: { answers_days: 40 } });
  });
});

describe('an answer that is older than it is kept', () => {
  const change = () => ({
    company_id: restaurant.companyId,
    change: {
      kind: 'mapping',
      item_id: made.items.cola,
      state: 'mapped',
      mapped_object_type: 'ingredient',
      mapped_object_id: made.ingredients.cola,
      quantity: '2',
      is_subtraction: false,
    },
  });
  const preview = () => restaurant.write('POST', '/changes/preview', change());
  const entries = async () =>
    (await restaurant.call(`/ledger/entries?company_id=${restaurant.companyId}`)).json.data as {
      id: string;
    }[];

  it('stays for the days that were set, and then goes with its hash, lines and entries left', async () => {
    expect(await kept()).toBe(1);
    await forgetOldOfCompanies(jobIn(30));
    expect(await kept()).toBe(1);
    const before = await entries();
    const state = sql`select s.content_hash, s.line_count, (select count(*) from sale_lines l where l.snapshot_id = s.id) as lines
      from sales_snapshots s where company_id = ${restaurant.companyId}`;
    const hash = await rows(state);
    const first = await preview();
    expect(first.days).toHaveLength(1);
    const calls = asked();
    expect(await forgetOldOfCompanies(jobIn(45))).toEqual({ next: null, forgotten: 1, failed: 0 });
    expect(await kept()).toBe(0);
    expect(await forgotten(restaurant.companyId)).toEqual([{ answers: 1 }]);
    expect(await rows(state)).toEqual(hash);
    expect(await entries()).toEqual(before);

    // A change of a past mapping says and books the same, without a call: it follows from the lines.
    const again = await preview();
    expect({ ...again, token: '' }).toEqual({ ...first, token: '' });
    await restaurant.write('POST', '/changes/apply', { ...change(), token: again.token });
    const after = await entries();
    expect(after).toMatchObject([{ quantity: '-6' }]);
    const explained = await restaurant.call(`/ledger/entries/${after[0]?.id}/explanation`);
    expect(explained.status).toBe(200);
    expect(asked()).toBe(calls);
  });

  it('is fetched again when its day is transferred again, and books nothing anew', async () => {
    const [calls, before] = [asked(), await entries()];
    await restaurant.write('POST', `/locations/${made.location}/transfers`, {
      date: DAY,
      force_refresh: false,
    });
    expect(asked()).toBe(calls + 1);
    expect(await kept()).toBe(1);
    expect(await entries()).toEqual(before);
  });
});

describe('batches', () => {
  const mail = (companyId: string | null, address: string, ended = new Date()) =>
    restaurant.owner.execute(sql`
      insert into mails (id, company_id, kind, address, status, next_try_at, give_up_at, ended_at)
      values (${v7()}, ${companyId}, 'other', ${address}, 'sent', now(), now(), ${ended.toISOString()})`);
  const mailsOf = (companyId: string) =>
    count(sql`select count(*) from mails where company_id = ${companyId}`);

  it('go on where one failed, each with its count in the log, and leave other companies what they set', async () => {
    const [one, two] = [await testCompany(restaurant.db), await testCompany(restaurant.db)];
    for (const { companyId } of [one, two])
      for (const address of ['a@test.example', 'b@test.example', 'c@test.example'])
        await mail(companyId, address);
    await restaurant.owner.execute(
      sql`insert into retention_settings values (${two.companyId}, 400, 90, 200, 180)`,
    );
    // The second batch fails: one mail cannot be deleted.
    await restaurant.owner.execute(sql`create function no_more() returns trigger language plpgsql as
      'begin if old.address = ''c@test.example'' then raise exception ''no''; end if; return old; end'`);
    await restaurant.owner.execute(
      sql`create trigger no_more before delete on mails for each row execute function no_more()`,
    );
    expect(await forgetOldOfCompanies(jobIn(100), { batch: 2 })).toMatchObject({ failed: 1 });
    expect(await mailsOf(one.companyId)).toBe(1);
    expect(await forgotten(one.companyId)).toEqual([{ mails: 2 }]);
    await restaurant.owner.execute(sql`drop trigger no_more on mails`);
    await Promise.all([1, 2].map(() => forgetOldOfCompanies(jobIn(100), { batch: 2 })));
    expect(await mailsOf(one.companyId)).toBe(0);
    expect(await forgotten(one.companyId)).toEqual([{ mails: 2 }, { mails: 1 }]);
    expect(await mailsOf(two.companyId)).toBe(3);
  });

  it('forget from where events came and delete none; the chain holds', async () => {
    const { companyId } = restaurant;
    await chainAudit(jobIn(0));
    const events = () => count(sql`select count(*) from audit_events where company_id = ${companyId}`);
    const sources = () =>
      count(
        sql`select count(*) from audit_events where company_id = ${companyId} and (address is not null or user_agent is not null)`,
      );
    await restaurant.owner.execute(sql`insert into audit_events (id, company_id, actor, action, subject_type, subject_id, address, user_agent)
      values (${v7()}, ${companyId}, 'anonymous', 'session.refuse', 'user', 'x', '192.0.2.7', 'Browser')`);
    expect(await sources()).toBeGreaterThan(0);
    const before = await events();
    await forgetOldOfCompanies(jobIn(95));
    expect(await sources()).toBe(0);
    expect(await events()).toBe(before + 1);
    await chainAudit(jobIn(0));
    expect((await verifyAudit(restaurant.db)).filter(({ broken }) => broken !== null)).toEqual([]);
  });

  it('leave open notices, and take ended ones with who was told', async () => {
    const { companyId, userId } = restaurant;
    const [open, ended] = [v7(), v7()];
    await restaurant.owner.execute(sql`insert into notices (id, company_id, kind, key, facts, found_at, ended_at) values
      (${open}, ${companyId}, 'night_failed', 'a', '{}', now(), null), (${ended}, ${companyId}, 'night_failed', 'b', '{}', now(), now())`);
    await restaurant.owner.execute(
      sql`insert into notice_deliveries (notice_id, user_id) values (${open}, ${userId}), (${ended}, ${userId})`,
    );
    await forgetOldOfCompanies(jobIn(200));
    expect(await rows(sql`select id from notices where id in (${open}, ${ended})`)).toEqual([{ id: open }]);
    expect(await rows(sql`select notice_id from notice_deliveries`)).toEqual([{ notice_id: open }]);
  });

  it('take what is of use no more, alike for everybody', async () => {
    const { userId } = restaurant;
    await mail(null, 'own@test.example');
    await restaurant.owner.execute(
      sql`insert into idempotency_keys (actor, key, request_hash) values ('user:x', 'k', 'h')`,
    );
    await restaurant.owner.execute(
      sql`insert into sessions (id, user_id, last_seen_at, ends_at) values (${v7()}, ${userId}, now(), now())`,
    );
    await restaurant.owner.execute(sql`insert into account_links (id, purpose, user_id, address, token_hash, expires_at)
      values (${v7()}, 'reset', ${userId}, 'own@test.example', ${v7()}, now())`);
    await restaurant.owner.execute(
      sql`insert into notice_digests (user_id, day) values (${userId}, '2026-01-01')`,
    );
    expect(await forgetSpent(jobIn(0.5))).toMatchObject({
      idempotency: 0,
      sessions: 0,
      links: 0,
      mails: 0,
      digests: 0,
      webhooks: 0,
    });
    expect(await forgetSpent(jobIn(2))).toMatchObject({
      idempotency: expect.any(Number),
      sessions: 0,
      links: 0,
      mails: 0,
    });
    expect(await count(sql`select count(*) from idempotency_keys`)).toBe(0);
    expect(await forgetSpent(jobIn(91), 1)).toMatchObject({ sessions: 1, links: 1, mails: 1, digests: 1 });
  });

  it('are the system’s alone', async () => {
    const { ctx } = await testCompany(restaurant.db);
    await expect(forgetOldOfCompanies(ctx)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(forgetSpent(ctx)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
