import { beforeEach, describe, expect, it } from 'vitest';
import { suiteDatabase } from '@/testing/database/suite-database';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { getCountReview } from '../company/get-count-review';
import { setCountReview } from '../company/set-count-review';
import { createIngredient } from '../ingredient/create-ingredient';
import { createLedgerBatch } from '../ledger/create-ledger-batch';
import { listBalances } from '../ledger/list-balances';
import { reviewCount } from './review-count';

const t = suiteDatabase();
let restaurant: TestRestaurant;
let company_id: string;
beforeEach(async () => {
  restaurant = await testRestaurant(t.db);
  company_id = restaurant.companyId;
  const lines = [
    { ingredient_id: restaurant.ingredient.cola, quantity: '760', unit_cost: '1' },
    { ingredient_id: restaurant.ingredient.beans, quantity: '2', unit_cost: '9' },
  ];
  await createLedgerBatch(restaurant.ctx, {
    company_id,
    type: 'RECEIPT',
    date: '2026-02-10',
    storage_unit_id: restaurant.unitId,
    lines,
  });
});

type Input = Parameters<typeof reviewCount>[1];
const review = (lines: Input['lines'], more: Partial<Input> = {}) =>
  reviewCount(restaurant.ctx, {
    company_id,
    storage_unit_id: restaurant.unitId,
    date: '2026-02-10',
    lines,
    ...more,
  });
const cola = (counted_quantity: string) => ({ ingredient_id: restaurant.ingredient.cola, counted_quantity });

describe('a count before it is booked', () => {
  it('names the lines that lie more than 20 % from the book, and books nothing', async () => {
    const before = await listBalances(restaurant.ctx, { company_id, limit: 100 });
    const { percent, data } = await review([
      cola('22'),
      { ingredient_id: restaurant.ingredient.beans, counted_quantity: '1.9' },
    ]);
    expect(percent).toBe(20);
    expect(data).toEqual([
      expect.objectContaining({
        ingredient_id: restaurant.ingredient.cola,
        book_quantity: '760',
        counted_quantity: '22',
        difference: '-738',
      }),
    ]);
    expect(await listBalances(restaurant.ctx, { company_id, limit: 100 })).toEqual(before);
  });

  it('compares in one unit: 1900 g of 2 kg are near, 1.9 g are not', async () => {
    const beans = (counted_quantity: string) => [
      { ingredient_id: restaurant.ingredient.beans, counted_quantity, unit: 'g' as const },
    ];
    expect((await review(beans('1900'))).data).toEqual([]);
    expect((await review(beans('1.9'))).data).toMatchObject([{ counted_quantity: '0.0019' }]);
  });

  it('takes the book of the count’s own moment', async () => {
    // Before the day's receipt there was nothing, and of nothing known nobody can be far.
    expect((await review([cola('22')], { counted_at: 'start' })).data).toEqual([]);
    await createLedgerBatch(restaurant.ctx, {
      company_id,
      type: 'WASTE',
      date: '2026-02-11',
      storage_unit_id: restaurant.unitId,
      lines: [{ ingredient_id: restaurant.ingredient.cola, quantity: '738', reason: 'spoiled' }],
    });
    expect((await review([cola('22')], { date: '2026-02-11' })).data).toEqual([]);
    expect((await review([cola('22')], { date: '2026-02-11', counted_at: 'start' })).data).toHaveLength(1);
  });

  it('asks about what the book says is used up, not about what was never there', async () => {
    const { id } = await createIngredient(restaurant.ctx, { company_id, name: 'Rum', base_unit: 'cl' });
    expect((await review([{ ingredient_id: id, counted_quantity: '70' }])).data).toEqual([]);
    expect((await review([cola('0')])).data).toMatchObject([{ difference: '-760' }]);
  });

  it('follows the company’s own value, which a viewer cannot set', async () => {
    await setCountReview(restaurant.ctx, { company_id, percent: 98 });
    expect(await getCountReview(restaurant.ctx, { company_id })).toEqual({ percent: 98 });
    expect((await review([cola('22')])).data).toEqual([]);
    await setCountReview(restaurant.ctx, { company_id, percent: 0 });
    expect((await review([cola('759')])).data).toHaveLength(1);
    expect((await review([cola('760')])).data).toEqual([]);
    await expect(setCountReview(restaurant.ctx, { company_id, percent: 1001 })).rejects.toThrow();
    const viewer = {
      ...restaurant.ctx,
      actor: { kind: 'user' as const, userId: company_id, memberships: new Map([[company_id, 'viewer']]) },
    };
    await expect(setCountReview(viewer, { company_id, percent: 5 })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
