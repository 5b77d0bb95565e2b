import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ledgerEntries } from '@/db/schema/ledger';
import { lightspeedLocations } from '@/db/schema/lightspeed';
import { nightlyRuns, transferLogs } from '@/db/schema/transfers';
import { type TestDatabase, testDatabase } from '@/db/testing/database';
import type { PosGateway, PosSalesDay } from '../ports';
import { testContext } from '../testing/test-context';
import { day, makeWorld, sale, type World } from '../testing/world';
import { planNights } from './plan-nights';
import { runNight } from './run-night';
import { sweep } from './sweep';

let database: TestDatabase;
let world: World;
let salesOf: (businessDay: string) => PosSalesDay;
const pos = {
  salesOfDay: async (_auth: unknown, _location: string, businessDay: string) => salesOf(businessDay),
} as unknown as PosGateway;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await makeWorld(database.db, pos);
  const sold = day(sale('cola', '2'));
  salesOf = () => sold;
  world.ctx.clock.set('2026-03-16T12:00:00Z');
  await update({ activatedAt: new Date('2026-03-16T12:00:00Z') });
});

const update = (change: Partial<typeof lightspeedLocations.$inferInsert>) =>
  database.db.update(lightspeedLocations).set(change).where(eq(lightspeedLocations.id, world.locationId));
const job = () =>
  testContext(database.db, {
    kind: 'system',
    memberships: { [world.companyId]: 'system' },
    pos,
    clock: world.ctx.clock,
    jobs: world.ctx.jobs,
  });
const nights = () =>
  database.db
    .select()
    .from(nightlyRuns)
    .where(eq(nightlyRuns.locationId, world.locationId))
    .orderBy(nightlyRuns.businessDay);
const runAll = async () => {
  for (const night of await nights()) {
    await runNight(job(), { companyId: world.companyId, nightlyRunId: night.id });
  }
};
const standingDays = async () => {
  const rows = await database.db
    .select()
    .from(ledgerEntries)
    .where(eq(ledgerEntries.companyId, world.companyId));
  return rows.map((row) => row.businessDay).toSorted();
};

it('plans a night two hours after its business day ended, not before (R32)', async () => {
  world.ctx.clock.set('2026-03-17T05:59:59Z');
  await planNights(job());
  expect(await nights()).toHaveLength(0);
  world.ctx.clock.set('2026-03-17T06:00:00Z');
  await planNights(job());
  expect((await nights()).map((night) => night.businessDay)).toEqual(['2026-03-16']);
});

it('off for three days, planned twice and at once: exactly one transfer a missed night', async () => {
  world.ctx.clock.set('2026-03-19T12:00:00Z');
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

it('an incomplete day is tried hourly, at most six times, then transferred and marked so', async () => {
  const early = { ...day(sale('cola', '1')), dataComplete: false } as PosSalesDay;
  salesOf = () => early;
  world.ctx.clock.set('2026-03-17T06:00:00Z');
  await planNights(job());
  const [night] = await nights();
  const input = { companyId: world.companyId, nightlyRunId: night?.id ?? '' };
  for (let attempt = 1; attempt < 6; attempt++) {
    expect(await runNight(job(), input)).toEqual({ status: 'pending' });
    const [after] = await nights();
    expect(after?.notBefore).toEqual(new Date(world.ctx.clock.now().getTime() + 3_600_000));
    world.ctx.clock.advance(3_600_000);
  }
  expect(await runNight(job(), input)).toEqual({ status: 'done' });
  const logs = await database.db
    .select()
    .from(transferLogs)
    .where(eq(transferLogs.locationId, world.locationId));
  expect(logs.filter((log) => log.businessDay === '2026-03-16').every((log) => !log.isComplete)).toBe(true);
});

it('a paused or unlinked location is left alone', async () => {
  world.ctx.clock.set('2026-03-18T12:00:00Z');
  await update({ autoTransferPaused: true });
  await planNights(job());
  await update({ autoTransferPaused: false, storageUnitId: null });
  await planNights(job());
  expect(await nights()).toHaveLength(0);
});

it('re-reads keep the unit a day stands in and post only a late sale’s difference', async () => {
  world.ctx.clock.set('2026-03-17T12:00:00Z');
  await planNights(job());
  await runAll();
  const before = await standingDays();
  const late = day(sale('cola', '2'), sale('cola', '1'));
  const sold = day(sale('cola', '2'));
  salesOf = (businessDay) => (businessDay === '2026-03-16' ? late : sold);
  world.ctx.clock.set('2026-03-18T12:00:00Z');
  await planNights(job());
  await runAll();
  const after = await standingDays();
  // The late day gains a reversal and a posting; the new night and its own day 35 are new; nothing else moved.
  const added = after.filter((businessDay) => businessDay === '2026-03-16').length;
  expect(added).toBe(3);
  for (const untouched of before.filter((businessDay) => businessDay !== '2026-03-16')) {
    expect(after.filter((businessDay) => businessDay === untouched)).toHaveLength(1);
  }
});

it('activated anew, the days in between are no missed nights', async () => {
  world.ctx.clock.set('2026-03-17T12:00:00Z');
  await planNights(job());
  await update({ activatedAt: new Date('2026-03-21T12:00:00Z') });
  world.ctx.clock.set('2026-03-22T12:00:00Z');
  await planNights(job());
  expect((await nights()).map((night) => night.businessDay)).toEqual(['2026-03-16', '2026-03-21']);
});

it('one location whose zone cannot be read keeps no other from its night', async () => {
  const broken = await makeWorld(database.db, pos);
  await database.db
    .update(lightspeedLocations)
    .set({ timezone: 'Mars/Olympus', activatedAt: new Date('2026-03-01') })
    .where(eq(lightspeedLocations.id, broken.locationId));
  world.ctx.clock.set('2026-03-17T12:00:00Z');
  await planNights(job());
  expect(await nights()).toHaveLength(1);
});

it('a night sent twice, or while the job server is away, is tried once an hour and not lost', async () => {
  salesOf = () => ({ ...day(sale('cola', '1')), dataComplete: false }) as PosSalesDay;
  world.ctx.clock.set('2026-03-17T06:00:00Z');
  await planNights(job());
  const mine = () => world.ctx.jobs.sent.filter((event) => event.data.companyId === world.companyId);
  world.ctx.jobs.failWith = new Error('connection refused');
  await sweep(job());
  world.ctx.jobs.failWith = undefined;
  await Promise.all([sweep(job()), sweep(job())]);
  expect(mine()).toHaveLength(1);
  await runAll();
  await runAll();
  expect((await nights()).map((night) => night.attempts)).toEqual([1]);
  world.ctx.clock.advance(3_600_000);
  await sweep(job());
  expect(mine()).toHaveLength(2);
});

it('the sweep sends due nights, once until they are late again', async () => {
  world.ctx.clock.set('2026-03-18T12:00:00Z');
  await planNights(job());
  await sweep(job());
  await sweep(job());
  const sent = world.ctx.jobs.sent.filter((event) => event.name === 'bestellfix/night.due');
  const mine = sent.filter((event) => event.data.companyId === world.companyId);
  expect(mine).toHaveLength(2);
});
