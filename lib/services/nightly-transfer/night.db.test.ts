import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { ledgerEntries } from '@/db/schema/ledger';
import { lightspeedLocations } from '@/db/schema/lightspeed';
import { nightlyRuns, transferLogs } from '@/db/schema/transfers';
import { DomainError } from '@/lib/core/domain-error';
import type { PosSalesDay } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, FakePos, sale } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { linkStorageUnit } from '../location/link-storage-unit';
import { toggleAutoTransfer } from '../location/toggle-auto-transfer';
import { unlinkStorageUnit } from '../location/unlink-storage-unit';
import { getRuns } from '../runs/get-runs';
import { runTransfer } from '../transfer/run-transfer';
import { listMissedNights } from './list-missed-nights';
import { planNights } from './plan-nights';
import { recoverStalledJobs } from './recover-stalled-jobs';
import { runMissedNights } from './run-missed-nights';
import { runNight } from './run-night';

const database = suiteDatabase();
let restaurant: TestRestaurant;
const pos = new FakePos();

beforeEach(async () => {
  restaurant = await testRestaurant(database.db, pos);
  const sold = day(sale('cola', '2'));
  pos.everyDay = () => sold;
  restaurant.ctx.clock.set('2026-03-16T12:00:00Z');
  await update({ activatedAt: new Date('2026-03-16T12:00:00Z') });
});

const update: TestRestaurant['updateLocation'] = (change) => restaurant.updateLocation(change);
const job = () => restaurant.asJob();
const nights = () =>
  database.db
    .select()
    .from(nightlyRuns)
    .where(eq(nightlyRuns.locationId, restaurant.locationId))
    .orderBy(nightlyRuns.businessDay);
const runAll = async () => {
  for (const night of await nights()) {
    await runNight(job(), { companyId: restaurant.companyId, nightlyRunId: night.id });
  }
};
const standingDays = async () => {
  const rows = await database.db
    .select()
    .from(ledgerEntries)
    .where(eq(ledgerEntries.companyId, restaurant.companyId));
  return rows.map((row) => row.businessDay).toSorted();
};

it('plans a night two hours after its business day ended, not before (R32)', async () => {
  restaurant.ctx.clock.set('2026-03-17T05:59:59Z');
  await planNights(job());
  expect(await nights()).toHaveLength(0);
  restaurant.ctx.clock.set('2026-03-17T06:00:00Z');
  await planNights(job());
  expect((await nights()).map((night) => night.businessDay)).toEqual(['2026-03-16']);
});

it('off for three days, planned twice and at once: exactly one transfer a missed night', async () => {
  restaurant.ctx.clock.set('2026-03-19T12:00:00Z');
  await Promise.all([planNights(job()), planNights(job())]);
  await planNights(job());
  expect((await nights()).map((night) => night.businessDay)).toEqual([
    '2026-03-16',
    '2026-03-17',
    '2026-03-18',
  ]);
  await runAll();
  await runAll();
  expect((await nights()).map((night) => night.status)).toEqual(['done', 'done', 'done']);
  const days = await standingDays();
  expect(days).toEqual([...new Set(days)]);
  expect(days).toEqual(expect.arrayContaining(['2026-03-16', '2026-03-17', '2026-03-18']));
});

