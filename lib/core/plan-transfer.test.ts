import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { planItem as item, planLine as line } from '@/testing/fixtures/plan-line';
import { recipeLine, recipeSet } from '@/testing/fixtures/recipe-set';
import { type PlanInput, planTransfer } from './plan-transfer';
import type { PlanItem } from './resolve-item';
import type { PlanLine } from './sale-line';

const items: PlanItem[] = [
  item('cola', { ingredientId: 'cola' }),
  item('espresso', { ingredientId: 'beans', quantity: '0.009' }),
  item('party', { recipeId: 'platter', quantity: '4' }),
  item('steak', { recipeId: 'steak' }),
  item('burger', { recipeId: 'burger' }),
  item('ohne-kaese', { ingredientId: 'cheese', quantity: '0.02', isSubtraction: true }),
  item('bad-unit', { recipeId: 'wrong-unit' }),
  item('empty', { recipeId: 'empty' }),
  item('gift', { state: 'ignored', quantity: null }),
  item('new', null),
  item('542', { ingredientId: 'cola' }),
  item('542.', { ingredientId: 'beans' }),
];
const plan = (lines: PlanLine[], more: Partial<PlanInput> = {}) =>
  planTransfer({
    businessId: 'b',
    locationId: 'loc',
    dayEnd: 1,
    accounts: 1,
    lines,
    cancelledAccountIds: new Set(),
    items,
    recipeSet,
    wasteReasons: new Set(),
    ...more,
  });
const amounts = (lines: PlanLine[], more: Partial<PlanInput> = {}) =>
  Object.fromEntries(plan(lines, more).entries.map((e) => [`${e.itemId}>${e.ingredientId}`, e.quantity]));

describe('acceptance values (R20)', () => {
  test.each([
    ['3 × Cola', [line('cola', '3.000')], { 'cola>cola': '-3' }],
    ['5 × Espresso', [line('espresso', '5.000')], { 'espresso>beans': '-0.045' }],
    ['1 × Party platter', [line('party', '1.000')], { 'party>olives': '-4' }],
    ['0.250 kg at 10 % trim', [line('steak', '1.000')], { 'steak>beef': '-0.277778' }],
  ])('%s', (_, lines, expected) => expect(amounts(lines)).toEqual(expected));
});

