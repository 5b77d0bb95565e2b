import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { lightspeedItems } from '@/db/schema/lightspeed';
import { auditEvents } from '@/db/schema/people';
import type { MappingChoice } from '@/lib/contracts/mappings';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { applyChange } from '../ledger-change/apply-change';
import { decideMappings } from '../ledger-change/decide-mappings';
import { previewChange } from '../ledger-change/preview-change';
import { deleteMapping } from './delete-mapping';
import { getCoverage } from './get-coverage';
import { getItem } from './get-item';
import { listDesk } from './list-desk';
import { saveMapping } from './save-mapping';
import { saveMappings } from './save-mappings';

const database = suiteDatabase();
let inn: TestRestaurant;
beforeEach(async () => {
  inn = await testRestaurant(database.db);
});
const beans = (item_id: string, more: object = {}): MappingChoice => ({
  item_id,
  mapped_object_type: 'ingredient',
  mapped_object_id: inn.ingredient.beans,
  quantity: '10',
  unit: 'g',
  is_subtraction: false,
  ...more,
});
const save = (mappings: MappingChoice[], effective_from: string | null = null) =>
  saveMappings(inn.ctx, { id: inn.integrationId, mappings, effective_from });
const item = (id: string) => getItem(inn.ctx, { id });
const audits = async () =>
  (await database.db.select().from(auditEvents).where(eq(auditEvents.companyId, inn.companyId))).map(
    ({ action, subjectId }) => `${action} ${subjectId}`,
  );

describe('many mappings in one act (R13)', () => {
  it('are saved with an audit row each; the same again writes nothing', async () => {
    const all = [beans(inn.item.new), { item_id: inn.item.cola, ignored: true }];
    expect(await save(all)).toEqual({ written: 2, unchanged: 0 });
    expect(await save(all)).toEqual({ written: 0, unchanged: 2 });
    expect(await item(inn.item.new)).toMatchObject({
      state: 'ingredient',
      mapping: { quantity: '10', unit: 'g' },
    });
    expect(await item(inn.item.cola)).toMatchObject({ state: 'ignored', mapping: null });
    expect((await audits()).sort()).toEqual(
      [`item.save_mapping ${inn.item.new}`, `item.set_ignored ${inn.item.cola}`].sort(),
    );
  });

  it('are saved whole or not at all', async () => {
    const bad: [MappingChoice, string][] = [
      [beans(inn.item.new, { unit: 'cl' }), 'unit_mismatch'],
      [beans(inn.item.new, { mapped_object_id: inn.unitId }), 'ingredient_not_found'],
      [beans(inn.unitId), 'not_found'],
    ];
    for (const [choice, code] of bad) {
      const both = save([{ item_id: inn.item.cola, ignored: true }, choice]);
      await expect(both).rejects.toMatchObject({ code });
      expect(await item(inn.item.cola)).toMatchObject({ state: 'ingredient' });
    }
    await expect(save([beans(inn.item.new), beans(inn.item.new)])).rejects.toThrow();
    expect(await audits()).toEqual([]);
  });

  it('preview as one sum, and are applied as previewed (R23, R24)', async () => {
    await inn.sell('2026-03-10', sale('new', '3'), sale('cola', '2'));
    await inn.sell('2026-03-11', sale('new', '1'));
    const change = {
      kind: 'mappings' as const,
      mappings: [beans(inn.item.new), { item_id: inn.item.cola, ignored: true }],
    };
    const preview = await previewChange(inn.ctx, { company_id: inn.companyId, change });
    expect(preview).toMatchObject({ days_changed: 2, entries_posted: 2, entries_reversed: 1 });
    expect(preview.ingredients.map((one) => [one.ingredient_name, one.quantity_change])).toEqual([
      ['Coffee beans', '-0.04'],
      ['Cola bottle', '2'],
    ]);
    expect(await item(inn.item.new)).toMatchObject({ state: 'unmapped' });
    await applyChange(inn.ctx, { company_id: inn.companyId, change, token: preview.token });
    expect(await inn.balance({ ingredient: inn.ingredient.beans })).toBe('-0.04');
    expect(await inn.balance()).toBe('0');
  });
});

