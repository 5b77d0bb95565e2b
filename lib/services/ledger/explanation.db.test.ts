import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { listRecipeVersions } from '@/db/queries/plan-inputs';
import { ledgerEntries } from '@/db/schema/ledger';
import { entryExplanationSchema } from '@/lib/contracts/explanations';
import { exact } from '@/lib/core/quantity';
import { recomputeEntry } from '@/lib/core/recompute-entry';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, FakePos, sale } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { saveMapping } from '../item/save-mapping';
import { createRecipe } from '../recipe/create-recipe';
import { updateRecipe } from '../recipe/update-recipe';
import { runTransfer } from '../transfer/run-transfer';
import { createLedgerEntries } from './create-ledger-entries';
import { getExplanation } from './get-explanation';

const DAY = '2026-03-14';
const database = suiteDatabase();
let restaurant: TestRestaurant;
const pos = new FakePos();
beforeAll(async () => {
  restaurant = await testRestaurant(database.db, pos);
});

const transfer = () =>
  runTransfer(restaurant.ctx, { id: restaurant.locationId, date: DAY, force_refresh: true });
const receive = (unit_cost: string) =>
  createLedgerEntries(restaurant.ctx, {
    company_id: restaurant.companyId,
    type: 'RECEIPT',
    ingredient_id: restaurant.ingredient.beef,
    storage_unit_id: restaurant.unitId,
    quantity: '3',
    unit_cost,
    date: '2026-03-01',
  });

it('from receipt to value, through recipes three deep, also when corrected, taken back and valued anew', async () => {
  const company = { company_id: restaurant.companyId };
  const [steak] = await listRecipeVersions(database.db, restaurant.companyId);
  const menu = await createRecipe(restaurant.ctx, {
    ...company,
    name: 'Menu',
    lines: [
      { sub_recipe_id: steak?.recipeId ?? '', quantity: '2', trim_percent: '7' },
      { ingredient_id: restaurant.ingredient.beef, quantity: '30', unit: 'g', trim_percent: '12.5' },
      { ingredient_id: restaurant.ingredient.beans, quantity: '0.02' },
    ],
  });
  const platter = await createRecipe(restaurant.ctx, {
    ...company,
    name: 'Platter',
    lines: [{ sub_recipe_id: menu.id, quantity: '1.5' }],
  });
  await saveMapping(restaurant.ctx, {
    id: restaurant.item.new,
    mapped_object_type: 'recipe',
    mapped_object_id: platter.id,
    quantity: '3',
  });
  pos.everyDay = day(sale('new', '2', { receiptId: 'R7' }), sale('steak', '1'), sale('new', '-0.5'));
  await receive('17.3');
  await transfer();
  await receive('23.99');
  await updateRecipe(restaurant.ctx, {
    id: steak?.recipeId ?? '',
    lines: [{ ingredient_id: restaurant.ingredient.beef, quantity: '0.3', trim_percent: '11' }],
  });
  await transfer();
  await receive('5');

  const entries = await database.db
    .select()
    .from(ledgerEntries)
    .where(eq(ledgerEntries.companyId, restaurant.companyId));
  const sales = entries.filter((entry) => entry.source === 'pos');
  expect(sales.filter((entry) => entry.isReversal).length).toBeGreaterThan(2);
  for (const entry of sales) {
    const { sale: explained } = entryExplanationSchema.parse(
      await getExplanation(restaurant.ctx, { id: entry.id }),
    );
    if (!explained) throw new Error('not explained');
    const again = recomputeEntry(JSON.parse(JSON.stringify(explained)));
    expect([again.quantity, again.unitCost, again.value].map(exact)).toEqual(
      [entry.quantity, entry.unitCost, entry.value].map(exact),
    );
  }
  const [first] = sales.filter(
    (entry) => entry.itemId === restaurant.item.new && entry.ingredientId === restaurant.ingredient.beef,
  );
  const { sale: explained } = await getExplanation(restaurant.ctx, { id: first?.id ?? '' });
  expect(explained).toMatchObject({
    item: { name: 'new' },
    mapping: { mapped_object_name: 'Platter', quantity: '3' },
    sold_quantity: '1.5',
    recipes: [
      { level: 0, name: 'Platter' },
      {
        level: 1,
        name: 'Menu',
        lines: [{ name: 'Steak' }, { unit: 'g', gross_quantity: '34.285714285714' }],
      },
      { level: 2, name: 'Steak', version: 1, lines: [{ quantity: '0.25', trim_percent: '10' }] },
    ],
  });
  expect(explained?.lines.map((line) => [line.receipt_id, line.quantity])).toEqual([
    ['R7', '2'],
    ['R1.1', '-0.5'],
  ]);
});

it('an entry by hand explains itself; one of another company is not found', async () => {
  const { data } = await receive('1');
  expect(await getExplanation(restaurant.ctx, { id: data[0]?.id ?? '' })).toMatchObject({ sale: null });
  const stranger = testContext(database.db, { memberships: {}, pos });
  await expect(getExplanation(stranger, { id: data[0]?.id ?? '' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
