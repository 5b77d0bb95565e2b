import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { findLocation } from '@/db/queries/locations';
import { salesSnapshots } from '@/db/schema/sales';
import { transferLogs } from '@/db/schema/transfers';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, FakePos, sale } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { saveMapping } from '../item/save-mapping';
import { applyChange } from '../ledger-change/apply-change';
import { previewChange } from '../ledger-change/preview-change';
import { setPeriodLock } from '../period/set-period-lock';
import { fetchSales } from '../transfer/fetch-sales';
import { keepAhead } from '../transfer/read-sales';
import { runDay } from '../transfer/transfer-day';
import { cancelMigration } from './cancel-migration';
import { getMigration } from './get-migration';
import { createReadAhead } from './read-ahead';
import { runMigrationDay } from './run-migration-day';
import { startMigration } from './start-migration';

const [LAST, BEFORE] = ['2026-03-15', '2026-03-14'] as const;
const database = suiteDatabase();
let restaurant: TestRestaurant;
let pos: FakePos;

beforeEach(async () => {
  pos = new FakePos();
  restaurant = await testRestaurant(database.db, pos);
});

const ofDay = (businessDay: string) =>
  and(
    eq(salesSnapshots.companyId, restaurant.companyId),
    eq(salesSnapshots.locationId, restaurant.locationId),
    eq(salesSnapshots.businessDay, businessDay),
  );
const answersOf = (businessDay: string) => database.db.$count(salesSnapshots, ofDay(businessDay));
const runsOf = (businessDay: string) =>
  database.db.$count(
    transferLogs,
    and(eq(transferLogs.companyId, restaurant.companyId), eq(transferLogs.businessDay, businessDay)),
  );
/** Pieces of cola that each day took. */
async function taken(): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { forDay, quantity } of await restaurant.standing())
    sums[forDay ?? ''] = (sums[forDay ?? ''] ?? 0) - Number(quantity);
  return sums;
}
/** The days that took cola. */
async function colaDays(): Promise<(string | null)[]> {
  const entries = await restaurant.standing();
  const { cola } = restaurant.ingredient;
  return entries.flatMap((one) => (one.ingredientId === cola ? [one.forDay] : [])).sort();
}
async function keepBefore(businessDay: string = BEFORE): Promise<void> {
  const location = await findLocation(database.db, restaurant.companyId, restaurant.locationId);
  if (!location) throw new Error('the restaurant has no location');
  const answer = await fetchSales(restaurant.ctx, location, businessDay);
  expect(await keepAhead(restaurant.ctx, location, businessDay, answer)).toMatchObject({ kind: 'kept' });
}