describe('what is restored (R13)', () => {
  it('counts as before on each day, also where it had begun on different ones', async () => {
    await saveMapping(inn.ctx, {
      id: inn.item.new,
      mapped_object_type: 'ingredient',
      mapped_object_id: inn.ingredient.beans,
      effective_from: '2026-03-05',
    });
    await saveMapping(inn.ctx, {
      id: inn.item.new,
      mapped_object_type: 'ingredient',
      mapped_object_id: inn.ingredient.cola,
      effective_from: '2026-03-10',
    });
    for (const day of ['2026-03-04', '2026-03-06', '2026-03-11']) await inn.sell(day, sale('new', '1'));
    const before = await inn.standing();
    expect(before).toHaveLength(2);
    await save([{ item_id: inn.item.new, ignored: true }]);
    expect(await save([{ item_id: inn.item.new, restores_version: 2 }])).toMatchObject({ written: 1 });
    for (const day of ['2026-03-04', '2026-03-06', '2026-03-11']) await inn.transfer(day);
    expect(await inn.standing()).toEqual(before);
    expect(await item(inn.item.new)).toMatchObject({
      mapping: { effective_from: '2026-03-10', quantity: '1' },
    });
  });

  it('may be that nothing was decided', async () => {
    await save([beans(inn.item.new)]);
    await save([{ item_id: inn.item.new, restores_version: 0 }]);
    expect(await item(inn.item.new)).toMatchObject({ state: 'unmapped', mapping: null });
    expect(await save([{ item_id: inn.item.new, restores_version: 2 }])).toMatchObject({ written: 0 });
  });
});

describe('deciding at the desk', () => {
  const decide = (...mappings: MappingChoice[]) =>
    decideMappings(inn.ctx, { company_id: inn.companyId, mappings });

  it('counts for all days where nothing is booked that would change', async () => {
    expect(await decide(beans(inn.item.new))).toEqual({
      saved: true,
      versions: [{ item_id: inn.item.new, version: 1 }],
      past: null,
    });
    expect(await item(inn.item.new)).toMatchObject({ mapping: { effective_from: null } });
  });

  it('counts from today where booked days would change, and says what of them; undone, nothing is left', async () => {
    await inn.sell('2026-03-10', sale('new', '3'));
    expect(await decide(beans(inn.item.new))).toMatchObject({ saved: true, past: { days_changed: 1 } });
    expect(await item(inn.item.new)).toMatchObject({ mapping: { effective_from: '2026-03-16' } });
    expect(await inn.standing()).toEqual([]);
    await decide({ item_id: inn.item.new, restores_version: 0 });
    expect(await item(inn.item.new)).toMatchObject({ state: 'unmapped' });
  });

  it('books back what was booked with the act that is undone', async () => {
    await inn.sell('2026-03-10', sale('cola', '3'));
    const change = { kind: 'mappings' as const, mappings: [{ item_id: inn.item.cola, ignored: true }] };
    const { token } = await previewChange(inn.ctx, { company_id: inn.companyId, change });
    await applyChange(inn.ctx, { company_id: inn.companyId, change, token });
    expect(await inn.balance()).toBe('0');
    expect(await decide({ item_id: inn.item.cola, restores_version: 1 })).toMatchObject({
      saved: true,
      past: null,
    });
    expect(await inn.balance()).toBe('-3');
  });
});

