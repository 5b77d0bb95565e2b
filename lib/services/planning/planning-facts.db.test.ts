import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Queryable } from '@/db/client';
import { listPackagingVersions } from '@/db/queries/packaging';
import {
  listIngredientUnits,
  listItemVersions,
  listRecipeLines,
  listRecipeVersions,
} from '@/db/queries/plan-inputs';
import { listVoidReasonVersions } from '@/db/queries/void-reasons';
import { ingredients } from '@/db/schema/inventory';
import { lightspeedItems } from '@/db/schema/lightspeed';
import { companies } from '@/db/schema/people';
import { type ObservedDatabase, observedDatabase } from '@/testing/database/statements';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { changeItem, PLANNING_CHANGES } from '@/testing/fixtures/planning-changes';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { saveMapping } from '../item/save-mapping';
import { previewChange } from '../ledger-change/preview-change';
import { updateRecipe } from '../recipe/update-recipe';
import { loadPlanningFacts } from './planning-facts';

const SKUS = ['cola', 'steak', 'new'];
const database = suiteDatabase();
let observed: ObservedDatabase;
let world: TestRestaurant;

beforeAll(() => {
  observed = observedDatabase(database.url);
});
afterAll(() => observed.db.$client.end());
beforeEach(async () => {
  world = await testRestaurant(observed.db);
});

/** Everything there is to ask for, as `facts` give it and as the database says it. */
async function asKnown(db: Queryable, skus = SKUS) {
  const { start, facts } = await loadPlanningFacts(db, world.companyId);
  const recipes = await facts.recipes();
  const lines = await facts.recipeLines(recipes.map(({ versionId }) => versionId));
  return {
    start,
    facts: {
      items: await facts.items(['1'], skus),
      recipes,
      lines: recipes.map(({ versionId }) => lines.get(versionId)),
      units: await facts.ingredientUnits(),
      reasons: await facts.voidReasons(),
      packaging: await facts.packaging(),
    },
  };
}
async function asTrue(db: Queryable) {
  const { companyId } = world;
  const recipes = await listRecipeVersions(db, companyId);
  const lines = await listRecipeLines(
    db,
    companyId,
    recipes.map(({ versionId }) => versionId),
  );
  return {
    items: await listItemVersions(db, companyId, ['1'], SKUS),
    recipes,
    lines: recipes.map(({ versionId }) => lines.filter((line) => line.versionId === versionId)),
    units: await listIngredientUnits(db, companyId),
    reasons: await listVoidReasonVersions(db, companyId),
    packaging: await listPackagingVersions(db, companyId),
  };
}
const statements = async (db = observed.db) => (await observed.during(() => asKnown(db))).statements.length;
const map = (quantity: string) =>
  saveMapping(world.ctx, {
    id: world.item.cola,
    mapped_object_type: 'ingredient',
    mapped_object_id: world.ingredient.cola,
    quantity,
    unit: null,
    is_subtraction: false,
  });

it('what nobody changed is read once, whatever day is planned (0099)', async () => {
  expect(await statements()).toBeGreaterThan(6);
  expect(await statements()).toBe(1);
  const { facts } = await asKnown(observed.db);
  expect(facts).toEqual(await asTrue(observed.db));
});

it('a day is planned with fewer statements than the one before, to the same entries (R24)', async () => {
  const sell = (date: string) => world.sell(date, sale('cola', '2'), sale('steak', '1'));
  const first = await observed.during(() => sell('2026-03-10'));
  const second = await observed.during(() => sell('2026-03-11'));
  expect(second.statements.length).toBeLessThanOrEqual(first.statements.length - 7);
  const [a, b] = ['2026-03-10', '2026-03-11'].map(async (date) =>
    (await world.standing())
      .filter((entry) => entry.forDay === date)
      .map(({ ingredientId, quantity, mappingVersionId }) => ({ ingredientId, quantity, mappingVersionId })),
  );
  expect(await b).toEqual(await a);
});

