import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { closeInterruptedLogs } from '@/db/queries/transfers';
import { ledgerEntries } from '@/db/schema/ledger';
import { lightspeedLocations } from '@/db/schema/lightspeed';
import { saleLines, salesSnapshots } from '@/db/schema/sales';
import { transferLogs } from '@/db/schema/transfers';
import { DomainError } from '@/lib/core/domain-error';
import type { PosSaleLine, PosSalesDay } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, FakePos, sale } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { saveMapping } from '../item/save-mapping';
import { runTransfer } from './run-transfer';

const DAY = '2026-03-14';
const database = suiteDatabase();

/** Hand-made days stand in for Lightspeed, so that a test says exactly what was sold. */
let answer: PosSalesDay | Error;
const pos = new FakePos({ everyDay: () => answer });

let restaurant: TestRestaurant;
beforeEach(async () => {
  restaurant = await testRestaurant(database.db, pos);
});

const transfer = (more: { date?: unknown; force_refresh?: boolean } = {}) =>
  runTransfer(restaurant.ctx, { id: restaurant.locationId, date: DAY, force_refresh: true, ...more });
const entries = () => restaurant.entries();
async function balances(): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const entry of await entries()) {
    const name =
      Object.entries(restaurant.ingredient).find(([, id]) => id === entry.ingredientId)?.[0] ?? '?';
    sums[name] = Number(((sums[name] ?? 0) + Number(entry.quantity)).toFixed(6));
  }
  return sums;
}

describe('a day becomes ledger entries', () => {
  it('with the acceptance values (R20), as ISSUE in the location’s unit on the business day (R22)', async () => {
    answer = day(sale('cola', '3.000'), sale('espresso', '5.000'), sale('steak', '1.000'));
    const result = await transfer();
    expect(result).toMatchObject({ success: true, no_data: false, error: null });
    expect(await balances()).toEqual({ cola: -3, beans: -0.045, beef: -0.277778 });
    const written = await entries();
    expect(new Set(written.map((e) => [e.type, e.storageUnitId, e.businessDay].join()))).toEqual(
      new Set([['ISSUE', restaurant.unitId, DAY].join()]),
    );
    expect(result.ledger_ids.toSorted()).toEqual(written.map((e) => e.id).toSorted());
  });

  it('and accounts for every line (R26)', async () => {
    answer = day(
      sale('cola', '1'),
      sale('new', '2'),
      sale(null, '1'),
      sale('cola', 'x', { quantity: null, problem: 'quantity_not_a_number' }),
      sale('cola', '1', { accountType: 'FLOAT' }),
    );
    const { stats, unmapped_items, failed_lines } = await transfer();
    expect(stats).toMatchObject({
      lines: 5,
      deducted_lines: 1,
      unmapped_lines: 2,
      failed_lines: 1,
      no_goods_lines: 1,
      adds_up: true,
      net_value: '22.5',
    });
    expect(unmapped_items.map((item) => item.reason).toSorted()).toEqual(['no_mapping', 'no_sku']);
    expect(failed_lines.map((line) => line.reason)).toEqual(['quantity_not_a_number']);
  });

  it('and says of a day that does not add up to what Lightspeed reported by how much', async () => {
    const sold = day(sale('cola', '1'), sale('new', '2'));
    if (sold.kind !== 'sales') throw new Error('no sales');
    const reported = { lines: 3, quantity: '4', netValue: '13.49' };
    answer = { ...sold, reported: () => reported };
    const { stats } = await transfer();
    expect(stats).toMatchObject({
      adds_up: false,
      lines: 2,
      reported_lines: 3,
      quantity: '3',
      reported_quantity: '4',
      net_value: '9',
      reported_net_value: '13.49',
    });
    answer = new Error('must not be fetched');
    expect((await transfer({ force_refresh: false })).stats).toEqual({ ...stats, entries_written: 0 });
  });

  it('values usage at the weighted average of earlier receipts (R23)', async () => {
    const receipt = {
      companyId: restaurant.companyId,
      type: 'RECEIPT' as const,
      ingredientId: restaurant.ingredient.cola,
      storageUnitId: restaurant.unitId,
      source: 'manual' as const,
      createdBy: 'test',
    };
    await database.db.insert(ledgerEntries).values([
      { ...receipt, quantity: '10', unitCost: '1.2', businessDay: '2026-03-01' },
      { ...receipt, quantity: '30', unitCost: '1.0', businessDay: '2026-03-14' },
      { ...receipt, quantity: '99', unitCost: '9.0', businessDay: '2026-03-15' },
    ]);
    answer = day(sale('cola', '2'));
    await transfer();
    const issue = (await entries()).find((entry) => entry.type === 'ISSUE');
    expect([issue?.unitCost, issue?.value]).toEqual(['1.050000', '-2.100000000000']);
  });
});

