import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ingredients } from '@/db/schema/inventory';
import { add, exact, roundHalfEven, subtract, ZERO } from '@/lib/core/quantity';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { updateIngredient } from '../ingredient/update-ingredient';
import { listStock } from '../stock/list-stock';
import { listStockUnits } from '../stock/list-stock-units';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { correctCount } from './correct-count';
import { correctLedgerEntry } from './correct-ledger-entry';
import { createLedgerBatch } from './create-ledger-batch';
import { createLedgerEntries } from './create-ledger-entries';
import { listBalances } from './list-balances';

const t = suiteDatabase();

let restaurant: TestRestaurant;
let stock: { company_id: string; ingredient_id: string; storage_unit_id: string };
beforeEach(async () => {
  restaurant = await testRestaurant(t.db);
  stock = {
    company_id: restaurant.companyId,
    ingredient_id: restaurant.ingredient.cola,
    storage_unit_id: restaurant.unitId,
  };
});

const sell = (date: string, cola: number) =>
  restaurant.sell(date, ...(cola === 0 ? [] : [sale('cola', String(cola))]));
const enter = (type: 'RECEIPT' | 'WASTE', date: string, quantity: string, more = {}) =>
  createLedgerEntries(restaurant.ctx, { ...stock, type, date, quantity, ...more });
const count = (date: string, counted_quantity: string, counted_at: 'start' | 'end' = 'end') =>
  createLedgerEntries(restaurant.ctx, { ...stock, type: 'ADJUSTMENT', date, counted_quantity, counted_at });
const entries = () => restaurant.entries();
const standing = () => restaurant.standing();
const sum = (quantities: readonly string[]) =>
  roundHalfEven(quantities.reduce((total, q) => add(total, exact(q)), ZERO));
const balance = (upTo?: string) => restaurant.balance({ upTo });

describe('a count is an assertion', () => {
  it('sales that arrive later for days before it change its variance, never what was counted', async () => {
    await enter('RECEIPT', '2026-03-01', '100');
    await sell('2026-03-02', 10);
    await count('2026-03-03', '85');
    await sell('2026-03-04', 5);
    expect([await balance('2026-03-03'), await balance()]).toEqual(['85', '80']);
    const late = await sell('2026-03-02', 14);
    expect(late.stats).toMatchObject({ entries_written: 1, entries_reversed: 1 });
    expect([await balance('2026-03-03'), await balance()]).toEqual(['85', '80']);
    const adjustments = (await standing()).filter((e) => e.type === 'ADJUSTMENT');
    expect(adjustments).toMatchObject([{ quantity: '-1.000000', cause: 'recount', revision: 2 }]);
    await sell('2026-03-01', 2);
    expect([await balance('2026-03-03'), await balance()]).toEqual(['85', '80']);
  });

  it('a difference that vanishes leaves no entry, and comes back', async () => {
    await enter('RECEIPT', '2026-03-01', '100');
    await count('2026-03-03', '90');
    await enter('WASTE', '2026-03-02', '10');
    expect((await standing()).map((e) => e.type).toSorted()).toEqual(['RECEIPT', 'WASTE']);
    await enter('RECEIPT', '2026-03-03', '1');
    expect(await balance('2026-03-03')).toBe('90');
  });

  it('only the first later count absorbs what changes before it', async () => {
    await count('2026-03-03', '10');
    await count('2026-03-06', '7');
    const { recounted } = await enter('RECEIPT', '2026-03-02', '4');
    expect(recounted).toBe(1);
    const second = (await entries()).filter((e) => e.businessDay === '2026-03-06');
    expect(second).toMatchObject([{ quantity: '-3.000000' }]);
    await count('2026-03-04', '9');
    expect([await balance('2026-03-03'), await balance('2026-03-04'), await balance()]).toEqual([
      '10',
      '9',
      '7',
    ]);
  });

  it('holds at the end of its day, or before the day where it says so', async () => {
    await count('2026-03-03', '10', 'start');
    await sell('2026-03-03', 4);
    expect(await balance()).toBe('6');
    await count('2026-03-03', '5');
    expect(await balance()).toBe('5');
    await sell('2026-03-03', 6);
    expect(await balance()).toBe('5');
    const kept = (await standing()).filter((e) => e.type === 'ADJUSTMENT').map((e) => e.quantity);
    expect(kept.toSorted()).toEqual(['1.000000', '10.000000']);
  });
});