describe('sales to goods, a case a row (R14–R21)', () => {
  const reversal = { voidReason: 'Server mistake' };
  test.each<[string, PlanLine[], Record<string, string>, string[], Partial<PlanInput>?]>([
    [
      'a void line counts with its sign',
      [line('cola', '2.000'), line('cola', '-1.000', reversal)],
      { 'cola>cola': '-1' },
      ['deducted', 'deducted'],
    ],
    [
      'a refund account counts with its sign',
      [line('cola', '2'), line('cola', '-2', { accountType: 'REFUND', accountId: 'A1.2' })],
      {},
      ['deducted', 'deducted'],
    ],
    [
      'a reopened bill: SALE, REFUND, RECALL',
      [
        line('cola', '2'),
        line('cola', '-2', { accountType: 'REFUND', accountId: 'A1.2' }),
        line('cola', '3', { accountType: 'RECALL', accountId: 'A1.3' }),
      ],
      { 'cola>cola': '-3' },
      ['deducted', 'deducted', 'deducted'],
    ],
    [
      'FLOAT and TRANSITORY move nothing',
      [line('cola', '1', { accountType: 'FLOAT' }), line('cola', '-1', { accountType: 'TRANSITORY' })],
      {},
      ['no_goods', 'no_goods'],
    ],
    ['a cancelled account moves nothing', [line('cola', '1', { accountCancelled: true })], {}, ['no_goods']],
    [
      'nor does the twin that cancels it',
      [line('cola', '-1', { previousAccountId: 'A9' })],
      {},
      ['no_goods'],
      { cancelledAccountIds: new Set(['A9']) },
    ],
    [
      'a waste reason does not add back (R16)',
      [line('cola', '2'), line('cola', '-1', reversal)],
      { 'cola>cola': '-2' },
      ['deducted', 'no_goods'],
      { wasteReasons: new Set([' sérver MISTAKE ']) },
    ],
    [
      'subtraction adds back (R18)',
      [line('burger', '1'), line('ohne-kaese', '1')],
      { 'burger>beef': '-0.18', 'burger>spice': '-6', 'burger>cheese': '-0.02', 'ohne-kaese>cheese': '0.02' },
      ['deducted', 'deducted'],
    ],
    [
      'a child counts its own quantity',
      [line('burger', '2'), line('cola', '2')],
      { 'burger>beef': '-0.36', 'burger>spice': '-12', 'burger>cheese': '-0.04', 'cola>cola': '-2' },
      ['deducted', 'deducted'],
    ],
    ['by weight', [line('espresso', '0.185')], { 'espresso>beans': '-0.001665' }, ['deducted']],
    [
      'zero price is still goods',
      [line('cola', '1', { netValue: '0.00' })],
      { 'cola>cola': '-1' },
      ['deducted'],
    ],
    [
      '542 is not 542. (R9)',
      [line('542', '1'), line('542.', '1')],
      { '542>cola': '-1', '542.>beans': '-1' },
      ['deducted', 'deducted'],
    ],
    [
      'no SKU, unknown SKU, no mapping',
      [line(null, '1'), line('nope', '1'), line('new', '1')],
      {},
      ['unmapped', 'unmapped', 'unmapped'],
    ],
    ['ignored on purpose', [line('gift', '1')], {}, ['ignored']],
    [
      'bad lines never stop the day (R21)',
      [
        line('cola', 'two', { problem: 'quantity_not_a_number' }),
        line('bad-unit', '1'),
        line('empty', '1'),
        line('cola', '1'),
      ],
      { 'cola>cola': '-1' },
      ['failed', 'failed', 'failed', 'deducted'],
    ],
  ])('%s', (_, lines, expected, buckets, more) => {
    const result = plan(lines, more);
    expect(amounts(lines, more)).toEqual(expected);
    expect(result.outcomes.map((outcome) => outcome.bucket)).toEqual(buckets);
    expect(result.isReconciled).toBe(true);
  });

  it('counts a line once however often it is delivered (R15)', () => {
    const twice = line('cola', '1');
    expect(plan([twice, { ...twice, seq: 999 }]).total.lines).toBe(1);
  });

  it('takes the readable delivery, then the first, of a line delivered differently, and says so', () => {
    const first = line('cola', '1');
    const later = { ...first, seq: first.seq + 1, quantity: '5' };
    const broken = { ...first, seq: first.seq - 1, quantity: null, problem: 'quantity_missing' };
    for (const lines of [
      [broken, first, later],
      [later, first, broken],
    ]) {
      expect(amounts(lines)).toEqual({ 'cola>cola': '-1' });
      expect(plan(lines).warnings).toEqual(['line_delivered_differently']);
    }
    expect(plan([first, { ...first, seq: 999 }]).warnings).toEqual([]);
  });

  it('an account cancelled in any delivery is cancelled, and so is its twin (R15)', () => {
    const open = line('cola', '1');
    const cancelled = { ...open, seq: 999, accountCancelled: true };
    const twin = line('cola', '-1', { accountId: 'A2', previousAccountId: open.accountId });
    const result = plan([open, cancelled, twin]);
    expect(result.entries).toEqual([]);
    expect(result.outcomes.map((outcome) => outcome.bucket)).toEqual(['no_goods', 'no_goods']);
  });

  test.each<[string, PlanLine, Partial<PlanInput>, string]>([
    ['a quantity no column holds', line('cola', `1${'0'.repeat(25)}`), {}, 'quantity_out_of_range'],
    [
      'a usage no column holds',
      line('huge', '1'),
      { items: [...items, item('huge', { ingredientId: 'cola', quantity: '999999999999999' })] },
      'usage_out_of_range',
    ],
    [
      'a trim that leaves nothing',
      line('steak', '1'),
      {
        recipeSet: {
          ...recipeSet,
          recipes: new Map([
            [
              'steak',
              {
                recipeId: 'steak',
                versionId: 'v',
                lines: [recipeLine({ ingredientId: 'beef', trimPercent: '100' })],
              },
            ],
          ]),
        },
      },
      'trim_invalid',
    ],
  ])('%s fails its line, not the day (R21)', (_, bad, more, reason) => {
    const result = plan([bad, line('cola', '2')], more);
    expect(result.outcomes.map((outcome) => outcome.reason)).toEqual([reason, null]);
    expect(result.entries.map((entry) => entry.quantity)).toEqual(['-2']);
    expect(result.isReconciled).toBe(true);
  });

  it('takes the item that bore the SKU on the day, at the location first, however the rows are ordered (R14)', () => {
    const bearer = (id: string, since: number, until: number | null, locationIds = ['loc']): PlanItem => ({
      ...item(id, { ingredientId: 'cola' }),
      skus: [{ sku: 'x', since, until }],
      locationIds,
    });
    const bearers = [
      bearer('first', 10, 20),
      bearer('second', 20, 40),
      bearer('third', 60, null),
      bearer('elsewhere', 0, null, ['other']),
    ];
    const soldAt = (dayEnd: number, order: PlanItem[]) =>
      plan([line('x', '1')], { items: order, dayEnd }).entries[0]?.itemId;
    // Before any sync the first known; between two, who bore it; after it was dropped, who came by it next.
    const expected = { 5: 'first', 15: 'first', 20: 'first', 21: 'second', 50: 'third', 70: 'third' };
    for (const [dayEnd, id] of Object.entries(expected))
      for (const order of [bearers, bearers.toReversed()]) expect(soldAt(Number(dayEnd), order)).toBe(id);
    const inactive = { ...bearer('0', 0, null), archivedAt: 5 };
    expect(soldAt(70, [inactive, ...bearers])).toBe('third');
    expect(soldAt(30, [inactive])).toBe('0');
    const dropped = bearers.slice(0, 2);
    expect(soldAt(70, dropped)).toBe('second');
    expect(soldAt(70, bearers.slice(3))).toBe('elsewhere');
  });

  it('an item that lost the SKU before the day gives way to one that bears it, sold here or not (R14)', () => {
    const day = 24 * 3_600_000;
    const here = (until: number) => ({
      ...item('here', { ingredientId: 'cola' }),
      skus: [{ sku: 'x', since: 0, until }],
    });
    const elsewhere = {
      ...item('elsewhere', { ingredientId: 'beans' }),
      skus: [{ sku: 'x', since: 0, until: null }],
      locationIds: ['other'],
    };
    const soldAt = (dayEnd: number, order: PlanItem[]) =>
      plan([line('x', '1')], { items: order, dayEnd }).entries[0]?.itemId;
    const lost = 5 * day;
    // The day on which it was lost it was borne by both; from the next on by one.
    for (const [dayEnd, id] of [
      [lost - 1, 'here'],
      [lost + day / 2, 'here'],
      [lost + day, 'here'],
      [lost + day + 1, 'elsewhere'],
      [lost + 3 * day, 'elsewhere'],
    ] as const)
      for (const order of [
        [here(lost), elsewhere],
        [elsewhere, here(lost)],
      ])
        expect(soldAt(dayEnd, order)).toBe(id);
    // Where nobody bears it, the last that did.
    expect(soldAt(lost + 3 * day, [here(lost)])).toBe('here');
  });

  it('a SKU of several items is a warning where the item decides what a line does, else it is none (R14)', () => {
    const twins = ['1', '2'].map((id) => ({
      ...item(id, { ingredientId: 'cola' }),
      skus: [{ sku: 'x', since: 0, until: null }],
    }));
    const warnings = (one: PlanLine, more: readonly PlanItem[] = twins) =>
      plan([one], { items: more, dayEnd: 1 }).warnings;
    expect(warnings(line('x', '1'))).toEqual(['sku_of_several_items']);
    expect(warnings(line('x', '99999999'))).toEqual([]);
    expect(warnings(line('x', 'two'))).toEqual([]);
    expect(warnings(line('x', '1', { problem: 'line_malformed' }))).toEqual([]);
    expect(warnings(line('x', '1', { accountType: 'FLOAT' }))).toEqual([]);
    const unusable = ['1', '2'].map((id) => ({
      ...item(id, { ingredientId: 'unknown' }),
      skus: [{ sku: 'x', since: 0, until: null }],
    }));
    expect(warnings(line('x', '1'), unusable)).toEqual(['sku_of_several_items']);
  });

  it('an item whose SKU was edited sells under both, as one item', () => {
    const edited = {
      ...item('cola', { ingredientId: 'cola' }),
      skus: [
        { sku: 'old', since: 0, until: 10 },
        { sku: 'new', since: 10, until: null },
      ],
    };
    const lines = [line('old', '1'), line('new', '2')];
    expect(amounts(lines, { items: [edited], dayEnd: 15 })).toEqual({ 'cola>cola': '-3' });
  });
});

const quantities = fc.integer({ min: -5000, max: 5000 }).map((n) => (n / 1000).toFixed(3));
const anyLine = fc
  .record({
    sku: fc.constantFrom('cola', 'espresso', 'burger', 'steak', 'gift', 'new', 'nope', 'bad-unit', null),
    quantity: quantities,
    type: fc.constantFrom('SALE', 'REFUND', 'VOID', 'FLOAT', 'SPLIT'),
  })
  .map(({ sku, quantity, type }) => line(sku, quantity, { accountType: type }));

describe('properties', () => {
  it('the order of lines does not matter to the entries', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 40 }), (lines) => {
        expect(amounts(lines.toReversed())).toEqual(amounts(lines));
      }),
    );
  });

  it('every line ends in exactly one bucket and the buckets add up (R26)', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 40 }), (lines) => {
        const result = plan(lines);
        expect(result.isReconciled).toBe(true);
        expect(Object.values(result.buckets).reduce((sum, bucket) => sum + bucket.lines, 0)).toBe(
          lines.length,
        );
      }),
    );
  });
});
