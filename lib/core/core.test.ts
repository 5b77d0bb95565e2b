import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addDays,
  businessDayAt,
  businessDayBounds,
  daysBackFrom,
  learnStartOfDay,
  parseTransferDate,
} from './business-day';
import { costSteps, fallbackCost, worth } from './costing';
import { entryKey, ledgerDifference } from './ledger-difference';
import { canCancel, estimateEnd } from './migration-progress';
import { canonical, exact, fromFraction, isDecimal, multiply, roundHalfEven, toFraction } from './quantity';
import { findCycle, makeExploder, type RecipeBook, type RecipeLine } from './recipe-explosion';
import { type PlanInput, type PlanItem, type PlanLine, planTransfer } from './transfer-plan';
import { convert } from './units';
import { versionForDay } from './versions';

const recipeLine = (line: Partial<RecipeLine>): RecipeLine => ({
  position: 0,
  ingredientId: null,
  subRecipeId: null,
  quantity: '1',
  unit: null,
  trimPercent: '0',
  ...line,
});
const book: RecipeBook = {
  ingredients: new Map([
    ['cola', { baseUnit: 'bottle' }],
    ['beans', { baseUnit: 'kg' }],
    ['beef', { baseUnit: 'kg' }],
    ['spice', { baseUnit: 'g' }],
    ['cheese', { baseUnit: 'kg' }],
    ['olives', { baseUnit: 'kg' }],
  ]),
  recipes: new Map([
    [
      'steak',
      {
        recipeId: 'steak',
        versionId: 'v-steak',
        lines: [recipeLine({ ingredientId: 'beef', quantity: '0.250', trimPercent: '10' })],
      },
    ],
    [
      'platter',
      {
        recipeId: 'platter',
        versionId: 'v-platter',
        lines: [recipeLine({ ingredientId: 'olives', quantity: '1' })],
      },
    ],
    [
      'mix',
      {
        recipeId: 'mix',
        versionId: 'v-mix',
        lines: [recipeLine({ ingredientId: 'spice', quantity: '0.003', unit: 'kg' })],
      },
    ],
    [
      'patty',
      {
        recipeId: 'patty',
        versionId: 'v-patty',
        lines: [
          recipeLine({ ingredientId: 'beef', quantity: '180', unit: 'g' }),
          recipeLine({ subRecipeId: 'mix', quantity: '2' }),
        ],
      },
    ],
    [
      'burger',
      {
        recipeId: 'burger',
        versionId: 'v-burger',
        lines: [
          recipeLine({ subRecipeId: 'patty', quantity: '1' }),
          recipeLine({ ingredientId: 'cheese', quantity: '0.02' }),
        ],
      },
    ],
    [
      'wrong-unit',
      {
        recipeId: 'wrong-unit',
        versionId: 'v-wrong',
        lines: [recipeLine({ ingredientId: 'cola', quantity: '1', unit: 'l' })],
      },
    ],
    ['empty', { recipeId: 'empty', versionId: 'v-empty', lines: [] }],
  ]),
};
const item = (id: string, mapping: Partial<NonNullable<PlanItem['mapping']>> | null): PlanItem => ({
  id,
  lightspeedId: id,
  skus: [{ sku: id, since: 0, until: null }],
  businessId: 'b',
  locationIds: ['loc'],
  archivedAt: null,
  mapping: mapping && {
    versionId: `m-${id}`,
    state: 'mapped',
    ingredientId: null,
    recipeId: null,
    quantity: '1',
    isSubtraction: false,
    ...mapping,
  },
});
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
let counter = 0;
const line = (sku: string | null, quantity: string | null, more: Partial<PlanLine> = {}): PlanLine => {
  counter += 1;
  return {
    seq: counter,
    accountId: 'A1.1',
    accountNumber: null,
    accountType: 'SALE',
    accountCancelled: false,
    previousAccountId: null,
    receiptId: null,
    timeClosed: null,
    lineId: `S1.${counter}`,
    sku,
    name: sku ?? 'free text',
    quantity,
    netValue: '2.50',
    voidReason: null,
    problem: null,
    ...more,
  };
};
const plan = (lines: PlanLine[], more: Partial<PlanInput> = {}) =>
  planTransfer({
    businessId: 'b',
    locationId: 'loc',
    dayEnd: 1,
    accounts: 1,
    lines,
    cancelledAccountIds: new Set(),
    items,
    book,
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
    expect(result.addsUp).toBe(true);
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
        book: {
          ...book,
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
    expect(result.addsUp).toBe(true);
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
        expect(result.addsUp).toBe(true);
        expect(Object.values(result.buckets).reduce((sum, bucket) => sum + bucket.lines, 0)).toBe(
          lines.length,
        );
      }),
    );
  });

  it('rounds as decimal.js does, half to even (R19)', () => {
    const Precise = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN });
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
        fc.integer({ min: 0, max: 9 }),
        (n, scale) => {
          const text = new Precise(n.toString()).div(new Precise(10).pow(scale)).toFixed(scale);
          expect(roundHalfEven(exact(text))).toBe(
            new Precise(text).toDecimalPlaces(6).toFixed().replace(/^-0$/, '0'),
          );
        },
      ),
    );
    expect(roundHalfEven(exact('0.0000005'))).toBe('0');
    expect(roundHalfEven(exact('0.0000015'))).toBe('0.000002');
    expect(roundHalfEven(exact('-0.0000015'))).toBe('-0.000002');
  });

  it('a difference that was written leaves nothing to write (R24)', () => {
    const wanted = fc.uniqueArray(
      fc.record({
        itemId: fc.constantFrom('a', 'b', 'c'),
        ingredientId: fc.constantFrom('x', 'y'),
        storageUnitId: fc.constantFrom('s', 't'),
        quantity: quantities,
        unitCost: fc.constantFrom('0', '1.5', '1.500000'),
      }),
      { selector: (entry) => `${entry.itemId}${entry.ingredientId}` },
    );
    fc.assert(
      fc.property(wanted, wanted, (before, after) => {
        const posted = before.map((entry, index) => ({ ...entry, id: String(index) }));
        const first = ledgerDifference(posted, after, new Map());
        const standing = [
          ...first.keep,
          ...first.post.map((entry, index) => ({ ...entry, id: `n${index}` })),
        ];
        const second = ledgerDifference(standing, after, new Map());
        expect([second.post, second.reverse]).toEqual([[], []]);
        expect(standing).toHaveLength(after.length);
      }),
    );
  });
});

