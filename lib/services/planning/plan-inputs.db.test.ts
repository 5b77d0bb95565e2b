import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { upsertSplitItem } from '@/db/queries/item-names';
import { listItemVersions } from '@/db/queries/plan-inputs';
import { suiteDatabase } from '@/testing/database/suite-database';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';

const database = suiteDatabase();
let world: TestRestaurant;
beforeEach(async () => {
  world = await testRestaurant(database.db);
});

it('of a catalogue those are read that a SKU can be sold as, each as if all were read (R14, R38)', async () => {
  const { companyId, item } = world;
  const { db } = database;
  const skuOf = async (id: string) => {
    const [row] = await db.execute<{ sku: string }>(sql`select sku from lightspeed_items where id = ${id}`);
    return row?.sku ?? '';
  };
  const [cola, espresso] = [await skuOf(item.cola), await skuOf(item.espresso)];
  const punch = await upsertSplitItem(db, companyId, {
    id: '00000000-0000-4000-8000-000000000038',
    itemId: item.cola,
    name: 'Punch',
  });
  // The cola has a new SKU since, that the punch split off from it is sold under as well; its first one was
  // the espresso's once.
  await db.execute(sql`
    insert into lightspeed_former_skus (company_id, item_id, sku, until)
    values (${companyId}, ${item.cola}, ${cola}, now()), (${companyId}, ${item.espresso}, ${cola}, now() - interval '1 day')`);
  await db.execute(sql`update lightspeed_items set sku = 'new-cola' where id = ${item.cola}`);
  const all = await listItemVersions(db, companyId, ['1']);
  const of = async (...skus: string[]) => {
    const some = await listItemVersions(db, companyId, ['1'], skus);
    for (const one of some) expect(one).toEqual(all.find(({ id }) => id === one.id));
    return some.map(({ id }) => id).sort();
  };
  const around = [item.cola, item.espresso, punch].sort();
  expect(await of('new-cola')).toEqual(around);
  expect(await of(cola)).toEqual(around);
  expect(await of(espresso)).toEqual(around);
  expect(await of(await skuOf(item.steak))).toEqual([item.steak]);
  expect(await of()).toEqual([]);
  expect(await of('nobody')).toEqual([]);
});
