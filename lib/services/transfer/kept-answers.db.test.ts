import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PERSONAL } from '@/lib/lightspeed/simulator/personal-fields';
import { DAY, openRestaurant, setUp, ZURICH } from '@/testing/fixtures/api-restaurant';

let restaurant: Awaited<ReturnType<typeof openRestaurant>>;
let made: Awaited<ReturnType<typeof setUp>>;
beforeAll(async () => {
  restaurant = await openRestaurant();
  made = await setUp(restaurant);
  const at = `/locations/${made.location}`;
  await restaurant.write('PUT', `${at}/storage-unit`, { storage_unit_id: made.unit });
  await restaurant.write('POST', `${at}/activate`);
});
afterAll(() => restaurant.close());

const transfer = (more: object = {}) =>
  restaurant.write('POST', `/locations/${made.location}/transfers`, { date: DAY, ...more });
/** Every row of every table, as text. */
async function wholeDatabase(): Promise<string> {
  const tables = await restaurant.owner.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const [row] = await restaurant.owner.execute<{ all: string | null }>(
      sql`select json_agg(t)::text as all from ${sql.identifier(name)} t`,
    );
    texts.push(row?.all ?? '');
  }
  return texts.join('\n');
}
const asked = () =>
  restaurant.simulator.control.requests.filter(({ path }) => path.endsWith('/sales-daily')).length;

it('nobody whom a till names reaches the database', async () => {
  const answer = JSON.stringify(restaurant.simulator.world.salesOfDay(ZURICH, DAY));
  for (const name of Object.values(PERSONAL)) expect(answer).toContain(name);
  expect((await transfer()).no_data).toBe(false);
  const kept = await wholeDatabase();
  expect(kept).toContain('accountReference');
  for (const name of [...Object.values(PERSONAL), 'guests.example', 'consumer', 'staffId', 'ownerId'])
    expect(kept).not.toContain(name);
});

it('an answer that is gone is fetched again, and writes nothing anew', async () => {
  const first = await transfer();
  await restaurant.db.execute(sql`update sales_snapshots set raw = null`);
  const before = asked();
  const again = await transfer({ force_refresh: false });
  expect(asked()).toBe(before + 1);
  expect(again.ledger_ids).toEqual(first.ledger_ids);
  expect(again.stats).toMatchObject({ entries_written: 0, entries_reversed: 0 });
  // There once more, it is read without a call.
  await transfer({ force_refresh: false });
  expect(asked()).toBe(before + 1);
});

it('a kept answer can go and cannot be changed', async () => {
  const change = restaurant.db.execute(sql`update sales_snapshots set raw = '{}'`);
  await expect(change).rejects.toMatchObject({ cause: { code: '23001' } });
});
