import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { itemMappingVersions } from '@/db/schema/lightspeed';
import { auditEvents } from '@/db/schema/people';
import type { PosItem, PosSalesDay } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, FakePos, sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { runTransfer } from '../transfer/run-transfer';
import { listItems } from './list-items';
import { saveMapping } from './save-mapping';
import { setIgnored } from './set-ignored';
import { syncItems } from './sync-items';
import { takeOverMapping } from './take-over-mapping';

/** The business day of the world's clock, a noon. */
const TODAY = '2026-03-16';
const TOMORROW = '2026-03-17';
const database = suiteDatabase();
let restaurant: TestRestaurant;
let integrationId: string;
let catalogue: PosItem[];
const pos = new FakePos({ listItems: async () => catalogue });

beforeEach(async () => {
  restaurant = await testRestaurant(database.db, pos);
  const [integration] = await database.db.query.lightspeedIntegrations.findMany({
    where: (one, { eq: is }) => is(one.companyId, restaurant.companyId),
  });
  integrationId = integration?.id ?? '';
  await database.db.$client`
    update lightspeed_items set created_at = '2026-03-01' where company_id = ${restaurant.companyId}`;
  catalogue = [item('0', 'cola'), item('1', 'espresso'), item('2', 'steak'), item('3', 'new')];
  // Its end follows from the location's start of day.
  pos.everyDay = { ...day(sale('cola', '2')), nextStartOfDay: null } as PosSalesDay;
});

const item = (lightspeedId: string, sku: string, more: Partial<PosItem> = {}): PosItem => ({
  lightspeedId,
  sku,
  name: sku,
  itemType: 'ITEM',
  accountingGroup: null,
  price: '4.5',
  isActive: true,
  ...more,
});
const sync = () => syncItems(restaurant.ctx, { id: integrationId });
/** The cola is deleted at the till and made anew. */
const remake = (more: Partial<PosItem> = {}) => {
  catalogue = [...catalogue.filter((one) => one.sku !== 'cola'), item('77', 'cola', more)];
  return sync();
};
const found = async (lightspeedId = '77') => {
  const { data } = await listItems(restaurant.ctx, { id: integrationId });
  const one = data.find((row) => row.lightspeed_id === lightspeedId);
  if (!one) throw new Error('no such item');
  return one;
};
const run = (date: string) =>
  runTransfer(restaurant.ctx, { id: restaurant.locationId, date, force_refresh: true });
const entries = () => restaurant.entries();

it('under the same SKU and name it takes over the mapping, and sync, item and history say so (R14)', async () => {
  expect(await remake({ name: ' Cola' })).toMatchObject({ added: 1, archived: 1, taken_over: 1, offered: 0 });
  const made = await found();
  expect(made).toMatchObject({
    state: 'ingredient',
    mapping: { mapped_object_id: restaurant.ingredient.cola, quantity: '1', version: 1 },
    predecessor: { item_id: restaurant.item.cola, name: 'cola', offers: null },
  });
  const [version] = await database.db
    .select()
    .from(itemMappingVersions)
    .where(eq(itemMappingVersions.itemId, made.id));
  expect(version?.takenOverFrom).toBe(restaurant.item.cola);
  const audit = await database.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.companyId, restaurant.companyId));
  expect(audit).toContainEqual(
    expect.objectContaining({
      action: 'item.take_over_mapping',
      subjectId: made.id,
      details: { predecessor_id: restaurant.item.cola, versions: 1 },
    }),
  );
  expect(await sync()).toMatchObject({ taken_over: 0, offered: 0 });
  // What a person maps it to is the item's own.
  await setIgnored(restaurant.ctx, { id: made.id, ignored: true });
  expect((await found()).predecessor).toBeNull();
});

it('takes back nothing that is booked, and the next day is its own', async () => {
  await run(TODAY);
  const before = await entries();
  await remake();
  const { stats } = await run(TODAY);
  expect(stats).toMatchObject({ entries_written: 0, entries_reversed: 0, deducted_lines: 1 });
  expect(await entries()).toEqual(before);
  restaurant.ctx.clock.advance(86_400_000);
  await run(TOMORROW);
  expect((await entries()).map((entry) => [entry.businessDay, entry.itemId, entry.quantity])).toEqual([
    [TODAY, restaurant.item.cola, '-2.000000'],
    [TOMORROW, (await found()).id, '-2.000000'],
  ]);
});

