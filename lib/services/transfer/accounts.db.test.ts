import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { ledgerEntries } from '@/db/schema/ledger';
import { lightspeedItemLocations, lightspeedItems } from '@/db/schema/lightspeed';
import { createLightspeedGateway } from '@/lib/lightspeed/gateway';
import { createLog } from '@/lib/platform/log';
import type { PosGateway } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { setIgnored } from '../item/set-ignored';
import { previewChange } from '../ledger-change/preview-change';
import { getTransfer } from './get-transfer';
import { runTransfer } from './run-transfer';

const [DAY, NEXT, THIRD] = ['2026-03-12', '2026-03-13', '2026-03-14'] as const;
const database = suiteDatabase();
let restaurant: TestRestaurant;
/** What the host answers, by day. */
let answers: Map<string, string>;

const { salesOfDayUnless: _asksTheTill, ...gateway } = createLightspeedGateway({
  apiUrl: 'http://127.0.0.1:1',
  authorizeUrl: 'http://127.0.0.1:1',
  tokenUrl: 'http://127.0.0.1:1',
  clientId: 'c',
  clientSecret: 's',
  scopes: 'items',
  log: createLog('silent'),
});
const pos: PosGateway = {
  ...gateway,
  salesOfDay: async (_auth, _location, day) => gateway.readRaw(answers.get(day) ?? '{"sales":[]}'),
};

beforeEach(async () => {
  answers = new Map();
  restaurant = await testRestaurant(database.db, pos);
});

const line = (id: string, quantity: string, more: object = {}) => ({
  id,
  sku: 'cola',
  name: 'Cola',
  quantity,
  totalNetAmountWithTax: quantity,
  ...more,
});
const bill = (
  reference: string | null,
  number: string,
  hour: number,
  lines: object[],
  more: object = {},
) => ({
  ...(reference !== null && { accountReference: reference }),
  accountFiscId: number,
  type: 'SALE',
  timeClosed: `2026-03-12T${hour}:00:00.000Z`,
  salesLines: lines,
  ...more,
});
const behind = (number: string) => ({ source: { initialAccountId: number, previousAccountId: number } });
const answer = (day: string, ...sales: unknown[]) =>
  answers.set(
    day,
    JSON.stringify({ sales, nextStartOfDayAsIso8601: `${day}T23:00:00Z`, dataComplete: true }),
  );
const run = (date: string, force_refresh = true) =>
  runTransfer(restaurant.ctx, { id: restaurant.locationId, date, force_refresh });

