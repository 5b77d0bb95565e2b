import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listRecipeVersions } from '@/db/queries/plan-inputs';
import { ledgerEntries } from '@/db/schema/ledger';
import { entryExplanationSchema } from '@/lib/contracts/explanations';
import { exact } from '@/lib/core/quantity';
import { recomputeEntry } from '@/lib/core/recompute-entry';
import type { PosGateway, PosSalesDay } from '@/lib/ports';
import { type TestDatabase, testDatabase } from '@/testing/database/database';
import { testContext } from '@/testing/fixtures/test-context';
import { day, dayFromRaw, makeWorld, sale, type World } from '@/testing/fixtures/world';
import { saveMapping } from '../item/save-mapping';
import { createRecipe } from '../recipe/create-recipe';
import { updateRecipe } from '../recipe/update-recipe';
import { runTransfer } from '../transfer/run-transfer';
import { createLedgerEntries } from './create-ledger-entries';
import { getExplanation } from './get-explanation';

const DAY = '2026-03-14';
let database: TestDatabase;
let world: World;
let answer: PosSalesDay;
const pos = { salesOfDay: async () => answer, readRaw: dayFromRaw } as unknown as PosGateway;
beforeAll(async () => {
  database = await testDatabase();
  world = await makeWorld(database.db, pos);
});
afterAll(() => database.close());

const transfer = () => runTransfer(world.ctx, { id: world.locationId, date: DAY, force_refresh: true });
const receive = (unit_cost: string) =>
  createLedgerEntries(world.ctx, {
    company_id: world.companyId,
    type: 'RECEIPT',
    ingredient_id: world.ingredient.beef,
    storage_unit_id: world.unitId,
    quantity: '3',
    unit_cost,
    date: '2026-03-01',
  });

it('from receipt to value, through recipes three deep, also when corrected, taken back and valued anew', async () => {
  const company = { company_id: world.companyId };
  const [steak] = await listRecipeVersions(database.db, world.companyId);
  const menu = await createRecipe(world.ctx, {
    ...company,
    name: 'Menu',
    lines: [
      { sub_recipe_id: steak?.recipeId ?? '', quantity: '2', trim_percent: '7' },
      { ingredient_id: world.ingredient.beef, quantity: '30', unit: 'g', trim_percent: '12.5' },
      { ingredient_id: world.ingredient.beans, quantity: '0.02' },
    ],
  });
  const platter = await createRecipe(world.ctx, {
    ...company,
    name: 'Platter',
    lines: [{ sub_recipe_id: menu.id, quantity: '1.5' }],
  });
  await saveMapping(world.ctx, {
    id: world.item.new,
    mapped_object_type: 'recipe',
    mapped_object_id: platter.id,
    quantity: '3',
  });
  answer = day(sale('new', '2', { receiptId: 'R7' }), sale('steak', '1'), sale('new', '-0.5'));
  await receive('17.3');
  await transfer();
  await receive('23.99');
  await updateRecipe(world.ctx, {
    id: steak?.recipeId ?? '',
    lines: [{ ingredient_id: world.ingredient.beef, quantity: '0.3', trim_percent: '11' }],
  });
  await transfer();
  await receive('5');

  const entries = await database.db
    .select()
    .from(ledgerEntries)
    .where(eq(ledgerEntries.companyId, world.companyId));
  const sales = entries.filter((entry) => entry.source === 'pos');
  expect(sales.filter((entry) => entry.isReversal).length).toBeGreaterThan(2);
  for (const entry of sales) {
    const { sale: explained } = entryExplanationSchema.parse(
      await getExplanation(world.ctx, { id: entry.id }),
    );
    if (!explained) throw new Error('not explained');
    const again = recomputeEntry(JSON.parse(JSON.stringify(explained)));
    expect([again.quantity, again.unitCost, again.value].map(exact)).toEqual(
      [entry.quantity, entry.unitCost, entry.value].map(exact),
    );
  }
  const [first] = sales.filter(
    (entry) => entry.itemId === world.item.new && entry.ingredientId === world.ingredient.beef,
  );
  const { sale: explained } = await getExplanation(world.ctx, { id: first?.id ?? '' });
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
  expect(await getExplanation(world.ctx, { id: data[0]?.id ?? '' })).toMatchObject({ sale: null });
  const stranger = testContext(database.db, { memberships: {}, pos });
  await expect(getExplanation(stranger, { id: data[0]?.id ?? '' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
