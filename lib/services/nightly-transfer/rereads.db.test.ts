import { and, eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { salesSnapshots } from '@/db/schema/sales';
import { nightlyRuns, transferLogs } from '@/db/schema/transfers';
import type { Change } from '@/lib/contracts/changes';
import { DomainError } from '@/lib/core/domain-error';
import type { PosSaleLine, PosSalesDay } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, FakePos, sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { saveMapping } from '../item/save-mapping';
import { applyChange } from '../ledger-change/apply-change';
import { previewChange } from '../ledger-change/preview-change';
import { updateRecipe } from '../recipe/update-recipe';
import { runTransfer } from '../transfer/run-transfer';
import { runDay } from '../transfer/transfer-day';
import { planNights } from './plan-nights';
import { runNight } from './run-night';

/** Booked by hand; the night of the 16th, and every later one, reads it again. */
const DAY = '2026-03-15';
const database = suiteDatabase();
let restaurant: TestRestaurant;
const pos = new FakePos();

beforeEach(async () => {
  restaurant = await testRestaurant(database.db, pos);
  pos.days.clear();
  await restaurant.updateLocation({ activatedAt: new Date('2026-03-16T12:00:00Z') });
});

const sold = (...lines: PosSaleLine[]) => {
  pos.days.set(DAY, day(...lines));
};
const byHand = () => restaurant.transfer(DAY);
const job = () => restaurant.asJob();
/** The next night, with its re-reads. */
async function night(): Promise<typeof nightlyRuns.$inferSelect> {
  const at = restaurant.ctx.clock.now();
  restaurant.ctx.clock.set(`${new Date(at.getTime() + 86_400_000).toISOString().slice(0, 10)}T06:00:00Z`);
  await planNights(job());
  const nights = await database.db
    .select()
    .from(nightlyRuns)
    .where(and(eq(nightlyRuns.companyId, restaurant.companyId), eq(nightlyRuns.status, 'pending')));
  for (const { id } of nights) await runNight(job(), { companyId: restaurant.companyId, nightlyRunId: id });
  const [row] = await database.db
    .select()
    .from(nightlyRuns)
    .where(eq(nightlyRuns.id, nights[0]?.id ?? ''));
  if (!row) throw new Error('no night was planned');
  return row;
}
const map = (
  item: keyof TestRestaurant['item'],
  ingredient: keyof TestRestaurant['ingredient'],
  quantity: string,
) => saveMapping(restaurant.ctx, { id: restaurant.item[item], ...choice(ingredient, quantity) });
const choice = (ingredient: keyof TestRestaurant['ingredient'], quantity: string) => ({
  mapped_object_type: 'ingredient' as const,
  mapped_object_id: restaurant.ingredient[ingredient],
  quantity,
  unit: null,
  is_subtraction: false,
});
const entries = () => restaurant.entries();
/** Sum of the day by item and ingredient. */
async function standing(): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const entry of await entries()) {
    if (entry.businessDay !== DAY) continue;
    const item = Object.entries(restaurant.item).find(([, id]) => id === entry.itemId)?.[0] ?? 'other';
    sums[item] = Number(((sums[item] ?? 0) + Number(entry.quantity)).toFixed(6));
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}
const logs = () =>
  database.db
    .select()
    .from(transferLogs)
    .where(and(eq(transferLogs.companyId, restaurant.companyId), eq(transferLogs.businessDay, DAY)))
    .orderBy(transferLogs.id);
async function changeSteak(quantity: string): Promise<void> {
  const [version] = (await entries()).filter((entry) => entry.itemId === restaurant.item.steak);
  const recipes = await database.db.query.recipes.findMany({
    where: (recipe, { eq: is }) => is(recipe.companyId, restaurant.companyId),
  });
  if (!version) throw new Error('no steak was sold');
  await updateRecipe(restaurant.ctx, {
    id: recipes[0]?.id ?? '',
    lines: [
      {
        ingredient_id: restaurant.ingredient.beef,
        sub_recipe_id: null,
        quantity,
        unit: null,
        trim_percent: '0',
      },
    ],
  });
}

it('a re-read that finds what is kept changes nothing and leaves no log, whatever was mapped since (R32)', async () => {
  sold(sale('cola', '3'), sale('steak', '1'), sale('new', '2'));
  await byHand();
  const before = await entries();
  await map('cola', 'cola', '2');
  await map('new', 'beans', '1');
  await changeSteak('0.5');
  const { rereads, status } = await night();
  expect([status, rereads]).toEqual(['done', { unchanged: [DAY], changed: [], failed: [] }]);
  expect(await entries()).toEqual(before);
  expect(await logs()).toHaveLength(1);
  const [kept] = await database.db
    .select()
    .from(salesSnapshots)
    .where(and(eq(salesSnapshots.companyId, restaurant.companyId), eq(salesSnapshots.businessDay, DAY)));
  expect(kept?.confirmedAt).toEqual(restaurant.ctx.clock.now());
  // A person who runs the day books it again.
  await byHand();
  expect(await standing()).toEqual({ cola: -6, steak: -0.5, new: -2 });
});

