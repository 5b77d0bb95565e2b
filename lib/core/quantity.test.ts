import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { canonical, exact, fromFraction, isDecimal, multiply, roundHalfEven, toFraction } from './quantity';

describe('quantities', () => {
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
});
