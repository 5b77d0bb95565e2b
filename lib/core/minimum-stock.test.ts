import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBelowMinimum, minimumAsSpoken, minimumInBase, minimumUnits } from './minimum-stock';
import { compare, exact } from './quantity';
import type { BaseUnit } from './units';

describe('a minimum (R54)', () => {
  it.each([
    ['4.999999', '5', true],
    ['5', '5', false],
    ['5.000000', '5', false],
    ['-1', '0.000001', true],
    ['0', '0.000001', true],
    ['100', '5', false],
    ['4', null, false],
    [null, '5', false],
    // Past what a floating point number tells apart.
    ['900719925474.099299', '900719925474.0993', true],
  ])('%s on hand, at least %s: below is %s', (onHand, minimum, expected) => {
    expect(isBelowMinimum(onHand, minimum)).toBe(expected);
  });

  it.each([
    ['0.5', 'kg', { amount: '500', unit: 'g' }],
    ['2.5', 'kg', { amount: '2.5', unit: 'kg' }],
    ['1500', 'g', { amount: '1.5', unit: 'kg' }],
    ['0.02', 'l', { amount: '2', unit: 'cl' }],
    ['12', 'bottle', { amount: '12', unit: 'bottle' }],
  ] as const)('%s %s is said as a cook says it', (minimum, base, said) => {
    expect(minimumAsSpoken(minimum, base)).toEqual(said);
    expect(minimumInBase(said.amount, said.unit, base)).toBe(minimum);
  });

  it('what is said reads back as the same amount', () => {
    const bases: BaseUnit[] = ['kg', 'g', 'l', 'cl', 'ml', 'piece', 'bottle'];
    fc.assert(
      fc.property(fc.constantFrom(...bases), fc.integer({ min: 1, max: 99_999_999 }), (base, thousandths) => {
        const minimum = (thousandths / 1000).toFixed(3);
        const { amount, unit } = minimumAsSpoken(minimum, base);
        expect(compare(exact(minimumInBase(amount, unit, base)), exact(minimum))).toBe(0);
      }),
    );
  });

  it('a unit of another dimension is the base unit, and what is no figure is left to the contract', () => {
    expect(minimumUnits('g')).toEqual(['g', 'kg']);
    expect(minimumUnits('piece')).toEqual(['piece']);
    expect(minimumInBase('500', 'g', 'kg')).toBe('0.5');
    expect(minimumInBase('500', 'g', 'piece')).toBe('500');
    expect(minimumInBase('500', '', 'ml')).toBe('500');
    expect(minimumInBase('two', 'g', 'kg')).toBe('two');
  });
});
