import { describe, expect, it } from 'vitest';
import { gross, grossText } from './gross';
import { exact, toFraction } from './quantity';

describe('what leaves stock for a usable amount (R17)', () => {
  it.each([
    ['1', '0', '1/1'],
    ['1', '20', '5/4'],
    ['2', '33.333', '200000/66667'],
  ])('%s at %s %% trim is %s', (amount, trim, whole) => {
    const found = gross(exact(amount), trim);
    expect(found && toFraction(found)).toBe(whole);
  });

  it.each(['100', '250', '-1'])('nothing is left at %s %%', (trim) => {
    expect(gross(exact('1'), trim)).toBeNull();
    expect(() => grossText('1', trim)).toThrow(RangeError);
  });

  it('is read with up to 12 decimals', () => {
    expect(grossText('1', '70')).toBe('3.333333333333');
    expect(grossText('1.500000', '0')).toBe('1.5');
  });
});
