import { and, eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ledgerEntries } from '@/db/schema/ledger';
import { auditEvents } from '@/db/schema/people';
import { entryExplanationSchema } from '@/lib/contracts/explanations';
import { averageCost } from '@/lib/core/costing';
import { exact } from '@/lib/core/quantity';
import { recomputeEntry } from '@/lib/core/recompute-entry';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { createIngredient } from '../ingredient/create-ingredient';
import { updateIngredient } from '../ingredient/update-ingredient';
import { correctLedgerEntry } from '../ledger/correct-ledger-entry';
import { createLedgerEntries } from '../ledger/create-ledger-entries';
import { getExplanation } from '../ledger/get-explanation';
import { listBalances } from '../ledger/list-balances';
import { setPeriodLock } from '../period/set-period-lock';
import { listHistory } from './list-history';
import { listStock } from './list-stock';
import { listStockUnits } from './list-stock-units';
import { reportUsage } from './report-usage';

const t = suiteDatabase();
let restaurant: TestRestaurant;
let company: { company_id: string };
beforeEach(async () => {
  restaurant = await testRestaurant(t.db);
  company = { company_id: restaurant.companyId };
});

const enter = (
  type: 'RECEIPT' | 'WASTE' | 'ADJUSTMENT',
  date: string,
  quantity: string,
  unit_cost?: string,
) =>
  createLedgerEntries(restaurant.ctx, {
    ...company,
    ingredient_id: restaurant.ingredient.cola,
    storage_unit_id: restaurant.unitId,
    type,
    date,
    [type === 'ADJUSTMENT' ? 'counted_quantity' : 'quantity']: quantity,
    unit_cost,
  });
const sell = (date: string, cola: number) => restaurant.sell(date, sale('cola', String(cola)));
const price = (standard_cost: string | null) =>
  updateIngredient(restaurant.ctx, { id: restaurant.ingredient.cola, standard_cost });
const lock = (locked_until: string | null) =>
  setPeriodLock(
    testContext(t.db, { memberships: { [restaurant.companyId]: 'owner' }, clock: restaurant.ctx.clock }),
    {
      ...company,
      locked_until,
    },
  );
/** What the stock page, the units, the balances and the ingredient's chart say of the cola. */
async function shown() {
  const mine = { ...company, ingredient_id: restaurant.ingredient.cola };
  const [stock, balances, units, history] = await Promise.all([
    listStock(restaurant.ctx, mine),
    listBalances(restaurant.ctx, mine),
    listStockUnits(restaurant.ctx, company),
    listHistory(restaurant.ctx, { id: restaurant.ingredient.cola, from: '2026-03-01', to: '2026-03-16' }),
  ]);
  const rows = [stock.data[0], balances.data[0]].map((row) => row && [row.value, row.revaluation]);
  const unit = units.data[0];
  expect(rows[1]).toEqual(rows[0]);
  expect([unit?.value, unit?.revaluation]).toEqual(rows[0]);
  expect(history.data.at(-1)?.value).toBe(rows[0]?.[0]);
  const { quantity, unit_cost, cost_source, value, revaluation } = stock.data[0] ?? {};
  return { quantity, unit_cost, cost_source, value, revaluation };
}

