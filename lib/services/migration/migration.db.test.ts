import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { ledgerEntries } from '@/db/schema/ledger';
import { auditEvents } from '@/db/schema/people';
import { salesSnapshots } from '@/db/schema/sales';
import { migrations, transferLogs } from '@/db/schema/transfers';
import { DomainError } from '@/lib/core/domain-error';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, FakePos, sale } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import type { ServiceContext } from '../context';
import { activateLocation } from '../location/activate-location';
import { recoverStalledJobs } from '../nightly-transfer/recover-stalled-jobs';
import { transferDay } from '../transfer/transfer-day';
import { cancelMigration } from './cancel-migration';
import { countLostRun } from './count-lost-run';
import { failMigration } from './fail-migration';
import { getMigration } from './get-migration';
import { createReadAhead } from './read-ahead';
import { runMigrationDay } from './run-migration-day';
import { startMigration } from './start-migration';

const database = suiteDatabase();
let restaurant: TestRestaurant;
/** The worker's, through a test. */
let readAhead: ReturnType<typeof createReadAhead>;
let pos: FakePos;

beforeEach(async () => {
  pos = new FakePos();
  restaurant = await testRestaurant(database.db, pos);
  const sold = day(sale('cola', '2'), sale('new', '1'));
  pos.everyDay = () => sold;
  readAhead = createReadAhead();
});

const thing = () => ({ id: restaurant.locationId });
const start = () => startMigration(restaurant.ctx, thing());
const status = () => getMigration(restaurant.ctx, thing());
const job = () => restaurant.asJob();
/** Runs up to `days` days as the durable function would. */
async function work(migrationId: string, days = 100): Promise<number> {
  for (let done = 0; done < days; done++) {
    const { isOver } = await runMigrationDay(
      job(),
      { companyId: restaurant.companyId, migrationId },
      readAhead,
    );
    if (isOver) return done;
  }
  return days;
}
const entryCount = async () =>
  (await database.db.select().from(ledgerEntries).where(eq(ledgerEntries.companyId, restaurant.companyId)))
    .length;
const update: TestRestaurant['updateLocation'] = (change) => restaurant.updateLocation(change);

