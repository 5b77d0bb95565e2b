import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { listRecipeVersions } from '@/db/queries/plan-inputs';
import { transferLogs } from '@/db/schema/transfers';
import type { ChangePreview, previewChangeInput } from '@/lib/contracts/changes';
import type { PosSalesDay } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, FakePos, sale } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { deleteMapping } from '../item/delete-mapping';
import { createLedgerEntries } from '../ledger/create-ledger-entries';
import { getLedgerDigest } from '../ledger/get-ledger-digest';
import { listBalances } from '../ledger/list-balances';
import { listTransfers } from '../transfer/list-transfers';
import { runTransfer } from '../transfer/run-transfer';
import { applyChange } from './apply-change';
import { previewChange } from './preview-change';

const database = suiteDatabase();
let restaurant: TestRestaurant;
let sold: Map<string, PosSalesDay>;
const pos = new FakePos({ everyDay: (businessDay) => sold.get(businessDay) ?? day() });
const DAYS = ['2026-03-10', '2026-03-11', '2026-03-12'] as const;
beforeEach(async () => {
  restaurant = await testRestaurant(database.db, pos);
  sold = new Map(
    DAYS.map((date, index) => [
      date,
      day(
        sale('cola', String(index + 1), { accountId: `A${index}` }),
        sale('steak', '2', { accountId: `A${index}` }),
        sale('new', '5', { accountId: `A${index}` }),
      ),
    ]),
  );
  for (const date of DAYS) await run(date);
});

type Change = z.input<typeof previewChangeInput>['change'];
const run = (date: string, force_refresh = true) =>
  runTransfer(restaurant.ctx, { id: restaurant.locationId, date, force_refresh });
const preview = (change: Change, more: { if_locked?: 'first_open_day' } = {}) =>
  previewChange(restaurant.ctx, { company_id: restaurant.companyId, change, ...more });
const apply = (change: Change, { token }: ChangePreview, more: { if_locked?: 'first_open_day' } = {}) =>
  applyChange(restaurant.ctx, { company_id: restaurant.companyId, change, token, ...more });
const entries = () => restaurant.entries();
const digest = async () =>
  (await getLedgerDigest(restaurant.ctx, { company_id: restaurant.companyId })).digest;
const stock = async () =>
  Object.fromEntries(
    (await listBalances(restaurant.ctx, { company_id: restaurant.companyId })).data.map((b) => [
      b.ingredient_name,
      b.quantity,
    ]),
  );
const toBeans = (more: Partial<Extract<Change, { kind: 'mapping' }>> = {}): Change => ({
  kind: 'mapping',
  item_id: restaurant.item.new,
  mapped_object_type: 'ingredient',
  mapped_object_id: restaurant.ingredient.beans,
  quantity: '0.1',
  ...more,
});
async function steak(quantity: string, effective_from: string | null = null): Promise<Change> {
  const [version] = await listRecipeVersions(database.db, restaurant.companyId);
  return {
    kind: 'recipe',
    recipe_id: version?.recipeId ?? '',
    lines: [{ ingredient_id: restaurant.ingredient.beef, quantity, trim_percent: '10' }],
    effective_from,
  };
}

