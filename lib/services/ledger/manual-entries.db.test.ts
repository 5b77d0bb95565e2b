import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { ledgerEntries } from '@/db/schema/ledger';
import { auditEvents } from '@/db/schema/people';
import { someoneAwaitsLock } from '@/testing/database/awaits-lock';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, sale } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { setPeriodLock } from '../period/set-period-lock';
import { listCounts } from '../stock/list-counts';
import { listHistory } from '../stock/list-history';
import { listStock } from '../stock/list-stock';
import { listStockUnits } from '../stock/list-stock-units';
import { reportUsage } from '../stock/report-usage';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { runTransfer } from '../transfer/run-transfer';
import { transferDay } from '../transfer/transfer-day';
import { correctCount } from './correct-count';
import { correctLedgerEntry } from './correct-ledger-entry';
import { createLedgerBatch } from './create-ledger-batch';

const t = suiteDatabase();

let restaurant: TestRestaurant;
let bar: string;
let company_id: string;
beforeEach(async () => {
  restaurant = await testRestaurant(t.db);
  company_id = restaurant.companyId;
  bar = (await createStorageUnit(restaurant.ctx, { company_id, name: 'Bar' })).id;
});

type Batch = Parameters<typeof createLedgerBatch>[1];
const enter = (type: Batch['type'], date: string, lines: Batch['lines'], more: Partial<Batch> = {}) =>
  createLedgerBatch(restaurant.ctx, {
    company_id,
    type,
    date,
    storage_unit_id: restaurant.unitId,
    lines,
    ...more,
  });
const cola = (quantity: string, more = {}) => ({
  ingredient_id: restaurant.ingredient.cola,
  quantity,
  ...more,
});
const beans = (quantity: string, more = {}) => ({
  ingredient_id: restaurant.ingredient.beans,
  quantity,
  ...more,
});
const counted = (counted_quantity: string) => ({
  ingredient_id: restaurant.ingredient.cola,
  counted_quantity,
});
const sell = (date: string, quantity: string, more = {}) => {
  restaurant.pos.days.set(date, day(sale('cola', quantity)));
  return restaurant.transfer(date, more);
};
const entries = () => restaurant.entries();
const balance = (unit?: string, upTo?: string) => restaurant.balance({ unit, upTo });
const lock = (locked_until: string | null) =>
  setPeriodLock(testContext(t.db, { memberships: { [company_id]: 'owner' } }), { company_id, locked_until });

describe('many lines at once', () => {
  it('are one batch, in any unit of the dimension, cost per that unit', async () => {
    const { data } = await enter('RECEIPT', '2026-03-01', [
      cola('24', { unit_cost: '1.1' }),
      beans('2500', { unit: 'g', unit_cost: '0.018' }),
    ]);
    expect(data).toMatchObject([
      { quantity: '24', unit_cost: '1.1', value: '26.4' },
      { quantity: '2.5', unit_cost: '18', value: '45' },
    ]);
    expect(new Set(data.map((entry) => entry.source.batch_id)).size).toBe(1);
  });

  it('are all or nothing, and the failing line is named', async () => {
    const refused = (lines: Batch['lines'], type: Batch['type'] = 'RECEIPT') =>
      enter(type, '2026-03-01', lines);
    await expect(refused([cola('1'), cola('1', { unit: 'kg' })])).rejects.toMatchObject({
      code: 'unit_mismatch',
      details: { line: 1 },
    });
    const nobody = { ingredient_id: bar, quantity: '1' };
    await expect(refused([cola('1'), beans('1'), nobody])).rejects.toMatchObject({
      code: 'ingredient_not_found',
      details: { line: 2 },
    });
    await expect(refused([cola('1')], 'WASTE')).rejects.toMatchObject({
      issues: [{ path: ['lines', 0, 'reason'] }],
    });
    await expect(enter('ADJUSTMENT', '2026-03-01', [counted('1'), counted('2')])).rejects.toMatchObject({
      issues: [{ path: ['lines', 1, 'ingredient_id'] }],
    });
    await expect(refused([cola('1'), beans('0.000001', { unit: 'g' })])).rejects.toMatchObject({
      code: 'validation_failed',
      details: { line: 1 },
    });
    expect(await entries()).toEqual([]);
  });
});