describe('while Lightspeed has not finished the day (R32)', () => {
  const BUSINESS_DAY = '2026-03-16';
  const unfinished = (...lines: Parameters<typeof day>) =>
    ({ ...day(...lines), dataComplete: false }) as PosSalesDay;
  const thing = () => ({ id: restaurant.locationId });
  const nextNight = async () =>
    (await getRuns(restaurant.ctx, { company_id: restaurant.companyId })).data[0]?.next_night;
  const logs = () =>
    database.db.select().from(transferLogs).where(eq(transferLogs.locationId, restaurant.locationId));
  const runOnce = async () => {
    const [night] = await nights();
    return runNight(job(), { companyId: restaurant.companyId, nightlyRunId: night?.id ?? '' });
  };
  /** A try that finds the day unfinished, and the hour after it. */
  const wait = async () => {
    expect(await runOnce()).toEqual({ status: 'pending' });
    restaurant.ctx.clock.advance(3_600_000);
  };

  beforeEach(async () => {
    const early = unfinished(sale('cola', '1'));
    pos.everyDay = () => early;
    restaurant.ctx.clock.set('2026-03-17T06:00:00Z');
    await planNights(job());
  });

  it('five hourly tries write nothing, the sixth transfers what is there and marks it incomplete', async () => {
    for (let attempt = 1; attempt < 6; attempt++) {
      expect(await runOnce()).toEqual({ status: 'pending' });
      const due = new Date(restaurant.ctx.clock.now().getTime() + 3_600_000);
      expect((await nights())[0]).toMatchObject({ attempts: attempt, notBefore: due, transferLogId: null });
      expect([await standingDays(), await logs()]).toEqual([[], []]);
      expect(await nextNight()).toEqual({
        date: BUSINESS_DAY,
        due_at: due.toISOString(),
        status: 'pending',
        waits_for: 'complete_day',
      });
      restaurant.ctx.clock.set(due);
    }
    expect(await runOnce()).toEqual({ status: 'done' });
    expect(await standingDays()).toEqual([BUSINESS_DAY]);
    expect(await logs()).toMatchObject([{ businessDay: BUSINESS_DAY, success: true, isComplete: false }]);
    expect((await nextNight())?.status).toBe('planned');
  });

  it('complete at the third try, it is transferred then, from one call', async () => {
    await wait();
    await wait();
    let calls = 0;
    pos.everyDay = () => {
      calls += 1;
      return day(sale('cola', '2'));
    };
    expect(await runOnce()).toEqual({ status: 'done' });
    expect(calls).toBe(1);
    expect(await standingDays()).toEqual([BUSINESS_DAY]);
    expect(await logs()).toMatchObject([{ success: true, isComplete: true }]);
    expect((await nights())[0]).toMatchObject({ status: 'done', attempts: 3 });
  });

  it('tries that fail count too, leave their log and say so', async () => {
    await wait();
    pos.everyDay = () => {
      throw new DomainError('lightspeed_api_error');
    };
    expect(await runOnce()).toEqual({ status: 'pending' });
    expect(await logs()).toMatchObject([{ success: false, errorCode: 'lightspeed_api_error' }]);
    expect((await nextNight())?.waits_for).toBe('retry');
    pos.everyDay = () => unfinished(sale('cola', '1'));
    for (let attempt = 3; attempt < 6; attempt++) {
      restaurant.ctx.clock.advance(3_600_000);
      expect(await runOnce()).toEqual({ status: 'pending' });
      expect((await nextNight())?.waits_for).toBe('complete_day');
    }
    expect(await standingDays()).toEqual([]);
    restaurant.ctx.clock.advance(3_600_000);
    expect(await runOnce()).toEqual({ status: 'done' });
    expect(await standingDays()).toEqual([BUSINESS_DAY]);
  });

  it('what a person transferred meanwhile stands untouched until the night transfers the day', async () => {
    await wait();
    const byHand = await runTransfer(restaurant.ctx, { ...thing(), date: BUSINESS_DAY, force_refresh: true });
    expect(byHand).toMatchObject({ success: true, is_complete: false });
    const more = unfinished(sale('cola', '3'));
    pos.everyDay = () => more;
    await wait();
    expect(await standingDays()).toEqual([BUSINESS_DAY]);
    pos.everyDay = () => day(sale('cola', '3'));
    expect(await runOnce()).toEqual({ status: 'done' });
    // Taken back and written anew.
    expect(await standingDays()).toEqual([BUSINESS_DAY, BUSINESS_DAY, BUSINESS_DAY]);
  });

  it('a later night that comes due while the earlier waits does not re-read it', async () => {
    await wait();
    await runTransfer(restaurant.ctx, { ...thing(), date: BUSINESS_DAY, force_refresh: true });
    const early = unfinished(sale('cola', '5'));
    const sold = day(sale('cola', '2'));
    pos.everyDay = (businessDay) => (businessDay === BUSINESS_DAY ? early : sold);
    // Our own outage: both are due at once.
    restaurant.ctx.clock.set('2026-03-18T06:00:00Z');
    await planNights(job());
    await runAll();
    expect(await standingDays()).toEqual([BUSINESS_DAY, '2026-03-17']);
  });

  it('a worker killed before, in or after a try costs no try and writes nothing twice', async () => {
    await wait();
    // Killed while it asked: the night says running, as the worker left it.
    await database.db
      .update(nightlyRuns)
      .set({ status: 'running' })
      .where(eq(nightlyRuns.locationId, restaurant.locationId));
    await wait();
    expect((await nights())[0]?.attempts).toBe(2);
    // Killed when the day was written, before the night could say so.
    pos.everyDay = () => day(sale('cola', '2'));
    const [before] = await nights();
    expect(await runOnce()).toEqual({ status: 'done' });
    await database.db
      .update(nightlyRuns)
      .set({ status: 'running', attempts: 2, transferLogId: null, finishedAt: null })
      .where(eq(nightlyRuns.id, before?.id ?? ''));
    expect(await runOnce()).toEqual({ status: 'done' });
    expect(await standingDays()).toEqual([BUSINESS_DAY]);
    expect((await nights())[0]).toMatchObject({ status: 'done', attempts: 3 });
  });
});