describe('a preview shows and applying writes exactly that', () => {
  it('for a new mapping, on the kept days, without Lightspeed', async () => {
    const before = await digest();
    const shown = await preview(toBeans());
    expect(shown).toMatchObject({
      days_read: 3,
      days_changed: 3,
      entries_reversed: 0,
      entries_posted: 3,
      ingredients: [{ ingredient_name: 'Coffee beans', quantity_before: '0', quantity_after: '-1.5' }],
    });
    expect(await digest()).toBe(before);
    sold = new Map();
    const count = (await entries()).length;
    const applied = await apply(toBeans(), shown);
    expect(applied).toMatchObject({ entries_reversed: 0, entries_posted: 3 });
    expect((await entries()).length - count).toBe(3);
    expect(await stock()).toMatchObject({ 'Coffee beans': '-1.5', 'Cola bottle': '-6' });
  });

  it('as a run of every day would; a run afterwards writes nothing', async () => {
    await apply(toBeans(), await preview(toBeans()));
    const change = await steak('0.3');
    await apply(change, await preview(change));
    const before = await digest();
    for (const date of DAYS) {
      expect((await run(date)).stats).toMatchObject({ entries_written: 0, entries_reversed: 0 });
    }
    expect(await digest()).toBe(before);
    expect((await stock())['Beef fillet']).toBe('-2.000001');
  });

  it('from a chosen day on only', async () => {
    const change = toBeans({ effective_from: DAYS[2] });
    const shown = await preview(change);
    expect(shown.days.map((one) => one.date)).toEqual([DAYS[2]]);
    await apply(change, shown);
    expect((await stock())['Coffee beans']).toBe('-0.5');
    for (const date of DAYS) await run(date);
    expect((await stock())['Coffee beans']).toBe('-0.5');
    const all = toBeans({ effective_from: null });
    await apply(all, await preview(all));
    expect((await stock())['Coffee beans']).toBe('-1.5');
  });

  it('for a deleted mapping and for a changed trim', async () => {
    const unmapped: Change = { kind: 'mapping', item_id: restaurant.item.cola, state: 'unmapped' };
    const shown = await preview(unmapped);
    expect(shown).toMatchObject({ entries_reversed: 3, entries_posted: 0, days_changed: 3 });
    await apply(unmapped, shown);
    expect((await stock())['Cola bottle']).toBe('0');
    const change = await steak('0.25');
    const trimmed = {
      ...change,
      lines: [{ ingredient_id: restaurant.ingredient.beef, quantity: '0.25', trim_percent: '50' }],
    } as Change;
    await apply(trimmed, await preview(trimmed));
    expect((await stock())['Beef fillet']).toBe('-3');
  });

  it('for a re-run of days after mappings were saved without the past', async () => {
    await deleteMapping(restaurant.ctx, { id: restaurant.item.cola });
    const rerun: Change = { kind: 'rerun', location_id: restaurant.locationId, from: DAYS[0], to: DAYS[1] };
    const shown = await preview(rerun);
    expect(shown).toMatchObject({ days_read: 2, entries_reversed: 2, entries_posted: 0 });
    await apply(rerun, shown);
    expect((await stock())['Cola bottle']).toBe('-3');
  });

  it('and of a change without effect, nothing', async () => {
    const ignored: Change = { kind: 'mapping', item_id: restaurant.item.new, state: 'ignored' };
    const shown = await preview(ignored);
    expect(shown).toMatchObject({ days_changed: 0, entries_posted: 0, value_change: '0', days: [] });
    expect(await apply(ignored, shown)).toMatchObject({ transfer_log_ids: [] });
    expect((await run(DAYS[0])).stats).toMatchObject({ ignored_lines: 1, unmapped_lines: 0 });
  });

  it('with the change as the cause of each day’s log, by name', async () => {
    const { transfer_log_ids: mapped } = await apply(toBeans(), await preview(toBeans()));
    const change = await steak('0.3');
    const { transfer_log_ids: cooked } = await apply(change, await preview(change));
    const logs = await listTransfers(restaurant.ctx, { id: restaurant.locationId, limit: 50 });
    const causes = new Map(logs.data.map(({ id, cause, trigger }) => [id, { trigger, cause }]));
    expect(mapped).toHaveLength(3);
    for (const id of mapped) {
      const cause = { kind: 'mapping', id: restaurant.item.new, name: 'new' };
      expect(causes.get(id)).toEqual({ trigger: 'manual', cause });
    }
    for (const id of cooked) expect(causes.get(id)?.cause).toMatchObject({ kind: 'recipe', name: 'Steak' });
    // Those a person ran have none.
    expect([...causes.values()].filter(({ cause }) => cause === null)).toHaveLength(3);
  });

  it('with a log for every changed day that accounts for all its lines (R26)', async () => {
    const { transfer_log_ids } = await apply(toBeans(), await preview(toBeans()));
    const logs = await database.db
      .select()
      .from(transferLogs)
      .where(eq(transferLogs.companyId, restaurant.companyId));
    const made = logs.filter((log) => transfer_log_ids.includes(log.id));
    expect(made).toHaveLength(3);
    for (const log of made) {
      expect(log).toMatchObject({ success: true, entriesWritten: 1, entriesReversed: 0 });
      expect(log.stats).toMatchObject({ adds_up: true, lines: 3, deducted_lines: 3, entries_written: 1 });
    }
    const written = (await entries()).filter((entry) => transfer_log_ids.includes(entry.transferLogId ?? ''));
    expect(written.map((entry) => entry.itemId)).toEqual(Array(3).fill(restaurant.item.new));
  });

  it('with the counts a change reaches, whose counted quantity stays', async () => {
    await createLedgerEntries(restaurant.ctx, {
      company_id: restaurant.companyId,
      type: 'ADJUSTMENT',
      ingredient_id: restaurant.ingredient.beans,
      storage_unit_id: restaurant.unitId,
      counted_quantity: '7',
      date: '2026-03-13',
    });
    const shown = await preview(toBeans());
    expect(shown.counts_changed).toBe(1);
    await apply(toBeans(), shown);
    expect((await stock())['Coffee beans']).toBe('7');
  });
});

