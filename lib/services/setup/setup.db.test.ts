import { beforeEach, describe, expect, it } from 'vitest';
import type { SetupStep } from '@/lib/contracts/setup';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { testCompany } from '@/testing/fixtures/test-company';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { setIgnored } from '../item/set-ignored';
import { createLedgerBatch } from '../ledger/create-ledger-batch';
import { linkStorageUnit } from '../location/link-storage-unit';
import { listStorageUnits } from '../storage-unit/list-storage-units';
import { getSetup } from './get-setup';
import { listLinkOffers } from './list-link-offers';
import { listOpeningCounts } from './list-opening-counts';
import { listSalesDays } from './list-sales-days';
import { saveStep } from './save-step';

const t = suiteDatabase();
let restaurant: TestRestaurant;
let company: { company_id: string };
beforeEach(async () => {
  restaurant = await testRestaurant(t.db);
  company = { company_id: restaurant.companyId };
});

const step = async (key: SetupStep) =>
  (await getSetup(restaurant.ctx, company)).steps.find((one) => one.key === key);
const sold = (sku: string, quantity: string, netValue: string) => sale(sku, quantity, { netValue });

describe('the setup', () => {
  it('of an empty company begins with the first chapter, and nothing is done', async () => {
    const { ctx, companyId } = await testCompany(t.db, 'manager');
    const setup = await getSetup(ctx, { company_id: companyId });
    expect(setup).toMatchObject({ step: null, chapter: 'bring_in', coverage: null, ledger_seen: null });
    expect(setup.steps.map((one) => [one.done, one.by_itself, one.count, one.missing])).toEqual(
      Array(14).fill([false, false, 0, 1]),
    );
  });

  it('goes on in the chapter one stopped in, and in the first open one when that has nothing left', async () => {
    await saveStep(restaurant.ctx, { ...company, step: 'opening_count' });
    expect(await getSetup(restaurant.ctx, company)).toMatchObject({ step: 'opening_count', chapter: 'run' });
    await saveStep(restaurant.ctx, { ...company, step: 'recipes' });
    // Ingredients, recipes and storage units are there; the connection has no more to do either.
    expect(await getSetup(restaurant.ctx, company)).toMatchObject({ step: 'recipes', chapter: 'map' });
  });

  it('has its important items decided at 95 % of net sales, not before (R43)', async () => {
    // Before anything was sold: when every item is decided.
    expect(await step('map_items')).toMatchObject({ done: false, count: 3, missing: 1 });
    await restaurant.sell('2026-03-10', sold('cola', '1', '94.00'), sold('new', '1', '6.00'));
    expect(await step('map_items')).toMatchObject({ done: false, missing: 1 });
    await restaurant.sell('2026-03-11', sold('espresso', '1', '20.00'));
    const { coverage } = await getSetup(restaurant.ctx, company);
    expect(coverage?.shares).toMatchObject({ decided: '0.95', deducted: '0.95' });
    expect(await step('map_items')).toMatchObject({ done: true, missing: 0 });
    await setIgnored(restaurant.ctx, { id: restaurant.item.new, ignored: true });
    expect((await getSetup(restaurant.ctx, company)).coverage?.shares).toMatchObject({
      decided: '1',
      deducted: '0.95',
    });
  });

  it('never says the ledger was looked at before somebody went there while it had sales', async () => {
    await saveStep(restaurant.ctx, { ...company, step: 'check_ledger', opened: true });
    expect(await step('check_ledger')).toMatchObject({ done: false });
    await restaurant.sell('2026-03-10', sale('cola', '1'));
    expect(await step('check_ledger')).toMatchObject({ done: false });
    // Its chapter was opened, not the ledger.
    await saveStep(restaurant.ctx, { ...company, step: 'check_ledger' });
    expect(await step('check_ledger')).toMatchObject({ done: false });
    await saveStep(restaurant.ctx, { ...company, step: 'check_ledger', opened: true });
    expect(await step('check_ledger')).toMatchObject({ done: true });
    const { ledger_seen } = await getSetup(restaurant.ctx, company);
    restaurant.ctx.clock.advance(60_000);
    await saveStep(restaurant.ctx, { ...company, step: 'recipes' });
    await saveStep(restaurant.ctx, { ...company, step: 'check_ledger', opened: true });
    expect((await getSetup(restaurant.ctx, company)).ledger_seen).toEqual(ledger_seen);
  });

  it('says that the automatic transfer runs by itself, and that a paused one does not', async () => {
    expect(await step('auto_transfer')).toMatchObject({ done: false, by_itself: true, missing: 0 });
    await restaurant.updateLocation({ autoTransferPaused: true });
    expect(await step('auto_transfer')).toMatchObject({ done: false, by_itself: false, missing: 1 });
  });

  it('has locations linked once one is, and not while an active one has lost its storage unit (R12)', async () => {
    expect(await step('link_locations')).toMatchObject({ done: true, count: 1 });
    await restaurant.updateLocation({ storageUnitId: null });
    expect(await step('link_locations')).toMatchObject({ done: false, count: 0, missing: 1 });
  });

  it('wants everything counted or received that sales took from', async () => {
    expect(await step('opening_count')).toMatchObject({ done: false, count: 0, missing: 1 });
    await restaurant.sell('2026-03-10', sale('cola', '1'), sale('espresso', '1'));
    expect(await step('opening_count')).toMatchObject({ done: false, count: 0, missing: 2 });
    const [unit] = (await listOpeningCounts(restaurant.ctx, company)).data;
    // 90 days that end on the 15th begin on 16 December.
    expect(unit).toMatchObject({ never_counted: 2, last_counted: null, opening_day: '2025-12-15' });
    const { cola, beans } = restaurant.ingredient;
    await createLedgerBatch(restaurant.ctx, {
      ...company,
      storage_unit_id: restaurant.unitId,
      type: 'ADJUSTMENT',
      date: unit?.opening_day ?? '',
      lines: [cola, beans].map((ingredient_id) => ({ ingredient_id, counted_quantity: '5' })),
    });
    expect(await step('opening_count')).toMatchObject({ done: true, count: 2, missing: 0 });
    expect(await restaurant.balance()).toBe('4');
  });

  it('does not call counted what was only received', async () => {
    await createLedgerBatch(restaurant.ctx, {
      ...company,
      storage_unit_id: restaurant.unitId,
      type: 'RECEIPT',
      date: '2026-03-01',
      lines: [{ ingredient_id: restaurant.ingredient.cola, quantity: '24', unit_cost: '0.5' }],
    });
    expect(await step('opening_count')).toMatchObject({ done: false, count: 0, missing: 1 });
  });
});

