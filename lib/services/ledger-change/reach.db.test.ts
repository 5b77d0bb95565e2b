import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { lightspeedItemLocations, lightspeedItems } from '@/db/schema/lightspeed';
import type { previewChangeInput } from '@/lib/contracts/changes';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { resolveHeldName } from '../item/resolve-held-name';
import { saveMapping } from '../item/save-mapping';
import { linkStorageUnit } from '../location/link-storage-unit';
import { saveModifierRules } from '../modifier/save-modifier-rules';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { applyChange } from './apply-change';
import { previewChange } from './preview-change';

const database = suiteDatabase();
let world: TestRestaurant;
beforeEach(async () => {
  world = await testRestaurant(database.db);
});

type Change = z.input<typeof previewChangeInput>['change'];
async function change(what: Change) {
  const input = { company_id: world.companyId, change: what };
  const { token } = await previewChange(world.ctx, input);
  return applyChange(world.ctx, { ...input, token });
}
const takes = (ingredient: 'cola' | 'beans' | 'beef', quantity = '1') =>
  ({
    mapped_object_type: 'ingredient',
    mapped_object_id: world.ingredient[ingredient],
    quantity,
    unit: null,
    is_subtraction: false,
  }) as const;
const stock = async () => ({
  cola: await world.balance(),
  beans: await world.balance({ ingredient: world.ingredient.beans }),
  beef: await world.balance({ ingredient: world.ingredient.beef }),
});
/** A run by hand of the day from kept sales, which plans all of it anew, finds nothing to write. */
async function expectSettled(date = '2026-03-10') {
  const { stats } = await world.transfer(date, { force_refresh: false });
  expect(stats).toMatchObject({ entries_written: 0, entries_reversed: 0 });
}

describe('a change reaches every entry that it moves', () => {
  it('of another bearer of the SKU, which its lines come from or go to (R14)', async () => {
    const { companyId, locationId } = world;
    const owned = eq(lightspeedItems.companyId, companyId);
    // Known long before the day, so that both bore the SKU on it.
    await database.db
      .update(lightspeedItems)
      .set({ createdAt: new Date('2026-01-01') })
      .where(owned);
    const [cola] = await database.db
      .select()
      .from(lightspeedItems)
      .where(eq(lightspeedItems.id, world.item.cola));
    if (!cola) throw new Error('no item');
    const twin = { ...cola, id: v7(), lightspeedId: '-', name: 'Cola (Terrasse)' };
    await database.db.insert(lightspeedItems).values(twin);
    await database.db
      .insert(lightspeedItemLocations)
      .values([twin.id, world.item.cola].map((itemId) => ({ companyId, itemId, locationId })));
    await world.sell('2026-03-10', sale('cola', '3'));
    expect(await stock()).toMatchObject({ cola: '-3', beans: '0' });
    await change({ kind: 'mapping', item_id: twin.id, ...takes('beans') });
    expect(await stock()).toMatchObject({ cola: '0', beans: '-3' });
    await expectSettled();
    await change({ kind: 'mapping', item_id: twin.id, state: 'unmapped' });
    expect(await stock()).toMatchObject({ cola: '-3', beans: '0' });
    await expectSettled();
  });

  it('of what was split off under a name of which the new one is a spelling (R38)', async () => {
    await world.sell('2026-03-09', sale('new', '1', { name: 'new' }));
    await saveMapping(world.ctx, { id: world.item.new, ...takes('cola') });
    await world.sell(
      '2026-03-10',
      sale('new', '1', { name: 'Glühwein' }),
      sale('new', '2', { name: 'Glühwien' }),
    );
    const answer = (name: string, what: object) =>
      resolveHeldName(world.ctx, { id: world.integrationId, item_id: world.item.new, name, ...what });
    await answer('Glühwein', takes('beans'));
    expect(await stock()).toMatchObject({ cola: '0', beans: '-3' });
    await answer('Glühwien', { same: true });
    expect(await stock()).toMatchObject({ cola: '-2', beans: '-1' });
    await expectSettled();
  });

  it('of a parent that a modifier stands for, or no longer does (R37)', async () => {
    const dish = sale('steak', '2');
    const side = sale('steak', '1');
    await world.sell('2026-03-10', dish, side, sale('new', '2', { parentLineId: dish.lineId }));
    const before = await stock();
    const rules = (all: Extract<Change, { kind: 'modifier_rules' }>['rules']): Change => ({
      kind: 'modifier_rules',
      item_id: world.item.new,
      rules: all,
    });
    const beans = { mapped_object_type: 'ingredient', mapped_object_id: world.ingredient.beans } as const;
    await change(rules([{ effect: 'stands_for', ...beans, quantity: '1' }]));
    expect(await stock()).toMatchObject({ beans: '-2', beef: '-0.277778' });
    await expectSettled();
    await change(rules([]));
    expect(await stock()).toEqual(before);
    await expectSettled();
  });

  it('and none of what else was changed since, which waits for its own (R32)', async () => {
    const dish = sale('steak', '1');
    const child = sale('new', '1', { parentLineId: dish.lineId });
    await world.sell('2026-03-10', dish, child, sale('cola', '1'), sale('espresso', '1'));
    const beef = { mapped_object_type: 'ingredient', mapped_object_id: world.ingredient.beef } as const;
    await saveModifierRules(world.ctx, { id: world.item.new, rules: [{ effect: 'removes', ...beef }] });
    await saveMapping(world.ctx, { id: world.item.cola, ...takes('cola', '5') });
    await change({ kind: 'mapping', item_id: world.item.espresso, ...takes('beans', '2') });
    expect(await stock()).toEqual({ cola: '-1', beans: '-2', beef: '-0.277778' });
    await change({ kind: 'mapping', item_id: world.item.steak, ...takes('beef', '3') });
    expect(await stock()).toEqual({ cola: '-1', beans: '-2', beef: '-3' });
    await world.transfer('2026-03-10', { force_refresh: false });
    expect(await stock()).toEqual({ cola: '-5', beans: '-2', beef: '0' });
  });
});

it('a day goes where its entries stand, and into the present unit while none stands (R32)', async () => {
  await world.sell('2026-03-09', sale('new', '1'));
  await world.sell('2026-03-10', sale('new', '2'), sale('espresso', '1'));
  const { id: unit } = await createStorageUnit(world.ctx, { company_id: world.companyId, name: 'Bar' });
  await linkStorageUnit(world.ctx, { id: world.locationId, storage_unit_id: unit });
  await change({ kind: 'mapping', item_id: world.item.new, ...takes('cola') });
  expect(await world.balance({ unit })).toBe('-1');
  expect(await world.balance()).toBe('-2');
});
