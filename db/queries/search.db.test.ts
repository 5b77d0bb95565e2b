import { v7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { lightspeedItems } from '@/db/schema/lightspeed';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { listIngredients } from '@/lib/services/ingredient/list-ingredients';
import { updateIngredient } from '@/lib/services/ingredient/update-ingredient';
import { countItems } from '@/lib/services/item/count-items';
import { listItems } from '@/lib/services/item/list-items';
import { createLedgerEntries } from '@/lib/services/ledger/create-ledger-entries';
import { createRecipe } from '@/lib/services/recipe/create-recipe';
import { listRecipes } from '@/lib/services/recipe/list-recipes';
import { listStock } from '@/lib/services/stock/list-stock';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import { listStorageUnits } from '@/lib/services/storage-unit/list-storage-units';
import { suiteDatabase } from '@/testing/database/suite-database';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';

const NAMES = [
  'Bergkäse',
  'Crème brûlée',
  'Weißwürste',
  'Smørrebrød',
  'Hors d’œuvre',
  'Żubrówka łagodna',
  '100 % Saft',
];
const FOUND = [
  ['kase', 'Bergkäse'],
  ['KÄSE', 'Bergkäse'],
  ['ka\u0308se', 'Bergkäse'],
  ['creme', 'Crème brûlée'],
  ['weisswurst', 'Weißwürste'],
  ['weisswurste', 'Weißwürste'],
  ['weißw', 'Weißwürste'],
  ['smorre', 'Smørrebrød'],
  ['oeuvre', 'Hors d’œuvre'],
  ['zubrowka lago', 'Żubrówka łagodna'],
  ['%', '100 % Saft'],
  ['_', undefined],
  ['\\', undefined],
] as const;

const t = suiteDatabase();
let restaurant: TestRestaurant;
let mine: { company_id: string };
let integrationId = '';
beforeAll(async () => {
  restaurant = await testRestaurant(t.db);
  mine = { company_id: restaurant.companyId };
  const [item] = await t.db.select().from(lightspeedItems);
  integrationId = item?.integrationId ?? '';
  for (const [index, name] of NAMES.entries()) {
    const { id } = await createIngredient(restaurant.ctx, { ...mine, name, base_unit: 'kg' });
    await createRecipe(restaurant.ctx, { ...mine, name });
    await createStorageUnit(restaurant.ctx, { ...mine, name });
    await createLedgerEntries(restaurant.ctx, {
      ...mine,
      type: 'RECEIPT',
      ingredient_id: id,
      storage_unit_id: restaurant.unitId,
      quantity: '1',
      date: '2026-03-15',
    });
    await t.db.insert(lightspeedItems).values({
      companyId: restaurant.companyId,
      integrationId,
      businessId: '1',
      lightspeedId: String(100 + index),
      sku: `S-${index}`,
      name,
    });
  }
});

describe('a search', () => {
  it.each(FOUND)('of %j finds %j, in every list', async (search, name) => {
    const { ctx } = restaurant;
    const found = name === undefined ? [] : [name];
    const named = (page: { data: { name: string }[] }) => page.data.map((one) => one.name);
    expect(named(await listIngredients(ctx, { ...mine, search }))).toEqual(found);
    expect(named(await listRecipes(ctx, { ...mine, search }))).toEqual(found);
    expect(named(await listStorageUnits(ctx, { ...mine, search }))).toEqual(found);
    expect(
      named(await listItems(ctx, { id: integrationId, search, include_archived: false, limit: 50 })),
    ).toEqual(found);
    const stock = await listStock(ctx, { ...mine, search });
    expect(stock.data.map((row) => row.ingredient_name)).toEqual(found);
  });

  it('of items finds SKUs too, and the tabs count what is found', async () => {
    const { ctx } = restaurant;
    const thing = { id: integrationId };
    const bySku = await listItems(ctx, { ...thing, search: 's-0', include_archived: false, limit: 50 });
    expect(bySku.data.map((item) => item.name)).toEqual(['Bergkäse']);
    // A name and a SKU are two things: nothing is found across them.
    const across = await listItems(ctx, { ...thing, search: 'käses', include_archived: false, limit: 50 });
    expect(across.data).toEqual([]);
    expect(await countItems(ctx, { ...thing, search: 'kase' })).toMatchObject({
      unmapped: 1,
      ingredient: 0,
      total: 1,
    });
    expect(await countItems(ctx, { ...thing, search: 'cola' })).toMatchObject({
      unmapped: 0,
      ingredient: 1,
      total: 1,
    });
    expect(await countItems(ctx, thing)).toMatchObject({ total: NAMES.length + 4 });
  });
});

describe('a name is one however its letters are composed', () => {
  it('of an ingredient, a recipe and a storage unit', async () => {
    const { ctx } = restaurant;
    const decomposed = 'Bergka\u0308se';
    const taken = { code: 'name_taken' };
    const ingredient = { ...mine, name: decomposed, base_unit: 'kg' as const };
    await expect(createIngredient(ctx, ingredient)).rejects.toMatchObject(taken);
    await expect(createRecipe(ctx, { ...mine, name: decomposed })).rejects.toMatchObject(taken);
    await expect(createStorageUnit(ctx, { ...mine, name: decomposed })).rejects.toMatchObject(taken);
    const id = restaurant.ingredient.cola;
    await expect(updateIngredient(ctx, { id, name: decomposed })).rejects.toMatchObject(taken);
    const created = await createIngredient(ctx, { ...ingredient, name: `A\u0308pfel ${v7()}` });
    expect(created.name.startsWith('Äpfel')).toBe(true);
  });
});
