import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { recomputeEntry } from '@/lib/core/recompute-entry';
import type { PosSaleLine } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { createIngredient } from '../ingredient/create-ingredient';
import { saveMapping } from '../item/save-mapping';
import { getExplanation } from '../ledger/get-explanation';
import { listLedgerEntries } from '../ledger/list-ledger-entries';
import { applyChange } from '../ledger-change/apply-change';
import { previewChange } from '../ledger-change/preview-change';
import { saveOrPreviewChange } from '../ledger-change/save-or-preview-change';
import { AS_BOOKED, transferDay } from '../transfer/transfer-day';
import { listPackaging } from './list-packaging';
import { savePackaging } from './save-packaging';

const DAY = '2026-03-10';
const database = suiteDatabase();
let world: TestRestaurant;
let box: string;
let bag: string;
const company = () => ({ company_id: world.companyId });
const make = async (name: string, base_unit = 'piece' as const) =>
  (await createIngredient(world.ctx, { ...company(), name, base_unit, is_active: true })).id;
const away = (sku: string, quantity: string, more: Partial<PosSaleLine> = {}) =>
  sale(sku, quantity, { dineIn: false, ...more });
const standing = async (date = DAY) =>
  (await world.standing())
    .filter((entry) => entry.forDay === date && entry.purpose === 'packaging')
    .map(({ itemId, ingredientId, quantity }) => {
      const what = ingredientId === box ? 'box' : 'bag';
      return `${itemId === world.item.cola ? 'cola' : (itemId ?? 'bills')}: ${Number(quantity)} ${what}`;
    })
    .sort();

beforeEach(async () => {
  world = await testRestaurant(database.db);
  [box, bag] = [await make('Box'), await make('Bag')];
});
const forCola = (
  rules: { ingredient_id: string; quantity?: string }[] | null,
  effective_from: string | null = null,
) => ({
  kind: 'packaging' as const,
  item_id: world.item.cola,
  rules,
  effective_from,
});
const forBill = () => ({ kind: 'packaging' as const, rules: [{ ingredient_id: bag }] });

