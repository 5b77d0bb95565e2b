import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '@/lib/core/business-day';
import { bill, DAY, openRestaurant, type Restaurant, setUp, ZURICH } from '@/testing/fixtures/api-restaurant';

/**
 * The published page walked from end to end over HTTP, with the numbers of R20. The steps build on each
 * other.
 */
let restaurant: Restaurant;
let made: Awaited<ReturnType<typeof setUp>>;
beforeAll(async () => {
  restaurant = await openRestaurant();
});
afterAll(() => restaurant.close());

// biome-ignore lint/suspicious/noExplicitAny: JSON as it came.
type Json = any;
const read = async (path: string): Promise<Json> => (await restaurant.call(path)).json;
const transfer = (date: unknown, more: Record<string, unknown> = {}) =>
  restaurant.call(`/locations/${made.location}/transfers`, { method: 'POST', body: { date, ...more } });
const standing = async (more = ''): Promise<Json[]> =>
  (await read(`/ledger/entries?company_id=${restaurant.companyId}&type=ISSUE${more}`)).data;
const salesRequests = () =>
  restaurant.simulator.control.requests.filter((request) => request.path.endsWith('/sales-daily')).length;

it('connects, syncs and links', async () => {
  made = await setUp(restaurant);
  const at = `/integrations/lightspeed/${made.till}`;
  expect(await read(`/integrations/lightspeed?company_id=${restaurant.companyId}`)).toMatchObject({
    id: made.till,
    status: 'connected',
    name: 'Till',
  });
  const [first] = (await read(`${at}/locations`)).data;
  expect(first).toMatchObject({ is_activated: false, storage_unit_id: null, last_transfer: null });
  const activate = `/locations/${made.location}/activate`;
  expect(await restaurant.call(activate, { method: 'POST' })).toMatchObject({
    code: 'storage_unit_required',
  });
  expect(await transfer(DAY)).toMatchObject({ status: 409, code: 'storage_unit_required' });
  const linked = await restaurant.write('PUT', `/locations/${made.location}/storage-unit`, {
    storage_unit_id: made.unit,
  });
  expect(linked).toMatchObject({
    lightspeed_id: ZURICH,
    storage_unit_id: made.unit,
    timezone: 'Europe/Zurich',
  });
  expect(await transfer(DAY)).toMatchObject({ status: 409, code: 'location_not_activated' });
});

it('maps items, and lists them by state, by a word of their name, and without what is archived', async () => {
  const { items, ingredients, recipes } = made;
  const map = (
    sku: string,
    mapped_object_type: string,
    mapped_object_id: string,
    quantity: string,
    more = {},
  ) =>
    restaurant.write('PUT', `/items/${items[sku]}/mapping`, {
      mapped_object_type,
      mapped_object_id,
      quantity,
      ...more,
    });
  expect(await map('cola', 'ingredient', ingredients.cola, '1')).toMatchObject({
    state: 'ingredient',
    mapping: {
      mapped_object_type: 'ingredient',
      mapped_object_id: ingredients.cola,
      mapped_object_name: 'Cola bottle',
      quantity: '1',
      is_subtraction: false,
    },
  });
  await map('espresso', 'ingredient', ingredients.beans, '0.009');
  await map('party-platter', 'recipe', recipes.platter, '4');
  await map('steak', 'recipe', recipes.steak, '1');
  const without = await map('without-cheese', 'ingredient', ingredients.cheese, '0.03', {
    is_subtraction: true,
  });
  expect(without.state).toBe('subtraction');

  const at = `/integrations/lightspeed/${made.till}/items`;
  const names = async (query: string) =>
    ((await read(`${at}?${query}`)).data as { name: string }[]).map(({ name }) => name);
  expect(await names('state=ingredient')).toEqual(['Cola', 'Espresso']);
  expect(await names('state=recipe')).toEqual(['Party platter', 'Steak']);
  expect(await names('state=subtraction')).toEqual(['Without cheese']);
  expect(await names('state=unmapped')).toEqual([]);
  expect(await names('search=PLAT')).toEqual(['Party platter']);
  expect(await names('limit=2')).toEqual(['Cola', 'Espresso']);

  const ignored = (value: boolean) =>
    restaurant.write('PUT', `/items/${items['without-cheese']}/ignored`, { ignored: value });
  expect(await ignored(true)).toMatchObject({ state: 'ignored', mapping: null });
  expect(await names('state=ignored')).toEqual(['Without cheese']);
  expect(await ignored(false)).toMatchObject({ state: 'unmapped' });
  await map('without-cheese', 'ingredient', ingredients.cheese, '0.03', { is_subtraction: true });
  const gone = await restaurant.call(`/items/${items.steak}/mapping`, { method: 'DELETE' });
  expect(gone.json).toMatchObject({ state: 'unmapped', mapping: null });
  await map('steak', 'recipe', recipes.steak, '1');

  const all = restaurant.simulator.world.items;
  restaurant.simulator.control.setItems(all.filter((item) => item.sku !== 'cola'));
  const sync = () => restaurant.write('POST', `/integrations/lightspeed/${made.till}/sync-items`);
  expect(await sync()).toMatchObject({ added: 0, archived: 1, total: 4 });
  expect(await names('search=cola')).toEqual([]);
  expect(await names('search=cola&include_archived=true')).toEqual(['Cola']);
  restaurant.simulator.control.setItems(all);
  expect(await sync()).toMatchObject({ added: 0, archived: 0, updated: 1, total: 5 });
  expect(await names('state=ingredient')).toEqual(['Cola', 'Espresso']);
});