describe('the 90-day migration', () => {
  it('takes 90 business days ending yesterday, newest first, and says how far it is (R29, R31)', async () => {
    const { id } = await start();
    expect(await status()).toMatchObject({ status: 'pending', days_total: 90, days_done: 0 });
    await work(id, 3);
    restaurant.ctx.clock.advance(60_000);
    expect(await status()).toMatchObject({
      status: 'running',
      days_done: 3,
      entries_written: 3,
      unmapped_items: 1,
    });
    expect((await status())?.estimated_end_at).not.toBeNull();
    await work(id);
    expect(await status()).toMatchObject({
      status: 'completed',
      days_done: 90,
      entries_written: 90,
      current_day: null,
    });
    expect([pos.asked[0], pos.asked.at(-1), pos.asked.length]).toEqual(['2026-03-15', '2025-12-16', 90]);
  });

  it('run again it processes all days and writes nothing (R24, R30)', async () => {
    await work((await start()).id);
    const before = await entryCount();
    const again = await start();
    expect(await work(again.id)).toBe(90);
    expect(await status()).toMatchObject({
      id: again.id,
      status: 'completed',
      days_done: 90,
      entries_written: 0,
    });
    expect(await entryCount()).toBe(before);
  });

  it('cancelled at day 5 it keeps the finished days and begins no other', async () => {
    const { id } = await start();
    await work(id, 5);
    expect(await cancelMigration(restaurant.ctx, thing())).toMatchObject({
      status: 'cancelled',
      days_done: 5,
    });
    expect(await work(id)).toBe(0);
    expect(await cancelMigration(restaurant.ctx, thing())).toMatchObject({ status: 'cancelled' });
    expect(await entryCount()).toBe(5);
    // Two days were asked for while the fifth was written; their answers are kept, and of no run.
    await expect
      .poll(() => database.db.$count(salesSnapshots, eq(salesSnapshots.companyId, restaurant.companyId)))
      .toBe(7);
    expect(pos.asked).toHaveLength(7);
    expect(await database.db.$count(transferLogs, eq(transferLogs.companyId, restaurant.companyId))).toBe(5);
  });

  it('cancelled while pending it never starts; a finished one cannot be cancelled', async () => {
    const { id } = await start();
    await cancelMigration(restaurant.ctx, thing());
    expect(await work(id)).toBe(0);
    await work((await start()).id);
    await expect(cancelMigration(restaurant.ctx, thing())).rejects.toMatchObject({
      code: 'migration_not_in_progress',
    });
  });

  it('goes on where a worker that died left it, and two workers double nothing', async () => {
    const { id } = await start();
    await work(id, 2);
    await Promise.all([work(id), work(id)]);
    expect(await status()).toMatchObject({ status: 'completed', days_done: 90 });
    expect(await entryCount()).toBe(90);
  });

  it('a worker that died after the entries and before its own row loses no count (R24, R31)', async () => {
    const { id } = await start();
    await transferDay(job(), {
      companyId: restaurant.companyId,
      locationId: restaurant.locationId,
      businessDay: '2026-03-15',
      trigger: 'migration',
      migrationId: id,
      forceRefresh: true,
    });
    await work(id, 1);
    expect(await status()).toMatchObject({ days_done: 1, entries_written: 1 });
    expect(await entryCount()).toBe(1);
  });

  it('a day that keeps failing is tried five times with growing pauses, then fails it with day and code (R30)', async () => {
    const { id } = await start();
    await work(id, 2);
    pos.everyDay = () => {
      throw new DomainError('lightspeed_api_error', 'answered 503');
    };
    const step = () => runMigrationDay(job(), { companyId: restaurant.companyId, migrationId: id });
    const pauses: number[] = [];
    for (;;) {
      const { isOver, retryAt } = await step();
      if (isOver || retryAt === null) break;
      // A second worker, or one started anew, does not try before its time either.
      expect(await step()).toEqual({ day: null, isOver: false, retryAt });
      pauses.push(Date.parse(retryAt) - restaurant.ctx.clock.now().getTime());
      restaurant.ctx.clock.set(retryAt);
    }
    expect(pauses).toEqual([2000, 6000, 18_000, 54_000]);
    expect(await status()).toMatchObject({
      status: 'failed',
      error: { code: 'lightspeed_api_error', day: '2026-03-13' },
    });
    expect(await entryCount()).toBe(2);
    const logs = await database.db.select().from(transferLogs).where(eq(transferLogs.migrationId, id));
    expect(logs.filter((log) => !log.success).map((log) => log.errorCode)).toEqual(
      Array(5).fill('lightspeed_api_error'),
    );
    // The page offers to run it again, and that works.
    const sold = day(sale('cola', '2'));
    pos.everyDay = () => sold;
    await work((await start()).id);
    expect(await status()).toMatchObject({ status: 'completed', days_done: 90, error: null });
  });

  it('a day that failed and then went well leaves the next one all its tries', async () => {
    const { id } = await start();
    let failures = 4;
    const sold = day(sale('cola', '2'));
    pos.everyDay = () => {
      if (failures-- > 0) throw new DomainError('lightspeed_api_error');
      return sold;
    };
    const runs = async () => {
      for (let n = 0; n < 6; n++) {
        const { retryAt } = await runMigrationDay(job(), {
          companyId: restaurant.companyId,
          migrationId: id,
        });
        if (retryAt !== null) restaurant.ctx.clock.set(retryAt);
      }
    };
    await runs();
    failures = 4;
    await runs();
    expect(await status()).toMatchObject({ status: 'running', error: null });
    expect((await status())?.days_done).toBeGreaterThanOrEqual(3);
  });

  it('what cannot get better by waiting fails it at once; a unit unlinked meanwhile is such a thing', async () => {
    const { id } = await start();
    await work(id, 1);
    await update({ storageUnitId: null });
    await work(id);
    expect(await status()).toMatchObject({
      status: 'failed',
      days_done: 1,
      error: { code: 'storage_unit_required', day: '2026-03-14' },
    });
    await failMigration(job(), { companyId: restaurant.companyId, migrationId: id, code: 'internal_error' });
    expect(await status()).toMatchObject({ error: { code: 'storage_unit_required' } });
  });

  it('a run that the job server gave up is a failed try of its day, not the end; five in a row are (R30)', async () => {
    const sold = day(sale('cola', '2'));
    pos.everyDay = () => sold;
    const { id: migrationId } = await start();
    const lost = () => countLostRun(job(), { companyId: restaurant.companyId, migrationId });
    // Not even begun: nothing of it has failed.
    await lost();
    expect(await status()).toMatchObject({ status: 'pending' });
    await work(migrationId, 1);
    for (let n = 0; n < 4; n++) await lost();
    expect(await status()).toMatchObject({ status: 'running', error: null });
    // Sent again it goes on after a pause; the day at which it stood was done, and the next has all its
    // tries.
    restaurant.ctx.clock.advance(60_000);
    await work(migrationId, 1);
    await work(migrationId, 1);
    for (let n = 0; n < 4; n++) await lost();
    expect(await status()).toMatchObject({ status: 'running', days_done: 3 });
    await lost();
    expect(await status()).toMatchObject({
      status: 'failed',
      days_done: 3,
      error: { code: 'internal_error' },
    });
  });

  it('days before the location opened have no data and cost one request', async () => {
    const sold = day(sale('cola', '1'));
    pos.everyDay = (businessDay) =>
      businessDay < '2026-03-06' ? { kind: 'before_first_day', earliest: '2026-03-06T11:00:00+01:00' } : sold;
    const { id } = await start();
    await work(id);
    expect(await status()).toMatchObject({ status: 'completed', days_done: 90, entries_written: 10 });
    expect(pos.asked).toHaveLength(11);
  });
});

