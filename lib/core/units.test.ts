import { expect, it } from 'vitest';
import { exact } from './quantity';
import { asSpoken, convert, unitsLike } from './units';

it('converts within a dimension only', () => {
  expect(convert(exact('250'), 'g', 'kg')).toEqual(exact('0.25'));
  expect(convert(exact('33'), 'cl', 'l')).toEqual(exact('0.33'));
  expect(convert(exact('1'), 'piece', 'kg')).toBeNull();
});

it('offers the units that a quantity of the base unit may be given in', () => {
  expect(unitsLike('g')).toEqual(['kg', 'g']);
  expect(unitsLike('cl')).toEqual(['l', 'cl', 'ml']);
  expect(unitsLike('bottle')).toEqual(['bottle']);
});

it.each([
  ['0.215', 'kg', '215', 'g'],
  ['1.5', 'kg', '1.5', 'kg'],
  ['1200', 'g', '1.2', 'kg'],
  ['0.02', 'l', '2', 'cl'],
  ['0.005', 'l', '5', 'ml'],
  ['0.33', 'l', '0.33', 'l'],
  ['33', 'cl', '33', 'cl'],
  ['-0.009', 'kg', '-9', 'g'],
  ['0', 'kg', '0', 'kg'],
  ['0.5', 'bottle', '0.5', 'bottle'],
] as const)('%s %s is said %s %s', (amount, unit, said, inUnit) => {
  expect(asSpoken(exact(amount), unit)).toEqual({ amount: exact(said), unit: inUnit });
});
