import { beforeEach, describe, expect, it } from 'vitest';
import { exact } from '@/lib/core/quantity';
import { recomputeEntry } from '@/lib/core/recompute-entry';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, sale } from '@/testing/fake-pos';
import { testCompany } from '@/testing/fixtures/test-company';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { listWasteReasons } from '../company/list-waste-reasons';
import { setWasteReasons } from '../company/set-waste-reasons';
import { saveMapping } from '../item/save-mapping';
import { getExplanation } from '../ledger/get-explanation';
import { listLedgerEntries } from '../ledger/list-ledger-entries';
import { applyChange } from '../ledger-change/apply-change';
import { previewChange } from '../ledger-change/preview-change';
import { saveOrPreviewChange } from '../ledger-change/save-or-preview-change';
import { reportUsage } from '../stock/report-usage';
import { getTransfer } from '../transfer/get-transfer';
import { AS_BOOKED, transferDay } from '../transfer/transfer-day';
import { listVoidReasons } from './list-void-reasons';
import { saveVoidReasons } from './save-void-reasons';

const DAYS = ['2026-03-10', '2026-03-11', '2026-03-12'] as const;
const database = suiteDatabase();
let world: TestRestaurant;
const company = () => ({ company_id: world.companyId });
const list = async () => (await listVoidReasons(world.ctx, company())).data;
type Outcome = 'returned' | 'gone' | 'waste';
const say = (reason: string, outcome: Outcome) =>
  saveVoidReasons(world.ctx, { ...company(), reasons: [{ reason, outcome }] });
const change = (reason: string, outcome: Outcome, effective_from: string | null = null) => ({
  ...company(),
  change: { kind: 'void_reasons' as const, reasons: [{ reason, outcome }], effective_from },
});
const standing = async (date: string) =>
  (await world.standing())
    .filter((entry) => entry.forDay === date)
    .map(({ type, quantity }) => `${type} ${Number(quantity)}`)
    .sort();
/** Two colas on each day; one was voided, burnt on the second and third. */
const sellAll = async () => {
  for (const date of DAYS) {
    const voidReason = date === DAYS[0] ? 'Mistake' : 'Verbrannt ';
    await world.sell(date, sale('cola', '2'), sale('cola', '-1', { voidReason, netValue: '-4.50' }));
  }
};

beforeEach(async () => {
  world = await testRestaurant(database.db);
});

