import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { ledgerEntries } from '@/db/schema/ledger';
import { lightspeedLocations } from '@/db/schema/lightspeed';
import type { PosSalesDay } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, FakePos, sale } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { applyChange } from '../ledger-change/apply-change';
import { previewChange } from '../ledger-change/preview-change';
import { linkStorageUnit } from '../location/link-storage-unit';
import { listDayUnits } from '../location/list-day-units';
import { runMigrationDay } from '../migration/run-migration-day';
import { startMigration } from '../migration/start-migration';
import { planNights } from '../nightly-transfer/plan-nights';
import { runNight } from '../nightly-transfer/run-night';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { runTransfer } from './run-transfer';

const DAY = '2026-03-15';
const EMPTY = day();
const database = suiteDatabase();
let restaurant: TestRestaurant;
let otherId: string;
let answer: PosSalesDay;
const pos = new FakePos({ everyDay: (businessDay) => (businessDay === DAY ? answer : EMPTY) });

/** A day booked in the cellar, and the location linked to the bar since. */
beforeEach(async () => {
  restaurant = await testRestaurant(database.db, pos);
  answer = day(sale('cola', '3'));
  await run();
  otherId = (await createStorageUnit(restaurant.ctx, { company_id: restaurant.companyId, name: 'Bar' })).id;
  await linkStorageUnit(restaurant.ctx, { ...thing(), storage_unit_id: otherId });
});

const thing = () => ({ id: restaurant.locationId });
const run = (storage_unit?: 'present' | 'kept') =>
  runTransfer(restaurant.ctx, { ...thing(), date: DAY, force_refresh: true, storage_unit });
/** Stock by storage unit, of those with any. */
async function stock(): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  const rows = await database.db
    .select()
    .from(ledgerEntries)
    .where(eq(ledgerEntries.companyId, restaurant.companyId));
  for (const row of rows) {
    const name = row.storageUnitId === otherId ? 'bar' : 'cellar';
    sums[name] = (sums[name] ?? 0) + Number(row.quantity);
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

it('by hand a day keeps the storage unit it stands in, or goes into the present one, as the person says (R32)', async () => {
  expect(await listDayUnits(restaurant.ctx, { ...thing(), from: DAY, to: DAY })).toEqual({
    present_unit_id: otherId,
    present_unit_name: 'Bar',
    data: [
      {
        storage_unit_id: restaurant.unitId,
        storage_unit_name: 'Cellar',
        days: 1,
        first_day: DAY,
        last_day: DAY,
      },
    ],
  });
  answer = day(sale('cola', '4'));
  expect((await run('kept')).success).toBe(true);
  expect(await stock()).toEqual({ cellar: -4 });
  expect((await run('present')).success).toBe(true);
  expect(await stock()).toEqual({ bar: -4 });
  const { data } = await listDayUnits(restaurant.ctx, thing());
  expect(data.map((unit) => unit.storage_unit_name)).toEqual(['Bar']);
});

it('over the API, unless said otherwise, it goes into the present one', async () => {
  await run();
  expect(await stock()).toEqual({ bar: -3 });
});

it.each([
  ['kept', { cellar: -3 }],
  ['present', { bar: -3 }],
] as const)('a migration run again: %s', async (storage_unit, expected) => {
  const { id } = await startMigration(restaurant.ctx, { ...thing(), storage_unit });
  await database.db.$client`update migrations set days_total = 2, from_day = to_day - 1 where id = ${id}`;
  const job = testContext(database.db, {
    kind: 'system',
    memberships: { [restaurant.companyId]: 'system' },
    pos,
    clock: restaurant.ctx.clock,
  });
  const input = { companyId: restaurant.companyId, migrationId: id };
  for (let step = 0; step < 3; step++) await runMigrationDay(job, input);
  expect(await stock()).toEqual(expected);
});

it.each([
  ['kept', { cellar: -3 }],
  ['present', { bar: -3 }],
] as const)('days run again from kept sales: %s', async (storage_unit, expected) => {
  const change = {
    kind: 'rerun' as const,
    location_id: restaurant.locationId,
    from: DAY,
    to: DAY,
    storage_unit,
  };
  const asked = { company_id: restaurant.companyId, change };
  const { token, days_changed } = await previewChange(restaurant.ctx, asked);
  expect(days_changed).toBe(storage_unit === 'kept' ? 0 : 1);
  await applyChange(restaurant.ctx, { ...asked, token });
  expect(await stock()).toEqual(expected);
});

it('nights keep it', async () => {
  await database.db
    .update(lightspeedLocations)
    .set({ activatedAt: new Date('2026-03-16T12:00:00Z') })
    .where(eq(lightspeedLocations.id, restaurant.locationId));
  answer = day(sale('cola', '5'));
  restaurant.ctx.clock.set('2026-03-17T06:00:00Z');
  const job = testContext(database.db, {
    kind: 'system',
    memberships: { [restaurant.companyId]: 'system' },
    pos,
    clock: restaurant.ctx.clock,
  });
  await planNights(job);
  const nights = await database.db.query.nightlyRuns.findMany({
    where: (night, { eq: is }) => is(night.companyId, restaurant.companyId),
  });
  for (const { id } of nights) await runNight(job, { companyId: restaurant.companyId, nightlyRunId: id });
  expect(await stock()).toEqual({ cellar: -5 });
});