describe('left alone', () => {
  const thing = () => ({ id: restaurant.locationId });
  const pause = (paused: boolean) =>
    toggleAutoTransfer(restaurant.ctx, { ...thing(), auto_transfer_paused: paused });
  const at = (time: string) => restaurant.ctx.clock.set(time);
  const missed = async () =>
    (await listMissedNights(restaurant.ctx, thing())).data.map((night) => night.date);
  const planned = async () => (await nights()).map((night) => [night.businessDay, night.status]);
  const activatedEarlier = () => update({ activatedAt: new Date('2026-03-10T12:00:00Z') });

  it('resumed, the nights that came due meanwhile are offered and not run; the others are', async () => {
    at('2026-03-17T12:00:00Z');
    await pause(true);
    at('2026-03-18T12:00:00Z');
    await planNights(job());
    // The planner was off when the 16th came due, before the pause: left alone too, because paused when it
    // could run.
    expect(await planned()).toEqual([
      ['2026-03-16', 'pending'],
      ['2026-03-17', 'missed'],
    ]);
    // Pausing again does not move the beginning of the pause.
    await pause(true);
    const pausedSince = async () =>
      (await getRuns(restaurant.ctx, { company_id: restaurant.companyId })).data[0]?.paused_since;
    expect(await pausedSince()).toBe('2026-03-17T12:00:00.000Z');
    at('2026-03-20T12:00:00Z');
    await pause(false);
    expect(await pausedSince()).toBeNull();
    await planNights(job());
    await runAll();
    expect(await standingDays()).toEqual(['2026-03-16']);
    expect(await missed()).toEqual(['2026-03-17', '2026-03-18', '2026-03-19']);
    at('2026-03-21T12:00:00Z');
    await planNights(job());
    await runAll();
    // Nor does the next night's re-reading of the week run them.
    expect(await standingDays()).toEqual(['2026-03-16', '2026-03-20']);
    expect(await missed()).toEqual(['2026-03-17', '2026-03-18', '2026-03-19']);
  });

  it('a person runs all or some of them, two at once or while paused, each once', async () => {
    await pause(true);
    at('2026-03-20T12:00:00Z');
    await planNights(job());
    const run = (dates?: string[]) => runMissedNights(restaurant.ctx, { ...thing(), dates });
    expect(await run(['2026-03-17', '2026-01-01'])).toEqual({ requested: 1 });
    await runAll();
    expect(await standingDays()).toEqual(['2026-03-17']);
    const asked = await Promise.all([run(), run(), run()]);
    expect(asked.reduce((sum, one) => sum + one.requested, 0)).toBe(3);
    const sent = restaurant.ctx.jobs.sent.filter((event) => event.name === 'bestellfix/night.due');
    expect(new Set(sent.map((event) => event.id)).size).toBe(4);
    await runAll();
    expect(await standingDays()).toEqual(['2026-03-16', '2026-03-17', '2026-03-18', '2026-03-19']);
    expect(await missed()).toEqual([]);
  });

  it('what a manual transfer made up for is offered no more', async () => {
    await pause(true);
    at('2026-03-18T12:00:00Z');
    await pause(false);
    expect(await missed()).toEqual(['2026-03-16', '2026-03-17']);
    await runTransfer(restaurant.ctx, { ...thing(), date: '2026-03-16', force_refresh: true });
    expect(await missed()).toEqual(['2026-03-17']);
    await update({ isActivated: false });
    await expect(runMissedNights(restaurant.ctx, thing())).rejects.toMatchObject({
      code: 'location_not_activated',
    });
  });

  it('the same without a storage unit, also for a night that was under way', async () => {
    pos.everyDay = () => ({ ...day(sale('cola', '1')), dataComplete: false }) as PosSalesDay;
    at('2026-03-17T06:00:00Z');
    await planNights(job());
    await runAll();
    await unlinkStorageUnit(restaurant.ctx, thing());
    at('2026-03-19T12:00:00Z');
    await runAll();
    await expect(runMissedNights(restaurant.ctx, thing())).rejects.toMatchObject({
      code: 'storage_unit_required',
    });
    await linkStorageUnit(restaurant.ctx, { ...thing(), storage_unit_id: restaurant.unitId });
    await planNights(job());
    expect(await planned()).toEqual([
      ['2026-03-16', 'missed'],
      ['2026-03-17', 'missed'],
      ['2026-03-18', 'missed'],
    ]);
  });

  it('a failed night is offered too, and the next one’s re-reading heals it', async () => {
    await activatedEarlier();
    at('2026-03-11T06:00:00Z');
    await planNights(job());
    pos.everyDay = () => {
      throw new DomainError('lightspeed_api_error');
    };
    for (let hour = 0; hour < 6; hour++) {
      await runAll();
      restaurant.ctx.clock.advance(3_600_000);
    }
    expect((await listMissedNights(restaurant.ctx, thing())).data).toMatchObject([
      { date: '2026-03-10', reason: 'failed', error_code: 'lightspeed_api_error' },
    ]);
    const sold = day(sale('cola', '2'));
    pos.everyDay = () => sold;
    at('2026-03-12T06:00:00Z');
    await planNights(job());
    await runAll();
    expect(await standingDays()).toEqual(['2026-03-10', '2026-03-11']);
    expect(await missed()).toEqual([]);
  });

  it('the runs of a company say what became of each day, what is next and what is missed', async () => {
    await activatedEarlier();
    at('2026-03-13T06:00:00Z');
    await planNights(job());
    await runAll();
    await pause(true);
    at('2026-03-15T06:00:01Z');
    await pause(false);
    const { data } = await getRuns(restaurant.ctx, { company_id: restaurant.companyId });
    expect(data).toMatchObject([
      {
        location_id: restaurant.locationId,
        migration: null,
        next_night: {
          date: '2026-03-15',
          due_at: '2026-03-16T06:00:00.000Z',
          status: 'planned',
          waits_for: null,
        },
        missed_nights: [{ date: '2026-03-13' }, { date: '2026-03-14' }],
        is_at_work: false,
      },
    ]);
    // A missed night is one of its own; what was before the location's first has none.
    expect(data[0]?.open_days.slice(0, 3)).toMatchObject([
      { date: '2026-03-14', reason: 'missed', is_nightly: true },
      { date: '2026-03-13', reason: 'missed', is_nightly: true },
      { date: '2026-03-09', reason: 'missing', is_nightly: false, error_code: null },
    ]);
    expect(data[0]?.days).toHaveLength(90);
    expect(data[0]?.days.slice(0, 6).map((cell) => [cell.date, cell.state, cell.log_id !== null])).toEqual([
      ['2026-03-14', 'missing', false],
      ['2026-03-13', 'missing', false],
      ['2026-03-12', 'transferred', true],
      ['2026-03-11', 'transferred', true],
      ['2026-03-10', 'transferred', true],
      ['2026-03-09', 'missing', false],
    ]);
    const stranger = testContext(database.db, { memberships: {} });
    await expect(getRuns(stranger, { company_id: restaurant.companyId })).rejects.toMatchObject({
      code: 'unauthorized_company_access',
    });
  });
});