describe('starting', () => {
  it('one pending or running per location, also when two press at once (R30)', async () => {
    const results = await Promise.allSettled([start(), start(), start()]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({ code: 'migration_already_in_progress' });
    }
  });

  describe('two people at the same instant, on connections of their own', () => {
    let other: Database;
    beforeAll(() => {
      other = openDatabase(database.url, { max: 4, name: 'bestellfix-test' });
    });
    afterAll(() => other.$client.end({ timeout: 5 }));
    /** Both press; what each got, a refusal as its code. */
    const both = (...calls: ((ctx: ServiceContext) => Promise<unknown>)[]) =>
      Promise.all(
        calls.map((call, index) =>
          call(index % 2 === 0 ? restaurant.ctx : { ...restaurant.ctx, db: other }).then(
            () => 'done',
            (error: DomainError) => error.code,
          ),
        ),
      );
    const active = async () =>
      (
        await database.db.select().from(migrations).where(eq(migrations.locationId, restaurant.locationId))
      ).filter((row) => row.status === 'pending' || row.status === 'running');
    const begin = (ctx: ServiceContext) => startMigration(ctx, thing());
    const cancel = (ctx: ServiceContext) => cancelMigration(ctx, thing());

    it('start or run again: one starts, the other is told that one is under way', async () => {
      for (let round = 0; round < 10; round++) {
        expect((await both(begin, begin)).sort()).toEqual(['done', 'migration_already_in_progress']);
        expect(await active()).toHaveLength(1);
        const [{ id } = { id: '' }] = await active();
        if (round % 2 === 0) await work(id, 1);
        expect(await both(begin, begin)).toEqual(Array(2).fill('migration_already_in_progress'));
        await cancelMigration(restaurant.ctx, thing());
      }
    });

    it('cancel: both may, from pending and from running, and nothing goes on', async () => {
      for (const days of [0, 1, 2]) {
        const { id } = await start();
        await work(id, days);
        expect(await both(cancel, cancel)).toEqual(['done', 'done']);
        expect(await work(id)).toBe(0);
        expect(await status()).toMatchObject({ id, status: 'cancelled', days_done: days });
      }
      const audit = await database.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.companyId, restaurant.companyId));
      expect(audit.filter((event) => event.action === 'migration.cancel')).toHaveLength(3);
    });

    it('cancel while a worker takes the last day: it is one of the two ends, and stays it', async () => {
      pos.everyDay = () => ({ kind: 'before_first_day', earliest: '2026-03-16T11:00:00+01:00' });
      for (let round = 0; round < 5; round++) {
        const { id } = await start();
        await database.db.update(migrations).set({ daysTotal: 3 }).where(eq(migrations.id, id));
        await work(id, 2);
        const [, said] = await Promise.all([work(id), both(cancel, cancel)]);
        const end = await status();
        expect(['cancelled', 'completed']).toContain(end?.status);
        if (end?.status === 'completed') expect(said).toContain('migration_not_in_progress');
        expect(await work(id)).toBe(0);
        expect(await status()).toEqual(end);
      }
    });

    it('cancel beside start, activate beside start: never two under way', async () => {
      for (let round = 0; round < 10; round++) {
        await both(begin, cancel, begin, cancel);
        expect((await active()).length).toBeLessThanOrEqual(1);
        await both((ctx) => activateLocation(ctx, thing()), begin);
        expect(await active()).toHaveLength(1);
      }
    });
  });

  it('needs activation, then a storage unit', async () => {
    await update({ isActivated: false, storageUnitId: null });
    await expect(start()).rejects.toMatchObject({ code: 'location_not_activated' });
    await update({ isActivated: true });
    await expect(start()).rejects.toMatchObject({ code: 'storage_unit_required' });
  });

  it('activation needs a unit, starts one migration and keeps one under way (R29)', async () => {
    await update({ isActivated: false, storageUnitId: null });
    await expect(activateLocation(restaurant.ctx, thing())).rejects.toMatchObject({
      code: 'storage_unit_required',
    });
    await update({ storageUnitId: restaurant.unitId });
    const first = await activateLocation(restaurant.ctx, thing());
    const second = await activateLocation(restaurant.ctx, thing());
    expect(second).toMatchObject({
      is_activated: true,
      migration: { id: first.migration?.id, status: 'pending' },
    });
    const rows = await database.db
      .select()
      .from(migrations)
      .where(eq(migrations.locationId, restaurant.locationId));
    expect(rows).toHaveLength(1);
    expect(restaurant.ctx.jobs.sent.map((event) => event.name)).toEqual(['bestellfix/migration.requested']);
  });

  it('survives an unreachable job server: the row waits for recovery', async () => {
    // What other tests left under way would be signs that the job server is merely busy.
    await database.db.update(migrations).set({ status: 'cancelled' });
    restaurant.ctx.jobs.failWith = new Error('connection refused');
    const { id } = await start();
    expect(await status()).toMatchObject({ id, status: 'pending' });
    restaurant.ctx.jobs.failWith = undefined;
    const system = testContext(database.db, {
      kind: 'system',
      memberships: {},
      clock: restaurant.ctx.clock,
      jobs: restaurant.ctx.jobs,
    });
    const sent = () =>
      restaurant.ctx.jobs.sent.filter(
        (event) => 'migrationId' in event.data && event.data.migrationId === id,
      );
    await Promise.all([recoverStalledJobs(system), recoverStalledJobs(system)]);
    expect(sent()).toHaveLength(1);
    // Taken by the job server, it is sent again only when nobody took it up.
    restaurant.ctx.clock.advance(29_000);
    await recoverStalledJobs(system);
    expect(sent()).toHaveLength(1);
    restaurant.ctx.clock.advance(2_000);
    await Promise.all([recoverStalledJobs(system), recoverStalledJobs(system)]);
    expect(sent()).toHaveLength(2);
  });

  it('one that only waits its turn is not sent again while others go on; one whose worker is gone is', async () => {
    await database.db.update(migrations).set({ status: 'cancelled' });
    const worlds = [
      restaurant,
      await testRestaurant(database.db, pos),
      await testRestaurant(database.db, pos),
    ];
    for (const { ctx, locationId } of worlds) await startMigration(ctx, { id: locationId });
    const { clock, jobs } = restaurant.ctx;
    const system = testContext(database.db, { kind: 'system', memberships: {}, clock, jobs });
    const again = async () => {
      jobs.sent.length = 0;
      await recoverStalledJobs(system);
      return jobs.sent.flatMap(({ data }) => ('companyId' in data ? [data.companyId] : []));
    };
    /** The others’ workers say that they live; the first one’s says nothing. */
    const pass = async (seconds: number) => {
      clock.advance(seconds * 1000);
      const alive = { status: 'running' as const, heartbeatAt: clock.now() };
      for (const { companyId } of worlds.slice(1))
        await database.db.update(migrations).set(alive).where(eq(migrations.companyId, companyId));
    };
    await pass(40);
    expect(await again()).toEqual([]);
    await pass(51);
    expect(await again()).toEqual([restaurant.companyId]);
    // All silent: nobody is at work any more.
    clock.advance(31_000);
    expect((await again()).sort()).toEqual(worlds.map((each) => each.companyId).sort());
  });

  it('a stranger sees and starts nothing (R3)', async () => {
    await start();
    const stranger = testContext(database.db, { memberships: { [v7()]: 'owner' }, pos });
    for (const call of [startMigration, cancelMigration, getMigration]) {
      await expect(call(stranger, thing())).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});
