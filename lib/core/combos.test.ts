import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bill, saleOf } from '@/testing/fixtures/drawn-bills';
import { billOf, carte, kitchen } from '@/testing/fixtures/modifiers';
import { planTransfer } from './plan-transfer';
import { add, exact, roundHalfEven, ZERO } from './quantity';
import type { PlanLine } from './sale-line';

const plan = (lines: readonly PlanLine[]) =>
  planTransfer({
    businessId: 'b',
    locationId: 'loc',
    dayEnd: 1,
    accounts: 1,
    lines,
    cancelledAccountIds: new Set(),
    items: carte,
    recipeSet: kitchen,
    wasteReasons: new Set(['burnt']),
  });
const bucketsOf = (text: string) =>
  plan(billOf(text)).outcomes.map(({ line, bucket, reason }) =>
    [line.sku, bucket, reason === 'by_its_parts' ? reason : ''].join(' ').trim(),
  );

describe('combos (R39)', () => {
  test.each([
    ['a header goes with its parts', '1 menu | .1 cola | .1 fries', 'menu deducted by_its_parts'],
    ['nested under a choice', '1 menu | .1 choice | ..1 cola', 'menu deducted by_its_parts'],
    ['the choice goes too', '1 choice | .1 cola', 'choice deducted by_its_parts'],
    ['of what is ignored it is ignored', '1 menu | .1 gift', 'menu ignored by_its_parts'],
    ['one undecided part leaves it undecided', '1 menu | .1 cola | .1 base', 'menu unmapped'],
    ['as does one that failed', '1 menu | .1 cola | .1 broken', 'menu unmapped'],
    ['a header alone is undecided', '1 menu', 'menu unmapped'],
    ['a dish whose parts carry the goods', '1 base | .1 burger | .1 cola', 'base deducted by_its_parts'],
    ['but not one with an extra', '1 base | .1 more-cheese', 'base unmapped'],
    ['nor one with a part that is no stock', '1 base | .1 gift', 'base unmapped'],
    ['what is decided stays what it is', '1 meal | .1 cola', 'meal ignored'],
    ['parts that moved no goods say nothing', '1 menu | .-1 cola!! | .1 fries', 'menu deducted by_its_parts'],
  ])('%s', (_, text, header) => {
    expect(bucketsOf(text)[0]).toBe(header);
  });

  test('a header taken back without its parts goes with the one that was sold', () => {
    expect(bucketsOf('1 menu | .1 cola | -1 menu!')).toEqual([
      'menu deducted by_its_parts',
      'cola deducted',
      'menu deducted by_its_parts',
    ]);
    expect(bucketsOf('-1 menu!')).toEqual(['menu unmapped']);
  });

  test('its own mapping, if any, still deducts', () => {
    const { entries, unmapped } = plan(billOf('1 plate | .1 cola | 1 menu | .1 fries'));
    expect(
      entries.map(({ itemId, ingredientId, quantity }) => `${itemId} ${quantity} ${ingredientId}`),
    ).toEqual(['plate -0.2 fries', 'plate -0.15 beef', 'cola -1 cola', 'fries -0.2 fries']);
    expect(unmapped).toEqual([]);
  });

  const sales = fc.array(saleOf('any'), { maxLength: 4 }).map((drawn) => bill(drawn));

  test('moves no goods and loses no line: entries are those of a day whose lines hang on nothing', () => {
    fc.assert(
      fc.property(sales, (lines) => {
        const withoutRules = carte.map(({ modifierRules: _, ...item }) => item);
        const of = (some: readonly PlanLine[]) =>
          planTransfer({
            businessId: 'b',
            locationId: 'loc',
            dayEnd: 1,
            accounts: 1,
            lines: some,
            cancelledAccountIds: new Set(),
            items: withoutRules,
            recipeSet: kitchen,
            wasteReasons: new Set(),
          });
        const [hung, flat] = [of(lines), of(lines.map((line) => ({ ...line, parentLineId: null })))];
        expect(hung.entries).toEqual(flat.entries);
        const net = Object.values(hung.buckets).reduce(
          (sum, { netValue }) => add(sum, exact(netValue)),
          ZERO,
        );
        expect(roundHalfEven(net)).toBe(hung.total.netValue);
        expect(hung.isReconciled).toBe(true);
      }),
    );
  });

  test('the order of lines never matters', () => {
    fc.assert(
      fc.property(
        sales.chain((lines) =>
          fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
        ),
        ([lines, others]) => {
          const outcomes = (some: readonly PlanLine[]) =>
            new Map(
              plan(some).outcomes.map(({ line, bucket, reason }) => [line.lineId, `${bucket} ${reason}`]),
            );
          const one = outcomes(lines);
          for (const [id, outcome] of outcomes(others)) expect(outcome).toBe(one.get(id));
        },
      ),
    );
  });
});