it('activates, which asks the job server for a migration; cancels it', async () => {
  const at = `/locations/${made.location}`;
  expect(await read(`${at}/migration`)).toBeNull();
  const { is_activated, migration } = await restaurant.write('POST', `${at}/activate`);
  expect([is_activated, migration.status, migration.days_total, migration.days_done]).toEqual([
    true,
    'pending',
    90,
    0,
  ]);
  expect(restaurant.jobs).toMatchObject([
    { name: 'bestellfix/migration.requested', data: { migrationId: migration.id } },
  ]);
  expect(await restaurant.call(`${at}/migration`, { method: 'POST' })).toMatchObject({
    status: 409,
    code: 'migration_already_in_progress',
  });
  expect(await restaurant.write('POST', `${at}/migration/cancel`)).toMatchObject({ status: 'cancelled' });
  expect(await read(`${at}/migration`)).toMatchObject({ id: migration.id, status: 'cancelled' });
  const paused = await restaurant.write('POST', `${at}/auto-transfer/toggle`, { auto_transfer_paused: true });
  expect(paused.auto_transfer_paused).toBe(true);
});

it('books the acceptance values (R20)', async () => {
  restaurant.simulator.control.setSales(ZURICH, DAY, [
    bill(
      ['cola', '3'],
      ['espresso', '5'],
      ['party-platter', '1'],
      ['steak', '1'],
      ['without-cheese', '2'],
      [null, '1'],
    ),
  ]);
  const { status, json } = await transfer(DAY);
  expect(status).toBe(200);
  expect(json).toMatchObject({ date: DAY, success: true, no_data: false, error: null });
  expect(json.stats).toMatchObject({
    accounts: 1,
    lines: 6,
    deducted_lines: 5,
    unmapped_lines: 1,
    deducted_quantity: '12',
    deducted_net_value: '25',
    unmapped_net_value: '5',
    entries_standing: 5,
    entries_written: 5,
    entries_reversed: 0,
  });
  const entries = await standing(`&transfer_log_id=${json.log_id}`);
  const expected: [string, string][] = [
    [made.ingredients.cola, '-3'],
    [made.ingredients.beans, '-0.045'],
    [made.ingredients.cheese, '-0.4'],
    [made.ingredients.beef, '-0.277778'],
    [made.ingredients.cheese, '0.06'],
  ];
  expect(entries.map((entry) => [entry.ingredient_id, entry.quantity]).sort()).toEqual(expected.sort());
  for (const entry of entries)
    expect(entry).toMatchObject({ storage_unit_id: made.unit, date: DAY, unit_cost: '0', value: '0' });
  expect(entries.map((entry) => entry.id).sort()).toEqual([...json.ledger_ids].sort());

  const log = await read(`/transfers/${json.log_id}`);
  expect(log).toMatchObject({
    id: json.log_id,
    location_id: made.location,
    date: DAY,
    trigger: 'manual',
    success: true,
    stats: json.stats,
    unmapped_items: [{ name: 'Free text', reason: 'no_sku', lines: 1 }],
    failed_lines: [],
    entries_next_cursor: null,
  });
  expect(log.entries).toEqual(entries);
  expect((await read(`/locations/${made.location}/transfers`)).data[0].id).toBe(json.log_id);
  expect(await read(`/locations/${made.location}`)).toMatchObject({
    last_transfer: { log_id: json.log_id, date: DAY, success: true },
  });
});