describe('cost (R23)', () => {
  it('a late receipt values later usage anew, says how many, and a re-run writes nothing (R24)', async () => {
    await enter('RECEIPT', '2026-03-01', '10', { unit_cost: '2' });
    await sell('2026-03-02', 3);
    await sell('2026-03-05', 3);
    await enter('WASTE', '2026-03-06', '1');
    const { revalued_entries } = await enter('RECEIPT', '2026-03-04', '30', { unit_cost: '4' });
    expect(revalued_entries).toBe(2);
    const costs = (await standing())
      .filter((e) => e.type !== 'RECEIPT')
      .map((e) => [e.businessDay, e.unitCost, e.cause]);
    expect(costs.toSorted()).toEqual([
      ['2026-03-02', '2.000000', null],
      ['2026-03-05', '3.500000', 'revaluation'],
      ['2026-03-06', '3.500000', 'revaluation'],
    ]);
    const before = (await entries()).length;
    for (const [date, cola] of [
      ['2026-03-02', 3],
      ['2026-03-05', 3],
    ] as const) {
      const { stats } = await sell(date, cola);
      expect(stats).toMatchObject({ entries_written: 0, entries_reversed: 0, entries_standing: 1 });
    }
    expect(await entries()).toHaveLength(before);
  });
});

const DAYS = Array.from({ length: 5 }, (_, i) => `2026-03-0${i + 1}`);
const step = fc.oneof(
  fc.record({ do: fc.constant('sell' as const), day: fc.nat(4), n: fc.nat(9) }),
  fc.record({
    do: fc.constant('receipt' as const),
    day: fc.nat(4),
    n: fc.integer({ min: 1, max: 20 }),
    cost: fc.nat(5),
  }),
  fc.record({ do: fc.constant('waste' as const), day: fc.nat(4), n: fc.integer({ min: 1, max: 5 }) }),
  fc.record({
    do: fc.constant('move' as const),
    day: fc.nat(4),
    n: fc.integer({ min: 1, max: 5 }),
    back: fc.boolean(),
  }),
  fc.record({ do: fc.constant('undo' as const), n: fc.nat(20) }),
  fc.record({ do: fc.constant('price' as const), n: fc.option(fc.nat(4), { nil: null }) }),
  fc.record({
    do: fc.constant('count' as const),
    day: fc.nat(4),
    n: fc.nat(40),
    atStart: fc.boolean(),
    there: fc.boolean(),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Takes back one of the counts or manual entries there are; another one may have been first. */
async function undo(n: number): Promise<void> {
  const counts = await t.db.execute<{ id: string }>(
    sql`select id from stock_counts where company_id = ${restaurant.companyId} order by id`,
  );
  const manual = (await standing()).filter((e) => e.source === 'manual' && e.countId === null);
  const count = counts[n % (counts.length + 1)];
  const entry = manual[n % (manual.length + 1)];
  const work = count
    ? correctCount(restaurant.ctx, { id: count.id })
    : entry && correctLedgerEntry(restaurant.ctx, { id: entry.id, replacement: { quantity: String(n + 1) } });
  await work?.catch((error: { code?: string }) => {
    if (error.code !== 'entry_already_reversed') throw error;
  });
}

async function take(one: Step, cellar: string): Promise<unknown> {
  if (one.do === 'undo') return undo(one.n);
  if (one.do === 'price') {
    const standard_cost = one.n === null ? null : String(one.n);
    return updateIngredient(restaurant.ctx, { id: stock.ingredient_id, standard_cost });
  }
  const date = DAYS[one.day] as string;
  switch (one.do) {
    case 'sell':
      return sell(date, one.n);
    case 'receipt':
      return enter('RECEIPT', date, String(one.n), { unit_cost: String(one.cost) });
    case 'waste':
      return enter('WASTE', date, String(one.n));
    case 'move':
      return createLedgerBatch(restaurant.ctx, {
        ...stock,
        type: 'TRANSFER',
        date,
        storage_unit_id: one.back ? cellar : stock.storage_unit_id,
        to_storage_unit_id: one.back ? stock.storage_unit_id : cellar,
        lines: [{ ingredient_id: stock.ingredient_id, quantity: String(one.n) }],
      });
    case 'count':
      return createLedgerEntries(restaurant.ctx, {
        ...stock,
        type: 'ADJUSTMENT',
        date,
        storage_unit_id: one.there ? cellar : stock.storage_unit_id,
        counted_quantity: String(one.n),
        counted_at: one.atStart ? 'start' : 'end',
      });
  }
}

/** Everything that must hold of the ledger, whatever happened. */
async function check(): Promise<void> {
  const all = await entries();
  const stands = await standing();
  const counts = await t.db.execute<{
    storage_unit_id: string;
    business_day: string;
    moment: number;
    seq: string;
    counted_quantity: string;
    id: string;
  }>(sql`
    select id, storage_unit_id, business_day::text, moment, seq::text, counted_quantity::text from stock_counts
    where company_id = ${restaurant.companyId}
      and not exists (select from stock_count_withdrawals w where w.count_id = stock_counts.id)
    order by stock_counts.business_day, moment, stock_counts.seq`);
  const order = (a: { business_day: string; moment: number; seq: string }) =>
    `${a.business_day} ${a.moment} ${a.seq.padStart(20, '0')}`;
  const place = new Map(counts.map((c) => [c.id, order(c)]));
  for (const c of counts) {
    const upTo = all.filter(
      (e) =>
        e.storageUnitId === c.storage_unit_id &&
        // An entry of a withdrawn count was reversed with it: both are left out.
        (e.countId === null ? `${e.businessDay} 1` : (place.get(e.countId) ?? 'never')) <= order(c),
    );
    expect(sum(upTo.map((e) => e.quantity))).toBe(roundHalfEven(exact(c.counted_quantity)));
    expect(stands.filter((e) => e.countId === c.id).length).toBeLessThanOrEqual(1);
  }
  for (const unit of new Set(all.map((e) => e.storageUnitId))) {
    const own = stands.filter((e) => e.storageUnitId === unit);
    const last = counts.filter((c) => c.storage_unit_id === unit).at(-1);
    const since = own.filter((e) => e.countId === null && (!last || `${e.businessDay} 1` > order(last)));
    const left = roundHalfEven(
      subtract(exact(sum(own.map((e) => e.quantity))), exact(last?.counted_quantity ?? '0')),
    );
    expect(left).toBe(sum(since.map((e) => e.quantity)));
  }
  const costOn = await costs(all);
  for (const used of stands.filter((e) => e.type !== 'RECEIPT')) {
    expect(Number(used.unitCost)).toBeCloseTo(costOn(used.businessDay), 5);
  }
  await checkWorth(all, costOn('2026-03-16'));
}

/** What a unit cost on a day, in floating point (R23). */
async function costs(all: Awaited<ReturnType<typeof entries>>): Promise<(on: string) => number> {
  const [row] = await t.db.select().from(ingredients).where(eq(ingredients.id, stock.ingredient_id));
  const receipts = all.filter((e) => e.type === 'RECEIPT');
  const average = (of: typeof receipts) => {
    const [quantity, value] = [sum(of.map((r) => r.quantity)), of.reduce((v, r) => v + Number(r.value), 0)];
    return Number(quantity) > 0 ? value / Number(quantity) : undefined;
  };
  const firstDay = [...new Set(receipts.map((r) => r.businessDay))]
    .toSorted()
    .find((on) => average(receipts.filter((r) => r.businessDay === on)) !== undefined);
  const fallback = row?.standardCost ?? average(receipts.filter((r) => r.businessDay === firstDay)) ?? 0;
  return (on) => average(receipts.filter((r) => r.businessDay <= on)) ?? Number(fallback);
}

/** Wherever stock is shown: on hand × unit cost, and what the entries sum to beyond it. */
async function checkWorth(all: Awaited<ReturnType<typeof entries>>, cost: number): Promise<void> {
  const mine = { company_id: restaurant.companyId };
  const rows = [
    ...(await listStock(restaurant.ctx, mine)).data,
    ...(await listBalances(restaurant.ctx, mine)).data,
    ...(await listStockUnits(restaurant.ctx, mine)).data,
  ];
  for (const row of rows) {
    const own = all.filter((e) => e.storageUnitId === row.storage_unit_id);
    const onHand = own.reduce((n, e) => n + Number(e.quantity), 0);
    expect(Number(row.value)).toBeCloseTo(onHand * cost, 3);
    const booked = own.reduce((n, e) => n + Number(e.value), 0);
    expect(Number(row.value) + Number(row.revaluation)).toBeCloseTo(booked, 3);
  }
}

describe('after any sequence of sales, receipts, waste, moves and counts', () => {
  it('the ledger at each count is what was counted, and since then what moved', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
        restaurant = await testRestaurant(t.db);
        stock = {
          company_id: restaurant.companyId,
          ingredient_id: restaurant.ingredient.cola,
          storage_unit_id: restaurant.unitId,
        };
        const cellar = (
          await createStorageUnit(restaurant.ctx, { company_id: restaurant.companyId, name: 'Bar' })
        ).id;
        for (const one of steps) await take(one, cellar);
        await check();
      }),
      { numRuns: 30 },
    );
  }, 180_000);

  it('also all at once, without a deadlock', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
        restaurant = await testRestaurant(t.db);
        stock = {
          company_id: restaurant.companyId,
          ingredient_id: restaurant.ingredient.cola,
          storage_unit_id: restaurant.unitId,
        };
        const cellar = (
          await createStorageUnit(restaurant.ctx, { company_id: restaurant.companyId, name: 'Bar' })
        ).id;
        const results = await Promise.allSettled(steps.map((one) => take(one, cellar)));
        expect(results.filter((r) => r.status === 'rejected')).toEqual([]);
        await check();
      }),
      { numRuns: 15 },
    );
  }, 180_000);
});
