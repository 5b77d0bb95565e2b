import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { suiteDatabase } from '@/testing/database/suite-database';
import { testCompany } from '@/testing/fixtures/test-company';
import { createIngredient } from '../ingredient/create-ingredient';
import { archiveStorageUnit } from '../storage-unit/archive-storage-unit';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { createLedgerEntries } from './create-ledger-entries';
import { listBalances } from './list-balances';
import { listLedgerEntries } from './list-ledger-entries';

const t = suiteDatabase();
let own: Awaited<ReturnType<typeof testCompany>>;
let stock: { company_id: string; ingredient_id: string; storage_unit_id: string };
let cellar: string;
beforeEach(async () => {
  own = await testCompany(t.db);
  const company_id = own.companyId;
  const unit = async (name: string) => (await createStorageUnit(own.ctx, { company_id, name })).id;
  const flour = await createIngredient(own.ctx, { company_id, name: 'Flour', base_unit: 'kg' });
  stock = { company_id, ingredient_id: flour.id, storage_unit_id: await unit('Kitchen') };
  cellar = await unit('Cellar');
});

const receipt = (date: string, quantity: string, unit_cost: string) =>
  createLedgerEntries(own.ctx, { ...stock, type: 'RECEIPT', date, quantity, unit_cost });
const count = (date: string, counted_quantity: string) =>
  createLedgerEntries(own.ctx, { ...stock, type: 'ADJUSTMENT', date, counted_quantity });

describe('entries by hand (R22)', () => {
  it('costs use at the weighted average of receipts dated not after the day (R23)', async () => {
    await receipt('2026-03-01', '10', '2');
    await receipt('2026-03-05', '30', '4');
    const waste = (date: string) =>
      createLedgerEntries(own.ctx, { ...stock, type: 'WASTE', date, quantity: '1.5' });
    expect((await waste('2026-03-04')).data).toMatchObject([
      { quantity: '-1.5', unit_cost: '2', value: '-3' },
    ]);
    expect((await waste('2026-03-05')).data).toMatchObject([{ unit_cost: '3.5', value: '-5.25' }]);
    expect((await waste('2026-02-01')).data).toMatchObject([{ unit_cost: '2', value: '-3' }]);
  });

  it('a count writes the difference to the ledger of its date, and nothing when they agree', async () => {
    await receipt('2026-03-01', '10', '2');
    await receipt('2026-03-09', '5', '2');
    expect((await count('2026-03-02', '9.25')).data).toMatchObject([
      { type: 'ADJUSTMENT', quantity: '-0.75' },
    ]);
    expect((await count('2026-03-02', '9.25')).data).toEqual([]);
    const many = await Promise.all(Array.from({ length: 4 }, () => count('2026-03-09', '20')));
    expect(many.flatMap((page) => page.data)).toMatchObject([{ quantity: '5.75' }]);
  });

  it('moves between units as two entries of one batch, and sums stay', async () => {
    await receipt('2026-03-01', '10', '2');
    const move = { ...stock, type: 'TRANSFER' as const, date: '2026-03-02', quantity: '4' };
    const { data } = await createLedgerEntries(own.ctx, { ...move, to_storage_unit_id: cellar });
    expect(data).toMatchObject([
      { type: 'TRANSFER_OUT', quantity: '-4', value: '-8' },
      { type: 'TRANSFER_IN', quantity: '4', storage_unit_id: cellar, value: '8' },
    ]);
    expect(data[0]?.source.batch_id).toBe(data[1]?.source.batch_id);
    const balances = await listBalances(own.ctx, { company_id: own.companyId });
    expect(
      Object.fromEntries(balances.data.map((b) => [b.storage_unit_name, [b.quantity, b.value]])),
    ).toEqual({
      Kitchen: ['6', '12'],
      Cellar: ['4', '8'],
    });
    const before = await listBalances(own.ctx, { company_id: own.companyId, as_of: '2026-03-01' });
    expect(before.data).toMatchObject([{ storage_unit_name: 'Kitchen', quantity: '10', unit_cost: '2' }]);
    await expect(
      createLedgerEntries(own.ctx, { ...move, to_storage_unit_id: stock.storage_unit_id }),
    ).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('lists the newest day first, page by page, and filters', async () => {
    const days = ['2026-03-03', '2026-03-01', '2026-03-02', '2026-03-02'];
    for (const day of days) await receipt(day, '1', '1');
    const dates: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listLedgerEntries(own.ctx, { company_id: own.companyId, limit: 1, cursor });
      dates.push(...page.data.map((entry) => entry.date));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(dates).toEqual([...days].sort().reverse());
    const some = { company_id: own.companyId, from: '2026-03-02', to: '2026-03-02' };
    expect((await listLedgerEntries(own.ctx, some)).data).toHaveLength(2);
  });

  it('hides what was taken back, with its reversal, unless asked', async () => {
    const [entry] = (await receipt('2026-03-01', '3', '1')).data;
    await t.db.execute(sql`
      insert into ledger_entries (id, company_id, type, ingredient_id, storage_unit_id, quantity, unit_cost, business_day, source, created_by, reverses_entry_id)
      select gen_random_uuid(), company_id, type, ingredient_id, storage_unit_id, -quantity, unit_cost, business_day, source, 'test', id
      from ledger_entries where id = ${entry?.id}`);
    const company_id = own.companyId;
    expect((await listLedgerEntries(own.ctx, { company_id })).data).toEqual([]);
    const all = (await listLedgerEntries(own.ctx, { company_id, include_reversed: true })).data;
    expect(all.map((e) => [e.quantity, e.reverses_entry_id, e.reversed_by_entry_id])).toEqual([
      ['-3', entry?.id, null],
      ['3', null, all[0]?.id],
    ]);
  });

  it('refuses the unit or ingredient of another company, an archived unit, and a viewer', async () => {
    const other = await testCompany(t.db);
    const company_id = other.companyId;
    const theirs = (await createStorageUnit(other.ctx, { company_id, name: 'Theirs' })).id;
    const flour = await createIngredient(other.ctx, { company_id, name: 'Flour', base_unit: 'kg' });
    const values = { ...stock, type: 'RECEIPT' as const, date: '2026-03-01', quantity: '1' };
    const enter = (change: object) => createLedgerEntries(own.ctx, { ...values, ...change });
    await expect(enter({ storage_unit_id: theirs })).rejects.toMatchObject({
      code: 'storage_unit_not_found',
    });
    await expect(enter({ ingredient_id: flour.id })).rejects.toMatchObject({ code: 'ingredient_not_found' });
    await expect(enter({ company_id })).rejects.toMatchObject({ code: 'unauthorized_company_access' });
    await archiveStorageUnit(own.ctx, { id: cellar });
    await expect(enter({ storage_unit_id: cellar })).rejects.toMatchObject({
      code: 'storage_unit_not_found',
    });
    await expect(createLedgerEntries(own.as('viewer'), values)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