describe('again (R24)', () => {
  it('writes nothing when nothing changed, also in parallel', async () => {
    answer = day(sale('cola', '3'), sale('steak', '2'));
    const first = await transfer();
    const again = await Promise.all(Array.from({ length: 6 }, () => transfer()));
    for (const result of again) {
      expect(result.stats).toMatchObject({ entries_written: 0, entries_reversed: 0, entries_standing: 2 });
      expect(result.ledger_ids.toSorted()).toEqual(first.ledger_ids.toSorted());
    }
    expect(await entries()).toHaveLength(2);
    const snapshots = await database.db
      .select()
      .from(salesSnapshots)
      .where(eq(salesSnapshots.companyId, restaurant.companyId));
    expect(snapshots).toHaveLength(1);
  });

  it('a first run by six at once writes each entry once', async () => {
    answer = day(sale('cola', '3'), sale('steak', '2'));
    await Promise.all(Array.from({ length: 6 }, () => transfer()));
    expect(await entries()).toHaveLength(2);
  });

  it('a changed mapping changes only its item’s entries', async () => {
    answer = day(sale('cola', '3'), sale('espresso', '5'));
    await transfer();
    await saveMapping(restaurant.ctx, {
      id: restaurant.item.espresso,
      mapped_object_type: 'ingredient',
      mapped_object_id: restaurant.ingredient.beans,
      quantity: '0.01',
      is_subtraction: false,
    });
    const { stats } = await transfer();
    expect(stats).toMatchObject({ entries_written: 1, entries_reversed: 1, entries_standing: 2 });
    expect(await balances()).toEqual({ cola: -3, beans: -0.05 });
  });

  it('a late sale posts only the difference, and no sales at all take the day back (R28)', async () => {
    const early = sale('cola', '3');
    answer = day(early);
    await transfer();
    answer = day(early, sale('cola', '1'));
    await transfer();
    expect(await balances()).toEqual({ cola: -4 });
    answer = day();
    expect(await transfer()).toMatchObject({ success: true, no_data: true, ledger_ids: [] });
    expect(await balances()).toEqual({ cola: 0 });
    answer = day(early);
    await transfer();
    expect(await balances()).toEqual({ cola: -3 });
  });

  it('the same sales in another order are the same day, and entries still name their lines (R25)', async () => {
    const content = (...lines: ReturnType<typeof sale>[]) =>
      day(...lines.map((line, index) => ({ ...line, seq: index })));
    const [unmapped, cola] = [sale('new', '1'), sale('cola', '3')];
    answer = content(unmapped, cola);
    await transfer();
    answer = content(cola, unmapped);
    await saveMapping(restaurant.ctx, {
      id: restaurant.item.cola,
      mapped_object_type: 'ingredient',
      mapped_object_id: restaurant.ingredient.cola,
      quantity: '2',
      is_subtraction: false,
    });
    const { ledger_ids } = await transfer();
    const standing = (await entries()).find((entry) => entry.id === ledger_ids[0]);
    const kept = await database.db
      .select()
      .from(saleLines)
      .where(eq(saleLines.snapshotId, standing?.snapshotId ?? ''));
    expect(kept).toHaveLength(2);
    expect(standing?.sourceLines?.map((seq) => kept.find((line) => line.seq === seq)?.sku)).toEqual(['cola']);
  });

  it('a run recovery gave up ends well after all', async () => {
    answer = day(sale('cola', '3'));
    const sold = answer;
    const slow = new FakePos({ everyDay: () => giveUp().then(() => sold) });
    const giveUp = async () => {
      await closeInterruptedLogs(database.db, new Date('2026-03-16T12:00:01Z'), new Date());
      const logs = await database.db
        .select()
        .from(transferLogs)
        .where(eq(transferLogs.companyId, restaurant.companyId));
      expect(logs.map((log) => log.errorCode)).toEqual(['transfer_interrupted']);
    };
    const input = { id: restaurant.locationId, date: DAY, force_refresh: true };
    const result = await runTransfer({ ...restaurant.ctx, pos: slow }, input);
    const [log] = await database.db.select().from(transferLogs).where(eq(transferLogs.id, result.log_id));
    expect(log).toMatchObject({ success: true, errorCode: null });
  });

  it('uses kept sales when asked not to fetch (R27)', async () => {
    answer = day(sale('cola', '3'));
    await transfer();
    answer = new Error('must not be fetched');
    expect(await transfer({ force_refresh: false })).toMatchObject({ success: true });
  });

  it('a second standing entry is refused by the database, past every lock of ours', async () => {
    answer = day(sale('cola', '3'));
    await transfer();
    const [entry] = await entries();
    if (!entry) throw new Error('no entry');
    const {
      seq: _seq,
      value: _value,
      isReversal: _is,
      priorRevision: _p,
      priorIsReversal: _pr,
      ...copy
    } = entry;
    const insert = (change: Partial<typeof copy>) =>
      database.db.insert(ledgerEntries).values({ ...copy, id: v7(), ...change });
    await expect(insert({})).rejects.toMatchObject({ cause: { constraint_name: 'ledger_entries_pos_key' } });
    await expect(insert({ revision: 2 })).rejects.toMatchObject({
      cause: { constraint_name: 'ledger_entries_revision_fk' },
    });
    await expect(insert({ reversesEntryId: entry.id, quantity: '1' })).rejects.toMatchObject({
      cause: { code: '23514' },
    });
  });

  it('entries cannot be changed or removed (R22)', async () => {
    answer = day(sale('cola', '3'));
    await transfer();
    const mine = and(eq(ledgerEntries.companyId, restaurant.companyId));
    await expect(database.db.update(ledgerEntries).set({ note: 'x' }).where(mine)).rejects.toThrow();
    await expect(database.db.delete(ledgerEntries).where(mine)).rejects.toThrow();
    await expect(database.db.execute('truncate ledger_entries')).rejects.toThrow();
    expect(await entries()).toHaveLength(1);
  });
});

