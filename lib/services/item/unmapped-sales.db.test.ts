import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lightspeedItems } from '@/db/schema/lightspeed';
import type { PosGateway, PosSalesDay } from '@/lib/ports';
import { type TestDatabase, testDatabase } from '@/testing/database/database';
import { day, makeWorld, sale, type World } from '@/testing/fixtures/world';
import { runTransfer } from '../transfer/run-transfer';
import { listUnmappedSales } from './list-unmapped-sales';
import { setIgnored } from './set-ignored';

let database: TestDatabase;
let world: World;
let integrationId: string;
let sold: PosSalesDay;
const pos = { salesOfDay: async () => sold } as unknown as PosGateway;

beforeAll(async () => {
  database = await testDatabase();
  world = await makeWorld(database.db, pos);
  const [item] = await database.db
    .select({ integrationId: lightspeedItems.integrationId })
    .from(lightspeedItems)
    .where(eq(lightspeedItems.id, world.item.new));
  integrationId = item?.integrationId ?? '';
});
afterAll(() => database.close());

const transfer = (date: string, ...lines: Parameters<typeof day>) => {
  sold = day(...lines);
  return runTransfer(world.ctx, { id: world.locationId, date, force_refresh: true });
};
const list = async (days = 30) =>
  (await listUnmappedSales(world.ctx, { id: integrationId, days, limit: 50 })).data;

it('sums what stands, most sold first; a day transferred again counts once, an item decided about no more', async () => {
  await transfer('2026-03-10', sale('new', '2'), sale('cola', '5'), sale(null, '1', { name: 'Tagessuppe' }));
  await transfer('2026-03-10', sale('new', '3'), sale('cola', '5'), sale(null, '1', { name: 'Tagessuppe' }));
  await transfer('2026-03-11', sale('new', '1.5'), sale('999', '2'));
  expect(await list()).toEqual([
    expect.objectContaining({ item_id: world.item.new, quantity: '4.5', lines: 2, last_sold: '2026-03-11' }),
    expect.objectContaining({ item_id: null, sku: '999', quantity: '2', reason: 'unknown_sku' }),
    expect.objectContaining({ item_id: null, name: 'Tagessuppe', quantity: '1', reason: 'no_sku' }),
  ]);
  expect(await list(5)).toHaveLength(2);
  await setIgnored(world.ctx, { id: world.item.new, ignored: true });
  expect((await list()).map((one) => one.sku)).toEqual(['999', null]);
});
