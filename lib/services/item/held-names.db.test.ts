import { beforeEach, describe, expect, it } from 'vitest';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, sale } from '@/testing/fake-pos';
import { listAudit } from '@/testing/fixtures/audit';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { setNameHolding } from '../company/set-name-holding';
import { applyChange } from '../ledger-change/apply-change';
import { previewChange } from '../ledger-change/preview-change';
import { getTransfer } from '../transfer/get-transfer';
import { AS_BOOKED, transferDay } from '../transfer/transfer-day';
import { deleteMapping } from './delete-mapping';
import { getCoverage } from './get-coverage';
import { getItem } from './get-item';
import { listDesk } from './list-desk';
import { listHeldNames } from './list-held-names';
import { resolveHeldName } from './resolve-held-name';
import { saveMapping } from './save-mapping';

const database = suiteDatabase();
let world: TestRestaurant;
beforeEach(async () => {
  world = await testRestaurant(database.db);
});

/** `new` is mapped as it is called now: "new". */
const map = (more: { quantity?: string } = {}) =>
  saveMapping(world.ctx, {
    id: world.item.new,
    mapped_object_type: 'ingredient',
    mapped_object_id: world.ingredient.cola,
    ...more,
  });
const bowl = (quantity = '1') => sale('new', quantity, { name: 'new' });
const named = (name: string, quantity = '1') => sale('new', quantity, { name });
const held = async () => (await listHeldNames(world.ctx, { id: world.integrationId })).data;
const answered = async (of = world) => (await listHeldNames(of.ctx, { id: of.integrationId })).answered;
const cola = () => world.balance();
const resolve = (name: string, answer: object) =>
  resolveHeldName(world.ctx, { id: world.integrationId, item_id: world.item.new, name, ...answer });
const beans = { mapped_object_type: 'ingredient', quantity: '0.5' } as const;
const takesBeans = () => ({ ...beans, mapped_object_id: world.ingredient.beans });

