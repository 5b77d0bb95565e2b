import { eq, type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Queryable } from '@/db/client';
import { listHistoryRows } from '@/db/queries/history';
import { insertMembership, insertUser } from '@/db/queries/people';
import { ingredients } from '@/db/schema/inventory';
import { auditEvents } from '@/db/schema/people';
import type { previewChangeInput } from '@/lib/contracts/changes';
import type { HistoryEvent } from '@/lib/contracts/history';
import { hashPassword } from '@/lib/platform/password';
import type { ServiceContext } from '@/lib/services/context';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { createIngredient } from '../ingredient/create-ingredient';
import { goBackIngredient } from '../ingredient/go-back-ingredient';
import { updateIngredient } from '../ingredient/update-ingredient';
import { restoreMappings } from '../item/restore-mappings';
import { saveMapping } from '../item/save-mapping';
import { setIgnored } from '../item/set-ignored';
import { getLedgerDigest } from '../ledger/get-ledger-digest';
import { applyChange } from '../ledger-change/apply-change';
import { previewChange } from '../ledger-change/preview-change';
import { saveOrPreviewChange } from '../ledger-change/save-or-preview-change';
import { activateLocation } from '../location/activate-location';
import { deactivateLocation } from '../location/deactivate-location';
import { getLocation } from '../location/get-location';
import { linkStorageUnit } from '../location/link-storage-unit';
import { toggleAutoTransfer } from '../location/toggle-auto-transfer';
import { unlinkStorageUnit } from '../location/unlink-storage-unit';
import { getModifierRules } from '../modifier/get-modifier-rules';
import { saveModifierRules } from '../modifier/save-modifier-rules';
import { deleteAccount } from '../privacy/delete-account';
import { archiveRecipe } from '../recipe/archive-recipe';
import { createRecipe } from '../recipe/create-recipe';
import { updateRecipe } from '../recipe/update-recipe';
import { archiveStorageUnit } from '../storage-unit/archive-storage-unit';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { historyOf } from './list-history';

const database = suiteDatabase();
type Change = z.input<typeof previewChangeInput>['change'];
const apply = async ({ ctx, companyId: company_id }: TestRestaurant, change: Change) => {
  const { token } = await previewChange(ctx, { company_id, change });
  return applyChange(ctx, { company_id, change, token });
};
const digest = async ({ ctx, companyId }: TestRestaurant) =>
  (await getLedgerDigest(ctx, { company_id: companyId })).digest;
const all = async (kind: Parameters<typeof historyOf>[0], ctx: ServiceContext, id: string) =>
  (await historyOf(kind)(ctx, { id })).data;
/** `takes: 1 Cola bottle > 2 Cola bottle`, without units. */
const said = ({ changes }: Pick<HistoryEvent, 'changes'>) =>
  changes.map(({ field, before, after }) => {
    const text = (value: typeof before) => {
      if (value === null) return '–';
      switch (value.kind) {
        case 'amount':
          return `${value.quantity} ${value.name}`;
        case 'word':
          return value.word;
        case 'figure':
          return value.figure;
        case 'unit':
          return value.unit;
        case 'text':
          return value.text;
        case 'rule':
          return value.effect;
      }
    };
    return `${field}: ${text(before)} > ${text(after)}`;
  });
const mapTo = (world: TestRestaurant, itemId: string, quantity: string): Change => ({
  kind: 'mapping',
  item_id: itemId,
  mapped_object_type: 'ingredient',
  mapped_object_id: world.ingredient.cola,
  quantity,
});