describe('void and refund reasons (R16)', () => {
  it('lists those seen with what they moved, and those said beforehand', async () => {
    await say('Dropped', 'waste');
    await sellAll();
    await world.sell('2026-03-13', sale('cola', '-1', { voidReason: 'VERBRANNT', netValue: '-2' }));
    expect(await list()).toEqual([
      {
        reason: 'Verbrannt',
        outcome: 'returned',
        is_said: false,
        effective_from: null,
        lines: 3,
        quantity: '-3',
        net_value: '-11',
        last_seen: '2026-03-13',
      },
      expect.objectContaining({ reason: 'Mistake', lines: 1, last_seen: DAYS[0] }),
      expect.objectContaining({
        reason: 'Dropped',
        outcome: 'waste',
        is_said: true,
        lines: 0,
        last_seen: null,
      }),
    ]);
  });

  it('net out unless somebody says otherwise, in whatever spelling', async () => {
    await say('vérbrannt', 'gone');
    await sellAll();
    expect(await standing(DAYS[0])).toEqual(['ISSUE -1']);
    expect(await standing(DAYS[1])).toEqual(['ISSUE -2']);
  });

  it('books what is gone as waste with its reason, and says why', async () => {
    await say('Verbrannt', 'waste');
    await sellAll();
    expect(await standing(DAYS[1])).toEqual(['ISSUE -1', 'WASTE -1']);
    const { data } = await listLedgerEntries(world.ctx, {
      ...company(),
      type: 'WASTE',
      from: DAYS[1],
      to: DAYS[1],
    });
    expect(data).toMatchObject([
      { quantity: '-1', source: { kind: 'pos', void_reason: 'Verbrannt', sold_quantity: '1' } },
    ]);
    const { entry, sale: why } = await getExplanation(world.ctx, { id: data[0]?.id ?? '' });
    expect(why).toMatchObject({
      waste: { reason: 'Verbrannt', version: 1 },
      lines: [{ quantity: '-1', void_reason: 'Verbrannt ' }],
      sold_quantity: '1',
    });
    if (!why) throw new Error('waste of a till has an explanation');
    expect(recomputeEntry(why)).toMatchObject({ quantity: entry.quantity, sold: exact('1') });
    const { data: usage, ...report } = await reportUsage(world.ctx, {
      ...company(),
      from: DAYS[0],
      to: DAYS[2],
    });
    expect(usage).toMatchObject([{ theoretical_quantity: '3', wasted_quantity: '2' }]);
    expect(report.wasted_by_reason).toMatchObject([{ reason: null, void_reason: 'Verbrannt' }]);
    const byItem = await reportUsage(world.ctx, { ...company(), from: DAYS[0], to: DAYS[2], group: 'item' });
    expect(byItem.data).toMatchObject([{ item_name: 'cola', sold_quantity: '3', wasted_quantity: '2' }]);
  });

  it('changes booked days with a preview that shows what is written, and nothing but that', async () => {
    await sellAll();
    // Said of a mapping meanwhile, for days a person did not ask about.
    const { cola } = world.item;
    await saveMapping(world.ctx, {
      id: cola,
      mapped_object_type: 'ingredient',
      mapped_object_id: world.ingredient.cola,
      quantity: '7',
    });
    const asked = change('verbrannt', 'waste');
    const preview = await previewChange(world.ctx, asked);
    expect(preview).toMatchObject({ days_read: 3, days_changed: 2, entries_posted: 2, entries_reversed: 0 });
    expect(preview.ingredients).toMatchObject([{ quantity_change: '-2' }]);
    expect(await standing(DAYS[1])).toEqual(['ISSUE -1']);
    const applied = await applyChange(world.ctx, { ...asked, token: preview.token });
    expect(applied.entries_posted).toBe(2);
    expect(await standing(DAYS[0])).toEqual(['ISSUE -1']);
    expect(await standing(DAYS[1])).toEqual(['ISSUE -1', 'WASTE -1']);
    const log = await getTransfer(world.ctx, { id: applied.transfer_log_ids[0] ?? '' });
    expect(log).toMatchObject({ cause: { kind: 'void_reasons', id: null }, stats: { adds_up: true } });
    // A second preview finds nothing more to do.
    expect(await saveOrPreviewChange(world.ctx, asked)).toEqual({ saved: true });
    expect(await world.balance()).toBe('-5');
  });

  it('counts from a day on, where asked to', async () => {
    await sellAll();
    const asked = change('Verbrannt', 'gone', DAYS[2]);
    const { token, days_changed } = await previewChange(world.ctx, asked);
    expect(days_changed).toBe(1);
    await applyChange(world.ctx, { ...asked, token });
    expect([await standing(DAYS[1]), await standing(DAYS[2])]).toEqual([['ISSUE -1'], ['ISSUE -2']]);
  });

  it('reaches booked days when a person says so, never by night (R32)', async () => {
    await sellAll();
    await say('Verbrannt', 'waste');
    const [, date] = DAYS;
    const night = {
      companyId: world.companyId,
      locationId: world.locationId,
      businessDay: date,
      trigger: 'automatic' as const,
      forceRefresh: true,
      ...AS_BOOKED,
    };
    const sold = (quantity: string) =>
      day(sale('cola', quantity), sale('cola', '-1', { voidReason: 'Verbrannt' }));
    world.pos.days.set(date, sold('4'));
    await transferDay(world.asJob(), night);
    expect(await standing(date)).toEqual(['ISSUE -3']);
    const asked = change('Verbrannt', 'waste');
    const { token } = await previewChange(world.ctx, asked);
    await applyChange(world.ctx, { ...asked, token });
    expect(await standing(date)).toEqual(['ISSUE -3', 'WASTE -1']);
    world.pos.days.set(date, sold('6'));
    await transferDay(world.asJob(), night);
    expect(await standing(date)).toEqual(['ISSUE -5', 'WASTE -1']);
    await say('Verbrannt', 'gone');
    await world.transfer(date);
    expect(await standing(date)).toEqual(['ISSUE -6']);
  });
});

describe('the list of waste reasons', () => {
  it('says which goods are gone; those left out return, and one booked as waste stays so', async () => {
    await say('Burnt', 'waste');
    await setWasteReasons(world.ctx, { ...company(), reasons: ['burnt', 'Dropped'] });
    expect(await listWasteReasons(world.ctx, company())).toEqual({ reasons: ['Burnt', 'Dropped'] });
    expect((await list()).map(({ reason, outcome }) => `${reason} ${outcome}`)).toEqual([
      'Burnt waste',
      'Dropped gone',
    ]);
    await setWasteReasons(world.ctx, { ...company(), reasons: [] });
    expect(await listWasteReasons(world.ctx, company())).toEqual({ reasons: [] });
  });

  it('is read by everyone of the company, and changed by who may manage', async () => {
    const { ctx, companyId } = await testCompany(database.db, 'viewer');
    expect(await listVoidReasons(ctx, { company_id: companyId })).toMatchObject({ data: [] });
    const reasons = [{ reason: 'Burnt', outcome: 'gone' as const }];
    await expect(saveVoidReasons(ctx, { company_id: companyId, reasons })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
