import { beforeEach, describe, expect, it } from 'vitest';
import { replaceMembershipUnits } from '@/db/queries/membership-units';
import { insertMembership, insertUser } from '@/db/queries/people';
import { suiteDatabase } from '@/testing/database/suite-database';
import { testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import type { ServiceContext } from '../context';
import { listIngredients } from '../ingredient/list-ingredients';
import { updateIngredient } from '../ingredient/update-ingredient';
import { createLedgerBatch } from '../ledger/create-ledger-batch';
import { listBalances } from '../ledger/list-balances';
import { listCountSheets } from '../stock/list-count-sheets';
import { listCounts } from '../stock/list-counts';
import { listStock } from '../stock/list-stock';
import { listStockUnits } from '../stock/list-stock-units';
import { reviewCount } from '../stock/review-count';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { listStorageUnits } from '../storage-unit/list-storage-units';
import { changeMember } from './change-member';
import { createApiKey } from './create-api-key';
import { listMembers } from './list-members';

const database = suiteDatabase();
let world: TestRestaurant;
let owner: ServiceContext;
let keeper: ServiceContext;
let mine: string;
let theirs: string;
let company_id: string;
let keeperId: string;
beforeEach(async () => {
  world = await testRestaurant(database.db);
  company_id = world.companyId;
  const actor = { ...world.ctx.actor, memberships: new Map([[company_id, 'owner']]) };
  owner = { ...world.ctx, actor };
  mine = world.unitId;
  theirs = (await createStorageUnit(owner, { company_id, name: 'Cellar of others' })).id;
  const user = await insertUser(database.db, {
    email: `k${Date.now()}${Math.random()}@test.example`,
    passwordHash: 'x',
  });
  keeperId = user.id;
  const boss = await insertUser(database.db, { email: `b-${user.email}`, passwordHash: 'x' });
  await insertMembership(database.db, { companyId: company_id, userId: boss.id, role: 'owner' });
  await insertMembership(database.db, { companyId: company_id, userId: user.id, role: 'stock_keeper' });
  await replaceMembershipUnits(database.db, { companyId: company_id, userId: user.id }, [mine]);
  const ctx = testContext(database.db, { memberships: { [company_id]: 'stock_keeper' }, userId: user.id });
  keeper = {
    ...ctx,
    clock: owner.clock,
    actor: { ...ctx.actor, units: new Map([[company_id, [mine]]]) } as never,
  };
  for (const storage_unit_id of [mine, theirs])
    await createLedgerBatch(owner, batch('RECEIPT', storage_unit_id));
});

const batch = (type: 'RECEIPT' | 'WASTE' | 'ADJUSTMENT' | 'TRANSFER', storage_unit_id: string) => ({
  ...{ company_id, type, storage_unit_id, date: '2026-03-01' },
  ...(type === 'TRANSFER' && { to_storage_unit_id: storage_unit_id === mine ? theirs : mine }),
  lines: [
    type === 'ADJUSTMENT'
      ? { ingredient_id: world.ingredient.cola, counted_quantity: '3' }
      : {
          ingredient_id: world.ingredient.cola,
          quantity: '5',
          ...(type === 'RECEIPT' && { unit_cost: '2' }),
          ...(type === 'WASTE' && { reason: 'spoiled' as const }),
        },
  ],
});

describe('a stock keeper (R53)', () => {
  it.each(['RECEIPT', 'WASTE', 'ADJUSTMENT'] as const)(
    'enters %s in an own storage unit alone',
    async (type) => {
      expect((await createLedgerBatch(keeper, batch(type, mine))).data).toHaveLength(1);
      await expect(createLedgerBatch(keeper, batch(type, theirs))).rejects.toMatchObject({
        code: 'forbidden',
      });
    },
  );

  it('moves nothing, in neither direction', async () => {
    for (const unit of [mine, theirs])
      await expect(createLedgerBatch(keeper, batch('TRANSFER', unit))).rejects.toMatchObject({
        code: 'forbidden',
      });
  });

  it('sees what the own units hold, and nothing of the others, however asked', async () => {
    expect((await listStorageUnits(keeper, { company_id })).data.map(({ id }) => id)).toEqual([mine]);
    expect((await listStockUnits(keeper, { company_id })).data.map((one) => one.storage_unit_id)).toEqual([
      mine,
    ]);
    const lists = [listStock, listBalances, listCounts, listCountSheets] as const;
    for (const list of lists) {
      const { data } = await list(keeper, { company_id, storage_unit_id: mine });
      expect(data.every((row) => row.storage_unit_id === mine)).toBe(true);
      await expect(list(keeper, { company_id, storage_unit_id: theirs })).rejects.toMatchObject({
        code: 'forbidden',
      });
      await expect(list(keeper, { company_id })).rejects.toMatchObject({ code: 'storage_unit_required' });
    }
    await createLedgerBatch(keeper, batch('ADJUSTMENT', mine));
    const counted = await createLedgerBatch(owner, batch('ADJUSTMENT', theirs));
    expect((await listCounts(keeper, { company_id, batch_id: counted.batch_id })).data).toEqual([]);
    const [sheet] = (await listCountSheets(keeper, { company_id, storage_unit_id: mine })).data;
    const own = await listCounts(keeper, { company_id, batch_id: sheet?.batch_id });
    expect(own.data).toHaveLength(1);
    const review = {
      company_id,
      date: '2026-03-02',
      lines: [{ ingredient_id: world.ingredient.cola, counted_quantity: '90' }],
    };
    expect((await reviewCount(keeper, { ...review, storage_unit_id: mine })).data).toHaveLength(1);
    await expect(reviewCount(keeper, { ...review, storage_unit_id: theirs })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('chooses among ingredients and is not told what they cost, nor what the company should have', async () => {
    await updateIngredient(owner, {
      id: world.ingredient.cola,
      standard_cost: '7.5',
      minimum_quantity: '1000',
    });
    const watched = (rows: { minimum_quantity: string | null; is_below_minimum: boolean }[]) =>
      rows.some((row) => row.minimum_quantity !== null || row.is_below_minimum);
    expect(watched((await listIngredients(owner, { company_id })).data)).toBe(true);
    expect(watched((await listIngredients(keeper, { company_id })).data)).toBe(false);
    await expect(listIngredients(keeper, { company_id, below_minimum: true })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const held = await listStock(keeper, { company_id, storage_unit_id: mine });
    expect(held.data.map((row) => row.is_below_minimum)).not.toContain(true);
    const costs = (rows: { standard_cost: string | null }[]) =>
      rows.some((row) => row.standard_cost !== null);
    expect(costs((await listIngredients(owner, { company_id })).data)).toBe(true);
    expect(costs((await listIngredients(keeper, { company_id })).data)).toBe(false);
  });

  it('has at least one storage unit of the company, and those go with another role', async () => {
    const change = (role: 'stock_keeper' | 'viewer', storage_unit_ids: string[]) =>
      changeMember(owner, { company_id, user_id: keeperId, role, storage_unit_ids });
    const foreign = (await testRestaurant(database.db)).unitId;
    await expect(change('stock_keeper', [])).rejects.toMatchObject({ code: 'storage_unit_required' });
    await expect(change('stock_keeper', [mine, foreign])).rejects.toMatchObject({
      code: 'storage_unit_not_found',
    });
    expect(await change('stock_keeper', [mine, theirs])).toMatchObject({ role: 'stock_keeper' });
    const units = async () =>
      (await listMembers(owner, { company_id })).data.find((one) => one.user_id === keeperId)
        ?.storage_unit_ids;
    expect((await units())?.toSorted()).toEqual([mine, theirs].toSorted());
    await change('viewer', [mine]);
    expect(await units()).toEqual([]);
  });

  it('makes no key, and no key is a stock keeper', async () => {
    await expect(
      createApiKey(owner, { company_id, name: 'k', role: 'stock_keeper' as 'viewer' }),
    ).rejects.toThrow();
    await expect(createApiKey(keeper, { company_id, name: 'k', role: 'viewer' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
