import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { stockCounts } from '@/db/schema/counts';
import { ledgerEntries } from '@/db/schema/ledger';
import { addDays } from '@/lib/core/business-day';
import { suiteDatabase } from '@/testing/database/suite-database';
import { testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { saveMapping } from '../item/save-mapping';
import { correctCount } from '../ledger/correct-count';
import { correctLedgerEntry } from '../ledger/correct-ledger-entry';
import { createLedgerBatch } from '../ledger/create-ledger-batch';
import { createLedgerEntries } from '../ledger/create-ledger-entries';
import { getLedgerDigest } from '../ledger/get-ledger-digest';
import { listBalances } from '../ledger/list-balances';
import { listLedgerEntries } from '../ledger/list-ledger-entries';
import { previewChange } from '../ledger-change/preview-change';
import { setPeriodLock } from '../period/set-period-lock';
import { createRecipe } from '../recipe/create-recipe';
import { updateRecipe } from '../recipe/update-recipe';
import { listCountSheets } from '../stock/list-count-sheets';
import { listCounts } from '../stock/list-counts';
import { listHistory } from '../stock/list-history';
import { listStock } from '../stock/list-stock';
import { listStockUnits } from '../stock/list-stock-units';
import { reportUsage } from '../stock/report-usage';
import { runTransfer } from '../transfer/run-transfer';

/** By the clock of testRestaurant. */
const TODAY = '2026-03-16';
const WRONG = ['0202-03-16', '1999-12-31', '2026-03-17', '2062-11-24', '9999-12-31'];
const OUT_OF_RANGE = { code: 'date_out_of_range', status: 422 };

const t = suiteDatabase();
let restaurant: TestRestaurant;
let mine: { company_id: string };
let stock: { company_id: string; ingredient_id: string; storage_unit_id: string };
beforeEach(async () => {
  restaurant = await testRestaurant(t.db);
  mine = { company_id: restaurant.companyId };
  stock = { ...mine, ingredient_id: restaurant.ingredient.cola, storage_unit_id: restaurant.unitId };
});

const count = (date: string, counted_quantity: string) =>
  createLedgerEntries(restaurant.ctx, { ...stock, type: 'ADJUSTMENT', date, counted_quantity });
const waste = (date: string) =>
  createLedgerEntries(restaurant.ctx, { ...stock, type: 'WASTE', date, quantity: '1' });

describe('a business day lies between 2000 and today (R36)', () => {
  it.each(WRONG)('%s is refused of every entry, batch, count, move, correction and lock', async (date) => {
    const { ctx } = restaurant;
    const [entry, counted] = [await waste(TODAY), await count(TODAY, '5')];
    const countId = counted.data[0]?.source.count_id ?? '';
    const line = { ingredient_id: stock.ingredient_id, quantity: '1' };
    const owner = testContext(t.db, { memberships: { [restaurant.companyId]: 'owner' }, clock: ctx.clock });
    const before = await t.db.$count(ledgerEntries, eq(ledgerEntries.companyId, restaurant.companyId));
    for (const writing of [
      () => waste(date),
      () => count(date, '1'),
      () => createLedgerEntries(ctx, { ...stock, type: 'RECEIPT', date, quantity: '1', unit_cost: '1' }),
      () =>
        createLedgerBatch(ctx, {
          ...mine,
          type: 'TRANSFER',
          date,
          storage_unit_id: restaurant.unitId,
          to_storage_unit_id: v7(),
          lines: [line],
        }),
      () => correctLedgerEntry(ctx, { id: entry.data[0]?.id ?? '', replacement: { date } }),
      () => correctCount(ctx, { id: countId, replacement: { date, counted_quantity: '2' } }),
    ]) {
      await expect(writing()).rejects.toMatchObject(OUT_OF_RANGE);
    }
    await expect(setPeriodLock(owner, { ...mine, locked_until: date })).rejects.toMatchObject({
      code: date < '2000' ? 'date_out_of_range' : 'period_not_over',
    });
    await expect(
      runTransfer(ctx, { id: restaurant.locationId, date, force_refresh: true }),
    ).rejects.toMatchObject({ code: 'invalid_date_format' });
    expect(await t.db.$count(ledgerEntries, eq(ledgerEntries.companyId, restaurant.companyId))).toBe(before);
  });

  it.each(WRONG)('%s is refused of every list, and the field is named', async (date) => {
    const { ctx } = restaurant;
    const thing = { id: restaurant.ingredient.cola };
    for (const [field, asking] of [
      ['from', () => listLedgerEntries(ctx, { ...mine, from: date })],
      ['to', () => listLedgerEntries(ctx, { ...mine, to: date })],
      ['as_of', () => listBalances(ctx, { ...mine, as_of: date })],
      ['to', () => listCounts(ctx, { ...mine, to: date })],
      ['to', () => listHistory(ctx, { ...thing, from: TODAY, to: date })],
      ['from', () => reportUsage(ctx, { ...mine, from: date, to: TODAY })],
      ['to', () => getLedgerDigest(ctx, { ...mine, to: date })],
    ] as const) {
      await expect(asking()).rejects.toMatchObject({
        ...OUT_OF_RANGE,
        details: { issues: [{ path: field }], first_day: '2000-01-01', last_day: TODAY },
      });
    }
  });

  it('takes the first day and today', async () => {
    await waste('2000-01-01');
    await waste(TODAY);
    const { data } = await listLedgerEntries(restaurant.ctx, { ...mine, from: '2000-01-01', to: TODAY });
    expect(data).toHaveLength(2);
  });

  it('a mapping or a recipe may begin up to a year ahead', async () => {
    const { ctx } = restaurant;
    const recipe = await createRecipe(ctx, { ...mine, name: 'Toast' });
    const lines = [{ ingredient_id: restaurant.ingredient.beef, quantity: '1' }];
    const target = {
      mapped_object_type: 'ingredient',
      mapped_object_id: restaurant.ingredient.cola,
    } as const;
    const map = (effective_from: string, quantity: string) =>
      saveMapping(ctx, { id: restaurant.item.new, ...target, quantity, effective_from });
    await map('2027-03-16', '2');
    await updateRecipe(ctx, { id: recipe.id, lines, effective_from: '2027-03-16' });
    for (const effective_from of [addDays(TODAY, 400), '0202-03-16', '2062-01-01']) {
      await expect(map(effective_from, '3')).rejects.toMatchObject(OUT_OF_RANGE);
      const change = { kind: 'mapping' as const, item_id: restaurant.item.new, ...target, effective_from };
      await expect(previewChange(ctx, { ...mine, change })).rejects.toMatchObject(OUT_OF_RANGE);
      const cooking = updateRecipe(ctx, { id: recipe.id, lines: [], effective_from });
      await expect(cooking).rejects.toMatchObject(OUT_OF_RANGE);
    }
    const rerun = {
      kind: 'rerun' as const,
      location_id: restaurant.locationId,
      from: TODAY,
      to: '2062-01-01',
    };
    await expect(previewChange(ctx, { ...mine, change: rerun })).rejects.toMatchObject(OUT_OF_RANGE);
  });
});

it('what an older release took for 2062 counts neither now nor in lists of now', async () => {
  // As the older release wrote it: a count, its ADJUSTMENT, and a receipt.
  const ofTheFuture = { companyId: restaurant.companyId, createdBy: 'test', businessDay: '2062-11-24' };
  const place = { ingredientId: restaurant.ingredient.cola, storageUnitId: restaurant.unitId };
  const countId = v7();
  await t.db.insert(stockCounts).values({
    ...ofTheFuture,
    ...place,
    id: countId,
    moment: 2,
    countedQuantity: '3',
    batchId: v7(),
  });
  const entry = { ...ofTheFuture, ...place, source: 'manual' as const };
  await t.db.insert(ledgerEntries).values([
    { ...entry, type: 'ADJUSTMENT', quantity: '3', unitCost: '0', countId, revision: 1 },
    { ...entry, type: 'RECEIPT', quantity: '100', unitCost: '9' },
  ]);
  expect((await listStock(restaurant.ctx, mine)).data).toEqual([]);
  await count(TODAY, '7');
  await createLedgerEntries(restaurant.ctx, {
    ...stock,
    type: 'RECEIPT',
    date: '2026-03-15',
    quantity: '1',
    unit_cost: '2',
  });
  const [row] = (await listStock(restaurant.ctx, mine)).data;
  expect(row).toMatchObject({ quantity: '7', unit_cost: '2', value: '14', last_counted: TODAY });
  expect((await listBalances(restaurant.ctx, mine)).data).toMatchObject([{ quantity: '7', value: '14' }]);
  expect((await listStockUnits(restaurant.ctx, mine)).data).toMatchObject([
    { ingredients: 1, negative: 0, value: '14', last_counted: TODAY },
  ]);
  expect((await listCounts(restaurant.ctx, mine)).data.map((one) => one.date)).toEqual([TODAY]);
  expect((await listCountSheets(restaurant.ctx, mine)).data.map((one) => one.date)).toEqual([TODAY]);
  const days = (await listLedgerEntries(restaurant.ctx, mine)).data.map((one) => one.date);
  expect([...new Set(days)]).toEqual([TODAY, '2026-03-15']);
});