it('under another name the mapping is offered: it counts nothing until it is accepted', async () => {
  await run(TODAY);
  expect(await remake({ name: 'Cola 0.33' })).toMatchObject({ taken_over: 0, offered: 1 });
  expect(await found()).toMatchObject({
    state: 'unmapped',
    mapping: null,
    predecessor: {
      item_id: restaurant.item.cola,
      name: 'cola',
      offers: { state: 'ingredient', mapped_object_name: 'Cola bottle', quantity: '1', unit: 'bottle' },
    },
  });
  // What was sold today before it came stays booked; from tomorrow on it is one that nobody mapped.
  expect((await run(TODAY)).stats).toMatchObject({ entries_written: 0, entries_reversed: 0 });
  restaurant.ctx.clock.advance(86_400_000);
  expect((await run(TOMORROW)).stats).toMatchObject({ unmapped_lines: 1, deducted_lines: 0 });
  const accepted = await takeOverMapping(restaurant.ctx, { id: (await found()).id });
  expect(accepted).toMatchObject({ state: 'ingredient', predecessor: { name: 'cola', offers: null } });
  expect((await run(TOMORROW)).stats).toMatchObject({ unmapped_lines: 0, deducted_lines: 1 });
  await expect(takeOverMapping(restaurant.ctx, { id: accepted.id })).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('what a person decided is never taken over or offered, an ignored one is as a mapped one', async () => {
  await setIgnored(restaurant.ctx, { id: restaurant.item.cola, ignored: true });
  await remake();
  expect(await found()).toMatchObject({ state: 'ignored', predecessor: { offers: null } });
  // Mapped by hand before its predecessor went.
  catalogue.push(item('88', 'espresso', { name: 'Espresso neu' }));
  restaurant.ctx.clock.advance(60_000);
  await sync();
  await saveMapping(restaurant.ctx, {
    id: (await found('88')).id,
    mapped_object_type: 'ingredient',
    mapped_object_id: restaurant.ingredient.beef,
    quantity: '3',
    is_subtraction: false,
  });
  catalogue = catalogue.filter((one) => one.lightspeedId !== '1');
  expect(await sync()).toMatchObject({ archived: 1, taken_over: 0, offered: 0 });
  expect(await found('88')).toMatchObject({ mapping: { quantity: '3' }, predecessor: null });
});

it('made anew before the old one is deleted, or long after, is all the same; an unmapped one leaves nothing', async () => {
  catalogue.push(item('88', 'espresso'));
  restaurant.ctx.clock.advance(60_000);
  expect(await sync()).toMatchObject({ added: 1, taken_over: 0, offered: 0 });
  catalogue = catalogue.filter((one) => one.lightspeedId !== '1');
  restaurant.ctx.clock.advance(60_000);
  expect(await sync()).toMatchObject({ taken_over: 1 });
  catalogue = catalogue.filter((one) => one.lightspeedId !== '2' && one.lightspeedId !== '3');
  await sync();
  restaurant.ctx.clock.advance(9 * 86_400_000);
  catalogue.push(item('90', 'steak'), item('91', 'new'));
  expect(await sync()).toMatchObject({ added: 2, taken_over: 1, offered: 0 });
  expect(await found('90')).toMatchObject({ state: 'recipe' });
  expect(await found('91')).toMatchObject({ state: 'unmapped', predecessor: null });
});

it('takes over what counts from a day on as well as what counts before it', async () => {
  await saveMapping(restaurant.ctx, {
    id: restaurant.item.cola,
    mapped_object_type: 'ingredient',
    mapped_object_id: restaurant.ingredient.cola,
    quantity: '4',
    is_subtraction: false,
    effective_from: '2026-03-18',
  });
  await remake();
  restaurant.ctx.clock.set('2026-03-18T12:00:00Z');
  await run(TOMORROW);
  await run('2026-03-18');
  expect((await entries()).map((entry) => entry.quantity)).toEqual(['-2.000000', '-8.000000']);
});
