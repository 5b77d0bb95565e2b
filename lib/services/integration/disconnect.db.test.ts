import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { approvedCode } from '@/lib/lightspeed/simulator/approve-consent';
import { serviceContext } from '@/lib/runtime/container';
import { bill, DAY, openRestaurant, setUp, ZURICH } from '@/testing/fixtures/api-restaurant';
import { keepTokensAlive } from './keep-tokens-alive';

let restaurant: Awaited<ReturnType<typeof openRestaurant>>;
let made: Awaited<ReturnType<typeof setUp>>;
beforeAll(async () => {
  restaurant = await openRestaurant();
  made = await setUp(restaurant);
  restaurant.simulator.control.setSales(ZURICH, DAY, [bill(['cola', '3'])]);
  const at = `/locations/${made.location}`;
  await restaurant.write('PUT', `${at}/storage-unit`, { storage_unit_id: made.unit });
  await restaurant.write('POST', `${at}/activate`);
  await restaurant.write('PUT', `/items/${made.items.cola}/mapping`, {
    mapped_object_type: 'ingredient',
    mapped_object_id: made.ingredients.cola,
  });
});
afterAll(() => restaurant.close());

const till = () => `/integrations/lightspeed/${made.till}`;
const transfer = () => restaurant.write('POST', `/locations/${made.location}/transfers`, { date: DAY });
const row = async () =>
  (
    await restaurant.owner.execute<{ token_ciphertext: string; paused_at: string | null }>(sql`
      select i.token_ciphertext, l.paused_at from lightspeed_integrations i
      join lightspeed_locations l on l.integration_id = i.id where l.id = ${made.location}`)
  )[0];
const state = async () => ({
  item: (await restaurant.call(`/items/${made.items.cola}`)).json.mapping.mapped_object_id,
  entries: (await restaurant.call(`/ledger/entries?company_id=${restaurant.companyId}`)).json.data.length,
  activated: (await restaurant.call(`/locations/${made.location}`)).json.is_activated,
});

it('destroys the tokens, asks Lightspeed nothing more, and keeps all else', async () => {
  await transfer();
  const before = await state();
  expect(before.entries).toBe(1);
  expect((await row())?.paused_at).toBeNull();
  const answer = await restaurant.write('DELETE', till());
  expect(answer).toMatchObject({ status: 'needs_reauthorization', disconnected_at: expect.any(String) });
  expect(await row()).toMatchObject({ token_ciphertext: '', paused_at: expect.any(String) });
  expect((await restaurant.call(`/locations/${made.location}/migration`)).json.status).toBe('cancelled');

  const asked = restaurant.simulator.control.requests.length;
  expect((await transfer()).error).toMatchObject({ code: 'lightspeed_auth_failed' });
  expect(await restaurant.call(`${till()}/sync-items`, { method: 'POST' })).toMatchObject({
    code: 'lightspeed_auth_failed',
  });
  const job = serviceContext({ kind: 'system', job: 'keep-tokens-alive', memberships: new Map() });
  expect(await keepTokensAlive(job)).toEqual({ resealed: 0, renewed: 0, failed: 0 });
  expect(restaurant.simulator.control.requests).toHaveLength(asked);
  expect(await state()).toEqual(before);
});

it('again changes nothing', async () => {
  const first = (await restaurant.call(`/integrations/lightspeed?company_id=${restaurant.companyId}`)).json;
  expect((await restaurant.write('DELETE', till())).disconnected_at).toBe(first.disconnected_at);
});

it('goes on where it stopped once somebody consents anew', async () => {
  const before = await state();
  const query = `company_id=${restaurant.companyId}&purpose=reauthorize`;
  const { url } = (await restaurant.call(`/integrations/lightspeed/authorize-url?${query}`)).json;
  const code = await approvedCode(url);
  expect(await restaurant.write('POST', `${till()}/reauthorize`, { code })).toMatchObject({
    status: 'connected',
    disconnected_at: null,
  });
  expect((await row())?.paused_at).toBeNull();
  expect(await transfer()).toMatchObject({ success: true });
  expect(await state()).toEqual(before);
});