describe('the history of an item (R55)', () => {
  it('says who changed what when, and goes back through the preview as if it had never been changed', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, companyId, item, email } = world;
    await saveMapping(ctx, {
      id: item.new,
      mapped_object_type: 'ingredient',
      mapped_object_id: world.ingredient.cola,
    });
    for (const date of ['2026-03-10', '2026-03-11']) await world.sell(date, sale('new', '3'));
    const before = await digest(world);
    const [made] = await all('item', ctx, item.new);
    await apply(world, mapTo(world, item.new, '2'));
    expect(await digest(world)).not.toBe(before);

    const [, first] = await all('item', ctx, item.new);
    expect(first).toMatchObject({ version: 1, back: { refused: null, names: [] } });
    expect(said({ changes: first?.back?.changes ?? [] })).toEqual(['takes: 2 Cola bottle > 1 Cola bottle']);
    const change: Change = { kind: 'mapping_version', item_id: item.new, version: 1 };
    const shown = await previewChange(ctx, { company_id: companyId, change });
    expect(shown).toMatchObject({ days_changed: 2, entries_reversed: 2, entries_posted: 2 });
    await applyChange(ctx, { company_id: companyId, change, token: shown.token });
    expect(await digest(world)).toBe(before);

    const events = await all('item', ctx, item.new);
    expect(
      events.map((one) => [one.action, one.by.name, one.version, one.days_changed, ...said(one)]),
    ).toEqual([
      ['item.save_mapping', email, 3, 2, 'takes: 2 Cola bottle > 1 Cola bottle'],
      ['item.save_mapping', email, 2, 2, 'takes: 1 Cola bottle > 2 Cola bottle'],
      ['item.save_mapping', email, 1, null, 'takes: undecided > 1 Cola bottle'],
    ]);
    const [back] = events;
    expect(back?.by.kind).toBe('user');
    // To the moment at which the version was written, which is that of its event but for milliseconds.
    expect(Math.abs(Date.parse(back?.went_back_to ?? '') - Date.parse(made?.at ?? ''))).toBeLessThan(5000);
    // What is so already is no way back; what was in between is one.
    expect(events.map((one) => one.back !== null)).toEqual([false, true, false]);
  });

  it('goes back from a chosen day on, and to what was ignored or undecided', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, companyId: company_id, item } = world;
    await setIgnored(ctx, { id: item.new, ignored: true });
    await setIgnored(ctx, { id: item.new, ignored: false });
    for (const date of ['2026-03-10', '2026-03-12']) await world.sell(date, sale('new', '3'));
    await apply(world, mapTo(world, item.new, '1'));
    const [, undecided, ignored] = await all('item', ctx, item.new);
    expect([undecided, ignored].map((one) => said({ changes: one?.back?.changes ?? [] })[0])).toEqual([
      'takes: 1 Cola bottle > undecided',
      'takes: 1 Cola bottle > ignored',
    ]);
    const change: Change = {
      kind: 'mapping_version',
      item_id: item.new,
      version: ignored?.version ?? 0,
      effective_from: '2026-03-12',
    };
    expect(await saveOrPreviewChange(ctx, { company_id, change })).toMatchObject({
      saved: false,
      preview: { days_changed: 1, days: [{ date: '2026-03-12' }] },
    });
    await apply(world, change);
    const [newest] = await all('item', ctx, item.new);
    expect(newest).toMatchObject({ effective_from: '2026-03-12', days_changed: 1 });
    const undo: Change = { kind: 'mapping_version', item_id: item.new, version: 99 };
    await expect(previewChange(ctx, { company_id, change: undo })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('has what a key did and what happened by itself, and what a desk undid', async () => {
    const world = await testRestaurant(database.db);
    const { item, companyId } = world;
    const keyId = v7();
    await database.db.execute(sql`
      insert into api_keys (id, company_id, name, role, prefix, key_hash, created_by)
      values (${keyId}, ${companyId}, 'Till script', 'manager', 'p', ${keyId}, ${world.userId})`);
    const asKey: ServiceContext = {
      ...world.ctx,
      actor: {
        kind: 'api_key',
        keyId,
        scopes: new Set(['setup']),
        memberships: new Map([[companyId, 'manager']]),
      },
    };
    await setIgnored(asKey, { id: item.new, ignored: true });
    await setIgnored(world.asJob(), { id: item.new, ignored: false });
    await database.db.transaction((tx) =>
      restoreMappings(tx, world.ctx, companyId, [{ item_id: item.new, restores_version: 1 }]),
    );
    const events = await all('item', world.ctx, item.new);
    expect(events.map(({ by }) => [by.kind, by.name])).toEqual([
      ['user', world.email],
      ['job', null],
      ['key', 'Till script'],
    ]);
    expect(events.map((one) => said(one)[0])).toEqual([
      'takes: undecided > ignored',
      'takes: ignored > undecided',
      'takes: undecided > ignored',
    ]);
  });

  it('says before, not after, that a version cannot be used any more', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, companyId: company_id, item } = world;
    const gone = await createIngredient(ctx, { company_id, name: 'Old syrup', base_unit: 'l' });
    const target = { mapped_object_type: 'ingredient', mapped_object_id: gone.id } as const;
    await saveMapping(ctx, { id: item.new, ...target, quantity: '0.1' });
    await setIgnored(ctx, { id: item.new, ignored: true });
    await updateIngredient(ctx, { id: gone.id, is_active: false });
    const [, first] = await all('item', ctx, item.new);
    expect(first?.back).toMatchObject({ refused: 'ingredient_not_found', names: ['Old syrup'] });
    const change: Change = { kind: 'mapping_version', item_id: item.new, version: 1 };
    await expect(previewChange(ctx, { company_id, change })).rejects.toMatchObject({
      code: 'ingredient_not_found',
    });
  });

  it('shows a deleted person under a pseudonym', async () => {
    const world = await testRestaurant(database.db);
    const { companyId, item } = world;
    const passwordHash = await hashPassword('correct horse battery');
    const { id: userId } = await insertUser(database.db, { email: `${v7()}@test.example`, passwordHash });
    await insertMembership(database.db, { companyId, userId, role: 'manager' });
    const who = testContext(database.db, { memberships: { [companyId]: 'manager' }, userId });
    await setIgnored(who, { id: item.new, ignored: true });
    await deleteAccount(who, { current_password: 'correct horse battery' });
    const [event] = await all('item', world.ctx, item.new);
    expect(event?.by).toEqual({ kind: 'user', name: `#${userId.slice(-6)}` });
  });
});