describe('an answer that was kept before its day’s turn', () => {
  it('counts for no other day until its own is run (R15)', async () => {
    const twice = sale('cola', '2', {
      accountId: 'X',
      accountNumber: 'X',
      timeClosed: '2026-03-14T20:00:00.000Z',
      lineId: 'L',
    });
    pos.days.set(BEFORE, day(twice));
    pos.days.set(LAST, day(twice, sale('cola', '5')));
    await keepBefore();
    await restaurant.transfer(LAST);
    const own = Object.values(await taken());
    expect(own).toHaveLength(1);
    expect(await runsOf(BEFORE)).toBe(0);

    await restaurant.transfer(BEFORE);
    const both = await taken();
    expect((both[LAST] ?? 0) + (both[BEFORE] ?? 0)).toBeCloseTo(own[0] ?? 0, 9);
    expect(both[BEFORE]).toBeGreaterThan(0);
    expect(await answersOf(BEFORE)).toBe(1);
  });

  it('says under which names it sold: the first day to see it reaches all others (R38)', async () => {
    const named = (name: string) => sale('new', '1', { name });
    await saveMapping(restaurant.ctx, {
      id: restaurant.item.new,
      mapped_object_type: 'ingredient',
      mapped_object_id: restaurant.ingredient.cola,
    });
    const reversal = { accountId: 'A1.9', accountType: 'CANCEL', previousAccountId: 'A1.5' };
    await restaurant.sell(LAST, named('House lemonade'), sale('steak', '-1', reversal));
    await restaurant.sell('2026-03-12', named('House lemonade'));
    expect(await colaDays()).toEqual(['2026-03-12', LAST]);
    pos.days.set('2026-03-11', day(named('new')));
    await keepBefore('2026-03-11');
    // Plans the last day again, which is the first to see the name the mapping was made for.
    const bill = { accountId: 'A1.5', lineId: 'S1.5', timeClosed: '2026-03-14T23:00:00.000Z' };
    await restaurant.sell(BEFORE, sale('espresso', '1', bill));
    expect(await colaDays()).toEqual([]);
    await restaurant.transfer('2026-03-11');
    expect(await colaDays()).toEqual(['2026-03-11']);
  });

  it('is followed by the next run that sees the names where the first was killed before it did (R24, R38)', async () => {
    const { ctx, companyId, locationId, item, ingredient } = restaurant;
    const takes = { mapped_object_type: 'ingredient' as const, mapped_object_id: ingredient.cola };
    await saveMapping(ctx, { id: item.new, ...takes });
    await restaurant.sell('2026-03-12', sale('new', '1', { name: 'House lemonade' }));
    await restaurant.sell(LAST, sale('new', '1', { name: 'House lemonade' }));
    pos.days.set('2026-03-11', day(sale('new', '1', { name: 'new' })));
    // As a run leaves it that is killed between the day and those that depend on it.
    const killed = { companyId, locationId, businessDay: '2026-03-11', trigger: 'manual' as const };
    await runDay(ctx, { ...killed, forceRefresh: true });
    expect(await colaDays()).toEqual(['2026-03-11', '2026-03-12', LAST]);
    await restaurant.transfer('2026-03-11');
    expect(await colaDays()).toEqual(['2026-03-11']);
    const { stats } = await restaurant.transfer(LAST);
    expect(stats).toMatchObject({ entries_written: 0, entries_reversed: 0 });
  });

  it('is not asked again of a day in a locked period, which stays as it is (R34, R38)', async () => {
    const { ctx, companyId, item, ingredient } = restaurant;
    const takes = { mapped_object_type: 'ingredient' as const, mapped_object_id: ingredient.cola };
    await saveMapping(ctx, { id: item.new, ...takes });
    await restaurant.sell('2026-03-12', sale('new', '1', { name: 'House lemonade' }));
    await restaurant.sell('2026-03-13', sale('new', '1', { name: 'House lemonade' }));
    const owner = testContext(database.db, { memberships: { [companyId]: 'owner' } });
    await setPeriodLock(owner, { company_id: companyId, locked_until: '2026-03-12' });
    await restaurant.sell(BEFORE, sale('new', '1', { name: 'new' }));
    expect(await colaDays()).toEqual(['2026-03-12', BEFORE]);
    const tried = await runsOf('2026-03-12');
    await restaurant.sell(LAST, sale('new', '1', { name: 'new' }));
    expect(await colaDays()).toEqual(['2026-03-12', BEFORE, LAST]);
    expect(await runsOf('2026-03-12')).toBe(tried);
  });

  it('says it to a change of another item as well, which reaches all days of the name (R38)', async () => {
    const { ctx, companyId, item, ingredient } = restaurant;
    const maps = (id: string, quantity: string) => ({
      ...{ mapped_object_type: 'ingredient' as const, mapped_object_id: ingredient.cola, quantity, id },
    });
    await saveMapping(ctx, maps(item.new, '1'));
    for (const date of ['2026-03-12', LAST])
      await restaurant.sell(date, sale('new', '1', { name: 'House lemonade' }), sale('espresso', '1'));
    pos.days.set('2026-03-11', day(sale('new', '1', { name: 'new' })));
    await keepBefore('2026-03-11');
    const { id: item_id, ...takes } = maps(item.espresso, '2');
    const change = { kind: 'mapping' as const, item_id, ...takes, effective_from: LAST };
    const input = { company_id: companyId, change };
    const { token, entries_posted } = await previewChange(ctx, input);
    expect(entries_posted).toBe(1);
    await applyChange(ctx, { ...input, token });
    const ofNew = async () =>
      (await restaurant.standing()).flatMap((one) => (one.itemId === item.new ? [one.forDay] : []));
    expect(await ofNew()).toEqual([]);
    await restaurant.transfer('2026-03-11');
    expect(await ofNew()).toEqual(['2026-03-11']);
  });

  it('is not taken for the day’s sales by a run that comes later: the till is asked (R27)', async () => {
    pos.days.set(BEFORE, day(sale('cola', '2')));
    await keepBefore();
    restaurant.ctx.clock.advance(3 * 86_400_000);
    pos.days.set(BEFORE, day(sale('cola', '3')));
    const { stats } = await restaurant.transfer(BEFORE, { force_refresh: false });
    expect(stats?.quantity).toBe('3');
    expect(pos.asked).toEqual([BEFORE, BEFORE]);
    // A run that took it makes it one of the day's.
    await restaurant.transfer(BEFORE, { force_refresh: false });
    expect(pos.asked).toHaveLength(2);
  });

  it('gives way to a later one that another run has kept since', async () => {
    const step = async () => {
      const { isOver } = await runMigrationDay(
        restaurant.asJob(),
        { companyId: restaurant.companyId, migrationId: migration.id },
        readAhead,
      );
      return isOver;
    };
    pos.days.set(LAST, day(sale('cola', '1')));
    pos.days.set(BEFORE, day(sale('cola', '2')));
    const readAhead = createReadAhead();
    const migration = await startMigration(restaurant.ctx, { id: restaurant.locationId });
    await step();
    await expect.poll(() => answersOf(BEFORE)).toBe(1);
    pos.days.set(BEFORE, day(sale('cola', '7')));
    expect((await restaurant.transfer(BEFORE)).stats?.quantity).toBe('7');
    const written = await taken();
    await step();
    expect(await taken()).toEqual(written);
    expect(await answersOf(BEFORE)).toBe(2);
    expect(await getMigration(restaurant.ctx, { id: restaurant.locationId })).toMatchObject({ days_done: 2 });
    await cancelMigration(restaurant.ctx, { id: restaurant.locationId });
    expect(await step()).toBe(true);
  });
});
