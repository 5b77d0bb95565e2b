import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { getCoverage } from './get-coverage';
import { listDesk } from './list-desk';
import { saveMapping } from './save-mapping';
import { suggestMappings } from './suggest-mappings';

const DAY = '2026-03-14';
const database = suiteDatabase();
let world: TestRestaurant;
const coverage = async () => {
  const { lines, shares } = await getCoverage(world.ctx, { id: world.integrationId });
  return { lines, shares };
};
const menuRow = async () => {
  const { data, summary } = await listDesk(world.ctx, { id: world.integrationId });
  return { row: data.find(({ id }) => id === world.item.new), counts: summary?.counts };
};

beforeEach(async () => {
  world = await testRestaurant(database.db);
  await database.db.execute(
    sql`update lightspeed_items set item_type = 'SEQUENCE' where id = ${world.item.new}`,
  );
});

describe('a combo, of which nothing is decided (R39)', () => {
  const sellMenu = (...parts: string[]) =>
    world.sell(
      DAY,
      sale('new', '1', { lineId: 'M1', netValue: '20' }),
      ...parts.map((sku) => sale(sku, '1', { parentLineId: 'M1', netValue: '0' })),
      sale('cola', '1', { netValue: '5' }),
    );

  it('counts with its parts, in the day and in coverage', async () => {
    const { stats } = await sellMenu('cola', 'steak');
    expect(stats).toMatchObject({
      deducted_lines: 4,
      deducted_net_value: '25',
      unmapped_lines: 0,
      adds_up: true,
    });
    expect(await coverage()).toMatchObject({
      lines: { total: 4, decided: 4, deducted: 4, unmapped: 0 },
      shares: { decided: '1', deducted: '1', unmapped: '0' },
    });
  });

  it('is undecided as long as one part is', async () => {
    await sellMenu('cola', 'gone');
    expect(await coverage()).toMatchObject({
      lines: { total: 4, decided: 2, unmapped: 2 },
      shares: { decided: '0.2' },
    });
    expect(await menuRow()).toMatchObject({ row: { combo: { is_decided: false } }, counts: { review: 1 } });
  });

  it('is a row of the desk with its parts, and nothing to review', async () => {
    await sellMenu('cola', 'steak');
    expect(await menuRow()).toMatchObject({
      row: { state: 'unmapped', combo: { parts: ['cola', 'steak'], is_decided: true } },
      counts: { review: 0 },
    });
  });

  it('is offered as no stock of its own, with its parts as the reason', async () => {
    await sellMenu('cola', 'steak');
    const { data } = await suggestMappings(world.ctx, { id: world.integrationId });
    expect(data).toMatchObject([
      {
        item_id: world.item.new,
        verdict: 'ignore',
        is_confident: true,
        reasons: [{ code: 'combo', params: { parts: 'cola, steak' } }],
      },
    ]);
  });

  it('deducts its own mapping, if it has one', async () => {
    await saveMapping(world.ctx, {
      id: world.item.new,
      mapped_object_type: 'ingredient',
      mapped_object_id: world.ingredient.cola,
      quantity: '3',
    });
    await sellMenu('cola');
    expect(await world.balance()).toBe('-5');
  });
});
