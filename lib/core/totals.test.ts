import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, exact, roundHalfEven, ZERO } from './quantity';
import { isReconciled, LineTotals, Tally } from './totals';

const decimals = fc.integer({ min: -99_999, max: 99_999 }).map((n) => (n / 1000).toFixed(3));
const totalsOf = (...lines: [quantity: string | null, netValue: string | null][]) => {
  const totals = new LineTotals();
  for (const [quantity, netValue] of lines) totals.count({ quantity, netValue });
  return totals;
};

it('a tally is the sum of its texts one by one; what is no decimal counts nothing', () => {
  fc.assert(
    fc.property(fc.array(decimals), (texts) => {
      const tally = new Tally();
      for (const text of [...texts, null, 'two', ...texts]) tally.count(text);
      const once = texts.reduce((sum, text) => add(sum, exact(text)), ZERO);
      expect(tally.sum()).toEqual(add(once, once));
    }),
  );
});

it('totals count lines and round sums once', () => {
  const totals = totalsOf(['1.5', '0.0000005'], ['-0.5', '0.0000005'], [null, null]);
  expect(totals.totals()).toEqual({ lines: 3, quantity: '1', netValue: '0.000001' });
  expect(roundHalfEven(totals.exact().netValue, 7)).toBe('0.000001');
});

describe('buckets reconcile with the control totals (R26)', () => {
  const buckets = () => [totalsOf(['1', '2.50'], ['2', '5']), totalsOf(['-1', '-2.50']), totalsOf()];
  const expected = { lines: 3, quantity: '2.000', netValue: '5.00' };
  it('when lines, quantity and value are equal, however they are written', () => {
    expect(isReconciled(buckets(), expected)).toBe(true);
  });
  it.each([
    ['a line', { lines: 4 }],
    ['a millionth of a quantity', { quantity: '2.000001' }],
    ['a cent', { netValue: '5.01' }],
    ['money that cannot be read', { netValue: null }],
  ])('and not when %s is missing', (_, more) => {
    expect(isReconciled(buckets(), { ...expected, ...more })).toBe(false);
  });
});