describe('a correction', () => {
  it('takes back and enters anew, once, also of two at the same time', async () => {
    const [entry] = (await enter('WASTE', '2026-03-02', [cola('5', { reason: 'dropped' })])).data;
    const fix = () =>
      correctLedgerEntry(restaurant.ctx, {
        id: entry?.id ?? '',
        replacement: { quantity: '3' },
        note: 'typo',
      });
    const results = await Promise.allSettled([fix(), fix(), fix()]);
    const done = results.filter((r) => r.status === 'fulfilled');
    expect(done).toHaveLength(1);
    expect(done[0]?.value.data).toMatchObject([
      { quantity: '5', reverses_entry_id: entry?.id, cause: 'correction', note: 'typo' },
      { quantity: '-3', reason: 'dropped', cause: 'correction', date: '2026-03-02' },
    ]);
    for (const r of results.filter((one) => one.status === 'rejected')) {
      expect(r.reason).toMatchObject({ code: 'entry_already_reversed' });
    }
    expect(await balance()).toBe('-3');
  });

  it('of a transfer between units takes back both sides', async () => {
    const lines = [cola('2'), cola('2')];
    const { data } = await enter('TRANSFER', '2026-03-02', lines, { to_storage_unit_id: bar });
    await correctLedgerEntry(restaurant.ctx, { id: data[1]?.id ?? '', replacement: { quantity: '1' } });
    expect([await balance(), await balance(bar)]).toEqual(['-3', '3']);
  });

  it('of a receipt values later usage anew', async () => {
    await enter('RECEIPT', '2026-03-01', [cola('10', { unit_cost: '1' })]);
    const [second] = (await enter('RECEIPT', '2026-03-01', [cola('10', { unit_cost: '3' })])).data;
    await sell('2026-03-02', '1');
    const taken = await correctLedgerEntry(restaurant.ctx, { id: second?.id ?? '' });
    expect(taken.revalued_entries).toBe(1);
    const kept = await correctLedgerEntry(restaurant.ctx, {
      id: (await enter('RECEIPT', '2026-03-01', [cola('10', { unit_cost: '3' })])).data[0]?.id ?? '',
      replacement: { quantity: '30' },
    });
    expect(kept.data).toMatchObject([{ quantity: '-10' }, { quantity: '30', unit_cost: '3' }]);
    expect(kept.revalued_entries).toBe(1);
    const report = await reportUsage(restaurant.ctx, { company_id, from: '2026-03-01', to: '2026-03-16' });
    expect(report).toMatchObject({ theoretical_value: '2.5', data: [{ theoretical_quantity: '1' }] });
  });

  it('of a count: its difference goes, the next count absorbs it, and once only', async () => {
    await enter('RECEIPT', '2026-03-01', [cola('10')]);
    await enter('ADJUSTMENT', '2026-03-02', [counted('8')]);
    await enter('ADJUSTMENT', '2026-03-04', [counted('7')]);
    const counts = (await listCounts(restaurant.ctx, { company_id })).data;
    expect(counts).toMatchObject([
      { counted_quantity: '7', variance_quantity: '-1', previous_quantity: '8', previous_date: '2026-03-02' },
      { counted_quantity: '8', variance_quantity: '-2', received: '10', previous_date: null },
    ]);
    const first = counts[1]?.id ?? '';
    await correctCount(restaurant.ctx, { id: first });
    expect((await listCounts(restaurant.ctx, { company_id })).data).toMatchObject([
      { counted_quantity: '7', variance_quantity: '-3', expected_quantity: '10' },
    ]);
    await expect(correctCount(restaurant.ctx, { id: first })).rejects.toMatchObject({
      code: 'entry_already_reversed',
    });
    const second = (await listCounts(restaurant.ctx, { company_id })).data[0]?.id ?? '';
    await correctCount(restaurant.ctx, { id: second, replacement: { counted_quantity: '9' } });
    expect([await balance(restaurant.unitId, '2026-03-03'), await balance()]).toEqual(['10', '9']);
  });

  it('is refused for sales, reversals, and entries of counts', async () => {
    await sell('2026-03-02', '1');
    await enter('ADJUSTMENT', '2026-03-03', [counted('4')]);
    for (const { id } of await entries()) {
      await expect(correctLedgerEntry(restaurant.ctx, { id })).rejects.toMatchObject({
        code: 'entry_not_correctable',
      });
    }
  });
});

