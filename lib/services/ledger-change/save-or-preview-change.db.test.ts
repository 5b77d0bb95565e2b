import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { saveOrPreviewInput } from '@/lib/contracts/changes';
import { type ObservedDatabase, observedDatabase } from '@/testing/database/statements';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { getItem } from '../item/get-item';
import { getLedgerDigest } from '../ledger/get-ledger-digest';
import { setPeriodLock } from '../period/set-period-lock';
import { createRecipe } from '../recipe/create-recipe';
import { getRecipe } from '../recipe/get-recipe';
import { applyChange } from './apply-change';
import { saveOrPreviewChange } from './save-or-preview-change';

const DAYS = ['2026-03-10', '2026-03-11', '2026-03-12'] as const;
const database = suiteDatabase();
let observed: ObservedDatabase;
let world: TestRestaurant;

beforeAll(() => {
  observed = observedDatabase(database.url);
});
afterAll(() => observed.db.$client.end());
beforeEach(async () => {
  world = await testRestaurant(observed.db);
  for (const date of DAYS) await world.sell(date, sale('cola', '2'), sale('new', '5'));
});

type Change = z.input<typeof saveOrPreviewInput>['change'];
const mapped = (item: keyof TestRestaurant['item'], quantity: string): Change => ({
  kind: 'mapping',
  item_id: world.item[item],
  mapped_object_type: 'ingredient',
  mapped_object_id: world.ingredient.cola,
  quantity,
});
const save = (change: Change) => saveOrPreviewChange(world.ctx, { company_id: world.companyId, change });
const stateOf = async (item: keyof TestRestaurant['item']) =>
  (await getItem(world.ctx, { id: world.item[item], company_id: world.companyId })).mapping?.quantity;
const digest = async () => (await getLedgerDigest(world.ctx, { company_id: world.companyId })).digest;

/** How often the days are planned meanwhile: the postings of the days are read once in each planning. */
async function plannings<T>(work: () => Promise<T>): Promise<[result: T, plannings: number]> {
  const { result, statements } = await observed.during(work);
  return [result, statements.filter((text) => text.includes('p.for_day::text')).length];
}

describe('a click on "save mapping"', () => {
  it('plans the days once before it asks, changing nothing, and once when what it showed is applied', async () => {
    const change = mapped('new', '1');
    const before = await digest();
    const [answered, asked] = await plannings(() => save(change));
    expect(asked).toBe(1);
    if (answered.saved) throw new Error('nobody was asked about the days');
    expect(answered.preview).toMatchObject({ days_read: 3, days_changed: 3, entries_posted: 3 });
    expect([await stateOf('new'), await digest()]).toEqual([undefined, before]);
    const { token } = answered.preview;
    const [applied, planned] = await plannings(() =>
      applyChange(world.ctx, { company_id: world.companyId, change, token }),
    );
    expect([planned, applied.entries_posted]).toEqual([1, 3]);
    expect(await stateOf('new')).toBe('1');
    expect(await digest()).not.toBe(before);
  });

  it('saves at once where no booked day changes, after one planning', async () => {
    const before = await digest();
    expect(await plannings(() => save(mapped('steak', '3')))).toEqual([{ saved: true }, 1]);
    expect([await stateOf('steak'), await digest()]).toEqual(['3', before]);
    expect(await save({ ...mapped('new', '1'), effective_from: '2026-03-13' })).toEqual({ saved: true });
  });

  it('saves nothing where the days that would change are locked: period_locked', async () => {
    const person = testContext(observed.db, {
      kind: 'user',
      memberships: { [world.companyId]: 'owner' },
      clock: world.ctx.clock,
    });
    await setPeriodLock(person, { company_id: world.companyId, locked_until: DAYS[1] });
    await expect(save(mapped('new', '1'))).rejects.toMatchObject({ code: 'period_locked' });
    expect(await stateOf('new')).toBeUndefined();
  });

  it('refuses what saving would refuse, and a re-run', async () => {
    const change = { ...mapped('new', '1'), mapped_object_id: world.item.new };
    await expect(save(change)).rejects.toMatchObject({ code: 'ingredient_not_found' });
    const rerun = { kind: 'rerun', location_id: world.locationId, from: DAYS[0], to: DAYS[2] };
    await expect(save(rerun as unknown as Change)).rejects.toMatchObject({ name: 'ZodError' });
  });
});

describe('a click on "save recipe"', () => {
  /** The steak's recipe, renamed, of so much beef. */
  const saved = (quantity: string, name: string): Change => ({
    kind: 'recipe',
    recipe_id: world.recipe.steak,
    name,
    lines: [{ ingredient_id: world.ingredient.beef, quantity, trim_percent: '10' }],
  });
  const recipe = async () => {
    const { name, lines } = await getRecipe(world.ctx, {
      id: world.recipe.steak,
      company_id: world.companyId,
    });
    return [name, lines[0]?.quantity];
  };

  it('saves name and lines at once where no booked day changes, after one planning', async () => {
    expect(await plannings(() => save(saved('0.3', 'Fillet')))).toEqual([{ saved: true }, 1]);
    expect(await recipe()).toEqual(['Fillet', '0.3']);
    // A name alone never asks.
    await world.sell('2026-03-13', sale('steak', '2'));
    expect(await save(saved('0.3', 'Fillet steak'))).toEqual({ saved: true });
    expect(await recipe()).toEqual(['Fillet steak', '0.3']);
  });

  it('asks where booked days change, saving neither, and saves both when it is applied', async () => {
    await world.sell('2026-03-13', sale('steak', '2'));
    const change = saved('0.3', 'Fillet');
    const answered = await save(change);
    if (answered.saved) throw new Error('nobody was asked about the day');
    expect(answered.preview).toMatchObject({ days_changed: 1, entries_reversed: 1, entries_posted: 1 });
    expect(await recipe()).toEqual(['Steak', '0.25']);
    const { token } = answered.preview;
    await applyChange(world.ctx, { company_id: world.companyId, change, token });
    expect(await recipe()).toEqual(['Fillet', '0.3']);
  });

  it('refuses a name that another recipe has, with the lines as they were', async () => {
    await createRecipe(world.ctx, { company_id: world.companyId, name: 'Fillet' });
    await expect(save(saved('0.3', 'Fillet'))).rejects.toMatchObject({ code: 'name_taken' });
    expect(await recipe()).toEqual(['Steak', '0.25']);
  });
});
