import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { ingredients } from '@/db/schema/inventory';
import { lightspeedItems } from '@/db/schema/lightspeed';
import { auditEvents } from '@/db/schema/people';
import type { BaseUnit } from '@/lib/core/units';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { archiveIngredient } from '../ingredient/archive-ingredient';
import { createIngredient } from '../ingredient/create-ingredient';
import { getItem } from '../item/get-item';
import { previewTakeItems } from '../item/preview-take-items';
import { saveMappings } from '../item/save-mappings';
import { takeItems } from './take-items';

const database = suiteDatabase();
let inn: TestRestaurant;
beforeEach(async () => {
  inn = await testRestaurant(database.db);
});
async function sold(name: string): Promise<string> {
  const id = v7();
  const { companyId, integrationId } = inn;
  await database.db
    .insert(lightspeedItems)
    .values({ id, companyId, integrationId, businessId: '1', lightspeedId: id, sku: `S${id}`, name });
  return id;
}
const ingredient = (name: string, base_unit: BaseUnit) =>
  createIngredient(inn.ctx, { company_id: inn.companyId, name, base_unit });
const preview = (by: 'piece' | 'bottle' | 'volume', items: { item_id: string; name?: string }[]) =>
  previewTakeItems(inn.ctx, { id: inn.integrationId, by, items });
const take = (items: Parameters<typeof takeItems>[1]['items']) =>
  takeItems(inn.ctx, { id: inn.integrationId, items });
const names = async () =>
  (await database.db.select().from(ingredients).where(eq(ingredients.companyId, inn.companyId)))
    .map(({ name }) => name)
    .sort();
const audits = async () =>
  (await database.db.select().from(auditEvents).where(eq(auditEvents.companyId, inn.companyId)))
    .map(({ action }) => action)
    .sort();

