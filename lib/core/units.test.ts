import { expect, it } from 'vitest';
import { exact } from './quantity';
import { convert, unitsLike } from './units';

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