it('re-reads keep the unit a day stands in and post only a late sale’s difference', async () => {
  restaurant.ctx.clock.set('2026-03-17T12:00:00Z');
  await planNights(job());
  await runAll();
  const before = await standingDays();
  const late = day(sale('cola', '2'), sale('cola', '1'));
  const sold = day(sale('cola', '2'));
  pos.everyDay = (businessDay) => (businessDay === '2026-03-16' ? late : sold);
  restaurant.ctx.clock.set('2026-03-18T12:00:00Z');
  await planNights(job());
  await runAll();
  const after = await standingDays();
  // The late day gains a reversal and a posting; the new night is new; nothing else moved.
  const added = after.filter((businessDay) => businessDay === '2026-03-16').length;
  expect(added).toBe(3);
  for (const untouched of before.filter((businessDay) => businessDay !== '2026-03-16')) {
    expect(after.filter((businessDay) => businessDay === untouched)).toHaveLength(1);
  }
});

it('activated anew, the days in between are no missed nights', async () => {
  restaurant.ctx.clock.set('2026-03-17T12:00:00Z');
  await planNights(job());
  await update({ activatedAt: new Date('2026-03-21T12:00:00Z') });
  restaurant.ctx.clock.set('2026-03-22T12:00:00Z');
  await planNights(job());
  expect((await nights()).map((night) => night.businessDay)).toEqual(['2026-03-16', '2026-03-21']);
});

