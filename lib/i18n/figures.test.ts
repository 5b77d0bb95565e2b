import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalSchema } from '@/lib/contracts/common';
import { canonical, exact, isDecimal } from '@/lib/core/quantity';
import {
  figureOf,
  numberOf,
  plainFigure,
  readFigure,
  showFigure,
  textOf,
  typedFigure,
  understood,
} from './figures';

const LOCALES = ['de', 'en'] as const;
/** Every decimal the wire allows: up to 15 digits, up to 6 decimals, either sign, zeros in all places. */
const wire = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.integer({ min: 1, max: 15 }).chain((n) => fc.stringMatching(new RegExp(`^\\d{${n}}$`))),
    fc.integer({ min: 0, max: 6 }).chain((n) => fc.stringMatching(new RegExp(`^\\d{${n}}$`))),
  )
  .map(([sign, whole, fraction]) => sign + whole + (fraction === '' ? '' : `.${fraction}`));

describe('R35: figures in the reader’s notation', () => {
  it.each([
    ['de', '1.500', '1500'],
    ['de', '12.000', '12000'],
    ['de', '12.000,5', '12000.5'],
    ['de', '1.234.567,89', '1234567.89'],
    ['de', '2,5', '2.5'],
    ['de', '2.5', '2.5'],
    ['de', '0.125', '0.125'],
    ['de', '012.500', '012.500'],
    ['de', '1500.250', '1500.250'],
    ['de', '1.5000', '1.5000'],
    ['de', '0,125', '0.125'],
    ['de', '1,500', '1.500'],
    ['en', '1,500', '1500'],
    ['en', '12,000.5', '12000.5'],
    ['en', '1,234.5', '1234.5'],
    ['en', '2,5', '2.5'],
    ['en', '0,125', '0.125'],
    ['en', '1.500', '1.500'],
    ['de', ',5', '0.5'],
    ['en', '.5', '0.5'],
    ['de', '-1.500', '-1500'],
    ['de', '−1.500,5', '-1500.5'],
    ['en', '+2.5', '2.5'],
    ['de', '\u00a01.500\u202f', '1500'],
  ])('%s %s means %s', (locale, typed, value) => expect(readFigure(typed, locale)).toBe(value));

  it.each([
    ['de', ''],
    ['de', '-'],
    ['de', ','],
    ['de', '5,'],
    ['de', '5.'],
    ['de', '1.23.4'],
    ['de', '1.2345.678'],
    ['de', '1,234.5'],
    ['de', '1,234,567'],
    ['de', '0.125,5'],
    ['de', '1.50,25'],
    ['en', '1.234,5'],
    ['en', '1.234.567'],
    ['de', '1 500'],
    ['de', '1\u202f500'],
    ['de', '1\u00a0500,5'],
    ['de', '1’500'],
    ['de', "1'500"],
    ['de', '--5'],
    ['de', '5-'],
    ['de', '- 5'],
    ['de', '1e3'],
    ['de', '½'],
    ['de', '٣'],
    ['de', '１２'],
    ['de', 'Infinity'],
    ['de', '12 kg'],
  ])('%s %j is refused', (locale, typed) => expect(readFigure(typed, locale)).toBeNull());

  it('reads what is shown as the same number, at every size and with any decimals', () => {
    fc.assert(
      fc.property(wire, fc.constantFrom(...LOCALES), fc.integer({ min: 0, max: 6 }), (value, locale, min) => {
        for (const signed of [false, true]) {
          const read = readFigure(showFigure(value, locale, { digits: 6, minDigits: min, signed }), locale);
          expect(read).not.toBeNull();
          expect(canonical(read ?? '')).toBe(canonical(value));
        }
        expect(exact(readFigure(plainFigure(value, locale), locale) ?? '')).toEqual(exact(value));
      }),
      { numRuns: 3000 },
    );
  });

  it('reads a rounded figure as the number that is shown', () => {
    fc.assert(
      fc.property(
        wire,
        fc.constantFrom(...LOCALES),
        fc.integer({ min: 0, max: 4 }),
        (value, locale, digits) => {
          const shown = showFigure(value, locale, { digits, minDigits: Math.min(2, digits) });
          const read = readFigure(shown, locale) ?? '';
          expect(showFigure(read, locale, { digits, minDigits: Math.min(2, digits) })).toBe(shown);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('gives a decimal with a point or nothing, whatever is typed', () => {
    const keys = fc.string({ unit: fc.constantFrom(...'0123456789.,-+−’ e'), maxLength: 14 });
    fc.assert(
      fc.property(keys, fc.constantFrom(...LOCALES), (typed, locale) => {
        const read = readFigure(typed, locale);
        if (read !== null) expect(read).toMatch(/^-?\d+(\.\d+)?$/);
        // What is refused must not look like a wire decimal: it is kept as typed beside the others.
        else expect(typed).not.toMatch(/^-?\d+(\.\d+)?$/);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a figure in a field', () => {
  it('is a number where the contract takes one, and nothing else is taken for it', () => {
    const number = (text: string) => numberOf(typedFigure(text, 'de'));
    expect(number('')).toBeNull();
    expect(numberOf(figureOf('-12'))).toBe(-12);
    expect(number('−4,5')).toBe(-4.5);
    for (const wrong of ['1e1', '0x10', 'viel', '1.5.0', ' ']) expect(number(wrong), wrong).toBeNaN();
  });

  it('keeps what was typed as it was typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.constantFrom(...LOCALES), (text, locale) => {
        expect(textOf(typedFigure(text, locale), locale)).toBe(text);
      }),
    );
  });

  it('means the same after the language is changed', () => {
    const figure = typedFigure('1.500', 'de');
    expect(textOf(figure, 'en')).toBe('1500');
    expect(textOf(typedFigure('2.5', 'de'), 'en')).toBe('2.5');
    expect(textOf(typedFigure('2,5', 'de'), 'en')).toBe('2.5');
    expect(textOf(figureOf('2.5'), 'de')).toBe('2,5');
    expect(textOf(typedFigure('viel', 'de'), 'en')).toBe('viel');
  });

  it('says what was understood where it might be taken for something else', () => {
    expect(understood(typedFigure('1.500', 'de'), 'de')).toBe('1500');
    expect(understood(typedFigure('2.5', 'de'), 'de')).toBe('2,5');
    expect(understood(typedFigure('1,500', 'en'), 'en')).toBe('1500');
    expect(understood(typedFigure('−1.500', 'de'), 'de')).toBe('−1500');
    for (const plain of ['1500', '2,5', '0,125', '2,50', '-3', '+3', 'viel', ''])
      expect(understood(typedFigure(plain, 'de'), 'de'), plain).toBeUndefined();
  });
});

describe('decimals of the API', () => {
  it('have a point, nothing else', () => {
    for (const text of ['1.500', '2.5', '-3', '0.000001', ' 7 '])
      expect(decimalSchema.safeParse(text).success).toBe(true);
    expect(exact(decimalSchema.parse('1.500'))).toEqual(exact('1.5'));
    for (const text of ['1,5', '1,500', '1.500,5', '1 500', '1’500', '−3', '+3', '.5', '5.', '1e3', ''])
      expect(decimalSchema.safeParse(text).success, text).toBe(false);
    expect(isDecimal('1,5')).toBe(false);
  });
});
