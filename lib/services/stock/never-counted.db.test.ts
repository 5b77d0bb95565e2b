import { beforeEach, expect, it } from 'vitest';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { correctCount } from '../ledger/correct-count';
import { correctLedgerEntry } from '../ledger/correct-ledger-entry';
import { createLedgerBatch } from '../ledger/create-ledger-batch';
import { listBalances } from '../ledger/list-balances';
import { listLedgerEntries } from '../ledger/list-ledger-entries';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { listCounts } from './list-counts';
import { listStock } from './list-stock';
import { listStockUnits } from './list-stock-units';

const t = suiteDatabase();
let restaurant: TestRestaurant;
let company: { company_id: string };
beforeEach(async () => {
  restaurant = await testRestaurant(t.db);
  company = { company_id: restaurant.companyId };
  for (const day of ['2026-03-10', '2026-03-11']) await restaurant.sell(day, sale('cola', '5'));
});

const cola = () => ({ ...company, ingredient_id: restaurant.ingredient.cola });
const book = (type: 'RECEIPT' | 'ADJUSTMENT', date: string, quantity: string, counted_at?: 'start' | 'end') =>
  createLedgerBatch(restaurant.ctx, {
    ...company,
    storage_unit_id: restaurant.unitId,
    type,
    date,
    ...(counted_at && { counted_at }),
    lines: [
      {
        ingredient_id: restaurant.ingredient.cola,
        [type === 'ADJUSTMENT' ? 'counted_quantity' : 'quantity']: quantity,
      },
    ],
  });
/** What the stock page, the storage units and the balances of a day say. */
async function said(as_of?: string) {
  const { data: rows } = await listStock(restaurant.ctx, cola());
  const { data: balances } = await listBalances(restaurant.ctx, { ...cola(), as_of });
  const { data: units } = await listStockUnits(restaurant.ctx, company);
  const unit = units.find((one) => one.storage_unit_id === restaurant.unitId);
  const row = rows.find((one) => one.storage_unit_id === restaurant.unitId);
  return {
    quantity: row?.quantity,
    daysLeft: row?.days_left,
    isNever: row?.never_counted,
    balance: balances[0] && [balances[0].quantity, balances[0].never_counted],
    unit: [unit?.negative, unit?.never_counted],
  };
}

it('sold before anybody counted: nothing is claimed to run out, nothing is below zero', async () => {
  expect(await said()).toEqual({
    quantity: '-10',
    daysLeft: null,
    isNever: true,
    balance: ['-10', true],
    unit: [0, 1],
  });
});

it('an opening counted before the first day makes every day after it right', async () => {
  await book('ADJUSTMENT', '2026-03-09', '24', 'end');
  expect(await said('2026-03-10')).toMatchObject({
    quantity: '14',
    daysLeft: expect.any(Number),
    isNever: false,
    balance: ['19', false],
    unit: [0, 0],
  });
  // Days read later, as a migration does from the newest to the oldest, find it there.
  await restaurant.sell('2026-03-09', sale('cola', '3'));
  await restaurant.sell('2026-03-12', sale('cola', '4'));
  expect(await said('2026-03-10')).toMatchObject({ quantity: '10', balance: ['19', false] });
});

it('a count as of today leaves the days before it as they were', async () => {
  await book('ADJUSTMENT', '2026-03-12', '24', 'start');
  expect(await said('2026-03-11')).toMatchObject({
    quantity: '24',
    isNever: false,
    balance: ['-10', true],
    unit: [0, 0],
  });
});

it('a receipt ends it, until it is reversed; what then is below zero is said', async () => {
  await book('RECEIPT', '2026-03-11', '4');
  expect(await said()).toMatchObject({ quantity: '-6', daysLeft: 0, isNever: false, unit: [1, 0] });
  const { data } = await listLedgerEntries(restaurant.ctx, { ...cola(), type: 'RECEIPT' });
  await correctLedgerEntry(restaurant.ctx, { id: data[0]?.id ?? '' });
  expect(await said()).toMatchObject({ quantity: '-10', isNever: true, unit: [0, 1] });
});

it('so does a count, until it is withdrawn', async () => {
  await book('ADJUSTMENT', '2026-03-11', '4');
  expect(await said()).toMatchObject({ quantity: '4', isNever: false });
  const { data } = await listCounts(restaurant.ctx, cola());
  await correctCount(restaurant.ctx, { id: data[0]?.id ?? '' });
  expect(await said()).toMatchObject({ quantity: '-10', isNever: true });
});

it('what was moved in from elsewhere is there', async () => {
  const { id: bar } = await createStorageUnit(restaurant.ctx, { ...company, name: 'Bar' });
  await createLedgerBatch(restaurant.ctx, {
    ...company,
    storage_unit_id: restaurant.unitId,
    to_storage_unit_id: bar,
    type: 'TRANSFER',
    date: '2026-03-11',
    lines: [{ ingredient_id: restaurant.ingredient.cola, quantity: '2' }],
  });
  const { data } = await listStock(restaurant.ctx, cola());
  expect(data.map((row) => [row.quantity, row.never_counted]).toSorted()).toEqual([
    ['-12', true],
    ['2', false],
  ]);
});