it('one location whose zone cannot be read keeps no other from its night', async () => {
  const broken = await testRestaurant(database.db, pos);
  await database.db
    .update(lightspeedLocations)
    .set({ timezone: 'Mars/Olympus', activatedAt: new Date('2026-03-01') })
    .where(eq(lightspeedLocations.id, broken.locationId));
  restaurant.ctx.clock.set('2026-03-17T12:00:00Z');
  await planNights(job());
  expect(await nights()).toHaveLength(1);
});

it('a night sent twice, or while the job server is away, is tried once an hour and not lost', async () => {
  pos.everyDay = () => ({ ...day(sale('cola', '1')), dataComplete: false }) as PosSalesDay;
  restaurant.ctx.clock.set('2026-03-17T06:00:00Z');
  await planNights(job());
  const mine = () =>
    restaurant.ctx.jobs.sent.filter(
      ({ data }) => 'companyId' in data && data.companyId === restaurant.companyId,
    );
  restaurant.ctx.jobs.failWith = new Error('connection refused');
  await recoverStalledJobs(job());
  restaurant.ctx.jobs.failWith = undefined;
  await Promise.all([recoverStalledJobs(job()), recoverStalledJobs(job())]);
  expect(mine()).toHaveLength(1);
  await runAll();
  await runAll();
  expect((await nights()).map((night) => night.attempts)).toEqual([1]);
  restaurant.ctx.clock.advance(3_600_000);
  await recoverStalledJobs(job());
  expect(mine()).toHaveLength(2);
});

it('recovery sends due nights, once until they are late again', async () => {
  restaurant.ctx.clock.set('2026-03-18T12:00:00Z');
  await planNights(job());
  await recoverStalledJobs(job());
  await recoverStalledJobs(job());
  const sent = restaurant.ctx.jobs.sent.filter((event) => event.name === 'bestellfix/night.due');
  const mine = sent.filter((event) => event.data.companyId === restaurant.companyId);
  expect(mine).toHaveLength(2);
});
