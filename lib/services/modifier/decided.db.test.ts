import { beforeEach, describe, expect, it } from 'vitest';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { countItems } from '../item/count-items';
import { getCoverage } from '../item/get-coverage';
import { listDesk } from '../item/list-desk';
import { listItems } from '../item/list-items';
import { listUnmappedSales } from '../item/list-unmapped-sales';
import { getSetup } from '../setup/get-setup';
import { saveModifierRules } from './save-modifier-rules';

const database = suiteDatabase();
let world: TestRestaurant;
beforeEach(async () => {
  world = await testRestaurant(database.db);
});

const of = () => ({ id: world.integrationId });
/** One of the modifier under one of each of these. */
const under = (...skus: string[]) =>
  skus.flatMap((sku, at) => {
    const parent = sale(sku, '1', { accountId: `A${at}` });
    return [parent, sale('new', '1', { accountId: `A${at}`, parentLineId: parent.lineId })];
  });
const say = (...parents: (string | null)[]) =>
  saveModifierRules(world.ctx, {
    id: world.item.new,
    rules: parents.map((parent) => ({
      effect: 'nothing' as const,
      ...(parent !== null && { parent_item_id: parent }),
    })),
  });
const isDecided = async () => {
  const { data, summary } = await listDesk(world.ctx, of());
  const row = data.find(({ id }) => id === world.item.new);
  const { lines } = await getCoverage(world.ctx, of());
  expect(lines).toEqual(summary?.coverage.lines);
  return { desk: row?.is_modifier, review: summary?.counts.review, open: lines.total - lines.decided };
};

describe('a modifier with rules and no mapping is decided (R43)', () => {
  it('where they are for all, everywhere that is told', async () => {
    await world.sell('2026-03-10', ...under('steak', 'cola'));
    expect(await isDecided()).toEqual({ desk: false, review: 1, open: 2 });
    expect(await countItems(world.ctx, of())).toMatchObject({ unmapped: 1, modifier: 0 });
    const setup = async () =>
      (await getSetup(world.ctx, { company_id: world.companyId })).steps.find(
        ({ key }) => key === 'map_items',
      );
    const before = (await setup())?.count ?? 0;
    await say(null);
    expect(await isDecided()).toEqual({ desk: true, review: 0, open: 0 });
    expect(await countItems(world.ctx, of())).toMatchObject({ unmapped: 0, modifier: 1 });
    expect((await setup())?.count).toBe(before + 1);
    expect((await listUnmappedSales(world.ctx, of())).data).toEqual([]);
    const listed = async (state: 'unmapped' | 'modifier') =>
      (await listItems(world.ctx, { ...of(), state })).data.map(({ id }) => id);
    expect(await listed('unmapped')).toEqual([]);
    expect(await listed('modifier')).toEqual([world.item.new]);
  });

  it('where they are for each parent it was sold under in these days, and no longer when for one they are not', async () => {
    await say(world.item.steak);
    // Nothing was sold of it: what it will be sold under is not known.
    expect(await isDecided()).toMatchObject({ desk: false });
    await world.sell('2026-03-10', ...under('steak'));
    expect(await isDecided()).toEqual({ desk: true, review: 0, open: 0 });
    await world.sell('2026-03-11', ...under('cola'));
    expect(await isDecided()).toEqual({ desk: false, review: 1, open: 2 });
    await say(world.item.steak, world.item.cola);
    expect(await isDecided()).toEqual({ desk: true, review: 0, open: 0 });
  });

  it('and not where nothing is said any more', async () => {
    await world.sell('2026-03-10', ...under('steak'));
    await say(world.item.steak);
    await say();
    expect(await isDecided()).toEqual({ desk: false, review: 1, open: 1 });
  });
});