describe('the history of a recipe (R55)', () => {
  it('has lines that came, went and changed, and goes back to the lines of a version', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, companyId: company_id, ingredient } = world;
    const lines = [{ ingredient_id: ingredient.beef, quantity: '0.2' }];
    const { id } = await createRecipe(ctx, { company_id, name: 'Tartare', lines });
    await saveMapping(ctx, { id: world.item.new, mapped_object_type: 'recipe', mapped_object_id: id });
    await world.sell('2026-03-10', sale('new', '4'));
    const before = await digest(world);
    const other = [
      { ingredient_id: ingredient.beef, quantity: '180', unit: 'g' as const },
      { ingredient_id: ingredient.beans, quantity: '0.01' },
    ];
    await updateRecipe(ctx, { id, name: 'Beef tartare' });
    await apply(world, { kind: 'recipe', recipe_id: id, lines: other });
    await apply(world, { kind: 'recipe_version', recipe_id: id, version: 1 });
    expect(await digest(world)).toBe(before);
    const events = await all('recipe', ctx, id);
    expect(events.map((one) => [one.version, one.days_changed, ...said(one)])).toEqual([
      [3, 1, 'line: 180 Beef fillet > 0.2 Beef fillet', 'line: 0.01 Coffee beans > –'],
      [2, 1, 'line: 0.2 Beef fillet > 180 Beef fillet', 'line: – > 0.01 Coffee beans'],
      [null, null, 'name: Tartare > Beef tartare'],
      [1, null, 'line: – > 0.2 Beef fillet'],
    ]);
    expect(events[0]?.went_back_to).not.toBeNull();
    // The name stays: a version is its lines.
    expect(events.map((one) => one.back?.changes.length ?? 0)).toEqual([0, 2, 0, 0]);
  });

  it('says what is in the way: an archived part, a cycle', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, companyId: company_id, ingredient } = world;
    const make = (name: string, lines: object[] = []) =>
      createRecipe(ctx, { company_id, name, lines: lines as [] });
    const beef = { ingredient_id: ingredient.beef, quantity: '1' };
    const [stock, base] = [await make('Stock', [beef]), await make('Base', [beef])];
    const soup = await make('Soup', [{ sub_recipe_id: stock.id, quantity: '1' }]);
    await updateRecipe(ctx, { id: soup.id, lines: [{ sub_recipe_id: base.id, quantity: '1' }] });
    await updateRecipe(ctx, { id: soup.id, lines: [beef] });
    await updateRecipe(ctx, { id: stock.id, is_active: false });
    await updateRecipe(ctx, { id: base.id, lines: [{ sub_recipe_id: soup.id, quantity: '1' }] });
    const [, second, first] = await all('recipe', ctx, soup.id);
    expect(second?.back).toMatchObject({ refused: 'recipe_cycle', names: ['Base'] });
    expect(first?.back).toMatchObject({ refused: 'sub_recipe_inactive', names: ['Stock'] });
    for (const [version, code] of [
      [2, 'recipe_cycle'],
      [1, 'sub_recipe_inactive'],
    ] as const) {
      const change: Change = { kind: 'recipe_version', recipe_id: soup.id, version };
      await expect(previewChange(ctx, { company_id, change })).rejects.toMatchObject({ code });
    }
  });
});

