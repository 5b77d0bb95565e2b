import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { lightspeedIntegrations } from '@/db/schema/lightspeed';
import { memberships, users } from '@/db/schema/people';
import { nightlyRuns } from '@/db/schema/transfers';
import { noticeWords } from '@/lib/i18n/notice-words';
import { createLog } from '@/lib/platform/log';
import { createSmtpSender } from '@/lib/platform/mail-senders';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { RecordingDispatcher } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { startMailServer } from '@/testing/mail/mail-server';
import type { ServiceContext } from '../context';
import { saveMapping } from '../item/save-mapping';
import { createLedgerEntries } from '../ledger/create-ledger-entries';
import { sendMail } from '../mail/send-mail';
import { listNotices } from './list-notices';
import { lookForNotices } from './look-for-notices';
import { getNoticeLimits, setNoticeLimits } from './notice-limits';
import { getNoticeSettings, saveNoticeSettings } from './notice-settings';
import { openNotice } from './open-notice';
import { tellPeople } from './tell-people';

const database = suiteDatabase();
let world: TestRestaurant;
let job: ServiceContext;
let jobs: RecordingDispatcher;
beforeEach(async () => {
  world = await testRestaurant(database.db);
  jobs = new RecordingDispatcher();
  job = { ...world.ctx, jobs, actor: { kind: 'system', job: 'look-for-notices', memberships: new Map() } };
});

const look = () => lookForNotices(job);
const open = async () => (await listNotices(world.ctx, { company_id: world.companyId })).data;
const kinds = async () => (await open()).map(({ kind }) => kind);
const words = (notice: Awaited<ReturnType<typeof open>>[number]) => noticeWords('en')(notice);
const failNight = (date: string) =>
  database.db.insert(nightlyRuns).values({
    companyId: world.companyId,
    locationId: world.locationId,
    businessDay: date,
    status: 'failed',
    notBefore: new Date(`${date}T05:00:00Z`),
    errorCode: 'lightspeed_auth_failed',
  });
const receipt = (unit_cost: string, date: string, quantity = '10') =>
  createLedgerEntries(world.ctx, {
    company_id: world.companyId,
    type: 'RECEIPT',
    ingredient_id: world.ingredient.cola,
    storage_unit_id: world.unitId,
    quantity,
    unit_cost,
    date,
  });