describe('accounts over the edge of a day (R15)', () => {
  const NEXT = '2026-03-15';
  const bill = { accountId: 'A1.5', lineId: 'S1.5', timeClosed: '2026-03-14T23:00:00.000Z' };
  const bought = sale('cola', '3', bill);
  const cancelled = sale('cola', '3', { ...bill, accountCancelled: true });
  const twin = sale('cola', '-3', { accountId: 'A1.9', accountType: 'CANCEL', previousAccountId: 'A1.5' });
  const run = async (date: string, ...lines: PosSaleLine[]) => {
    answer = day(...lines);
    return transfer({ date });
  };
  const standing = async () => {
    const all = await entries();
    const reversed = new Set(all.map((entry) => entry.reversesEntryId));
    return Object.fromEntries(
      all
        .filter((entry) => entry.reversesEntryId === null && !reversed.has(entry.id))
        .map((entry) => [entry.businessDay, Number(entry.quantity)]),
    );
  };

  it('the later twin of a bill cancelled on its own day adds nothing back', async () => {
    await run(DAY, cancelled);
    const result = await run(NEXT, twin, sale('cola', '1'));
    expect(result.stats).toMatchObject({ no_goods_lines: 1, deducted_lines: 1, adds_up: true });
    expect(await standing()).toEqual({ [NEXT]: -1 });
  });

  it('in whatever order the days are read, also when the mark comes late', async () => {
    await run(NEXT, twin);
    expect(await standing()).toEqual({ [NEXT]: 3 });
    await run(DAY, bought);
    expect(await standing()).toEqual({ [DAY]: -3, [NEXT]: 3 });
    await run(DAY, cancelled);
    expect(await standing()).toEqual({});
    // And back again: the mark was a mistake of the till.
    await run(DAY, bought);
    expect(await standing()).toEqual({ [DAY]: -3, [NEXT]: 3 });
  });

  it('a bill delivered with two days counts on the first, whichever is read first', async () => {
    await run(NEXT, bought);
    expect(await standing()).toEqual({ [NEXT]: -3 });
    await run(DAY, bought);
    expect(await standing()).toEqual({ [DAY]: -3 });
    const count = (await entries()).length;
    const again = await run(NEXT, bought);
    expect(again.stats).toMatchObject({ lines: 1, no_goods_lines: 1, entries_written: 0 });
    expect(await entries()).toHaveLength(count);
    // A re-used device's bill of the same number is another bill.
    const other = await run('2026-03-16', { ...bought, timeClosed: '2026-03-16T20:00:00.000Z' });
    expect(other.stats).toMatchObject({ deducted_lines: 1 });
    await run('2026-03-16');
    // The first day loses it: then it counts where it still is.
    await run(DAY);
    expect(await standing()).toEqual({ [NEXT]: -3 });
  });
});