describe('the history of an ingredient and a location (R55)', () => {
  it('has each field, and makes an ingredient what it was, with what its cost values', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, companyId: company_id } = world;
    const milk = { company_id, name: 'Milk', base_unit: 'l', standard_cost: '1.10' } as const;
    const { id } = await createIngredient(ctx, { ...milk, allergens: ['Lactose'] });
    await updateIngredient(ctx, { id, name: 'Oat milk', allergens: [], standard_cost: '2' });
    const [changed, created] = await all('ingredient', ctx, id);
    expect(said(changed as HistoryEvent)).toEqual([
      'name: Milk > Oat milk',
      'allergens: Lactose > none',
      'standard_cost: 1.1 > 2',
    ]);
    await goBackIngredient(ctx, { id, event_id: created?.id ?? '' });
    const [row] = await database.db.select().from(ingredients).where(eq(ingredients.id, id));
    expect(row).toMatchObject({ name: 'Milk', allergens: ['Lactose'], standardCost: '1.100000' });
    const [back] = await all('ingredient', ctx, id);
    expect(back?.went_back_to).toBe(created?.at);
    await createIngredient(ctx, { company_id, name: 'oat milk', base_unit: 'l' });
    const refused = (await all('ingredient', ctx, id))[1];
    expect(refused?.back).toMatchObject({ refused: 'name_taken', names: ['Oat milk'] });
    const again = goBackIngredient(ctx, { id, event_id: refused?.id ?? '' });
    await expect(again).rejects.toMatchObject({ code: 'name_taken' });
    const none = goBackIngredient(ctx, { id, event_id: v7() });
    await expect(none).rejects.toMatchObject({ code: 'not_found' });
  });

  it('has the storage unit a location was linked to, and pauses', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, companyId: company_id, locationId: id } = world;
    const unit = await createStorageUnit(ctx, { company_id, name: 'Attic' });
    await linkStorageUnit(ctx, { id, storage_unit_id: unit.id });
    await toggleAutoTransfer(ctx, { id, auto_transfer_paused: true });
    await unlinkStorageUnit(ctx, { id });
    const events = await all('location', ctx, id);
    expect(events.map((one) => said(one)[0])).toEqual([
      'storage_unit: Attic > none',
      'auto_transfer_paused: no > yes',
      expect.stringMatching(/^storage_unit: .+ > Attic$/),
    ]);
    // To what is so already there is none.
    expect(events.map(({ back }) => back && said(back))).toEqual([
      null,
      null,
      ['storage_unit: none > Attic'],
    ]);
  });
});

/** Back to the version of an event, as its history offers it. */
const goBack = async (world: TestRestaurant, event: HistoryEvent | undefined, from: string | null = null) => {
  const change = event?.back?.change;
  if (!change) throw new Error('no way back');
  const dated = { ...change, effective_from: from };
  const shown = await previewChange(world.ctx, { company_id: world.companyId, change: dated });
  await apply(world, dated);
  return shown;
};