describe('lines under a name that no mapping was made for (R38)', () => {
  beforeEach(async () => {
    await world.sell('2026-03-09', sale('new', '1', { name: 'Neue Limonade' }));
    await map();
  });

  it('the mapping counts for the name of its item, and for the one it was sold under last', async () => {
    const day = await world.sell('2026-03-10', named('Neue Limonade', '2'), named('NEUE LIMONADE'));
    expect(day.stats).toMatchObject({ deducted_lines: 2, held_lines: 0 });
    expect(await cola()).toBe('-3');
  });

  it('others are held per name, listed with days, quantity and value, and take nothing', async () => {
    await world.sell('2026-03-10', named('Neue Limonade'), named('Glühwein', '3'));
    const day = await world.sell('2026-03-12', named('Glühwein', '2'), named('Grog'), sale('cola', '1'));
    expect(day.stats).toMatchObject({
      held_lines: 2,
      held_quantity: '3',
      held_net_value: '9',
      adds_up: true,
    });
    expect(day.held_names.map(({ name }) => name)).toEqual(['Glühwein', 'Grog']);
    expect(await held()).toEqual([
      {
        item_id: world.item.new,
        sku: 'new',
        name: 'Glühwein',
        mapped_name: 'new',
        lines: 2,
        quantity: '5',
        net_value: '9',
        first_day: '2026-03-10',
        last_day: '2026-03-12',
        is_held: true,
      },
      expect.objectContaining({ name: 'Grog', lines: 1 }),
    ]);
    expect(await cola()).toBe('-2');
    const log = await getTransfer(world.ctx, { id: day.log_id });
    expect(log.held_names).toEqual(day.held_names);
  });

  it('what staff type over a name is no other name', async () => {
    const typed = { name: 'für Tisch 4, ohne Eis', soldName: 'Neue Limonade' };
    expect((await world.sell('2026-03-10', sale('new', '1', typed))).stats).toMatchObject({ held_lines: 0 });
    const hidden = { name: 'Neue Limonade', soldName: 'Glühwein' };
    expect((await world.sell('2026-03-11', sale('new', '1', hidden))).stats).toMatchObject({ held_lines: 1 });
    await world.transfer('2026-03-11', { force_refresh: false });
    expect((await held()).map(({ name }) => name)).toEqual(['Glühwein']);
  });

  it('the same thing: its lines are deducted on their days, as the preview said', async () => {
    await world.sell('2026-03-10', named('Glühwein', '3'));
    await world.sell('2026-03-12', named('Glühwein', '2'), named('Gluehwein'));
    const change = {
      kind: 'held_name' as const,
      item_id: world.item.new,
      name: 'Glühwein',
      answer: { same: true as const },
    };
    const preview = await previewChange(world.ctx, { company_id: world.companyId, change });
    expect(preview).toMatchObject({ days_changed: 2, entries_posted: 2, entries_reversed: 0 });
    expect(await cola()).toBe('0');
    await applyChange(world.ctx, { company_id: world.companyId, change, token: preview.token });
    expect(await cola()).toBe('-6');
    expect((await world.standing()).map(({ businessDay }) => businessDay)).toEqual([
      '2026-03-10',
      '2026-03-12',
    ]);
    expect(await held()).toEqual([]);
    expect((await world.sell('2026-03-13', named('GLÜHWEIN'))).stats).toMatchObject({ deducted_lines: 1 });
    expect(await listAudit(database.db, world.item.new)).toContain('item.accept_name');
  });

  it('another thing: an item of its own, which the desk, its mapping and its history know', async () => {
    await world.sell('2026-03-10', named('Glühwein', '3'), named('Neue Limonade'));
    const done = await resolve('Glühwein', takesBeans());
    expect(done).toMatchObject({ days_changed: 1, entries_posted: 1 });
    expect(await world.balance({ ingredient: world.ingredient.beans })).toBe('-1.5');
    expect(await cola()).toBe('-1');
    const split = await getItem(world.ctx, { id: done.item_id });
    expect(split).toMatchObject({
      name: 'Glühwein',
      sku: 'new',
      split_from: world.item.new,
      state: 'ingredient',
    });
    const desk = await listDesk(world.ctx, { id: world.integrationId });
    expect(desk.data.find(({ id }) => id === split.id)).toMatchObject({ lines: 1, quantity: '3' });
    // It is mapped, and previewed, as any item is.
    const mapping = { ...takesBeans(), item_id: split.id, quantity: '1', kind: 'mapping' as const };
    expect(await previewChange(world.ctx, { company_id: world.companyId, change: mapping })).toMatchObject({
      days_changed: 1,
      entries_posted: 1,
      entries_reversed: 1,
    });
    await deleteMapping(world.ctx, { id: split.id });
    const again = await world.transfer('2026-03-10');
    expect(again.unmapped_items).toMatchObject([{ item_id: split.id, name: 'Glühwein', lines: 1 }]);
    expect(await listAudit(database.db, world.item.new)).toContain('item.split_off_name');
  });

  it('another thing that is no stock is ignored, and its days say so', async () => {
    const { log_id } = await world.sell('2026-03-10', named('Glühwein', '3'));
    const done = await resolve('Glühwein', { ignored: true });
    expect(done).toMatchObject({ days_changed: 0, entries_posted: 0 });
    expect(done.transfer_log_ids).toHaveLength(1);
    expect((await getTransfer(world.ctx, { id: log_id })).stats).toMatchObject({ held_lines: 1 });
    const [id = ''] = done.transfer_log_ids;
    expect((await getTransfer(world.ctx, { id })).stats).toMatchObject({ held_lines: 0, ignored_lines: 1 });
    expect(await held()).toEqual([]);
  });

  it('another thing about which nothing is decided is reviewed at the desk as any item', async () => {
    await world.sell('2026-03-10', named('Glühwein', '3'));
    const { item_id: id } = await resolve('Glühwein', { other: true });
    const { data } = await listDesk(world.ctx, { id: world.integrationId });
    expect(data.find((row) => row.id === id)).toMatchObject({ state: 'unmapped', quantity: '3' });
    expect(await held()).toEqual([]);
  });

  it('an answer can be changed, and taken back', async () => {
    await world.sell('2026-03-10', named('Glühwein', '3'));
    const { item_id: split } = await resolve('Glühwein', takesBeans());
    await resolve('Glühwein', { same: true });
    expect(await cola()).toBe('-3');
    expect(await world.balance({ ingredient: world.ingredient.beans })).toBe('0');
    await resolve('Glühwein', { undone: true });
    expect(await cola()).toBe('0');
    expect((await held()).map(({ name }) => name)).toEqual(['Glühwein']);
    expect(await resolve('Glühwein', takesBeans())).toMatchObject({ item_id: split });
  });

  it('what was said is listed with who, when and on which days it was sold, until it is taken back', async () => {
    await world.sell('2026-03-10', named('Glühwein', '3'), named('Grog'));
    await world.sell('2026-03-12', named('Glühwein'));
    const { item_id: split } = await resolve('Glühwein', { ignored: true });
    await resolve('Grog', { same: true });
    expect(await answered()).toMatchObject([
      { name: 'Grog', answer: 'same', split_item_id: null, split_state: null, first_day: '2026-03-10' },
      {
        item_id: world.item.new,
        name: 'Glühwein',
        mapped_name: 'new',
        answer: 'other',
        split_item_id: split,
        split_state: 'ignored',
        first_day: '2026-03-10',
        last_day: '2026-03-12',
        answered_by: world.email,
      },
    ]);
    await resolve('Grog', { undone: true });
    expect((await answered()).map(({ name }) => name)).toEqual(['Glühwein']);
    expect(await answered(await testRestaurant(database.db))).toEqual([]);
  });

  it('many names are answered in one sum, and taken back as one', async () => {
    await world.sell('2026-03-10', named('Glühwein', '3'), named('Grog'));
    await world.sell('2026-03-12', named('Punsch', '2'));
    const names = ['Punsch', 'Glühwein', 'Grog'].map((name) => ({ item_id: world.item.new, name }));
    const say = async (answer: { same: true } | { undone: true } | { ignored: true }) => {
      const change = { kind: 'held_names' as const, names, answer };
      const preview = await previewChange(world.ctx, { company_id: world.companyId, change });
      await applyChange(world.ctx, { company_id: world.companyId, change, token: preview.token });
      return preview;
    };
    expect(await say({ same: true })).toMatchObject({ days_changed: 2, entries_posted: 2 });
    expect(await cola()).toBe('-6');
    expect(await held()).toEqual([]);
    expect(await say({ undone: true })).toMatchObject({ days_changed: 2, entries_reversed: 2 });
    expect(await cola()).toBe('0');
    expect(await held()).toHaveLength(3);
    expect(await say({ ignored: true })).toMatchObject({ days_changed: 0 });
    expect((await answered()).map(({ split_state }) => split_state)).toEqual(Array(3).fill('ignored'));
    const twice = {
      kind: 'held_names' as const,
      names: [...names, ...names],
      answer: { same: true as const },
    };
    await expect(
      previewChange(world.ctx, { company_id: world.companyId, change: twice }),
    ).rejects.toMatchObject({ name: 'ZodError' });
  });

  it('coverage counts what is held, and counts it as undecided', async () => {
    await world.sell('2026-03-10', named('Neue Limonade'), named('Glühwein'));
    const coverage = await getCoverage(world.ctx, { id: world.integrationId });
    expect(coverage.lines).toMatchObject({ total: 3, decided: 2, held: 1, unmapped: 0 });
    expect(coverage.net_sales).toMatchObject({ total: '13.5', decided: '9', held: '4.5' });
  });

  it('where the company holds nothing, they are deducted and listed all the same', async () => {
    await setNameHolding(world.ctx, { company_id: world.companyId, holds_names: false });
    const day = await world.sell('2026-03-10', named('Glühwein', '3'));
    expect(day.stats).toMatchObject({ held_lines: 0, deducted_lines: 1 });
    expect(await cola()).toBe('-3');
    expect(await held()).toMatchObject([{ name: 'Glühwein', is_held: false }]);
  });

  it('a re-read by night books what was said when a person booked the day, and nothing said since (R32)', async () => {
    const reread = async (date: string, ...lines: Parameters<typeof world.sell>[1][]) => {
      world.pos.days.set(date, day(...lines));
      const { companyId, locationId } = world;
      const job = { companyId, locationId, businessDay: date, trigger: 'automatic' as const };
      return (await transferDay(world.ctx, { ...job, forceRefresh: true, ...AS_BOOKED })).stats;
    };
    await world.sell('2026-03-10', named('Glühwein', '3'));
    await resolve('Glühwein', takesBeans());
    expect(await reread('2026-03-10', named('Glühwein', '4'))).toMatchObject({ deducted_lines: 1 });
    expect(await world.balance({ ingredient: world.ingredient.beans })).toBe('-2');
    await world.sell('2026-03-11', named('Grog', '3'));
    expect(await reread('2026-03-11', named('Grog', '4'))).toMatchObject({ held_lines: 1 });
  });

  it('refuses names that were never sold, and items of others', async () => {
    await expect(resolve('Nie verkauft', { same: true })).rejects.toMatchObject({ code: 'not_found' });
    await expect(resolve('Glühwein', {})).rejects.toMatchObject({ name: 'ZodError' });
    const other = await testRestaurant(database.db);
    await world.sell('2026-03-10', named('Glühwein'));
    await expect(
      resolveHeldName(other.ctx, {
        id: other.integrationId,
        item_id: world.item.new,
        name: 'Glühwein',
        same: true,
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('an item never yet sold under a name its mapping was made for (R38)', () => {
  it('takes over the one it is sold under now, which its history says', async () => {
    const { clock } = world.ctx;
    clock.set(new Date('2026-03-09T12:00:00Z'));
    await map();
    clock.set(new Date('2026-03-16T12:00:00Z'));
    const day = await world.sell('2026-03-10', named('Haus-Limo', '2'));
    expect(day.stats).toMatchObject({ deducted_lines: 1, held_lines: 0 });
    expect(await listAudit(database.db, world.item.new)).toContain('item.adopt_name');
    expect((await world.sell('2026-03-11', named('Glühwein'))).stats).toMatchObject({ held_lines: 1 });
    // Later it is sold under its own: what was taken over before still counts.
    expect((await world.sell('2026-03-12', bowl(), named('Haus-Limo'))).stats).toMatchObject({
      deducted_lines: 2,
      held_lines: 0,
    });
  });

  const days: [string, string][] = [
    ['2026-03-08', 'new'],
    ['2026-03-10', 'Haus-Limo'],
    ['2026-03-12', 'Glühwein'],
    ['2026-03-13', 'Haus-Limo'],
  ];
  it.each([
    ['oldest first', [0, 1, 2, 3]],
    ['newest first', [3, 2, 1, 0]],
    ['in disorder', [2, 0, 3, 1]],
  ])('gives the same ledger in whatever order the days are read: %s', async (_, order) => {
    await map();
    for (const at of order) {
      const [date, name] = days[at] ?? ['', ''];
      await world.sell(date, named(name));
    }
    // It was sold under its own name first: nothing is taken over.
    expect((await world.standing()).map(({ businessDay }) => businessDay)).toEqual(['2026-03-08']);
    expect((await held()).map(({ name, lines }) => [name, lines]).sort()).toEqual([
      ['Glühwein', 1],
      ['Haus-Limo', 2],
    ]);
  });
  it.each([
    ['oldest first', [1, 2, 3]],
    ['newest first', [3, 2, 1]],
    ['in disorder', [2, 3, 1]],
  ])('and where it never was, one name is taken over: %s', async (_, order) => {
    await map();
    for (const at of order) {
      const [date, name] = days[at] ?? ['', ''];
      await world.sell(date, named(name));
    }
    const standing = (await world.standing()).map(({ businessDay }) => businessDay).sort();
    expect(standing).toEqual(['2026-03-10', '2026-03-13']);
  });
});