describe('what stock is worth (R23)', () => {
  it('sold before it was first received: on hand × cost, and a count of 40 at 2 is worth 80', async () => {
    for (let n = 1; n <= 9; n++) await sell(`2026-03-0${n}`, 50);
    expect(await shown()).toMatchObject({ quantity: '-450', cost_source: 'unknown', value: '0' });
    const { revalued_entries } = await enter('RECEIPT', '2026-03-16', '24', '2');
    expect(revalued_entries).toBe(9);
    expect(await shown()).toMatchObject({
      quantity: '-426',
      unit_cost: '2',
      value: '-852',
      revaluation: '0',
    });
    await enter('ADJUSTMENT', '2026-03-16', '40');
    expect(await shown()).toMatchObject({ quantity: '40', value: '80', revaluation: '0' });
  });

  it('nothing on hand is worth nothing; what the entries say beyond that stands beside it', async () => {
    await enter('RECEIPT', '2026-03-10', '10', '1');
    await enter('WASTE', '2026-03-11', '10');
    await enter('RECEIPT', '2026-03-12', '10', '3');
    await enter('WASTE', '2026-03-13', '10');
    expect(await shown()).toMatchObject({ quantity: '0', unit_cost: '2', value: '0', revaluation: '10' });
    // All of one day: every waste costs the day's average, and nothing is left over.
    restaurant = await testRestaurant(t.db);
    company = { company_id: restaurant.companyId };
    for (const cost of ['1', '3']) {
      await enter('RECEIPT', '2026-03-13', '10', cost);
      await enter('WASTE', '2026-03-13', '10');
    }
    expect(await shown()).toMatchObject({ quantity: '0', value: '0', revaluation: '0' });
  });

  it('at the end of an earlier day by the cost of that day', async () => {
    await enter('RECEIPT', '2026-03-10', '10', '1');
    await enter('RECEIPT', '2026-03-12', '10', '3');
    const asOf = async (as_of: string) => (await listBalances(restaurant.ctx, { ...company, as_of })).data[0];
    expect(await asOf('2026-03-11')).toMatchObject({ quantity: '10', unit_cost: '1', value: '10' });
    expect(await asOf('2026-03-12')).toMatchObject({ quantity: '20', unit_cost: '2', value: '40' });
  });

  it('the standard cost counts until something is received, and the first receipt without one', async () => {
    await sell('2026-03-09', 10);
    expect((await price('1.5')).revalued_entries).toBe(1);
    expect(await shown()).toMatchObject({ unit_cost: '1.5', cost_source: 'standard', value: '-15' });
    expect((await price('1.5')).revalued_entries).toBe(0);
    // The receipt sets today's cost; what was used before it keeps the standard cost.
    expect((await enter('RECEIPT', '2026-03-12', '10', '4')).revalued_entries).toBe(0);
    expect(await shown()).toMatchObject({
      unit_cost: '4',
      cost_source: 'receipts',
      value: '0',
      revaluation: '25',
    });
    expect((await price(null)).revalued_entries).toBe(1);
    expect(await shown()).toMatchObject({ value: '0', revaluation: '0' });
    const [change] = await t.db
      .select()
      .from(auditEvents)
      .where(
        and(eq(auditEvents.companyId, restaurant.companyId), eq(auditEvents.action, 'ingredient.update')),
      )
      .orderBy(auditEvents.at)
      .limit(1);
    expect(change).toMatchObject({
      details: { after: { standard_cost: '1.5' }, revalued: 1 },
    });
  });

  it('a receipt taken back or corrected values what was used before it anew, too', async () => {
    await sell('2026-03-09', 10);
    const { data } = await enter('RECEIPT', '2026-03-12', '10', '4');
    await enter('RECEIPT', '2026-03-13', '10', '6');
    const id = data[0]?.id ?? '';
    const corrected = await correctLedgerEntry(restaurant.ctx, { id, replacement: { unit_cost: '5' } });
    expect(corrected.revalued_entries).toBe(1);
    const again = corrected.data.find((entry) => entry.type === 'RECEIPT' && !entry.reverses_entry_id);
    expect((await correctLedgerEntry(restaurant.ctx, { id: again?.id ?? '' })).revalued_entries).toBe(1);
    const usage = await reportUsage(restaurant.ctx, { ...company, from: '2026-03-09', to: '2026-03-09' });
    expect(usage.theoretical_value).toBe('60');
  });

  it('costs nobody knows are named and count as 0', async () => {
    await sell('2026-03-09', 10);
    const units = async () => (await listStockUnits(restaurant.ctx, company)) as { without_cost: number };
    const usage = () => reportUsage(restaurant.ctx, { ...company, from: '2026-03-01', to: '2026-03-16' });
    expect(await units()).toMatchObject({ without_cost: 1, data: [{ without_cost: 1 }] });
    expect(await usage()).toMatchObject({ without_cost: 1, data: [{ has_cost: false }] });
    // Given for nothing is known, and not the same.
    await price('0');
    expect(await units()).toMatchObject({ without_cost: 0, data: [{ without_cost: 0 }] });
    expect(await usage()).toMatchObject({ without_cost: 0, data: [{ has_cost: true }] });
  });

  it('a locked day keeps its cost; opened again it costs what its day says', async () => {
    await sell('2026-03-09', 10);
    await sell('2026-03-11', 10);
    await lock('2026-03-10');
    expect((await enter('RECEIPT', '2026-03-12', '10', '4')).revalued_entries).toBe(1);
    const asOf = async (as_of: string) => (await listBalances(restaurant.ctx, { ...company, as_of })).data[0];
    expect(await asOf('2026-03-10')).toMatchObject({ unit_cost: '0', cost_source: 'unknown', value: '0' });
    expect(await asOf('2026-03-11')).toMatchObject({ cost_source: 'first_receipt', value: '-80' });
    expect((await price('7')).revalued_entries).toBe(1);
    expect(await asOf('2026-03-10')).toMatchObject({ unit_cost: '0', value: '0' });
    await lock(null);
    expect(await asOf('2026-03-10')).toMatchObject({ unit_cost: '7', cost_source: 'standard', value: '-70' });
    const costs = (
      await t.db.select().from(ledgerEntries).where(eq(ledgerEntries.companyId, restaurant.companyId))
    )
      .filter((entry) => entry.type === 'ISSUE' && entry.businessDay === '2026-03-09')
      .map((entry) => [Number(entry.quantity), Number(entry.unitCost)]);
    expect(costs).toEqual([
      [-10, 0],
      [10, 0],
      [-10, 7],
    ]);
  });

  it('every entry explains its cost, whatever was known when it was written (R25)', async () => {
    await sell('2026-03-09', 10);
    await enter('RECEIPT', '2026-03-12', '10', '4');
    await price('1.25');
    await enter('RECEIPT', '2026-03-08', '3', '0.7');
    const entries = await t.db
      .select()
      .from(ledgerEntries)
      .where(eq(ledgerEntries.companyId, restaurant.companyId));
    const sources: string[] = [];
    for (const entry of entries
      .filter((one) => one.source === 'pos')
      .toSorted((a, b) => Number(a.seq - b.seq))) {
      const { sale: explained } = entryExplanationSchema.parse(
        await getExplanation(restaurant.ctx, { id: entry.id }),
      );
      if (!explained) throw new Error('not explained');
      const again = recomputeEntry(explained);
      expect([again.unitCost, again.value].map(exact)).toEqual([entry.unitCost, entry.value].map(exact));
      expect(exact(explained.cost.unit_cost)).toEqual(exact(entry.unitCost));
      sources.push(explained.cost.source);
    }
    const each = ['unknown', 'first_receipt', 'standard'].flatMap((source) => [source, source]);
    expect(sources).toEqual([...each, 'receipts']);
  });
});