describe('the way back of what an item does as a modifier (R37, R55)', () => {
  const noBeef = ({ ingredient, item }: TestRestaurant, share = '1') => [
    {
      effect: 'removes' as const,
      mapped_object_type: 'ingredient' as const,
      mapped_object_id: ingredient.beef,
      share,
    },
    { effect: 'scales' as const, factor: '2', parent_item_id: item.cola },
  ];

  it('goes through the preview, and is undone by another', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, companyId, item } = world;
    await saveModifierRules(ctx, { id: item.new, rules: noBeef(world) });
    const two = sale('steak', '2');
    await world.sell('2026-03-10', two, sale('new', '1', { parentLineId: two.lineId }));
    const before = await digest(world);
    const half: Change = {
      kind: 'modifier_rules',
      item_id: item.new,
      rules: noBeef(world, '0.5').slice(0, 1),
    };
    await apply(world, half);
    const changed = await digest(world);
    expect(changed).not.toBe(before);
    // Both of what an item takes and of what it does as a modifier there are versions 1, of events of their
    // own.
    await setIgnored(ctx, { id: item.new, ignored: true });
    const events = await all('item', ctx, item.new);
    expect(events.map(({ action, version, back }) => [action, version, back?.change?.kind ?? null])).toEqual([
      ['item.set_ignored', 1, null],
      ['item.save_modifier_rules', 2, null],
      ['item.save_modifier_rules', 1, 'modifier_rules_version'],
    ]);
    expect(said({ changes: events[2]?.back?.changes ?? [] })).toEqual([
      'rule: removes > removes',
      'rule: – > scales',
    ]);
    expect(await goBack(world, events[2])).toMatchObject({ days_changed: 1 });
    expect(await digest(world)).toBe(before);
    expect((await getModifierRules(ctx, { id: item.new })).rules).toMatchObject([
      { effect: 'removes', share: '1', mapped_object_name: 'Beef fillet' },
      { effect: 'scales', factor: '2', parent_item_name: 'cola' },
    ]);
    const [back, , second] = await all('item', ctx, item.new);
    expect(back).toMatchObject({
      action: 'item.save_modifier_rules',
      version: 3,
      days_changed: 1,
      back: null,
    });
    expect(back?.went_back_to).not.toBeNull();
    await goBack(world, second);
    expect(await digest(world)).toBe(changed);
    const none: Change = { kind: 'modifier_rules_version', item_id: item.new, version: 9 };
    await expect(previewChange(ctx, { company_id: companyId, change: none })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('says what is in the way, as the preview does', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, companyId: company_id, item } = world;
    const gone = await createIngredient(ctx, { company_id, name: 'Old cheese', base_unit: 'kg' });
    const cheese = { mapped_object_type: 'ingredient', mapped_object_id: gone.id } as const;
    const dish = await createRecipe(ctx, { company_id, name: 'Side', lines: [] });
    const side = { mapped_object_type: 'recipe', mapped_object_id: dish.id } as const;
    const { beef } = world.ingredient;
    for (const rules of [
      [{ effect: 'adds' as const, ...cheese, quantity: '20', unit: 'g' as const }],
      [{ effect: 'replaces' as const, ...cheese, mapped_object_id: beef, replaces_ingredient_id: gone.id }],
      [{ effect: 'stands_for' as const, ...side }],
      [],
    ])
      await saveModifierRules(ctx, { id: item.new, rules });
    await updateIngredient(ctx, { id: gone.id, is_active: false });
    await archiveRecipe(ctx, { id: dish.id });
    const [, ...events] = await all('item', ctx, item.new);
    expect(events.map(({ back }) => [back?.refused, back?.names])).toEqual([
      ['recipe_not_found', ['Side']],
      ['ingredient_not_found', ['Old cheese']],
      ['ingredient_not_found', ['Old cheese']],
    ]);
    for (const { back } of events) {
      const change = back?.change as Change;
      await expect(previewChange(ctx, { company_id, change })).rejects.toMatchObject({ code: back?.refused });
    }
  });
});