describe('what needs somebody is found in the data (R45)', () => {
  it('opens once, however often it is looked for, and ends when it is put right', async () => {
    await failNight('2026-03-10');
    await look();
    const [first] = await open();
    expect(first).toMatchObject({ kind: 'night_failed', amount: null });
    expect(words(first as never).title).toBe('Lakeside: 10 Mar 2026 could not be transferred');
    await Promise.all([look(), look()]);
    expect((await open()).map(({ id }) => id)).toEqual([first?.id]);
    // A person runs the day.
    await world.sell('2026-03-10', sale('cola', '1'));
    await look();
    expect(await open()).toEqual([]);
  });

  it('a lost consent comes first, then the most money', async () => {
    await database.db
      .update(lightspeedIntegrations)
      .set({ status: 'needs_reauthorization' })
      .where(eq(lightspeedIntegrations.companyId, world.companyId));
    await world.sell('2026-03-09', sale('new', '1', { name: 'new' }));
    await saveMapping(world.ctx, {
      id: world.item.new,
      mapped_object_type: 'ingredient',
      mapped_object_id: world.ingredient.cola,
    });
    await world.sell('2026-03-10', sale('new', '3', { name: 'Glühwein' }), sale('steak', '1'));
    await receipt('1', '2026-03-11');
    await receipt('1.5', '2026-03-12', '1000');
    await look();
    expect(await kinds()).toEqual(['consent_needed', 'price_moved', 'names_held']);
    const [, price, held] = await open();
    expect(price).toMatchObject({ amount: '500', facts: { percent: 50, before: '1', after: '1.5' } });
    expect(words(price as never)).toEqual({
      title: 'Cola bottle costs 50 % more',
      text: 'The receipt of 12 Mar 2026 has 1.5 per bottle, the one before 1. A wrong unit looks like this too.',
    });
    expect(words(held as never).text).toContain('One sale of new under this name');
  });

  it('an unmapped share counts above the company’s limit, and stock below zero only where it was known', async () => {
    const colas = Array.from({ length: 9 }, () => sale('cola', '1'));
    await world.sell('2026-03-10', sale('new', '1'), ...colas);
    await look();
    expect(await kinds()).toEqual(['unmapped_share']);
    expect((await open())[0]?.facts).toMatchObject({ percent: 10, limit: 5 });
    await setNoticeLimits(world.ctx, {
      company_id: world.companyId,
      unmapped_percent: 10,
      price_percent: 25,
      count_days: 5,
    });
    await receipt('1', '2026-03-09', '2');
    await look();
    expect(await kinds()).toEqual(['stock_below_zero']);
    expect(words((await open())[0] as never)).toMatchObject({
      title: 'Cellar: one ingredient is below zero',
      text: expect.stringContaining('Cola bottle. A receipt is missing'),
    });
  });

  it('a count is overdue after the company’s days, and a location left alone after three', async () => {
    await createLedgerEntries(world.ctx, {
      company_id: world.companyId,
      type: 'ADJUSTMENT',
      ingredient_id: world.ingredient.cola,
      storage_unit_id: world.unitId,
      counted_quantity: '5',
      date: '2026-02-01',
    });
    const moment = (days: number) => new Date(world.ctx.clock.now().getTime() - days * 24 * 60 * 60_000);
    await world.updateLocation({ autoTransferPaused: true, pausedAt: moment(2) });
    await look();
    expect(await kinds()).toEqual(['count_overdue']);
    await world.updateLocation({ pausedAt: moment(3) });
    await look();
    expect(await kinds()).toEqual(['location_paused', 'count_overdue']);
  });

  it('is listed for its company alone, and opened by its people alone (R3)', async () => {
    await failNight('2026-03-10');
    await look();
    const [notice] = await open();
    const id = notice?.id ?? '';
    expect(await openNotice(world.ctx, { id })).toMatchObject({ companyId: world.companyId });
    const other = await testRestaurant(database.db);
    await expect(openNotice(other.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(listNotices(other.ctx, { company_id: world.companyId })).rejects.toMatchObject({
      code: 'unauthorized_company_access',
    });
  });
});

describe('people are told as they chose (R45)', () => {
  const server = startMailServer();
  const settings = { digest_hour: 6, time_zone: 'UTC', language: 'en' as const };
  beforeEach(async () => {
    const { url, received } = await server;
    received.length = 0;
    job = { ...job, mail: createSmtpSender({ url, from: 'x@test.example', log: createLog('silent') }) };
    // Told of the companies of tests before.
    await database.db.execute(sql`update users set disabled_at = now() where id <> ${world.userId}`);
  });
  const mails = async () => {
    for (const event of jobs.sent.splice(0))
      if (event.name === 'bestellfix/mail.due') await sendMail(job, event.data);
    return (await server).received;
  };
  const say = (more: object) =>
    saveNoticeSettings(world.ctx, { company_id: world.companyId, deliveries: [], ...settings, ...more });

  it('at once of a failed night, of the rest in the digest of their hour and language, once', async () => {
    await say({ digest_hour: 13, language: 'de' });
    await failNight('2026-03-10');
    await world.sell('2026-03-11', sale('new', '1'));
    await look();
    expect(await tellPeople(job)).toEqual({ at_once: 1, digests: 0 });
    const [first] = await mails();
    expect(first?.text).toContain('Lakeside: 10.03.2026 konnte nicht übertragen werden');
    expect(first?.text).not.toContain('Umsatz');
    // Two processes at the hour of the digest.
    world.ctx.clock.advance(60 * 60_000);
    const told = await Promise.all([tellPeople(job), tellPeople(job)]);
    expect(told.map(({ digests }) => digests).sort()).toEqual([0, 1]);
    const [, digest, ...more] = await mails();
    expect(more).toEqual([]);
    expect(digest?.text).toContain('100 % des Umsatzes entnehmen nichts');
    expect(digest?.text).toContain(`/notices/open?notice=`);
    world.ctx.clock.advance(24 * 60 * 60_000);
    expect(await tellPeople(job)).toEqual({ at_once: 0, digests: 0 });
  });

  it('never, where they chose so; who only reads hears nothing unless it was chosen', async () => {
    await say({ deliveries: [{ kind: 'night_failed', delivery: 'never' }] });
    await failNight('2026-03-10');
    await look();
    expect(await tellPeople(job)).toEqual({ at_once: 0, digests: 0 });
    await database.db.execute(sql`update memberships set role = 'viewer' where user_id = ${world.userId}`);
    await database.db.execute(sql`delete from notice_choices`);
    expect(await tellPeople(job)).toEqual({ at_once: 0, digests: 0 });
    await database.db.execute(sql`update memberships set role = 'manager' where user_id = ${world.userId}`);
    expect(await tellPeople(job)).toEqual({ at_once: 1, digests: 0 });
  });

  it('what was written and not committed is told by the next, and nothing is noted while no mail goes out', async () => {
    await failNight('2026-03-10');
    await look();
    const off = { ...job, mail: { ...job.mail, kind: 'off' as const } };
    expect(await tellPeople(off)).toEqual({ at_once: 0, digests: 0 });
    const broken = {
      ...job,
      vault: {
        ...job.vault,
        seal: () => {
          throw new Error('killed');
        },
      },
    };
    await expect(tellPeople(broken)).rejects.toThrow('killed');
    expect(await tellPeople(job)).toEqual({ at_once: 1, digests: 0 });
    expect(await mails()).toHaveLength(1);
  });

  it('one digest for all companies of a person, with their names', async () => {
    const other = await testRestaurant(database.db);
    await database.db.insert(memberships).values({
      companyId: other.companyId,
      userId: world.userId,
      role: 'manager',
    });
    await database.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, other.userId));
    await world.sell('2026-03-11', sale('new', '1'));
    await other.sell('2026-03-11', sale('new', '5'));
    await look();
    expect(await tellPeople(job)).toMatchObject({ digests: 1 });
    const [digest] = await mails();
    expect(digest?.text.match(/% of sales take nothing/g)).toHaveLength(2);
  });
});