it('the database averages as the application does: half-even, to 6 decimals (R19)', async () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 21n });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(amount, fc.oneof(amount, fc.constantFrom(2n, 4n, 8n))), { minLength: 1 }),
      async (pairs) => {
        const texts = pairs.map(([value, quantity]) => [decimal(value, 12), decimal(quantity, 6)] as const);
        const rows = await t.db.execute<{ average: string | null }>(sql`
          select average_cost(p.q, p.v)::text as average
          from unnest(${sql.param(`{${texts.map(([v]) => v).join(',')}}`)}::numeric[],
                      ${sql.param(`{${texts.map(([, q]) => q).join(',')}}`)}::numeric[]) as p(v, q)`);
        const expected = texts.map(([value, quantity]) =>
          Number(quantity) === 0 ? null : exact(averageCost(exact(quantity), exact(value))),
        );
        expect(rows.map(({ average }) => (average === null ? null : exact(average)))).toEqual(expected);
      },
    ),
    { numRuns: 50 },
  );
});
const decimal = (n: bigint, places: number) =>
  `${n / 10n ** BigInt(places)}.${String(n % 10n ** BigInt(places)).padStart(places, '0')}`;

it('an ingredient says its standard cost, which is no less than nothing', async () => {
  const input = { ...company, name: 'Saffron', base_unit: 'g' as const };
  expect(await createIngredient(restaurant.ctx, { ...input, standard_cost: '4.20' })).toMatchObject({
    standard_cost: '4.2',
  });
  await expect(
    createIngredient(restaurant.ctx, { ...input, name: 'Salt', standard_cost: '-1' }),
  ).rejects.toThrow();
  const created = await createIngredient(restaurant.ctx, { ...input, name: 'Salt' });
  expect(created.standard_cost).toBeNull();
});