it('reads a day in every form, and writes nothing again (R24, R27)', async () => {
  const [year, month, day] = DAY.split('-');
  const forms = [
    DAY,
    `${year}${month}${day}`,
    `${day}.${month}.${year}`,
    `${DAY}T12:00:00Z`,
    `${DAY}T20:00:00+02:00`,
  ];
  const asked = salesRequests();
  for (const form of forms) {
    expect((await transfer(form)).json).toMatchObject({
      date: DAY,
      success: true,
      stats: { entries_standing: 5, entries_written: 0, entries_reversed: 0 },
    });
  }
  expect(salesRequests()).toBe(asked + forms.length);
  expect((await transfer(DAY, { force_refresh: false })).json).toMatchObject({ success: true });
  expect(salesRequests()).toBe(asked + forms.length);
  // Before 05:00 it is still the evening before at the location.
  expect((await transfer(`${addDays(DAY, 1)}T01:00:00Z`)).json.date).toBe(DAY);
  for (const none of [undefined, null, '', ' '])
    expect(await transfer(none)).toMatchObject({ status: 400, code: 'date_required' });
  const wrong = [
    '2026-02-30',
    '20260230',
    '31.04.2026',
    '2026-3-1',
    '03/14/2026',
    'yesterday',
    20260314,
    {},
    [DAY],
  ];
  for (const day of [...wrong, addDays(DAY, 30), `${addDays(DAY, 30)}T12:00:00Z`, `${DAY}T12:00`])
    expect(await transfer(day)).toMatchObject({ status: 400, code: 'invalid_date_format' });
});