it('what another day sold is read along, and kept', async () => {
  await asKnown(observed.db, ['cola']);
  const { facts } = await asKnown(observed.db, ['steak']);
  expect(facts.items.map(({ id }) => id).sort()).toEqual([world.item.cola, world.item.steak].sort());
  expect((await observed.during(() => asKnown(observed.db, ['cola', 'steak']))).statements).toHaveLength(1);
});

describe('is read again after', () => {
  const change: typeof PLANNING_CHANGES = {
    ...PLANNING_CHANGES,
    'a recipe': () =>
      updateRecipe(world.ctx, {
        id: world.recipe.steak,
        lines: [{ ingredient_id: world.ingredient.beef, quantity: '0.3' }],
      }),
    'another base unit': () =>
      observed.db.update(ingredients).set({ baseUnit: 'l' }).where(eq(ingredients.id, world.ingredient.cola)),
    'an item that is listed no longer, though it was archived before': async () => {
      await changeItem(observed.db, world, { archivedAt: new Date('2026-03-01T00:00:00Z') });
      await asKnown(observed.db);
      await changeItem(observed.db, world, { goneAt: new Date('2026-03-02T00:00:00Z') });
    },
  };

  it.each(Object.keys(change))('%s', async (name) => {
    const before = await asKnown(observed.db);
    await change[name]?.(world, observed.db);
    const after = await asKnown(observed.db);
    expect(after.facts).toEqual(await asTrue(observed.db));
    expect(after.facts).not.toEqual(before.facts);
    expect(await statements()).toBe(1);
  });
});

it('whether names are held is asked each time (R38)', async () => {
  expect((await asKnown(observed.db)).start.holdsNames).toBe(true);
  await observed.db.update(companies).set({ holdsNames: false }).where(eq(companies.id, world.companyId));
  expect((await asKnown(observed.db)).start.holdsNames).toBe(false);
});

it('a change that is under way is seen once it is saved, whenever it began (R32)', async () => {
  let meanwhile: unknown;
  await database.db.transaction(async (tx) => {
    await tx
      .update(lightspeedItems)
      .set({ accountingGroup: 'Later' })
      .where(eq(lightspeedItems.id, world.item.cola));
    // Another transaction, begun later, is done already.
    await observed.db.update(companies).set({ name: 'Other' }).where(eq(companies.id, world.companyId));
    // Others read, and keep, what was there before.
    meanwhile = (await asKnown(observed.db)).facts;
  });
  const after = (await asKnown(observed.db)).facts;
  expect(after).not.toEqual(meanwhile);
  expect(after).toEqual(await asTrue(observed.db));
});

it('a change that is taken back was known to nobody else', async () => {
  const before = (await asKnown(observed.db)).facts;
  const undo = new Error('undo');
  const within = observed.db.transaction(async (tx) => {
    await tx
      .update(lightspeedItems)
      .set({ accountingGroup: 'Tried' })
      .where(eq(lightspeedItems.id, world.item.cola));
    const own = await asKnown(tx);
    expect(own.start.hasOwnChange).toBe(true);
    expect(own.facts).toEqual(await asTrue(tx));
    expect(own.facts).not.toEqual(before);
    throw undo;
  });
  await expect(within).rejects.toBe(undo);
  expect((await asKnown(observed.db)).facts).toEqual(before);
});

it('a preview leaves nothing behind for the days that are transferred after it', async () => {
  await world.sell('2026-03-10', sale('cola', '3'));
  await previewChange(world.ctx, {
    company_id: world.companyId,
    change: {
      kind: 'mapping',
      item_id: world.item.cola,
      mapped_object_type: 'ingredient',
      mapped_object_id: world.ingredient.cola,
      quantity: '9',
    },
  });
  await world.sell('2026-03-11', sale('cola', '3'));
  expect(await world.balance()).toBe('-6');
  await map('2');
  await world.sell('2026-03-12', sale('cola', '3'));
  expect(await world.balance()).toBe('-12');
});
