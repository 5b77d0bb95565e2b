import { describe, expect, it } from 'vitest';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { testRestaurant } from '@/testing/fixtures/test-restaurant';
import { historyOf } from '../history/list-history';
import { getItem } from './get-item';
import { listDesk } from './list-desk';
import { resolveHeldName } from './resolve-held-name';
import { saveMapping } from './save-mapping';

const database = suiteDatabase();
const history = historyOf('item');

describe('what was said of an item (R13, R38)', () => {
  it('is told with who and when, also to the item that was made of a name', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, integrationId: id, item, email } = world;
    const named = (name: string) => sale('new', '1', { name });
    await world.sell('2026-03-09', named('Neue Limonade'));
    const target = { mapped_object_type: 'ingredient', mapped_object_id: world.ingredient.cola } as const;
    await saveMapping(ctx, { id: item.new, ...target, quantity: '2' });
    await world.sell('2026-03-10', named('Glühwein'), named('Grog'));
    const say = (name: string, answer: object) =>
      resolveHeldName(ctx, { id, item_id: item.new, name, ...answer });
    await say('Grog', { same: true });
    const { item_id: split } = await say('Glühwein', { ignored: true });

    const { data } = await history(ctx, { id: item.new });
    expect(data.map((one) => [one.action, one.name, one.by.name])).toEqual([
      ['item.split_off_name', 'Glühwein', email],
      ['item.accept_name', 'Grog', email],
      ['item.save_mapping', null, email],
    ]);
    expect(data[0]?.split_item_id).toBe(split);
    expect(data[2]?.changes).toMatchObject([
      {
        field: 'takes',
        before: { word: 'undecided' },
        after: { name: 'Cola bottle', quantity: '2', unit: 'bottle' },
      },
    ]);
    const ofSplit = (await history(ctx, { id: split })).data;
    expect(ofSplit.map((one) => [one.action, one.name])).toEqual([
      ['item.set_ignored', null],
      ['item.split_off_name', 'Glühwein'],
    ]);

    // The names that the mapping counts for are beside the item, and in the desk's row of it.
    expect((await getItem(ctx, { id: item.new })).other_names).toEqual(['Neue Limonade', 'Grog']);
    const rows = new Map((await listDesk(ctx, { id })).data.map((row) => [row.id, row.other_names]));
    expect(rows.get(item.new)).toEqual(['Neue Limonade', 'Grog']);
    expect(rows.get(split)).toEqual([]);
  });

  it('a name that the mapping took over by itself is in it', async () => {
    const world = await testRestaurant(database.db);
    const { ctx, item } = world;
    ctx.clock.set(new Date('2026-03-09T12:00:00Z'));
    const target = { mapped_object_type: 'ingredient', mapped_object_id: world.ingredient.cola } as const;
    await saveMapping(ctx, { id: item.new, ...target });
    ctx.clock.set(new Date('2026-03-16T12:00:00Z'));
    await world.sell('2026-03-10', sale('new', '1', { name: 'Haus-Limo' }));
    const { data } = await history(ctx, { id: item.new });
    expect(data[0]).toMatchObject({ action: 'item.adopt_name', name: 'Haus-Limo' });
    expect((await getItem(ctx, { id: item.new })).other_names).toEqual(['Haus-Limo']);
  });
});