/** Cola of each day, as the ledger says it. */
async function stock(): Promise<Record<string, number>> {
  const rows = await database.db
    .select()
    .from(ledgerEntries)
    .where(eq(ledgerEntries.companyId, restaurant.companyId));
  const sums: Record<string, number> = {};
  for (const row of rows) {
    const day = row.forDay ?? row.businessDay;
    sums[day] = (sums[day] ?? 0) + Number(row.quantity);
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}
/** A preview of the days finds nothing to change: it reads kept lines by rules of its own. */
async function expectPreviewAgrees(): Promise<void> {
  const change = { kind: 'rerun' as const, location_id: restaurant.locationId, from: DAY, to: THIRD };
  const preview = await previewChange(restaurant.ctx, { company_id: restaurant.companyId, change });
  expect(preview.days).toEqual([]);
}

describe('an account is its reference (R15)', () => {
  it('two that bear one number both count, and add up', async () => {
    answer(
      DAY,
      bill('cc', 'A8.1', 10, [line('S8.1', '1.000')]),
      bill('dd', 'A8.1', 11, [line('S8.1', '5.000')]),
    );
    const { stats, log_id } = await run(DAY);
    expect(stats).toMatchObject({
      accounts: 2,
      lines: 2,
      reported_lines: 2,
      reported_quantity: '6',
      adds_up: true,
    });
    expect((await getTransfer(restaurant.ctx, { id: log_id })).warnings).toEqual([]);
    expect(await stock()).toEqual({ [DAY]: -6 });
    expect((await run(DAY)).stats).toMatchObject({ entries_written: 0, entries_reversed: 0 });
    await expectPreviewAgrees();
  });

  it('on two days too, even closed in one instant; and a single one delivered with both counts once', async () => {
    answer(DAY, bill('cc', 'A8.1', 10, [line('S8.1', '1.000')]));
    answer(NEXT, bill('dd', 'A8.1', 10, [line('S8.1', '2.000')]));
    answer(THIRD, bill('cc', 'A8.1', 10, [line('S8.1', '1.000'), line('S8.2', '7.000')]));
    for (const day of [DAY, NEXT, THIRD]) await run(day);
    expect(await stock()).toEqual({ [DAY]: -1, [NEXT]: -2, [THIRD]: -7 });
    await expectPreviewAgrees();
  });

  it('without a reference it is its number, and a doubtful day does not claim to add up', async () => {
    answer(
      DAY,
      bill(null, 'A8.1', 10, [line('S8.1', '1.000')]),
      bill(null, 'A8.1', 11, [line('S8.1', '5.000')]),
    );
    const { stats, log_id } = await run(DAY);
    expect(stats).toMatchObject({ lines: 1, reported_lines: 2, reported_quantity: '6', adds_up: false });
    expect((await getTransfer(restaurant.ctx, { id: log_id })).warnings).toEqual([
      'line_delivered_differently',
    ]);
  });

  it('a chain names a number: the last that closed not later is meant, on whatever day', async () => {
    const gone = bill('cc', 'A8.1', 10, [line('S1', '3.000')], { cancelled: true });
    const other = bill('dd', 'A8.1', 12, [line('S1', '5.000')]);
    const back = (hour: number, quantity: string, id: string) =>
      bill(`back ${hour}`, `A9.${hour}`, hour, [line(id, quantity)], { type: 'REFUND', ...behind('A8.1') });
    answer(DAY, gone, other, back(11, '-3.000', 'S2'), back(13, '-1.000', 'S3'));
    await run(DAY);
    // −5 sold on the second, +1 refunded of it; the first and its refund are nothing.
    expect(await stock()).toEqual({ [DAY]: -4 });
    await expectPreviewAgrees();
    answer(DAY, gone);
    answer(NEXT, other);
    answer(THIRD, back(11, '-3.000', 'S2'), back(13, '-1.000', 'S3'));
    for (const day of [THIRD, NEXT, DAY]) await run(day);
    expect(await stock()).toEqual({ [NEXT]: -5, [THIRD]: 1 });
    await expectPreviewAgrees();
  });

  it('an account without lines is one of those that bear its number', async () => {
    answer(
      DAY,
      bill('cc', 'A8.1', 10, [line('S1', '3.000')], { cancelled: true }),
      bill('dd', 'A8.1', 12, []),
      bill('ee', 'A8.2', 13, [line('S2', '-3.000')], { type: 'REFUND', ...behind('A8.1') }),
    );
    await run(DAY);
    expect(await stock()).toEqual({ [DAY]: 3 });
    await expectPreviewAgrees();
  });
});

describe('a reopened order (R15)', () => {
  const ordered = bill('aa', 'A1', 10, [line('S1', '3.000')], { cancelled: true });
  const takenBack = bill('bb', 'A2', 11, [line('S2', '-3.000')], { type: 'REFUND', ...behind('A1') });
  const madeAnew = bill('cc', 'A3', 12, [line('S3', '4.000')], { type: 'RECALL', ...behind('A1') });

  it('counts as it was made anew, though it follows the cancelled one', async () => {
    answer(DAY, ordered, takenBack, madeAnew);
    const { stats } = await run(DAY);
    expect(stats).toMatchObject({ deducted_lines: 1, no_goods_lines: 2, adds_up: true });
    expect(await stock()).toEqual({ [DAY]: -4 });
    await expectPreviewAgrees();
  });

  it('spread over three days, read in any order', async () => {
    answer(DAY, ordered);
    answer(NEXT, takenBack);
    answer(THIRD, madeAnew);
    for (const day of [THIRD, NEXT, DAY]) await run(day);
    expect(await stock()).toEqual({ [THIRD]: -4 });
    await expectPreviewAgrees();
    answer(DAY, { ...ordered, cancelled: null });
    await run(DAY);
    expect(await stock()).toEqual({ [DAY]: -3, [NEXT]: 3, [THIRD]: -4 });
    await expectPreviewAgrees();
  });

  it('of whatever type, what takes back more than it gives is a reversal, seen with all its lines', async () => {
    const recall = (id: string, back: string) =>
      bill(id, id, 12, [line(`${id}1`, '1.000'), line(`${id}2`, back, { sku: 'espresso' })], {
        type: 'RECALL',
        ...behind('A1'),
      });
    answer(DAY, ordered, recall('x', '-2.000'), recall('y', '-1.000'));
    await run(DAY);
    // Of y, which nets to nothing, the cola and the coffee count; of x neither.
    expect(await stock()).toEqual({ [DAY]: -1 + 0.009 });
    await expectPreviewAgrees();
    await setIgnored(restaurant.ctx, { id: restaurant.item.espresso, ignored: true });
    await run(DAY, false);
    expect(await stock()).toEqual({ [DAY]: -1 });
  });
});

describe('what a day must say', () => {
  it.each(['12,50', 'free', { amount: '1' }, true])(
    'money that cannot be read is a warning, never a silent 0: %j',
    async (money) => {
      answer(
        DAY,
        bill('cc', 'A1', 10, [line('S1', '1.000', { totalNetAmountWithTax: money }), line('S2', '1.000')]),
      );
      const { stats, log_id } = await run(DAY);
      expect(stats).toMatchObject({
        adds_up: false,
        reported_net_value: null,
        net_value: '1',
        deducted_lines: 2,
      });
      expect((await getTransfer(restaurant.ctx, { id: log_id })).warnings).toEqual(['money_unreadable']);
      const kept = await run(DAY, false);
      expect(kept.stats).toMatchObject({ adds_up: false, reported_net_value: null });
      expect(await stock()).toEqual({ [DAY]: -2 });
    },
  );

  it('no amount at all is none to read', async () => {
    answer(DAY, bill('cc', 'A1', 10, [line('S1', '1.000', { totalNetAmountWithTax: undefined })]));
    expect((await run(DAY)).stats).toMatchObject({ adds_up: true, reported_net_value: '0' });
  });

  it('text that no database holds stops no day (R21)', async () => {
    const raw = JSON.stringify({
      sales: [
        bill('cc', 'A1', 10, [line('S1', '3.000'), line('S2', '1.000', { sku: '99', name: 'Eis \ud83c' })]),
        bill('dd\u0000', 'A\ud83c', 10, [
          line('S\udf66', '1.000', { sku: 'x\ud83c', nameOverride: 'y\u0000' }),
        ]),
      ],
      nextStartOfDayAsIso8601: `${DAY}T23:00:00Z`,
    });
    answers.set(DAY, raw);
    const result = await run(DAY);
    expect(result).toMatchObject({
      success: true,
      stats: { deducted_lines: 1, unmapped_lines: 2, adds_up: true },
    });
    expect(result.unmapped_items.map((item) => item.name).sort()).toEqual(['Eis \uFFFD', 'y\uFFFD']);
  });

  it('several active items under one SKU: the decided one counts, and the day says so (R14)', async () => {
    const { companyId, locationId } = restaurant;
    const owned = eq(lightspeedItems.companyId, companyId);
    await database.db
      .update(lightspeedItems)
      .set({ createdAt: new Date('2026-01-01') })
      .where(owned);
    const [first] = await database.db.select().from(lightspeedItems).where(owned);
    if (!first) throw new Error('no item');
    // Lower than the mapped one's id, so that by id alone it came first.
    const twin = { ...first, id: v7(), lightspeedId: '-', sku: 'cola', name: 'Cola (Terrasse)' };
    await database.db.insert(lightspeedItems).values(twin);
    await database.db.insert(lightspeedItemLocations).values(
      [twin.id, restaurant.item.cola, restaurant.item.steak].map((itemId) => ({
        companyId,
        itemId,
        locationId,
      })),
    );
    answer(DAY, bill('cc', 'A1', 10, [line('S1', '2.000')]));
    const { log_id, stats } = await run(DAY);
    expect(stats).toMatchObject({ deducted_lines: 1, unmapped_lines: 0 });
    expect((await getTransfer(restaurant.ctx, { id: log_id })).warnings).toEqual(['sku_of_several_items']);
    expect(await stock()).toEqual({ [DAY]: -2 });
    answer(NEXT, bill('dd', 'A2', 10, [line('S1', '2.000', { sku: 'steak' })]));
    expect((await getTransfer(restaurant.ctx, { id: (await run(NEXT)).log_id })).warnings).toEqual([]);
  });
});
