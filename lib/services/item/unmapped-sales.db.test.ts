import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { lightspeedItems } from '@/db/schema/lightspeed';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { runTransfer } from '../transfer/run-transfer';
import { listUnmappedSales } from './list-unmapped-sales';
import { setIgnored } from './set-ignored';

const database = suiteDatabase();
let restaurant: TestRestaurant;
let integrationId: string;

beforeAll(async () => {
  restaurant = await testRestaurant(database.db);
  const [item] = await database.db
    .select({ integrationId: lightspeedItems.integrationId })
    .from(lightspeedItems)
    .where(eq(lightspeedItems.id, restaurant.item.new));
  integrationId = item?.integrationId ?? '';
});

const transfer = (date: string, ...lines: Parameters<typeof day>) => {
  restaurant.pos.everyDay = day(...lines);
  return runTransfer(restaurant.ctx, { id: restaurant.locationId, date, force_refresh: true });
};
const list = async (days = 30) =>
  (await listUnmappedSales(restaurant.ctx, { id: integrationId, days, limit: 50 })).data;

it('sums what stands, most sold first; a day transferred again counts once, an item decided about no more', async () => {
  await transfer('2026-03-10', sale('new', '2'), sale('cola', '5'), sale(null, '1', { name: 'Tagessuppe' }));
  await transfer('2026-03-10', sale('new', '3'), sale('cola', '5'), sale(null, '1', { name: 'Tagessuppe' }));
  await transfer('2026-03-11', sale('new', '1.5'), sale('999', '2'));
  expect(await list()).toEqual([
    expect.objectContaining({
      item_id: restaurant.item.new,
      quantity: '4.5',
      lines: 2,
      last_sold: '2026-03-11',
    }),
    expect.objectContaining({ item_id: null, sku: '999', quantity: '2', reason: 'unknown_sku' }),
    expect.objectContaining({ item_id: null, name: 'Tagessuppe', quantity: '1', reason: 'no_sku' }),
  ]);
  expect(await list(5)).toHaveLength(2);
  await setIgnored(restaurant.ctx, { id: restaurant.item.new, ignored: true });
  expect((await list()).map((one) => one.sku)).toEqual(['999', null]);
});