describe('a locked period', () => {
  it('refuses whatever is dated in it, in the services and in the database', async () => {
    await enter('RECEIPT', '2026-03-01', [cola('10', { unit_cost: '2' })]);
    await sell('2026-03-02', '1');
    await lock('2026-03-05');
    const refused = { code: 'period_locked', details: { locked_until: '2026-03-05' } };
    await expect(enter('RECEIPT', '2026-03-05', [cola('1')])).rejects.toMatchObject(refused);
    await expect(enter('ADJUSTMENT', '2026-03-05', [counted('1')])).rejects.toMatchObject(refused);
    const [receipt] = (await entries()).filter((e) => e.type === 'RECEIPT');
    await expect(correctLedgerEntry(restaurant.ctx, { id: receipt?.id ?? '' })).rejects.toMatchObject(
      refused,
    );
    expect(await sell('2026-03-02', '2')).toMatchObject({ success: false, error: { code: 'period_locked' } });
    expect(await sell('2026-03-02', '1')).toMatchObject({ success: true, stats: { entries_written: 0 } });
    const direct = t.db.insert(ledgerEntries).values({
      companyId: company_id,
      type: 'WASTE',
      ingredientId: restaurant.ingredient.cola,
      storageUnitId: restaurant.unitId,
      quantity: '-1',
      unitCost: '0',
      businessDay: '2026-03-05',
      source: 'manual',
      createdBy: 'test',
    });
    await expect(direct).rejects.toMatchObject({ cause: { constraint_name: 'period_locked' } });
    expect(await balance()).toBe('9');
  });

  it('books on the first open day with a reference, and again writes nothing (R24)', async () => {
    await enter('RECEIPT', '2026-03-01', [cola('10', { unit_cost: '2' })]);
    await sell('2026-03-02', '1');
    await lock('2026-03-05');
    const carried = await sell('2026-03-02', '4', { if_locked: 'first_open_day' });
    expect(carried.stats).toMatchObject({ entries_written: 1, entries_reversed: 1, entries_standing: 1 });
    const late = (await entries()).filter((e) => e.businessDay === '2026-03-06');
    expect(late.map((e) => [e.quantity, e.originalDay]).toSorted()).toEqual([
      ['-4.000000', '2026-03-02'],
      ['1.000000', '2026-03-02'],
    ]);
    expect([await balance(restaurant.unitId, '2026-03-05'), await balance()]).toEqual(['9', '6']);
    expect((await sell('2026-03-02', '4')).stats).toMatchObject({ entries_written: 0, entries_reversed: 0 });
    const more = await enter('RECEIPT', '2026-03-03', [cola('10', { unit_cost: '4' })], {
      if_locked: 'first_open_day',
    });
    expect(more).toMatchObject({
      data: [{ date: '2026-03-06', original_date: '2026-03-03' }],
      revalued_entries: 1,
    });
    expect((await sell('2026-03-02', '4')).stats).toMatchObject({ entries_written: 0, entries_reversed: 0 });
    await lock(null);
    expect((await sell('2026-03-02', '4')).stats).toMatchObject({ entries_written: 0, entries_reversed: 0 });
    expect((await sell('2026-03-02', '5')).stats).toMatchObject({ entries_written: 1, entries_reversed: 1 });
    expect(await balance()).toBe('15');
  });

  it('nightly re-reads book late sales on the first open day by themselves', async () => {
    await sell('2026-03-02', '1');
    await lock('2026-03-05');
    restaurant.pos.days.set('2026-03-02', day(sale('cola', '3')));
    const { error } = await transferDay(restaurant.ctx, {
      companyId: company_id,
      locationId: restaurant.locationId,
      businessDay: '2026-03-02',
      trigger: 'automatic',
      forceRefresh: true,
      keepStorageUnit: true,
      ifLocked: 'first_open_day',
    });
    expect(error).toBeNull();
    expect([await balance(restaurant.unitId, '2026-03-05'), await balance()]).toEqual(['-1', '-3']);
  });

  it('is an owner’s, on record, and only of days that are over', async () => {
    await expect(
      setPeriodLock(restaurant.ctx, { company_id, locked_until: '2026-03-05' }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(lock('2026-03-16')).rejects.toMatchObject({ code: 'period_not_over' });
    expect(await lock('2026-03-15')).toMatchObject({ first_open_day: '2026-03-16' });
    await lock('2026-03-10');
    const audit = await t.db.select().from(auditEvents).where(eq(auditEvents.companyId, company_id));
    expect(audit.filter((e) => e.action.startsWith('period')).map((e) => [e.action, e.details])).toEqual([
      ['period.lock', { before: { locked_until: null }, after: { locked_until: '2026-03-15' } }],
      ['period.unlock', { before: { locked_until: '2026-03-15' }, after: { locked_until: '2026-03-10' } }],
    ]);
  });

  it('waits for a write that is on its way into it', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let entered = () => {};
    const isIn = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const writing = t.db.transaction(async (tx) => {
      await tx.insert(ledgerEntries).values({
        companyId: company_id,
        type: 'WASTE',
        ingredientId: restaurant.ingredient.cola,
        storageUnitId: restaurant.unitId,
        quantity: '-1',
        unitCost: '0',
        businessDay: '2026-03-05',
        source: 'manual',
        createdBy: 'test',
      });
      entered();
      await held;
    });
    await isIn;
    let isLocked = false;
    const locking = lock('2026-03-05').then(() => {
      isLocked = true;
    });
    await someoneAwaitsLock(t.db);
    expect(isLocked).toBe(false);
    release();
    await Promise.all([writing, locking]);
    expect(await balance(restaurant.unitId, '2026-03-05')).toBe('-1');
  });
});

describe('what is on hand', () => {
  it('comes with its value and how long it lasts', async () => {
    await enter('RECEIPT', '2026-03-01', [cola('100', { unit_cost: '2' })]);
    await sell('2026-03-10', '20');
    await sell('2026-03-14', '10');
    const { data } = await listStock(restaurant.ctx, { company_id, search: 'cola' });
    // 15 days since the first entry, 30 bottles in them: 2 a day, and 70 are left.
    expect(data).toMatchObject([
      { quantity: '70', unit_cost: '2', value: '140', daily_usage: '2', days_left: 35, last_counted: null },
    ]);
    const units = (await listStockUnits(restaurant.ctx, { company_id })).data;
    expect(units).toMatchObject([
      { storage_unit_name: 'Bar', ingredients: 0, value: '0' },
      { storage_unit_name: 'Cellar', ingredients: 1, negative: 0, value: '140' },
    ]);
    const history = await listHistory(restaurant.ctx, {
      id: restaurant.ingredient.cola,
      from: '2026-03-10',
      to: '2026-03-16',
    });
    expect(history).toMatchObject({
      opening: '100',
      data: [
        { date: '2026-03-10', balance: '80', used: '20' },
        { date: '2026-03-14', balance: '70', used: '10' },
      ],
    });
  });

  it('usage by item names what was sold, corrections included', async () => {
    restaurant.pos.days.set('2026-03-10', day(sale('cola', '2'), sale('steak', '4')));
    const run = () =>
      runTransfer(restaurant.ctx, { id: restaurant.locationId, date: '2026-03-10', force_refresh: true });
    await run();
    restaurant.pos.days.set('2026-03-10', day(sale('cola', '3'), sale('steak', '4')));
    await run();
    const range = { company_id, from: '2026-03-01', to: '2026-03-16' };
    const { data } = await reportUsage(restaurant.ctx, { ...range, group: 'item' });
    expect(data.map((row) => [row.item_name, row.sold_quantity, row.theoretical_quantity])).toEqual([
      ['steak', '4', '1.111111'],
      ['cola', '3', '3'],
    ]);
    await expect(reportUsage(restaurant.ctx, { ...range, to: '2026-02-01' })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });
});
