import { PgPreparedQuery } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';
import { beforeAll, expect, it, vi } from 'vitest';
import { findLocation, type LocationRow } from '@/db/queries/locations';
import { lightspeedLocations } from '@/db/schema/lightspeed';
import { migrationDays, migrations } from '@/db/schema/transfers';
import { suiteDatabase } from '@/testing/database/suite-database';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { getLocationRuns, getRuns } from './get-runs';

const database = suiteDatabase();
let world: TestRestaurant;
let location: LocationRow;

beforeAll(async () => {
  world = await testRestaurant(database.db);
  location = (await findLocation(database.db, world.companyId, world.locationId)) as LocationRow;
  await addMigration(location.id, ['a', 'b']);
});

/** A running migration with two days done, on which these were sold without a mapping. */
async function addMigration(locationId: string, unmapped: string[]): Promise<void> {
  const [own, migrationId] = [{ companyId: world.companyId }, v7()];
  const [fromDay, toDay] = ['2026-03-01', '2026-03-15'];
  const row = { ...own, id: migrationId, locationId, fromDay, toDay, daysTotal: 15, requestedBy: 'test' };
  await database.db.insert(migrations).values({ ...row, status: 'running' });
  await database.db.insert(migrationDays).values(
    ['2026-03-15', '2026-03-14'].map((businessDay, index) => ({
      ...own,
      migrationId,
      businessDay,
      outcome: 'transferred' as const,
      entriesWritten: index + 1,
      unmappedItemIds: unmapped,
    })),
  );
}

/** Statements that the work sends. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(
    PgPreparedQuery.prototype as unknown as { queryWithCache(): unknown },
    'queryWithCache',
  );
  await work();
  const count = sent.mock.calls.length;
  sent.mockRestore();
  return count;
}
const runs = () => getRuns(world.ctx, { company_id: world.companyId });

it('of three locations asks no more than of one', async () => {
  const one = await statementsOf(runs);
  for (const name of ['Hillside', 'Station']) {
    const id = v7();
    await database.db.insert(lightspeedLocations).values({ ...location, id, lightspeedId: id, name });
    await addMigration(id, [name]);
  }
  expect(await statementsOf(runs)).toBe(one);
  const { data } = await runs();
  expect(data.map((each) => [each.location_name, each.migration])).toEqual([
    ['Hillside', expect.objectContaining({ days_done: 2, entries_written: 3, unmapped_items: 1 })],
    ['Lakeside', expect.objectContaining({ days_done: 2, entries_written: 3, unmapped_items: 2 })],
    ['Station', expect.objectContaining({ days_done: 2, entries_written: 3, unmapped_items: 1 })],
  ]);
});

it('one location is the same alone as among all', async () => {
  const { data } = await runs();
  for (const each of data) expect(await getLocationRuns(world.ctx, { id: each.location_id })).toEqual(each);
  await expect(getLocationRuns(world.ctx, { id: v7() })).rejects.toMatchObject({ code: 'not_found' });
});