describe('the way back of a location (R12, R55)', () => {
  const DAYS = ['2026-03-09', '2026-03-10', '2026-03-11'] as const;
  const linked = async (world: TestRestaurant, name: string) => {
    const { ctx, companyId: company_id, locationId: id } = world;
    const unit = await createStorageUnit(ctx, { company_id, name });
    await linkStorageUnit(ctx, { id, storage_unit_id: unit.id });
    return unit.id;
  };
  const units = async (world: TestRestaurant) =>
    (await world.standing())
      .toSorted((a, b) => (a.businessDay < b.businessDay ? -1 : 1))
      .map(({ storageUnitId }) => storageUnitId);

  it('takes along the days booked in the unit it leaves, and is undone by another from the same day', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, companyId: company_id, locationId: id, unitId } = world;
    await linkStorageUnit(ctx, { id, storage_unit_id: unitId });
    await world.sell(DAYS[0], sale('cola', '3'));
    const wrong = await linked(world, 'Attic');
    for (const day of DAYS.slice(1)) await world.sell(day, sale('cola', '2'));
    // What else was changed since waits for its own change (R32).
    await saveMapping(ctx, {
      id: world.item.cola,
      mapped_object_type: 'ingredient',
      mapped_object_id: world.ingredient.cola,
      quantity: '5',
    });
    const before = await digest(world);
    expect(await units(world)).toEqual([unitId, wrong, wrong]);
    const [, first] = await all('location', ctx, id);
    const shown = await goBack(world, first);
    expect(shown.days.map(({ date }) => date)).toEqual(DAYS.slice(1));
    expect(shown).toMatchObject({ entries_reversed: 2, entries_posted: 2, value_change: '0' });
    expect(await units(world)).toEqual([unitId, unitId, unitId]);
    expect(await world.balance()).toBe('-7');
    expect(await world.balance({ unit: wrong })).toBe('0');
    expect(await getLocation(ctx, { id })).toMatchObject({ storage_unit_id: unitId });

    const [back, second] = await all('location', ctx, id);
    expect(back).toMatchObject({ action: 'location.link_storage_unit', days_changed: 2, back: null });
    expect(back?.went_back_to).toBe(first?.at);
    expect(said(back as HistoryEvent)).toEqual([expect.stringMatching(/^storage_unit: Attic > .+/)]);
    await goBack(world, second, DAYS[1]);
    expect(await digest(world)).toBe(before);
    expect(await units(world)).toEqual([unitId, wrong, wrong]);

    const tomorrow = { ...(second?.back?.change as Change), effective_from: '2026-03-20' } as Change;
    await expect(previewChange(ctx, { company_id, change: tomorrow })).rejects.toMatchObject({
      code: 'date_out_of_range',
    });
  });

  it('goes back to no unit and to a pause, which no booked day follows', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, locationId: id, unitId } = world;
    await linkStorageUnit(ctx, { id, storage_unit_id: unitId });
    await world.sell(DAYS[0], sale('cola', '3'));
    for (const paused of [true, false]) await toggleAutoTransfer(ctx, { id, auto_transfer_paused: paused });
    await unlinkStorageUnit(ctx, { id });
    await linkStorageUnit(ctx, { id, storage_unit_id: unitId });
    const before = await digest(world);
    const [, unlinked, , paused] = await all('location', ctx, id);
    for (const event of [unlinked, paused]) {
      expect(await goBack(world, event)).toMatchObject({ days_read: 0, days_changed: 0 });
    }
    expect(await getLocation(ctx, { id })).toMatchObject({
      storage_unit_id: null,
      auto_transfer_paused: true,
    });
    // Nor does one that comes back from none: the days stand where they were booked.
    const linked = (await all('location', ctx, id)).at(-1);
    expect(await goBack(world, linked)).toMatchObject({ days_changed: 0 });
    expect(await digest(world)).toBe(before);
  });

  it('says what is in the way: an archived unit, and that a migration starts by activating', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, companyId: company_id, locationId: id, unitId } = world;
    const attic = await linked(world, 'Attic');
    await linkStorageUnit(ctx, { id, storage_unit_id: unitId });
    await archiveStorageUnit(ctx, { id: attic });
    await activateLocation(ctx, { id });
    await deactivateLocation(ctx, { id });
    const offered = (await all('location', ctx, id)).flatMap(({ action, back }) =>
      back ? [{ action, back }] : [],
    );
    expect(offered.map(({ action, back }) => [action, back.refused, back.names])).toEqual([
      ['location.activate', 'location_activation', []],
      ['location.link_storage_unit', 'storage_unit_company_mismatch', ['Attic']],
    ]);
    for (const [place, code] of ['not_found', 'storage_unit_company_mismatch'].entries()) {
      const change = offered[place]?.back.change as Change;
      await expect(previewChange(ctx, { company_id, change })).rejects.toMatchObject({ code });
    }
    const stranger = await testRestaurant(database.db);
    const change = offered[1]?.back.change as Change;
    await expect(
      previewChange(stranger.ctx, { company_id: stranger.companyId, change }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a history', () => {
  it('is read page by page, each event once, and by an index', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, companyId, item } = world;
    for (const ignored of [true, false, true, false, true]) await setIgnored(ctx, { id: item.new, ignored });
    // Of one moment: the id decides.
    const at = new Date('2026-03-01T00:00:00Z');
    await database.db.insert(auditEvents).values(
      Array.from({ length: 4 }, () => ({
        companyId,
        actor: 'job:x',
        action: 'item.adopt_name',
        subjectType: 'item',
        subjectId: item.new,
        at,
      })),
    );
    const whole = await all('item', ctx, item.new);
    expect(whole).toHaveLength(9);
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await historyOf('item')(ctx, { id: item.new, limit: 2, cursor });
      pages.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(pages).toEqual(whole.map(({ id }) => id));
    // A page knows the version of its events though it does not read the ones before.
    const [newest] = (await historyOf('item')(ctx, { id: item.new, limit: 1 })).data;
    expect(newest?.version).toBe(5);

    await database.db.execute(sql`
      insert into audit_events (id, company_id, actor, action, subject_type, subject_id)
      select gen_random_uuid(), ${companyId}, 'job:x', 'item.adopt_name', 'item', 'other' || n from generate_series(1, 20000) n`);
    await database.owner.execute(sql`analyze audit_events`);
    const explaining = { execute: (query: SQL) => database.db.execute(sql`explain ${query}`) };
    const asked = { kind: 'item', id: item.new, limit: 20, after: undefined } as const;
    const plan = JSON.stringify(await listHistoryRows(explaining as unknown as Queryable, companyId, asked));
    expect(plan).toContain('audit_events_subject_idx');
    expect(plan).not.toContain('Seq Scan on audit_events');
  });

  it('is nobody else’s, a viewer’s too, and no stock keeper’s (R3, R53)', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, item, companyId } = world;
    await setIgnored(ctx, { id: item.new, ignored: true });
    const stranger = await testRestaurant(database.db);
    await expect(all('item', stranger.ctx, item.new)).rejects.toMatchObject({ code: 'not_found' });
    expect(await all('item', world.as('viewer'), item.new)).toHaveLength(1);
    await expect(all('item', world.as('stock_keeper'), item.new)).rejects.toMatchObject({
      code: 'forbidden',
    });
    // An event of another company about the same id, as only a database's owner could write it.
    await database.db.insert(auditEvents).values({
      companyId: stranger.companyId,
      actor: 'job:x',
      action: 'item.set_ignored',
      subjectType: 'item',
      subjectId: item.new,
    });
    expect(await all('item', ctx, item.new)).toHaveLength(1);
    const change: Change = { kind: 'mapping_version', item_id: item.new, version: 1 };
    const input = { company_id: stranger.companyId, change };
    await expect(previewChange(stranger.ctx, input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(previewChange(world.as('viewer'), { company_id: companyId, change })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
