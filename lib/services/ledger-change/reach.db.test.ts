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
const standsForWithBeans = () => ({
  effect: 'stands_for' as const,
  mapped_object_type: 'ingredient' as const,
  mapped_object_id: world.ingredient.beans,
  quantity: '1',
});
const stock = async () => ({
  cola: await world.balance(),
  beans: await world.balance({ ingredient: world.ingredient.beans }),
  beef: await world.balance({ ingredient: world.ingredient.beef }),
});
/** Another item of the same SKU, known as long, and before it by its id (R14). */
async function addTwin(of: string): Promise<string> {
  const { companyId, locationId } = world;
  // Known long before the days, so that both bore the SKU on them.
  await database.db
    .update(lightspeedItems)
    .set({ createdAt: new Date('2026-01-01') })
    .where(eq(lightspeedItems.companyId, companyId));
  const [item] = await database.db.select().from(lightspeedItems).where(eq(lightspeedItems.id, of));
  if (!item) throw new Error('no item');
  const twin = { ...item, id: v7(), lightspeedId: '-', name: `${item.name} (Terrasse)` };
  await database.db.insert(lightspeedItems).values(twin);
  await database.db
    .insert(lightspeedItemLocations)
    .values([twin.id, of].map((itemId) => ({ companyId, itemId, locationId })));
  return twin.id;
}
/** A run by hand of the day from kept sales, which plans all of it anew, finds nothing to write. */
async function expectSettled(date = '2026-03-10') {
  const { stats } = await world.transfer(date, { force_refresh: false });
  expect(stats).toMatchObject({ entries_written: 0, entries_reversed: 0 });
}

describe('a change reaches every entry that it moves', () => {
  it('of another bearer of the SKU, which its lines come from or go to (R14)', async () => {
    const twin = await addTwin(world.item.cola);
    await world.sell('2026-03-10', sale('cola', '3'));
    expect(await stock()).toMatchObject({ cola: '-3', beans: '0' });
    await change({ kind: 'mapping', item_id: twin, ...takes('beans') });
    expect(await stock()).toMatchObject({ cola: '0', beans: '-3' });
    await expectSettled();
    await change({ kind: 'mapping', item_id: twin, state: 'unmapped' });
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

  it('of a dish that a modifier stands for once what is between them only sorts (R37, R38)', async () => {
    await database.db
      .update(lightspeedItems)
      .set({ itemType: 'SUB_ITEM' })
      .where(eq(lightspeedItems.id, world.item.new));
    await saveMapping(world.ctx, { id: world.item.new, ...takes('cola') });
    await saveModifierRules(world.ctx, { id: world.item.espresso, rules: [standsForWithBeans()] });
    await world.sell('2026-03-09', sale('new', '1', { name: 'new' }));
    const dish = sale('steak', '1');
    const choice = sale('new', '1', { name: 'Glühwein', parentLineId: dish.lineId });
    await world.sell('2026-03-10', dish, choice, sale('espresso', '1', { parentLineId: choice.lineId }));
    const before = await stock();
    expect(before).toEqual({ cola: '-1', beans: '0', beef: '-0.277778' });
    const answer = (what: object) =>
      resolveHeldName(world.ctx, {
        id: world.integrationId,
        item_id: world.item.new,
        name: 'Glühwein',
        ...what,
      });
    await answer({ ignored: true });
    expect(await stock()).toEqual({ cola: '-1', beans: '-1', beef: '0' });
    await expectSettled();
    await answer({ undone: true });
    expect(await stock()).toEqual(before);
    await expectSettled();
  });

  it('of a dish that a modifier stands for once what is between them is a note (R37)', async () => {
    await saveModifierRules(world.ctx, { id: world.item.espresso, rules: [standsForWithBeans()] });
    const dish = sale('steak', '1');
    const note = sale('new', '1', { parentLineId: dish.lineId });
    await world.sell('2026-03-10', dish, note, sale('espresso', '1', { parentLineId: note.lineId }));
    const before = await stock();
    expect(before).toMatchObject({ beans: '-1', beef: '-0.277778' });
    await change({ kind: 'modifier_rules', item_id: world.item.new, rules: [{ effect: 'nothing' }] });
    expect(await stock()).toMatchObject({ beans: '-1', beef: '0' });
    await expectSettled();
    await change({ kind: 'modifier_rules', item_id: world.item.new, rules: [] });
    expect(await stock()).toEqual(before);
    await expectSettled();
  });

  it('of a dish that the other bearer of a SKU stands for (R14, R37)', async () => {
    const twin = await addTwin(world.item.new);
    await saveMapping(world.ctx, { id: world.item.new, ...takes('cola') });
    await saveModifierRules(world.ctx, { id: world.item.new, rules: [standsForWithBeans()] });
    const dish = sale('steak', '1');
    await world.sell('2026-03-10', dish, sale('new', '1', { parentLineId: dish.lineId }));
    const before = await stock();
    expect(before).toEqual({ cola: '0', beans: '-1', beef: '0' });
    await change({ kind: 'mapping', item_id: twin, ...takes('cola') });
    expect(await stock()).toEqual({ cola: '-1', beans: '0', beef: '-0.277778' });
    await expectSettled();
    await change({ kind: 'mapping', item_id: twin, state: 'unmapped' });
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
