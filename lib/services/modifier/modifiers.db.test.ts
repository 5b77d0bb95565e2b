import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { lightspeedItems } from '@/db/schema/lightspeed';
import type { previewChangeInput } from '@/lib/contracts/changes';
import { entryExplanationSchema } from '@/lib/contracts/explanations';
import type { saveModifierRulesInput } from '@/lib/contracts/modifiers';
import { exact, roundHalfEven } from '@/lib/core/quantity';
import { recomputeEntry } from '@/lib/core/recompute-entry';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, sale } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { saveMapping } from '../item/save-mapping';
import { takeOverMapping } from '../item/take-over-mapping';
import { getExplanation } from '../ledger/get-explanation';
import { getLedgerDigest } from '../ledger/get-ledger-digest';
import { listLedgerEntries } from '../ledger/list-ledger-entries';
import { applyChange } from '../ledger-change/apply-change';
import { previewChange } from '../ledger-change/preview-change';
import { updateRecipe } from '../recipe/update-recipe';
import { AS_BOOKED, transferDay } from '../transfer/transfer-day';
import { getModifierRules } from './get-modifier-rules';
import { saveModifierRules } from './save-modifier-rules';

const DAY = '2026-03-10';
const database = suiteDatabase();
let world: TestRestaurant;
beforeEach(async () => {
  world = await testRestaurant(database.db);
});

type Rules = z.input<typeof saveModifierRulesInput>['rules'];
const noBeef = (more: Partial<Rules[number]> = {}): Rules[number] => ({
  effect: 'removes',
  mapped_object_type: 'ingredient',
  mapped_object_id: world.ingredient.beef,
  ...more,
});
const say = (rules: Rules, effective_from: string | null = null) =>
  saveModifierRules(world.ctx, { id: world.item.new, rules, effective_from });
/** Two steaks of which one is without beef, and one that is void twice over. */
const bill = () => {
  const two = sale('steak', '2', { accountId: 'A1' });
  const other = sale('steak', '1', { accountId: 'A2' });
  return [
    two,
    sale('new', '1', { accountId: 'A1', parentLineId: two.lineId }),
    other,
    sale('new', '3', { accountId: 'A2', parentLineId: other.lineId }),
  ];
};
const standing = async () =>
  (await world.standing())
    .map(({ itemId, parentItemId, quantity }) => {
      const name = (id: string | null) => Object.entries(world.item).find(([, one]) => one === id)?.[0];
      return `${name(itemId)} under ${name(parentItemId) ?? '-'}: ${roundHalfEven(exact(quantity))}`;
    })
    .sort();