describe('settings of notices (R45)', () => {
  it('are a person’s own, as usual for the role until chosen', async () => {
    const mine = await getNoticeSettings(world.ctx, { company_id: world.companyId });
    expect(mine.deliveries[0]).toEqual({ kind: 'consent_needed', delivery: 'at_once' });
    expect(mine).toMatchObject({ digest_hour: 7, language: 'en' });
    const saved = await saveNoticeSettings(world.ctx, {
      company_id: world.companyId,
      deliveries: [{ kind: 'consent_needed', delivery: 'digest' }],
      digest_hour: 9,
      time_zone: 'Europe/Berlin',
      language: 'de',
    });
    expect(saved.deliveries[0]).toEqual({ kind: 'consent_needed', delivery: 'digest' });
    expect(await getNoticeSettings(world.ctx, { company_id: world.companyId })).toEqual(saved);
    const key = {
      kind: 'api_key' as const,
      keyId: v7(),
      scopes: new Set(['read']),
      memberships: world.ctx.actor.memberships,
    };
    await expect(
      getNoticeSettings({ ...world.ctx, actor: key }, { company_id: world.companyId }),
    ).rejects.toMatchObject({ code: 'person_required' });
  });

  it('limits are the company’s', async () => {
    const usual = { unmapped_percent: 5, price_percent: 25, count_days: 35 };
    expect(await getNoticeLimits(world.ctx, { company_id: world.companyId })).toEqual(usual);
  });
});