describe('applying is refused when something moved since the preview', () => {
  it.each<[string, () => Promise<unknown>]>([
    [
      'a sale came late',
      () => {
        sold.set(DAYS[1], day(sale('new', '9')));
        return run(DAYS[1]);
      },
    ],
    ['another mapping was saved', () => apply(toBeans({ quantity: '0.2' }), shownOther as ChangePreview)],
    [
      'a receipt changed the cost',
      () =>
        createLedgerEntries(restaurant.ctx, {
          company_id: restaurant.companyId,
          type: 'RECEIPT',
          ingredient_id: restaurant.ingredient.beans,
          storage_unit_id: restaurant.unitId,
          quantity: '10',
          unit_cost: '8',
          date: DAYS[0],
        }),
    ],
  ])('%s: preview_outdated, and nothing is written', async (_, move) => {
    shownOther = await preview(toBeans({ quantity: '0.2' }));
    const shown = await preview(toBeans());
    await move();
    const before = await entries();
    await expect(apply(toBeans(), shown)).rejects.toMatchObject({ code: 'preview_outdated' });
    expect(await entries()).toHaveLength(before.length);
    await apply(toBeans(), await preview(toBeans()));
  });
  let shownOther: ChangePreview | undefined;

  it('while others run the same days, what is applied stands on all of them', async () => {
    const change = toBeans({ quantity: '0.7' });
    const applyAnyway = async (): Promise<void> => {
      try {
        await apply(change, await preview(change));
      } catch (error) {
        if ((error as { code?: string }).code !== 'preview_outdated') throw error;
        await applyAnyway();
      }
    };
    const NEW_DAY = '2026-03-13';
    sold.set(NEW_DAY, day(sale('new', '1', { accountId: 'late' })));
    await Promise.all([...DAYS, ...DAYS, NEW_DAY].map((date) => run(date)).concat(applyAnyway() as never));
    for (const date of [...DAYS, NEW_DAY]) {
      expect((await run(date)).stats).toMatchObject({ entries_written: 0, entries_reversed: 0 });
    }
    expect((await stock())['Coffee beans']).toBe('-11.2');
  });

  it('the token is of one change only, and only managers ask', async () => {
    const shown = await preview(toBeans());
    await expect(apply(toBeans({ quantity: '0.3' }), shown)).rejects.toMatchObject({
      code: 'preview_outdated',
    });
    const viewer = testContext(database.db, { memberships: { [restaurant.companyId]: 'viewer' }, pos });
    const input = { company_id: restaurant.companyId, change: toBeans() };
    await expect(previewChange(viewer, input)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('what saving would refuse, the preview refuses too', async () => {
    const change = toBeans({ mapped_object_id: restaurant.companyId });
    await expect(preview(change)).rejects.toMatchObject({ code: 'ingredient_not_found' });
    const foreign = await testRestaurant(database.db, pos);
    await expect(preview(toBeans({ item_id: foreign.item.new }))).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      preview({ kind: 'rerun', location_id: foreign.locationId, from: DAYS[0], to: DAYS[1] }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});