describe('items taken into stock (R13)', () => {
  it('by volume: one ingredient for the sizes of a drink, with what each takes', async () => {
    const [small, large, keg] = [await sold('Kölsch 0,2l'), await sold('Kölsch 4 dl'), await sold('Helles')];
    const shown = await preview('volume', [{ item_id: small }, { item_id: large }, { item_id: keg }]);
    expect(shown.creates).toBe(2);
    expect(shown.items).toMatchObject([
      { name: 'Kölsch', base_unit: 'l', quantity: '0.2', unit: 'l', ingredient_id: null, problem: null },
      { name: 'Kölsch', quantity: '40', unit: 'cl', problem: null },
      { name: 'Helles', quantity: null, problem: 'size_missing' },
    ]);
    const before = await names();
    const items = shown.items.map(({ item_id, name, base_unit, quantity, unit }) => ({
      item_id,
      name,
      base_unit,
      quantity: quantity ?? '0.5',
      unit,
    }));
    const done = await take(items);
    expect(done).toMatchObject({ created: 2, past: null });
    expect(await names()).toEqual([...before, 'Helles', 'Kölsch'].sort());
    expect((await getItem(inn.ctx, { id: large })).mapping).toMatchObject({
      mapped_object_name: 'Kölsch',
      quantity: '40',
      unit: 'cl',
    });
    expect(await audits()).toEqual(
      expect.arrayContaining(['ingredient.create', 'ingredient.create', 'item.save_mapping']),
    );
    expect(await take(items)).toMatchObject({ created: 0, items: done.items });
  });

  it('bottle by bottle, and undone as any mapping', async () => {
    const [red, white] = [await sold('Rioja 0,75'), await sold('Riesling 0,75')];
    const shown = await preview('piece', [{ item_id: red }, { item_id: white }]);
    expect(shown.items[0]).toMatchObject({
      name: 'Rioja 0,75',
      base_unit: 'piece',
      quantity: '1',
      unit: 'piece',
    });
    expect((await preview('bottle', [{ item_id: red }])).items[0]).toMatchObject({ base_unit: 'bottle' });
    const { items } = await take(shown.items.map((one) => ({ ...one, quantity: '1' })));
    expect(items.map(({ version }) => version)).toEqual([1, 1]);
    await saveMappings(inn.ctx, {
      id: inn.integrationId,
      mappings: items.map(({ item_id }) => ({ item_id, restores_version: 0 })),
    });
    expect(await getItem(inn.ctx, { id: red })).toMatchObject({ state: 'unmapped' });
  });

  it('uses the ingredient of that name, whatever its case and accents, and not an archived one', async () => {
    const there = await ingredient('KOLSCH', 'l');
    const old = await ingredient('Helles', 'piece');
    await archiveIngredient(inn.ctx, { id: old.id });
    const [one, other] = [await sold('Kölsch 0,2'), await sold('Helles 0,5')];
    const shown = await preview('volume', [{ item_id: one }, { item_id: other }]);
    expect(shown).toMatchObject({
      creates: 1,
      items: [{ ingredient_id: there.id }, { ingredient_id: null }],
    });
    const done = await take(shown.items.map((item) => ({ ...item, quantity: item.quantity ?? '1' })));
    expect(done.created).toBe(1);
    expect((await getItem(inn.ctx, { id: one })).mapping).toMatchObject({ mapped_object_id: there.id });
    expect((await getItem(inn.ctx, { id: other })).mapping).not.toMatchObject({ mapped_object_id: old.id });
  });

  it('is whole or not at all', async () => {
    await ingredient('Gin', 'bottle');
    const [gin, rum] = [await sold('Gin 4cl'), await sold('Rum 4cl')];
    const shown = await preview('volume', [{ item_id: rum }, { item_id: gin }]);
    expect(shown.items.map(({ problem }) => problem)).toEqual([null, 'unit_mismatch']);
    const before = [await names(), await audits()];
    const line = { base_unit: 'l' as const, quantity: '4', unit: 'cl' as const };
    const all = [
      { item_id: rum, name: 'Rum', ...line },
      { item_id: gin, name: 'Gin', ...line },
    ];
    await expect(take(all)).rejects.toMatchObject({ code: 'unit_mismatch', details: { item_id: gin } });
    const gone = [
      { item_id: rum, name: 'Rum', ...line },
      { item_id: v7(), name: 'Cachaça', ...line },
    ];
    await expect(take(gone)).rejects.toMatchObject({ code: 'not_found' });
    expect([await names(), await audits()]).toEqual(before);
    expect(await getItem(inn.ctx, { id: rum })).toMatchObject({ state: 'unmapped' });
  });

  it('takes a name a person gives, refuses one that two bear, and makes one of two acts at once', async () => {
    await ingredient('Müsli', 'kg');
    await ingredient('Musli', 'kg');
    const [one, two] = [await sold('Drink 0,3'), await sold('Drink 0,5')];
    expect((await preview('volume', [{ item_id: one, name: 'Mùsli' }])).items[0]).toMatchObject({
      problem: 'name_ambiguous',
    });
    const line = { base_unit: 'l' as const, quantity: '0.3', unit: 'l' as const };
    const twice = take([{ item_id: one, name: 'Mùsli', ...line }]);
    await expect(twice).rejects.toMatchObject({ code: 'name_taken' });
    const results = await Promise.allSettled([
      take([{ item_id: one, name: 'Drink', ...line }]),
      take([{ item_id: two, name: 'Drink', ...line }]),
    ]);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(refused.filter((code) => code !== 'name_taken')).toEqual([]);
    expect((await names()).filter((name) => name === 'Drink')).toHaveLength(1);
  });

  it('counts from today on where booked days would change, and says what they would', async () => {
    await inn.sell('2026-03-10', sale('new', '3'));
    const line = { base_unit: 'l' as const, quantity: '0.3', unit: 'l' as const };
    const done = await take([{ item_id: inn.item.new, name: 'Limo', ...line }]);
    expect(done).toMatchObject({ created: 1, past: { days_changed: 1 } });
    expect(await inn.standing()).toEqual([]);
    const { mapping } = await getItem(inn.ctx, { id: inn.item.new });
    expect(mapping).toMatchObject({ mapped_object_name: 'Limo', effective_from: '2026-03-16' });
    expect((await names()).filter((name) => name === 'Limo')).toHaveLength(1);
  });

  it('is for who may manage', async () => {
    const items = [{ item_id: await sold('Tee') }];
    const asked = previewTakeItems(inn.as('viewer'), { id: inn.integrationId, by: 'piece', items });
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
  });
});