describe('coverage and desk (R43)', () => {
  it('share net sales by what is decided now, without what moves no goods', async () => {
    await inn.sell(
      '2026-03-10',
      sale('cola', '1', { netValue: '6' }),
      sale('new', '1', { netValue: '3' }),
      sale('unheard', '1', { netValue: '1' }),
      sale('cola', '1', { netValue: '50', accountType: 'FLOAT', accountId: 'F' }),
      sale('cola', '1', { netValue: '70', accountCancelled: true, accountId: 'C', accountNumber: 'C' }),
      sale('cola', '-1', { netValue: '-70', accountType: 'REFUND', accountId: 'D', previousAccountId: 'C' }),
    );
    const coverage = () => getCoverage(inn.ctx, { id: inn.integrationId });
    expect(await coverage()).toMatchObject({
      net_sales: { total: '10', decided: '6', deducted: '6', ignored: '0', unmapped: '4', held: '0' },
      lines: { total: 3, decided: 1, unmapped: 2 },
      shares: { decided: '0.6', deducted: '0.6', unmapped: '0.4' },
    });
    await save([{ item_id: inn.item.new, ignored: true }]);
    expect((await coverage()).shares).toMatchObject({ decided: '0.9', deducted: '0.6', ignored: '0.3' });
  });

  it('rank items by net sales, then by name, in windows that join', async () => {
    await inn.sell('2026-03-10', sale('new', '2', { netValue: '9' }), sale('cola', '1', { netValue: '3' }));
    const whole = await listDesk(inn.ctx, { id: inn.integrationId });
    expect(whole.data.map((row) => [row.name, row.net_value, row.quantity, row.state])).toEqual([
      ['new', '9', '2', 'unmapped'],
      ['cola', '3', '1', 'ingredient'],
      ['espresso', '0', '0', 'ingredient'],
      ['steak', '0', '0', 'recipe'],
    ]);
    expect(whole.summary).toMatchObject({
      counts: { total: 4, review: 1, mapped: 3, ignored: 0, never_sold: 0 },
      coverage: { shares: { decided: '0.25' } },
    });
    const first = await listDesk(inn.ctx, { id: inn.integrationId, limit: 3 });
    const rest = await listDesk(inn.ctx, {
      id: inn.integrationId,
      limit: 3,
      cursor: first.next_cursor ?? '',
    });
    // A place by name is that within the window.
    const unranked = whole.data.map(({ name_rank: _, ...row }) => expect.objectContaining(row));
    expect([...first.data, ...rest.data]).toEqual(unranked);
    expect([whole.data, rest.data].map((rows) => rows.map(({ name_rank }) => name_rank))).toEqual([
      [3, 1, 2, 4],
      [1],
    ]);
    expect(rest).toMatchObject({ next_cursor: null, summary: null });
  });

  it('come each once by id, also when sales are read between two windows', async () => {
    const thing = { id: inn.integrationId, order: 'id', limit: 2 } as const;
    const first = await listDesk(inn.ctx, thing);
    await inn.sell('2026-03-10', sale('new', '2', { netValue: '9' }), sale('steak', '1', { netValue: '3' }));
    const rest = await listDesk(inn.ctx, { ...thing, cursor: first.next_cursor ?? '' });
    expect([...first.data, ...rest.data].map(({ name }) => name).sort()).toEqual([
      'cola',
      'espresso',
      'new',
      'steak',
    ]);
    expect(rest.data.map(({ name_rank }) => name_rank).every((rank) => rank >= 1 && rank <= 4)).toBe(true);
    await expect(listDesk(inn.ctx, { ...thing, cursor: '2' })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    await expect(
      listDesk(inn.ctx, { ...thing, order: 'sales', cursor: first.next_cursor ?? '' }),
    ).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('offer what was decided about the same thing elsewhere', async () => {
    await database.db
      .update(lightspeedItems)
      .set({ name: 'Éspresso' })
      .where(eq(lightspeedItems.id, inn.item.new));
    const rows = (await listDesk(inn.ctx, { id: inn.integrationId })).data;
    expect(rows.find(({ id }) => id === inn.item.new)?.sibling).toEqual({
      name: 'espresso',
      is_predecessor: false,
      state: 'ingredient',
      takes: {
        mapped_object_type: 'ingredient',
        mapped_object_id: inn.ingredient.beans,
        quantity: '0.009',
        unit: 'kg',
        is_subtraction: false,
      },
    });
    await deleteMapping(inn.ctx, { id: inn.item.espresso });
    const later = (await listDesk(inn.ctx, { id: inn.integrationId })).data;
    expect(later.map(({ sibling }) => sibling)).toEqual([null, null, null, null]);
  });
});