it('of other sales only what was sold makes a difference: lines of a day keep the versions it was booked with', async () => {
  const [cola, steak, unmapped] = [sale('cola', '3'), sale('steak', '1'), sale('new', '2')];
  sold(cola, steak, unmapped);
  await byHand();
  const booked = await standing();
  await map('cola', 'cola', '2');
  await map('new', 'beans', '1');
  await map('espresso', 'beans', '0.02');
  await changeSteak('0.5');
  const [late, espresso] = [sale('cola', '1'), sale('espresso', '5')];
  sold(cola, steak, unmapped, late, espresso);
  const { rereads } = await night();
  expect(rereads).toEqual({ unchanged: [], changed: [DAY], failed: [] });
  // One more cola as the others were booked; the espresso, new to the day, as it is mapped now.
  expect(await standing()).toEqual({ ...booked, cola: -4, espresso: -0.1 });
  expect((await logs()).at(-1)?.unmappedItems).toMatchObject([
    { item_id: restaurant.item.new, quantity: '2' },
  ]);

  // What came late keeps its version from then on.
  await map('espresso', 'beans', '3');
  sold(cola, steak, unmapped, late, espresso, sale('steak', '1'), sale('new', '1'));
  await night();
  expect(await standing()).toEqual({ cola: -4, steak: -0.555556, espresso: -0.1 });
  expect(await logs()).toHaveLength(3);
  await night();
  expect(await logs()).toHaveLength(3);
});

it('recipes changed since do not reach what was sold before; an item new to the day takes them as they are', async () => {
  const steak = sale('steak', '1');
  sold(steak);
  await byHand();
  await changeSteak('0.5');
  // Another item of the same recipe, first sold late.
  const recipe = (await database.db.query.recipes.findFirst({
    where: (one, { eq: is }) => is(one.companyId, restaurant.companyId),
  })) as { id: string };
  await saveMapping(restaurant.ctx, {
    id: restaurant.item.new,
    mapped_object_type: 'recipe',
    mapped_object_id: recipe.id,
    quantity: '2',
    is_subtraction: false,
  });
  const other = sale('new', '1');
  sold(steak, other);
  await night();
  expect(await standing()).toEqual({ steak: -0.277778, new: -1 });
  await changeSteak('7');
  sold(steak, other, sale('steak', '1'), sale('new', '1'));
  await night();
  expect(await standing()).toEqual({ steak: -0.555556, new: -2 });
});

it('a change that a person applied to booked days stays, and takes no other along', async () => {
  const [cola, espresso] = [sale('cola', '3'), sale('espresso', '5')];
  sold(cola, espresso);
  await byHand();
  await map('espresso', 'beans', '1');
  const change: Change = {
    kind: 'mapping',
    item_id: restaurant.item.cola,
    state: 'mapped',
    ...choice('cola', '2'),
    effective_from: null,
  };
  const asked = { company_id: restaurant.companyId, change, if_locked: 'refuse' as const };
  const { token } = await previewChange(restaurant.ctx, asked);
  await applyChange(restaurant.ctx, { ...asked, token });
  expect(await standing()).toEqual({ cola: -6, espresso: -0.045 });
  sold(cola, espresso, sale('cola', '1'), sale('espresso', '1'));
  await night();
  expect(await standing()).toEqual({ cola: -8, espresso: -0.054 });
});

it('a day marked incomplete is told complete, with a log; a day that failed is made good', async () => {
  const cola = sale('cola', '3');
  pos.days.set(DAY, { ...day(cola), dataComplete: false } as PosSalesDay);
  await byHand();
  pos.days.set(DAY, new DomainError('lightspeed_api_error'));
  expect((await night()).rereads?.failed).toEqual([DAY]);
  sold(cola);
  expect((await night()).rereads?.changed).toEqual([DAY]);
  expect((await logs()).map((log) => [log.success, log.isComplete])).toEqual([
    [true, false],
    [false, true],
    [true, true],
  ]);
  expect((await night()).rereads?.unchanged).toContain(DAY);
  expect(await standing()).toEqual({ cola: -3 });
});

it('a night’s own day, booked from a complete answer already, is read again and not planned anew', async () => {
  const own = '2026-03-16';
  pos.days.set(own, day(sale('cola', '3')));
  restaurant.ctx.clock.set('2026-03-17T05:00:00Z');
  const byPerson = await runTransfer(restaurant.ctx, {
    id: restaurant.locationId,
    date: own,
    force_refresh: true,
  });
  await map('cola', 'cola', '2');
  restaurant.ctx.clock.set('2026-03-16T12:00:00Z');
  const { status, transferLogId } = await night();
  expect([status, transferLogId]).toEqual(['done', byPerson.log_id]);
  expect((await entries()).map((entry) => entry.quantity)).toEqual(['-3.000000']);
});

it('a day that depends on another is made good by its re-read when the run between was interrupted (R15)', async () => {
  const bill = { accountId: 'A1.5', lineId: 'S1.5', timeClosed: '2026-03-14T23:00:00.000Z' };
  const before = '2026-03-14';
  sold(sale('cola', '-3', { accountId: 'A1.9', accountType: 'CANCEL', previousAccountId: 'A1.5' }));
  await byHand();
  pos.days.set(before, day(sale('cola', '3', bill)));
  await runTransfer(restaurant.ctx, { id: restaurant.locationId, date: before, force_refresh: true });
  restaurant.ctx.clock.advance(60_000);
  pos.days.set(before, day(sale('cola', '3', { ...bill, accountCancelled: true })));
  // As a run leaves it that is killed between the day and those that depend on it.
  await runDay(restaurant.ctx, {
    companyId: restaurant.companyId,
    locationId: restaurant.locationId,
    businessDay: before,
    trigger: 'manual',
    forceRefresh: true,
  });
  expect(await standing()).toEqual({ cola: 3 });
  await night();
  expect(await standing()).toEqual({});
  const count = (await logs()).length;
  await night();
  expect(await logs()).toHaveLength(count);
});
