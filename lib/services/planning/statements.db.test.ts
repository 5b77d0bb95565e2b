import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ObservedDatabase, observedDatabase } from '@/testing/database/statements';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { previewChange } from '../ledger-change/preview-change';
import { AS_BOOKED, transferDay } from '../transfer/transfer-day';

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

const count = async (work: () => Promise<unknown>) => (await observed.during(work)).statements.length;
const sell = (date: string, colas = '2') =>
  world.sell(date, sale('cola', colas), sale('steak', '1'), sale('new', '3'));

describe('what planning costs in statements', () => {
  it('a day is transferred by hand in 37, one of them for the audit log, again with nothing known in 29, and re-read by night in 34', async () => {
    expect(await count(() => sell('2026-03-10'))).toBeLessThanOrEqual(37);
    expect(await count(() => world.transfer('2026-03-10'))).toBeLessThanOrEqual(29);
    world.pos.days.set('2026-03-10', day(sale('cola', '5')));
    const reread = {
      companyId: world.companyId,
      locationId: world.locationId,
      businessDay: '2026-03-10',
      trigger: 'automatic' as const,
      forceRefresh: true,
      ...AS_BOOKED,
    };
    expect(await count(() => transferDay(world.ctx, reread))).toBeLessThanOrEqual(34);
  });

  it('many days are planned in as many as one', async () => {
    const preview = () =>
      previewChange(world.ctx, {
        company_id: world.companyId,
        change: {
          kind: 'mapping',
          item_id: world.item.new,
          mapped_object_type: 'ingredient',
          mapped_object_id: world.ingredient.cola,
          quantity: '1',
        },
      });
    await sell('2026-03-10');
    const one = await count(preview);
    for (const date of ['2026-03-11', '2026-03-12', '2026-03-13']) await sell(date);
    expect((await preview()).days_changed).toBe(4);
    expect(await count(preview)).toBe(one);
  });
});
