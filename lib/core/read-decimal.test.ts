import { describe, expect, it } from 'vitest';
import { COMMA, POINT, readDecimal } from './read-decimal';

describe('a figure as it is typed (R35)', () => {
  it.each([
    ['1.500', '1500', '1.500'],
    ['1,500', '1.500', '1500'],
    ['12.000,5', '12000.5', null],
    ['12,000.5', null, '12000.5'],
    ['2.5', '2.5', '2.5'],
    ['2,5', '2.5', '2.5'],
    ['0.250', '0.250', '0.250'],
    ['1.500.000', '1500000', null],
    [' -3 ', '-3', '-3'],
    ['−3', '-3', '-3'],
    ['+3', '3', '3'],
    [',5', '0.5', '0.5'],
    ['.5', '0.5', '0.5'],
  ])('%j is %j in German, %j in English', (typed, german, english) => {
    expect([readDecimal(typed, COMMA), readDecimal(typed, POINT)]).toEqual([german, english]);
  });

  it.each(['', '-', '5,', '5.', '1 000', '1,2,3.4.5', '1e3', '12kg', '--1', 'NaN'])('%j is none', (typed) => {
    expect([readDecimal(typed, COMMA), readDecimal(typed, POINT)]).toEqual([null, null]);
  });
});