describe('what an item does as a modifier (R37)', () => {
  it('is said for all its parents at once, in versions, and the same again writes nothing', async () => {
    expect(await getModifierRules(world.ctx, { id: world.item.new })).toMatchObject({
      version: 0,
      rules: [],
    });
    const rules: Rules = [
      noBeef(),
      noBeef({ parent_item_id: world.item.steak, share: '0.50' }),
      { effect: 'scales', factor: '2', parent_accounting_group: 'Grill' },
    ];
    const first = await say(rules);
    expect(first).toMatchObject({
      version: 1,
      rules: [
        { effect: 'removes', share: '1', mapped_object_name: 'Beef fillet', parent_item_id: null },
        { effect: 'removes', share: '0.5', parent_item_name: 'steak' },
        { effect: 'scales', factor: '2', parent_accounting_group: 'Grill', mapped_object_id: null },
      ],
    });
    expect(await say(rules.toReversed())).toEqual(first);
    expect(await say(rules, '2026-04-01')).toEqual(first);
    expect(await say([])).toMatchObject({ version: 2, rules: [] });
    const written = await database.db.execute<{ details: { version: number } }>(sql`
      select details from audit_events where action = 'item.save_modifier_rules' and subject_id = ${world.item.new}`);
    expect(written.map(({ details }) => details.version)).toEqual([1, 2]);
  });

  it.each<[string, () => Rules, string]>([
    ['a scale without a factor', () => [{ effect: 'scales' }], 'factor'],
    ['a factor of a removal', () => [noBeef({ factor: '2' })], 'factor'],
    ['a share over 1', () => [noBeef({ share: '1.5' })], 'share'],
    ['a parent twice', () => [noBeef(), noBeef({ share: '0.5' })], 'rules'],
    [
      'two kinds of parent',
      () => [noBeef({ parent_item_id: world.item.steak, parent_accounting_group: 'Grill' })],
      'parent_accounting_group',
    ],
    [
      'an ingredient replaced by a recipe',
      () => [
        {
          effect: 'replaces',
          replaces_ingredient_id: world.ingredient.beef,
          mapped_object_type: 'recipe',
          mapped_object_id: world.recipe.steak,
        },
      ],
      'mapped_object_type',
    ],
  ])('refuses %s', async (_, rules, field) => {
    await expect(say(rules())).rejects.toThrow(field);
  });

  it('refuses what is not there, does not convert, or is the item itself', async () => {
    const adds = { effect: 'adds' as const, mapped_object_type: 'ingredient' as const };
    const { beef, cola } = world.ingredient;
    const other = await testRestaurant(database.db);
    for (const [rules, code] of [
      [[{ ...adds, mapped_object_id: world.item.cola }], 'ingredient_not_found'],
      [[{ ...adds, mapped_object_id: other.ingredient.beef }], 'ingredient_not_found'],
      [[{ ...adds, mapped_object_type: 'recipe' as const, mapped_object_id: beef }], 'recipe_not_found'],
      [[{ ...adds, mapped_object_id: cola, unit: 'g' as const }], 'unit_mismatch'],
      [[{ effect: 'nothing' as const, parent_item_id: other.item.steak }], 'not_found'],
      [[{ effect: 'nothing' as const, parent_item_id: world.item.new }], 'validation_failed'],
    ] as const) {
      await expect(say([...rules])).rejects.toMatchObject({ code });
    }
    const viewer = testContext(database.db, { memberships: { [world.companyId]: 'viewer' } });
    await expect(saveModifierRules(viewer, { id: world.item.new, rules: [] })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('what entries are explained by is not changed, whoever tries (R25)', async () => {
    await say([noBeef()]);
    for (const change of [
      sql`update modifier_rules set share = 0.5`,
      sql`delete from modifier_rules`,
      sql`delete from modifier_rule_versions`,
      sql`update modifier_rule_versions set version = 9`,
    ])
      await expect(database.db.execute(change)).rejects.toThrow();
  });
});

describe('a day with modifiers (R37)', () => {
  it('has entries by modifier and parent, cut off where they must be, and again writes nothing', async () => {
    await say([noBeef()]);
    const result = await world.sell(DAY, ...bill());
    expect(await standing()).toEqual(['new under steak: 0.555556', 'steak under -: -0.833333']);
    expect(result.stats).toMatchObject({ deducted_lines: 4, unmapped_lines: 0, adds_up: true });
    const [log] = await database.db.execute<{ warnings: string[] }>(sql`
      select warnings from transfer_logs where id = ${result.log_id}`);
    expect(log?.warnings).toEqual(['removal_exceeds_parent']);
    expect((await world.transfer(DAY)).stats).toMatchObject({ entries_written: 0, entries_reversed: 0 });
    const { data } = await listLedgerEntries(world.ctx, { company_id: world.companyId });
    expect(data.map(({ source }) => [source.item_name, source.parent_item_name])).toEqual(
      expect.arrayContaining([
        ['steak', null],
        ['new', 'steak'],
      ]),
    );
  });

  it('is what it was before where nothing is said', async () => {
    await world.sell(DAY, ...bill());
    expect(await standing()).toEqual(['steak under -: -0.833333']);
  });

  it('every entry can be recomputed from its explanation, in parts where pieces differ (R25)', async () => {
    await say([noBeef()]);
    await world.sell(DAY, ...bill());
    await say([
      {
        effect: 'adds',
        mapped_object_type: 'recipe',
        mapped_object_id: world.recipe.steak,
        quantity: '0.5',
        parent_item_id: world.item.steak,
      },
    ]);
    await world.transfer(DAY);
    const found = [];
    for (const entry of await world.entries()) {
      const { sale: explained } = entryExplanationSchema.parse(
        await getExplanation(world.ctx, { id: entry.id }),
      );
      if (!explained) throw new Error('not explained');
      expect(exact(recomputeEntry(JSON.parse(JSON.stringify(explained))).quantity)).toEqual(
        exact(entry.quantity),
      );
      if (explained.modifier) found.push(explained);
    }
    expect(found).toMatchObject([
      {
        is_reversal: false,
        mapping: null,
        modifier: {
          effect: 'removes',
          parent_item_name: 'steak',
          said_for: 'all',
          mapped_object_name: 'Beef fillet',
          share: '1',
        },
        usage_per_item: null,
        parts: [
          { sold_quantity: '1', usage_per_item: '5/18' },
          // One steak's beef on three pieces.
          { sold_quantity: '3', usage_per_item: '5/54' },
        ],
      },
      { is_reversal: true },
      {
        is_reversal: false,
        modifier: { effect: 'adds', said_for: 'item', quantity: '0.5', mapped_object_name: 'Steak' },
        parts: [{ sold_quantity: '4', usage_per_item: '-5/36' }],
        recipes: [{ name: 'Steak' }],
      },
    ]);
  });

  it('at most one entry stands for a modifier under a parent, by constraint (R24)', async () => {
    await say([noBeef()]);
    await world.sell(DAY, ...bill());
    const [entry] = (await world.entries()).filter(({ parentItemId }) => parentItemId !== null);
    const insert = (parent: string, revision: number) =>
      database.db.execute(sql`
        insert into ledger_entries (id, company_id, type, business_day, source, created_by, location_id, transfer_log_id, ingredient_id,
          storage_unit_id, quantity, unit_cost, item_id, parent_item_id, modifier_rule_id, snapshot_id, source_lines, sold_quantity,
          usage_per_item, revision)
        select gen_random_uuid(), company_id, type, business_day, source, created_by, location_id, transfer_log_id, ingredient_id,
          storage_unit_id, quantity, unit_cost, item_id, ${parent}::uuid, modifier_rule_id, snapshot_id, source_lines, sold_quantity,
          '1/1', ${revision} from ledger_entries where id = ${entry?.id}`);
    const { steak, cola } = world.item;
    const names = { cause: { constraint_name: 'ledger_entries_pos_key' } };
    await expect(insert(steak, 1)).rejects.toMatchObject(names);
    await expect(insert(steak, 2)).rejects.toMatchObject({
      cause: { constraint_name: 'ledger_entries_revision_fk' },
    });
    await insert(cola, 1);
  });

  it('a re-read by night keeps what modifiers did when the day was booked (R32)', async () => {
    await say([noBeef()]);
    await world.sell(DAY, ...bill());
    const before = await standing();
    await say([{ effect: 'nothing' }]);
    world.pos.days.set(DAY, day(...bill(), sale('cola', '1', { accountId: 'A3' })));
    const night = { companyId: world.companyId, locationId: world.locationId, businessDay: DAY };
    await transferDay(world.ctx, { ...night, trigger: 'automatic', forceRefresh: true, ...AS_BOOKED });
    expect(await standing()).toEqual(['cola under -: -1', ...before]);
    await world.transfer(DAY);
    expect(await standing()).toEqual(['cola under -: -1', 'steak under -: -0.833333']);
  });

  it('a day to come is planned with what counts then', async () => {
    await say([noBeef()]);
    await say([{ effect: 'nothing' }], '2026-03-11');
    await world.sell(DAY, ...bill());
    await world.sell('2026-03-11', ...bill());
    expect(await standing()).toEqual([
      'new under steak: 0.555556',
      'steak under -: -0.833333',
      'steak under -: -0.833333',
    ]);
  });
});

describe('changes of what modifiers do (R37)', () => {
  type Change = z.input<typeof previewChangeInput>['change'];
  const change = async (asked: Change) => {
    const input = { company_id: world.companyId, change: asked };
    const preview = await previewChange(world.ctx, input);
    const digest = () => getLedgerDigest(world.ctx, { company_id: world.companyId });
    await applyChange(world.ctx, { ...input, token: preview.token });
    // A full run of the day says the same: nothing that mattered was left out of the preview.
    const after = await digest();
    for (const date of [DAY, '2026-03-11']) await world.transfer(date, { force_refresh: false });
    expect((await digest()).digest).toBe(after.digest);
    return preview;
  };

  it('are previewed and applied as any, on the days where they matter', async () => {
    await world.sell(DAY, ...bill());
    await world.sell('2026-03-11', sale('steak', '1'), sale('cola', '1'));
    const rules = [noBeef({ parent_item_id: world.item.steak })];
    const preview = await change({ kind: 'modifier_rules', item_id: world.item.new, rules });
    expect(preview).toMatchObject({ days_read: 2, days_changed: 1, entries_posted: 1, entries_reversed: 0 });
    expect(preview.ingredients).toMatchObject([
      { ingredient_name: 'Beef fillet', quantity_change: '0.555556' },
    ]);
    // The three share the one steak they hang on.
    const named = {
      item_name: 'new',
      parent_item_name: 'steak',
      ingredient_name: 'Beef fillet',
      base_unit: 'kg',
    };
    expect(preview.modifiers).toMatchObject([
      { ...named, sold_quantity: '3', usage_per_item: '5/54' },
      { ...named, sold_quantity: '1', usage_per_item: '5/18' },
    ]);
  });

  it('another mapping or recipe of a parent changes what its modifiers took back', async () => {
    await say([noBeef()]);
    await world.sell(DAY, ...bill());
    await world.sell('2026-03-11', sale('cola', '1'));
    const mapped = {
      kind: 'mapping' as const,
      item_id: world.item.steak,
      mapped_object_type: 'recipe' as const,
      mapped_object_id: world.recipe.steak,
      quantity: '2',
    };
    expect(await change(mapped)).toMatchObject({ days_changed: 1, entries_reversed: 2, entries_posted: 2 });
    expect(await standing()).toEqual([
      'cola under -: -1',
      'new under steak: 1.111111',
      'steak under -: -1.666667',
    ]);
    const lines = [{ ingredient_id: world.ingredient.beef, quantity: '0.1' }];
    expect(await change({ kind: 'recipe', recipe_id: world.recipe.steak, lines })).toMatchObject({
      entries_posted: 2,
    });
    expect(await standing()).toEqual(['cola under -: -1', 'new under steak: 0.4', 'steak under -: -0.6']);
  });

  it('a recipe that only a modifier takes reaches its days', async () => {
    await say([{ effect: 'adds', mapped_object_type: 'recipe', mapped_object_id: world.recipe.steak }]);
    await world.sell(DAY, sale('new', '2'));
    expect(await standing()).toEqual(['new under -: -0.555556']);
    const lines = [{ ingredient_id: world.ingredient.beef, quantity: '0.5' }];
    await change({ kind: 'recipe', recipe_id: world.recipe.steak, lines });
    expect(await standing()).toEqual(['new under -: -1']);
    const less = [{ ingredient_id: world.ingredient.beef, quantity: '0.1' }];
    await updateRecipe(world.ctx, { id: world.recipe.steak, lines: less });
    await world.transfer(DAY);
    expect(await standing()).toEqual(['new under -: -0.2']);
  });
});

it('an item made anew takes over what it does as a modifier, and what is said for it as a parent (R14)', async () => {
  const [modifier, dish] = [v7(), v7()];
  await say([noBeef({ parent_item_id: world.item.steak, share: '0.5' }), noBeef()]);
  await saveMapping(world.ctx, {
    id: world.item.new,
    mapped_object_type: 'ingredient',
    mapped_object_id: world.ingredient.beans,
  });
  const at = new Date('2026-03-15T12:00:00Z');
  for (const [id, old, name] of [
    [modifier, world.item.new, 'new'],
    [dish, world.item.steak, 'steak'],
  ] as const) {
    const [row] = await database.db.select().from(lightspeedItems).where(eq(lightspeedItems.id, old));
    if (!row) throw new Error('no such item');
    const { searchText: _, createdAt: __, ...known } = row;
    await database.db
      .update(lightspeedItems)
      .set({ archivedAt: at, goneAt: at })
      .where(eq(lightspeedItems.id, old));
    await database.db
      .insert(lightspeedItems)
      .values({ ...known, id, name, lightspeedId: `${row.lightspeedId}0` });
    await takeOverMapping(world.ctx, { id });
  }
  const rules = async (id: string) =>
    (await getModifierRules(world.ctx, { id })).rules.map((rule) => [rule.parent_item_id, rule.share]);
  expect(await rules(modifier)).toEqual([
    [world.item.steak, '0.5'],
    [null, '1'],
    [dish, '0.5'],
  ]);
  expect((await rules(world.item.new)).map(([parent]) => parent)).toEqual([world.item.steak, null, dish]);
});