it('filters entries, and sums them as of a day', async () => {
  const { companyId } = restaurant;
  const { ingredients, unit } = made;
  const receipt = {
    company_id: companyId,
    type: 'RECEIPT',
    ingredient_id: ingredients.cola,
    storage_unit_id: unit,
  };
  const before = addDays(DAY, -1);
  await restaurant.write('POST', '/ledger/entries', {
    ...receipt,
    quantity: 24,
    unit_cost: '0.75',
    date: before,
  });
  const count = { ...receipt, type: 'ADJUSTMENT', counted_quantity: '20', date: addDays(DAY, 1) };
  expect((await restaurant.write('POST', '/ledger/entries', count)).data).toMatchObject([
    { type: 'ADJUSTMENT', quantity: '-1', unit_cost: '0.75', value: '-0.75' },
  ]);
  const cellar = await restaurant.write('POST', '/storage-units', { company_id: companyId, name: 'Cellar' });
  const move = {
    ...receipt,
    type: 'TRANSFER',
    quantity: '2',
    date: addDays(DAY, 2),
    to_storage_unit_id: cellar.id,
  };
  await restaurant.write('POST', '/ledger/entries', move);
  const waste = { ...receipt, type: 'WASTE', quantity: '0.5', date: addDays(DAY, 2), note: 'broken' };
  await restaurant.write('POST', '/ledger/entries', waste);

  const balances = async (query = ''): Promise<Json[]> =>
    (await read(`/ledger/balances?company_id=${companyId}&ingredient_id=${ingredients.cola}${query}`)).data;
  const at = async (query: string) =>
    (await balances(query)).map((row) => [row.storage_unit_name, row.quantity]);
  expect(await at(`&as_of=${before}`)).toEqual([['Kitchen', '24']]);
  expect(await at(`&as_of=${DAY}`)).toEqual([['Kitchen', '21']]);
  expect(await at(`&storage_unit_id=${cellar.id}`)).toEqual([['Cellar', '2']]);
  expect(await at(`&storage_unit_id=${unit}`)).toEqual([['Kitchen', '17.5']]);
  expect(await balances(`&storage_unit_id=${cellar.id}`)).toMatchObject([
    { unit_cost: '0.75', value: '1.5' },
  ]);

  const cola = (query: string) =>
    read(`/ledger/entries?company_id=${companyId}&ingredient_id=${ingredients.cola}${query}`);
  const types = async (query: string) => ((await cola(query)).data as Json[]).map((entry) => entry.type);
  expect(await types(`&storage_unit_id=${cellar.id}`)).toEqual(['TRANSFER_IN']);
  const later = ['WASTE', 'TRANSFER_IN', 'TRANSFER_OUT', 'ADJUSTMENT'];
  expect(await types(`&from=${addDays(DAY, 1)}`)).toEqual(later);
  expect(await types(`&to=${before}`)).toEqual(['RECEIPT']);
  expect(await types('&type=WASTE')).toEqual(['WASTE']);
  const pages: Json[] = [];
  for (let cursor = ''; ; ) {
    const page = await cola(`&limit=2&include_reversed=true${cursor}`);
    pages.push(...page.data);
    if (page.next_cursor === null) break;
    cursor = `&cursor=${page.next_cursor}`;
  }
  const whole = (await cola('&limit=500&include_reversed=true')).data;
  expect(pages.map((entry) => entry.id)).toEqual(whole.map((entry: Json) => entry.id));
});

it('a changed mapping reverses and posts its item’s entries only; reversed ones are shown when asked for', async () => {
  await transfer(DAY);
  const mapping = {
    mapped_object_type: 'ingredient',
    mapped_object_id: made.ingredients.beans,
    quantity: '0.010',
  };
  await restaurant.write('PUT', `/items/${made.items.espresso}/mapping`, mapping);
  const { json } = await transfer(DAY);
  expect(json.stats).toMatchObject({ entries_standing: 5, entries_written: 1, entries_reversed: 1 });
  const beans = `&ingredient_id=${made.ingredients.beans}`;
  expect((await standing(beans)).map((entry) => entry.quantity)).toEqual(['-0.05']);
  const all = await standing(`${beans}&include_reversed=true`);
  expect(all.map((entry) => entry.quantity).sort()).toEqual(['-0.045', '-0.05', '0.045']);
  const reversal = all.find((entry) => entry.quantity === '0.045');
  expect(all.find((entry) => entry.quantity === '-0.045').reversed_by_entry_id).toBe(reversal.id);
});

it('a day without sales takes back what stood, and a failed run is a result with its error and its log (R28)', async () => {
  restaurant.simulator.control.setSales(ZURICH, DAY, []);
  const empty = await transfer(DAY);
  expect(empty.json).toMatchObject({ success: true, no_data: true, ledger_ids: [] });
  expect(await standing()).toEqual([]);

  restaurant.simulator.control.failNext({ path: /sales-daily/, times: 1, status: 404 });
  const failed = await transfer(DAY);
  expect(failed).toMatchObject({ status: 200, code: 'lightspeed_api_error' });
  expect(failed.json).toMatchObject({ date: DAY, success: false, ledger_ids: [], stats: null });
  expect(await read(`/transfers/${failed.json.log_id}`)).toMatchObject({
    success: false,
    error: { code: 'lightspeed_api_error' },
  });
});
