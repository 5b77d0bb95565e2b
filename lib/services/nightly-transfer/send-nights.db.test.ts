import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listLocationsToPlan } from '@/db/queries/nights';
import { lightspeedLocations } from '@/db/schema/lightspeed';
import { nightlyRuns } from '@/db/schema/transfers';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, FakePos, sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { planNights } from './plan-nights';
import { recoverStalledJobs } from './recover-stalled-jobs';
import { runNight } from './run-night';

const MINUTE = 60_000;
const pos = new FakePos();
pos.everyDay = day(sale('cola', '2'));
const database = suiteDatabase();
let restaurant: TestRestaurant;

beforeEach(async () => {
  restaurant = await testRestaurant(database.db, pos);
  await activate(restaurant, '2026-03-15T12:00:00Z');
});
afterEach(async () => {
  // What one test planned is not the next one's.
  await database.db.delete(nightlyRuns);
  await database.db.update(lightspeedLocations).set({ isActivated: false });
});

const activate = (of: TestRestaurant, at: string) => of.updateLocation({ activatedAt: new Date(at) });
const job = () => restaurant.asJob();
/** A recovery with a job server that forgets at once, so that what is sent twice is seen twice. */
async function recoverOnce(): Promise<{ id: string; companyId: string; nightlyRunId: string }[]> {
  const sent: { id: string; companyId: string; nightlyRunId: string }[] = [];
  const jobs = {
    send: async (events: readonly { name: string; id: string; data: object }[]) => {
      for (const { name, id, data } of events)
        if (name === 'bestellfix/night.due')
          sent.push({ id, ...(data as { companyId: string; nightlyRunId: string }) });
    },
  };
  await recoverStalledJobs({ ...job(), jobs });
  return sent;
}
/** `count` further locations of a company, each with a night due. */
async function addNights(of: TestRestaurant, count: number): Promise<void> {
  await database.db.execute(sql`
    with places as (
      insert into lightspeed_locations (id, company_id, integration_id, lightspeed_id, business_id, business_name, name, timezone, storage_unit_id)
      select gen_random_uuid(), company_id, integration_id, 'many-' || n, business_id, business_name, name, timezone, storage_unit_id
      from lightspeed_locations, generate_series(1, ${count}::int) n where id = ${of.locationId} returning id, company_id)
    insert into nightly_runs (id, company_id, location_id, business_day, not_before)
    select gen_random_uuid(), company_id, id, '2026-03-14', '2026-03-15T06:00:00Z' from places`);
}

it('the planner sees the last night it planned; planned again, nothing is new (R32)', async () => {
  const last = async () =>
    (await listLocationsToPlan(database.db)).find((one) => one.id === restaurant.locationId)?.lastNight;
  expect(await last()).toBeNull();
  restaurant.ctx.clock.set('2026-03-19T12:00:00Z');
  expect(await planNights(job())).toEqual({ planned: 4 });
  expect(await last()).toBe('2026-03-18');
  expect(await planNights(job())).toEqual({ planned: 0 });
  // Nights cleared away by age stay away.
  await database.db.delete(nightlyRuns).where(eq(nightlyRuns.businessDay, '2026-03-15'));
  expect(await planNights(job())).toEqual({ planned: 0 });
  restaurant.ctx.clock.advance(24 * 60 * MINUTE);
  expect(await planNights(job())).toEqual({ planned: 1 });
});

it('one location that cannot be planned takes the night from no other', async () => {
  const other = await testRestaurant(database.db, pos);
  await activate(other, '2026-03-18T12:00:00Z');
  await database.db
    .update(lightspeedLocations)
    .set({ timezone: 'Nowhere/At_All' })
    .where(eq(lightspeedLocations.id, restaurant.locationId));
  restaurant.ctx.clock.set('2026-03-19T12:00:00Z');
  expect(await planNights(job())).toEqual({ planned: 1 });
});

it('all that is due is sent at once, and no company waits behind a large one', async () => {
  const small = await testRestaurant(database.db, pos);
  await addNights(restaurant, 1200);
  await addNights(small, 1);
  const sent = await recoverOnce();
  expect(sent).toHaveLength(1201);
  expect(sent.findIndex((one) => one.companyId === small.companyId)).toBeLessThan(2);
  expect(await recoverOnce()).toEqual([]);
});

it('several that send at once each send others, and an unreachable job server leaves all due', async () => {
  await addNights(restaurant, 500);
  const jobs = {
    send: async () => {
      throw new Error('unreachable');
    },
  };
  expect((await recoverStalledJobs({ ...job(), jobs })).nights).toBe(0);
  const sent = (await Promise.all([recoverOnce(), recoverOnce(), recoverOnce()])).flat();
  expect(new Set(sent.map((one) => one.id)).size).toBe(500);
  expect(sent).toHaveLength(500);
});

it('a backlog is not sent again while the job server works on it', async () => {
  await addNights(restaurant, 30);
  const sent = await recoverOnce();
  for (const { companyId, nightlyRunId } of sent.slice(0, 10)) {
    restaurant.ctx.clock.advance(4 * MINUTE);
    await runNight(job(), { companyId, nightlyRunId });
    expect(await recoverOnce()).toEqual([]);
  }
});

it('where nothing moves it is sent again under its id, which a server that has it drops; after an hour as a new job', async () => {
  await addNights(restaurant, 3);
  const ids = async () => (await recoverOnce()).map((one) => one.id).sort();
  const first = await ids();
  restaurant.ctx.clock.advance(9 * MINUTE);
  expect(await ids()).toEqual([]);
  restaurant.ctx.clock.advance(2 * MINUTE);
  expect(await ids()).toEqual(first);
  expect(await ids()).toEqual([]);
  restaurant.ctx.clock.advance(55 * MINUTE);
  const later = await ids();
  expect(later).toHaveLength(3);
  expect(later.filter((id) => first.includes(id))).toEqual([]);
  restaurant.ctx.clock.advance(11 * MINUTE);
  expect(await ids()).toEqual(later);
});

it('a worker that died in a night is replaced at once by a new job', async () => {
  await addNights(restaurant, 1);
  const [first] = await recoverOnce();
  await database.db
    .update(nightlyRuns)
    .set({ status: 'running' })
    .where(eq(nightlyRuns.id, first?.nightlyRunId ?? v7()));
  restaurant.ctx.clock.advance(31_000);
  const [second] = await recoverOnce();
  expect(second?.nightlyRunId).toBe(first?.nightlyRunId);
  expect(second?.id).not.toBe(first?.id);
});