describe('packaging (R40)', () => {
  it('is booked beside what is sold, for items and bills, and says why', async () => {
    await savePackaging(world.ctx, {
      ...company(),
      item_id: world.item.cola,
      rules: [{ ingredient_id: box, quantity: '2' }],
    });
    await savePackaging(world.ctx, { ...company(), rules: [{ ingredient_id: bag }] });
    await world.sell(
      DAY,
      away('cola', '3'),
      sale('cola', '5', { accountId: 'A2' }),
      away('new', '1', { accountId: 'A3' }),
    );
    expect(await standing()).toEqual(['bills: -2 bag', 'cola: -6 box']);
    const { data } = await listLedgerEntries(world.ctx, { ...company(), from: DAY, to: DAY });
    const packed = data.filter(({ source }) => source.packaging_rule_id !== null);
    expect(packed).toHaveLength(2);
    for (const { id } of packed) {
      const { entry, sale: why } = await getExplanation(world.ctx, { id });
      if (!why) throw new Error('packaging has an explanation');
      expect(why.packaging?.said_for).toBe(why.item ? 'item' : 'bill');
      expect(recomputeEntry(why)).toMatchObject({ quantity: entry.quantity, value: entry.value });
    }
    await world.transfer(DAY);
    expect(await standing()).toEqual(['bills: -2 bag', 'cola: -6 box']);
    await world.sell(DAY, sale('cola', '1'));
    expect(await standing()).toEqual([]);
  });

  it('of one key at most one entry stands, by constraint, also of bills (R24)', async () => {
    await savePackaging(world.ctx, { ...company(), rules: [{ ingredient_id: bag }] });
    await world.sell(DAY, away('cola', '3'));
    const [entry] = (await world.standing()).filter(({ itemId }) => itemId === null);
    const again = database.db.execute(sql`
      insert into ledger_entries (id, company_id, type, ingredient_id, storage_unit_id, quantity, unit_cost, business_day, source, created_by,
        location_id, transfer_log_id, snapshot_id, packaging_rule_id, purpose, source_lines, sold_quantity, usage_per_item, revision)
      select gen_random_uuid(), company_id, type, ingredient_id, storage_unit_id, -9, unit_cost, business_day, source, created_by,
        location_id, transfer_log_id, snapshot_id, packaging_rule_id, purpose, source_lines, sold_quantity, '-9/1', 1
      from ledger_entries where id = ${entry?.id}`);
    await expect(again).rejects.toMatchObject({ cause: { constraint_name: 'ledger_entries_pos_key' } });
  });

  it('changes booked days as its preview shows, and nothing else of them', async () => {
    await world.sell(DAY, away('cola', '3'));
    await world.sell('2026-03-11', sale('cola', '3', { dineIn: true }));
    await saveMapping(world.ctx, {
      id: world.item.cola,
      mapped_object_type: 'ingredient',
      mapped_object_id: world.ingredient.cola,
      quantity: '7',
    });
    const before = await world.balance();
    const asked = { ...company(), change: forCola([{ ingredient_id: box }]) };
    const preview = await previewChange(world.ctx, asked);
    expect(preview).toMatchObject({
      days_changed: 1,
      entries_posted: 1,
      ingredients: [{ quantity_change: '-3' }],
    });
    expect(await standing()).toEqual([]);
    await applyChange(world.ctx, { ...asked, token: preview.token });
    expect(await standing()).toEqual(['cola: -3 box']);
    expect(await world.balance()).toBe(before);
    expect(await saveOrPreviewChange(world.ctx, asked)).toEqual({ saved: true });
    const bills = { ...company(), change: forBill() };
    await applyChange(world.ctx, { ...bills, token: (await previewChange(world.ctx, bills)).token });
    expect(await standing()).toEqual(['bills: -1 bag', 'cola: -3 box']);
    const none = { ...company(), change: forCola(null) };
    await applyChange(world.ctx, { ...none, token: (await previewChange(world.ctx, none)).token });
    expect(await standing()).toEqual(['bills: -1 bag']);
  });

  it('reaches booked days when a person says so, never by night (R32)', async () => {
    await world.sell(DAY, away('cola', '3'));
    await savePackaging(world.ctx, {
      ...company(),
      item_id: world.item.cola,
      rules: [{ ingredient_id: box }],
    });
    world.pos.days.set(DAY, day(away('cola', '4')));
    const night = { companyId: world.companyId, locationId: world.locationId, businessDay: DAY };
    await transferDay(world.asJob(), { ...night, trigger: 'automatic', forceRefresh: true, ...AS_BOOKED });
    expect(await standing()).toEqual([]);
    // Nor with another change.
    await world.transfer(DAY);
    expect(await standing()).toEqual(['cola: -4 box']);
  });

  it('answers kept before it was read what left the house are read again first', async () => {
    await world.sell(DAY, away('cola', '3'));
    await database.owner.execute(sql`alter table sale_lines disable trigger user`);
    await database.owner.execute(
      sql`update sale_lines set dine_in = null where company_id = ${world.companyId}`,
    );
    await database.owner.execute(sql`alter table sale_lines enable trigger user`);
    const asked = { ...company(), change: forCola([{ ingredient_id: box }]) };
    expect(await previewChange(world.ctx, asked)).toMatchObject({ days_changed: 1, entries_posted: 1 });
  });

  it('is listed with the groups that were sold both ways and have none', async () => {
    await database.db.execute(
      sql`update lightspeed_items set accounting_group = 'Drinks' where id = ${world.item.cola}`,
    );
    await world.sell(DAY, away('cola', '3'), sale('cola', '1', { dineIn: true }), away('steak', '1'));
    expect(await listPackaging(world.ctx, company())).toEqual({
      data: [],
      suggested: [{ accounting_group: 'Drinks', take_away_lines: 1, dine_in_lines: 1 }],
      accounting_groups: ['Drinks'],
    });
    await savePackaging(world.ctx, {
      ...company(),
      accounting_group: 'Drinks',
      rules: [{ ingredient_id: box, quantity: '1.0' }],
    });
    expect(await listPackaging(world.ctx, company())).toMatchObject({
      data: [
        {
          accounting_group: 'Drinks',
          item_id: null,
          version: 1,
          rules: [{ ingredient_name: 'Box', quantity: '1', unit: 'piece' }],
        },
      ],
      suggested: [],
    });
    // The same again is no version.
    const again = await savePackaging(world.ctx, {
      ...company(),
      accounting_group: 'Drinks',
      rules: [{ ingredient_id: box }],
    });
    expect(again.data).toMatchObject([{ version: 1 }]);
  });

  it('refuses what is not there, what does not convert, and two subjects at once', async () => {
    const save = (more: object) => savePackaging(world.ctx, { ...company(), rules: [], ...more } as never);
    const { companyId } = world;
    await expect(save({ item_id: companyId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(save({ rules: [{ ingredient_id: companyId }] })).rejects.toMatchObject({
      code: 'ingredient_not_found',
    });
    await expect(save({ rules: [{ ingredient_id: box, unit: 'kg' }] })).rejects.toMatchObject({
      code: 'unit_mismatch',
    });
    await expect(save({ item_id: world.item.cola, accounting_group: 'Drinks' })).rejects.toMatchObject({
      name: 'ZodError',
    });
  });
});
