import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bill, saleOf } from '@/testing/fixtures/drawn-bills';
import { billOf, carte, kitchen } from '@/testing/fixtures/modifiers';
import type { Packaging } from './packaging';
import { planTransfer } from './plan-transfer';
import type { PlannedEntry } from './planned-entries';
import type { PlanLine } from './sale-line';

const rule = (id: string, ingredientId: string, quantity = '1') => ({
  id,
  ingredientId,
  quantity,
  unit: null,
});
const RECIPES = {
  ingredients: new Map([
    ...kitchen.ingredients,
    ['box', { baseUnit: 'piece' as const }],
    ['bag', { baseUnit: 'piece' as const }],
    ['cup', { baseUnit: 'piece' as const }],
  ]),
  recipes: kitchen.recipes,
};
/** A box for a burger, for a plate and for a menu, two cups for a cola, nothing for a twin, a bag a bill. */
const packaging: Packaging = {
  items: new Map([
    ['cola', [rule('p-cola', 'cup', '2')]],
    ['twin', []],
    ['menu', [rule('p-menu', 'box')]],
    ['plate', [rule('p-plate', 'box')]],
  ]),
  groups: new Map([['Burgers', [rule('p-burgers', 'box')]]]),
  bill: [rule('p-bill', 'bag')],
};
const plan = (lines: readonly PlanLine[], of: Packaging | null = packaging) =>
  planTransfer({
    businessId: 'b',
    locationId: 'loc',
    dayEnd: 1,
    accounts: 1,
    lines,
    cancelledAccountIds: new Set(),
    items: carte,
    recipeSet: RECIPES,
    wasteReasons: new Set(['burnt']),
    ...(of && { packaging: of }),
  });
const away = (lines: readonly PlanLine[], dineIn: boolean | null = false) =>
  lines.map((line) => ({ ...line, dineIn }));
const shown = ({ itemId, ingredientId, quantity }: PlannedEntry) =>
  `${itemId ?? 'bills'}: ${quantity} ${ingredientId}`;
const packed = (lines: readonly PlanLine[]) =>
  plan(lines)
    .entries.filter(({ purpose }) => purpose === 'packaging')
    .map(shown)
    .sort();
const behind = (lines: readonly PlanLine[], previousAccountId: string, accountType = 'REFUND') =>
  lines.map((line, at) => ({
    ...line,
    accountType,
    previousAccountId,
    seq: 100 + at,
    timeClosed: '2026-03-10T12:00:00Z',
  }));

describe('packaging (R40)', () => {
  test.each([
    ['a box a dish of its group, a bag a bill', '2 burger', ['bills: -1 bag', 'burger: -2 box']],
    ['what is said of an item counts before its group', '1 twin', ['bills: -1 bag']],
    ['so much for each piece', '3 cola', ['bills: -1 bag', 'cola: -6 cup']],
    ['whatever is known of what it takes', '1 menu', ['bills: -1 bag', 'menu: -1 box']],
    [
      'in a combo header and part have their own',
      '1 menu | .1 burger',
      ['bills: -1 bag', 'burger: -1 box', 'menu: -1 box'],
    ],
    ['through a choice', '1 menu | .1 choice | ..1 cola', ['bills: -1 bag', 'cola: -2 cup', 'menu: -1 box']],
    ['a void brings it back', '3 burger | -1 burger!', ['bills: -1 bag', 'burger: -2 box']],
    ['but not of goods that are gone', '3 burger | -1 burger!!', ['bills: -1 bag', 'burger: -3 box']],
    ['a bill voided whole takes nothing', '1 burger | -1 burger!', []],
    ['a void without its sale brings it back', '-1 burger!', ['burger: 1 box']],
    [
      'what is said of a dish is packed with it',
      '1 burger | .1 no-cheese',
      ['bills: -1 bag', 'burger: -1 box'],
    ],
  ])('%s', (_, text, entries) => {
    expect(packed(away(billOf(text)))).toEqual(entries);
    expect(packed(away(billOf(text), true))).toEqual([]);
    expect(packed(away(billOf(text), null))).toEqual([]);
  });

  test('of both kinds on one day only what leaves the house is packed', () => {
    const lines = [...away(billOf('1 burger', 'A1')), ...away(billOf('5 burger', 'A2'), true)];
    expect(packed(lines)).toEqual(['bills: -1 bag', 'burger: -1 box']);
  });

  test('a refund brings back what goes along with a piece, and the bag with the last of them', () => {
    const sale = away(billOf('2 burger', 'A1'));
    const back = (quantity: string, account: string) =>
      away(behind(billOf(`${quantity} burger`, account), 'A1'));
    expect(packed([...sale, ...back('-1', 'A2')])).toEqual(['bills: -1 bag', 'burger: -1 box']);
    expect(packed([...sale, ...back('-1', 'A2'), ...back('-1', 'A3')])).toEqual([]);
    // Ordered anew: the new bill has its own.
    const again = away(behind(billOf('2 burger', 'A3'), 'A2', 'RECALL'));
    expect(packed([...sale, ...back('-2', 'A2'), ...again])).toEqual(['bills: -1 bag', 'burger: -2 box']);
  });

  test('an entry names its rule and lines; of bills one line of each', () => {
    const lines = [...away(billOf('1 cola | 2 burger', 'A1')), ...away(billOf('1 cola', 'A2'))];
    const bills = plan(lines.map((line, seq) => ({ ...line, seq }))).entries.find(
      ({ itemId }) => itemId === null,
    );
    expect(bills).toMatchObject({
      packagingRuleId: 'p-bill',
      soldQuantity: '2',
      usagePerItem: '-1/1',
      sourceLines: [0, 2],
      mappingVersionId: null,
    });
  });

  const days = fc
    .array(fc.tuple(fc.array(saleOf('any'), { maxLength: 3 }), fc.boolean()), { maxLength: 4 })
    .map((bills) =>
      bills.flatMap(([sales, dineIn], at) => bill(sales, `A${at}`).map((line) => ({ ...line, dineIn }))),
    );

  test('stands beside the entries of the sale, which are the same without it, and moves no line', () => {
    fc.assert(
      fc.property(days, (lines) => {
        const [with_, without] = [plan(lines), plan(lines, null)];
        expect(with_.entries.filter(({ purpose }) => purpose !== 'packaging')).toEqual(without.entries);
        expect({ ...with_, entries: [] }).toEqual({ ...without, entries: [] });
      }),
    );
  });

  test('the order of lines never matters', () => {
    fc.assert(
      fc.property(
        days.chain((lines) =>
          fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
        ),
        ([lines, others]) => {
          expect(packed(others)).toEqual(packed(lines));
        },
      ),
    );
  });

  test("turning every sign turns every piece's packaging", () => {
    fc.assert(
      fc.property(days, (lines) => {
        const turned = lines.map((line) => ({
          ...line,
          quantity: line.quantity?.startsWith('-') ? line.quantity.slice(1) : `-${line.quantity}`,
        }));
        const pieces = (some: readonly PlanLine[], sign: 1 | -1) =>
          plan(some)
            .entries.filter(({ purpose, itemId }) => purpose === 'packaging' && itemId !== null)
            .map(({ itemId, quantity }) => `${itemId} ${Number(quantity) * sign}`)
            .sort();
        expect(pieces(turned, -1)).toEqual(pieces(lines, 1));
      }),
    );
  });
});