describe('linking', () => {
  const unlinked = (name: string) => restaurant.updateLocation({ name, storageUnitId: null });
  const offer = async () => (await listLinkOffers(restaurant.ctx, company)).data[0];

  it('offers the storage unit of a similar name and links nothing by itself (R12)', async () => {
    await unlinked('Wine cellar');
    expect(await offer()).toMatchObject({
      storage_unit_id: null,
      offer: { storage_unit_id: restaurant.unitId, storage_unit_name: 'Cellar' },
      can_create: true,
    });
  });

  it('makes a storage unit of the location’s name and links it in one act', async () => {
    await unlinked('Lakeside');
    const id = restaurant.locationId;
    const linked = await linkStorageUnit(restaurant.ctx, { id, new_storage_unit_name: 'Lakeside' });
    expect(linked.storage_unit_name).toBe('Lakeside');
    expect(await offer()).toMatchObject({ storage_unit_name: 'Lakeside', offer: null, can_create: false });
    await unlinked('Lakeside');
    const again = { id, new_storage_unit_name: 'Lakeside' };
    await expect(linkStorageUnit(restaurant.ctx, again)).rejects.toMatchObject({ code: 'name_taken' });
    expect((await listStorageUnits(restaurant.ctx, company)).data).toHaveLength(2);
    expect(await offer()).toMatchObject({ offer: { storage_unit_name: 'Lakeside' }, can_create: false });
  });

  it('takes one of the two, not both and not neither', async () => {
    const id = restaurant.locationId;
    for (const wrong of [{}, { storage_unit_id: restaurant.unitId, new_storage_unit_name: 'X' }])
      await expect(linkStorageUnit(restaurant.ctx, { id, ...wrong })).rejects.toThrow();
  });
});

describe('what came of it', () => {
  it('is the last day with sales of each active location, and what it took', async () => {
    expect((await listSalesDays(restaurant.ctx, company)).data).toEqual([
      expect.objectContaining({ location_name: 'Lakeside', yesterday: '2026-03-15', day: null }),
    ]);
    await createLedgerBatch(restaurant.ctx, {
      ...company,
      storage_unit_id: restaurant.unitId,
      type: 'RECEIPT',
      date: '2026-03-01',
      lines: [{ ingredient_id: restaurant.ingredient.cola, quantity: '24', unit_cost: '0.5' }],
    });
    await restaurant.sell('2026-03-12', sold('cola', '9', '45.00'));
    await restaurant.sell(
      '2026-03-14',
      sold('cola', '3', '15.00'),
      sold('espresso', '1', '4.00'),
      sold('new', '1', '6.00'),
      sale('cola', '1', { netValue: '99.00', accountType: 'FLOAT' }),
    );
    const { log_id } = await restaurant.transfer('2026-03-14');
    // A day without sales is none to show.
    await restaurant.transfer('2026-03-15');
    const [location] = (await listSalesDays(restaurant.ctx, company)).data;
    expect(location?.day).toEqual({
      date: '2026-03-14',
      log_id,
      net_sales: '25',
      deducted: '19',
      ignored: '0',
      unmapped: '6',
      unmapped_items: 1,
      cost_of_goods: '1.5',
      without_cost: 1,
    });
    await restaurant.updateLocation({ isActivated: false });
    expect((await listSalesDays(restaurant.ctx, company)).data).toEqual([]);
  });
});