describe('refused or failed', () => {
  it.each([
    [undefined, 'date_required'],
    ['31.02.2026', 'invalid_date_format'],
    ['2026-03-17', 'invalid_date_format'],
  ])('date %s answers %s (R27)', async (date, code) => {
    await expect(transfer({ date })).rejects.toMatchObject({ code });
  });

  it('needs a storage unit, then activation', async () => {
    const update = (change: Partial<typeof lightspeedLocations.$inferInsert>) =>
      database.db
        .update(lightspeedLocations)
        .set(change)
        .where(eq(lightspeedLocations.id, restaurant.locationId));
    await update({ isActivated: false });
    await expect(transfer()).rejects.toMatchObject({ code: 'location_not_activated' });
    await update({ storageUnitId: null });
    await expect(transfer()).rejects.toMatchObject({ code: 'storage_unit_required' });
  });

  it('another company’s location is not found, a viewer is refused (R2, R3)', async () => {
    const stranger = testContext(database.db, { memberships: { [v7()]: 'owner' }, pos });
    const viewer = testContext(database.db, { memberships: { [restaurant.companyId]: 'viewer' }, pos });
    const input = { id: restaurant.locationId, date: DAY, force_refresh: true };
    await expect(runTransfer(stranger, input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(runTransfer(viewer, input)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('a failed run leaves a log with its code and the day as it was (R28)', async () => {
    answer = day(sale('cola', '3'));
    const { ledger_ids: standing } = await transfer();
    answer = new DomainError('lightspeed_api_error', 'answered 503', { status: 503 });
    const result = await transfer();
    expect(result).toMatchObject({ success: false, error: { code: 'lightspeed_api_error' } });
    // The entries that stand for the day afterwards are those that stood before (R24).
    expect(standing).toHaveLength(1);
    expect(result.ledger_ids).toEqual(standing);
    const [log] = await database.db.select().from(transferLogs).where(eq(transferLogs.id, result.log_id));
    expect(log).toMatchObject({ success: false, errorCode: 'lightspeed_api_error' });
    expect(log?.finishedAt).not.toBeNull();
    expect(await balances()).toEqual({ cola: -3 });
  });

  it('an unforeseen failure shows no text of its own (R34)', async () => {
    answer = new Error('secret internals');
    const result = await transfer();
    expect(result.error?.code).toBe('internal_error');
    expect(JSON.stringify(result)).not.toContain('secret internals');
  });

  it('a day before the location opened has no data (R29)', async () => {
    answer = { kind: 'before_first_day', earliest: '2026-03-15T16:18:38+01:00' };
    expect(await transfer()).toMatchObject({ success: true, no_data: true });
  });
});