/** Recipe `n` may use only recipes above it, so that no book has a cycle. Trims whose 1 ÷ (1 − t) is a finite decimal. */
const anyBook = fc
  .array(
    fc.array(
      fc.record({
        target: fc.nat({ max: 9 }),
        isSub: fc.boolean(),
        quantity: fc.integer({ min: 1, max: 4000 }).map((n) => (n / 1000).toFixed(3)),
        trimPercent: fc.constantFrom('0', '20', '37.5', '50', '60'),
        inGrams: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((recipes): RecipeBook => {
    const lines = recipes.map((wanted, n) =>
      wanted.map(({ target, isSub, quantity, trimPercent, inGrams }, position) =>
        isSub && n + 1 < recipes.length
          ? recipeLine({
              position,
              quantity,
              trimPercent,
              subRecipeId: `r${n + 1 + (target % (recipes.length - n - 1))}`,
            })
          : recipeLine({
              position,
              quantity,
              trimPercent,
              ingredientId: `i${target % 4}`,
              unit: inGrams ? 'g' : null,
            }),
      ),
    );
    return {
      ingredients: new Map(['i0', 'i1', 'i2', 'i3'].map((id) => [id, { baseUnit: 'kg' }])),
      recipes: new Map(
        lines.map((own, n) => [`r${n}`, { recipeId: `r${n}`, versionId: `v${n}`, lines: own }]),
      ),
    };
  });

/** The same question answered the long way: no memo, no fractions, every path walked. */
function walkNaively(
  from: RecipeBook,
  recipeId: string,
  portions: Decimal,
  into: Map<string, Decimal>,
): void {
  for (const { ingredientId, subRecipeId, quantity, unit, trimPercent } of from.recipes.get(recipeId)
    ?.lines ?? []) {
    const usable = portions.times(quantity).div(unit === 'g' ? 1000 : 1);
    const gross = usable.times(100).div(new Decimal(100).minus(trimPercent));
    if (subRecipeId) walkNaively(from, subRecipeId, gross, into);
    if (ingredientId) into.set(ingredientId, gross.plus(into.get(ingredientId) ?? 0));
  }
}

describe('recipes', () => {
  it('explodes as a naive recursion does (R17)', () => {
    const Precise = Decimal.clone({ precision: 200, rounding: Decimal.ROUND_HALF_EVEN });
    fc.assert(
      fc.property(anyBook, (anyRecipes) => {
        const explode = makeExploder(anyRecipes);
        for (const recipeId of anyRecipes.recipes.keys()) {
          const naive = new Map<string, Decimal>();
          walkNaively(anyRecipes, recipeId, new Precise(1), naive);
          const explosion = explode(recipeId);
          const usage = explosion.ok ? [...explosion.usage] : [];
          const rounded = (amount: Decimal) => new Precise(amount).toDecimalPlaces(6).toFixed();
          expect(Object.fromEntries(usage.map(([id, amount]) => [id, roundHalfEven(amount)]))).toEqual(
            Object.fromEntries([...naive].map(([id, amount]) => [id, rounded(amount)])),
          );
          expect(explosion.ok && explosion.versionIds[0]).toBe(recipeId.replace('r', 'v'));
        }
      }),
    );
  });
  it('explodes through three levels and names every version', () => {
    const explosion = makeExploder(book)('burger');
    expect(explosion.ok && [...explosion.versionIds].sort()).toEqual(['v-burger', 'v-mix', 'v-patty']);
  });
  it('finds the cycle a save would make (R17)', () => {
    const graph = new Map([
      ['patty', ['mix']],
      ['mix', ['sauce']],
    ]);
    expect(findCycle('sauce', ['patty'], graph)).toEqual(['sauce', 'patty', 'mix', 'sauce']);
    expect(findCycle('burger', ['patty'], graph)).toBeNull();
    expect(findCycle('self', ['self'], graph)).toEqual(['self', 'self']);
  });
  it('answers recipe_cycle instead of walking for ever', () => {
    const cyclic: RecipeBook = {
      ingredients: new Map(),
      recipes: new Map([
        ['a', { recipeId: 'a', versionId: 'va', lines: [recipeLine({ subRecipeId: 'a' })] }],
      ]),
    };
    expect(makeExploder(cyclic)('a')).toMatchObject({ ok: false, reason: 'recipe_cycle' });
  });
  it('converts within a dimension only', () => {
    expect(convert(exact('250'), 'g', 'kg')).toEqual(exact('0.25'));
    expect(convert(exact('33'), 'cl', 'l')).toEqual(exact('0.33'));
    expect(convert(exact('1'), 'piece', 'kg')).toBeNull();
  });
  test.each([
    ['3.000', '3'],
    ['-0.00', '0'],
    ['+1.50', '1.5'],
    ['007', '7'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['100', '100'],
  ])('%s is shown as %s', (text, shown) => expect(canonical(text)).toBe(shown));
  test.each(['', '.', '-', '1e3', '1,5', '0x1', 'NaN', ' 1', '1\n'])('%j is no decimal', (text) => {
    expect(isDecimal(text)).toBe(false);
    expect(() => exact(text)).toThrow(RangeError);
  });
  it('keeps a fraction through text', () => {
    expect(fromFraction(toFraction(multiply(exact('-0.3'), exact('7'))))).toEqual(exact('-2.1'));
  });
  it('averages receipts by weight (R23)', () => {
    const days = [
      { day: '2026-03-01', quantity: '10', value: '20' },
      { day: '2026-03-05', quantity: '5', value: '15' },
      { day: '2026-03-07', quantity: '-15', value: '-35' },
    ];
    const steps = (fallback: string) => [
      { from: null, unitCost: fallback },
      { from: '2026-03-01', unitCost: '2' },
      { from: '2026-03-05', unitCost: '2.333333' },
      { from: '2026-03-07', unitCost: fallback },
    ];
    expect(costSteps(days, '1.5')).toEqual(steps('1.5'));
    expect(costSteps(days, null)).toEqual(steps('0'));
    expect(costSteps([], null)).toEqual([{ from: null, unitCost: '0' }]);
  });
  it('without receipts costs the standard, else the first receipt, else nobody knows (R23)', () => {
    const first = { day: '2026-03-01', quantity: '3', value: '20' };
    expect(fallbackCost('0.50', first)).toEqual({ source: 'standard', unitCost: '0.5', receiptDay: null });
    expect(fallbackCost(null, first)).toEqual({
      source: 'first_receipt',
      unitCost: '6.666667',
      receiptDay: '2026-03-01',
    });
    expect(fallbackCost(null, null)).toEqual({ source: 'unknown', unitCost: null, receiptDay: null });
  });
  it('what is on hand is worth quantity × cost, to the last decimal, and nothing nothing (R23)', () => {
    expect(worth('-426.5', '0.000003')).toBe('-0.0012795');
    expect(worth('0', '7')).toBe('0');
  });
  it('takes the newest version that counts on the day', () => {
    const versions = [
      { version: 1, effectiveFrom: null },
      { version: 2, effectiveFrom: '2026-05-01' },
    ];
    expect(versionForDay(versions, '2026-04-30')?.version).toBe(1);
    expect(versionForDay(versions, '2026-05-01')?.version).toBe(2);
  });
});

describe('business days (R27, R33)', () => {
  const zurich = { zone: 'Europe/Zurich', startOfDayMinutes: 300 };
  it('02:00 belongs to the evening before', () => {
    expect(businessDayAt('2026-03-15T02:00:00+01:00', zurich)).toBe('2026-03-14');
    expect(businessDayAt('2026-03-15T05:00:00+01:00', zurich)).toBe('2026-03-15');
  });
  it('knows days of 23 and 25 hours', () => {
    const hours = (day: string) => {
      const { start, end } = businessDayBounds(day, zurich);
      return (end.getTime() - start.getTime()) / 3_600_000;
    };
    expect([hours('2026-03-28'), hours('2026-10-24'), hours('2026-06-01')]).toEqual([23, 25, 24]);
  });
  it('days follow each other without gap or overlap in every zone', () => {
    const zones = fc.constantFrom(
      'Pacific/Auckland',
      'Pacific/Honolulu',
      'Europe/Lisbon',
      'America/Sao_Paulo',
      'Australia/Lord_Howe',
    );
    fc.assert(
      fc.property(
        zones,
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 0, max: 800 }),
        (zone, startOfDayMinutes, offset) => {
          const rule = { zone, startOfDayMinutes };
          const day = addDays('2025-01-01', offset);
          const { start, end } = businessDayBounds(day, rule);
          expect(businessDayBounds(addDays(day, 1), rule).start).toEqual(end);
          expect(businessDayAt(start, rule)).toBe(day);
          expect(businessDayAt(new Date(end.getTime() - 1), rule)).toBe(day);
        },
      ),
    );
  });
  it('learns the start of day, and counts ninety days back', () => {
    expect(learnStartOfDay('2026-03-15T05:30:00+01:00', 'Europe/Zurich')).toBe(330);
    expect(daysBackFrom('2026-03-02', 3)).toEqual(['2026-03-02', '2026-03-01', '2026-02-28']);
  });
  test.each([
    ['2026-03-14', '2026-03-14'],
    ['20260314', '2026-03-14'],
    ['14.03.2026', '2026-03-14'],
    ['2026-03-15T01:30:00+01:00', '2026-03-14'],
    [undefined, 'date_required'],
    ['  ', 'date_required'],
    ['2026-02-30', 'invalid_date_format'],
    ['14/03/2026', 'invalid_date_format'],
    ['0000-01-01', 'invalid_date_format'],
    ['0202-03-01', 'invalid_date_format'],
    ['1999-12-31', 'invalid_date_format'],
    ['0000-01-01T00:00:00Z', 'invalid_date_format'],
    ['9999-12-31T23:59:59-12:00', 'invalid_date_format'],
    ['2026-03-17', 'invalid_date_format'],
    [20260314, 'invalid_date_format'],
  ])('reads %s as %s', (value, expected) => {
    const parsed = parseTransferDate(value, { ...zurich, now: new Date('2026-03-16T12:00:00Z') });
    expect(parsed.ok ? parsed.day : parsed.code).toBe(expected);
  });
});

describe('migrations (R30, R31)', () => {
  it('can be cancelled until they end', () => {
    const states = ['pending', 'running', 'completed', 'cancelled', 'failed'] as const;
    expect(states.filter(canCancel)).toEqual(['pending', 'running']);
  });
  it('end at the pace so far, unknown before the first day', () => {
    const startedAt = new Date('2026-03-16T12:00:00Z');
    const now = new Date('2026-03-16T12:00:10Z');
    expect(estimateEnd({ startedAt, now, daysDone: 0, daysTotal: 90 })).toBeNull();
    expect(estimateEnd({ startedAt, now, daysDone: 30, daysTotal: 90 })).toEqual(
      new Date('2026-03-16T12:00:30Z'),
    );
  });
});

describe('difference (R22, R24)', () => {
  it('numbers a posting after every earlier one of its key, also a reversed one', () => {
    const wanted = { itemId: 'a', ingredientId: 'x', storageUnitId: 's', quantity: '-2', unitCost: '0' };
    const standing = { ...wanted, id: '1', quantity: '-1.000000', unitCost: '0.000000' };
    const changed = ledgerDifference([standing], [wanted], new Map([[entryKey(wanted), 4]]));
    expect(changed).toEqual({ keep: [], reverse: [standing], post: [{ ...wanted, revision: 5 }] });
    expect(ledgerDifference([], [wanted], new Map()).post[0]?.revision).toBe(1);
    expect(ledgerDifference([standing], [{ ...wanted, quantity: '-1' }], new Map()).keep).toEqual([standing]);
    expect(ledgerDifference([standing], [], new Map()).reverse).toEqual([standing]);
  });
});
