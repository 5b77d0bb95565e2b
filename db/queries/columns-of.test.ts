import { expect, it } from 'vitest';
import { arrayLiteral } from './columns-of';

it('an array says each value, whatever is in it', () => {
  expect(arrayLiteral([])).toBe('{}');
  expect(arrayLiteral(['a', null, undefined, 1, true, ''])).toBe('{"a",NULL,NULL,"1","true",""}');
  expect(arrayLiteral(['say "no"', 'C:\\', '{a,b}', 'NULL', ' '])).toBe(
    String.raw`{"say \"no\"","C:\\","{a,b}","NULL"," "}`,
  );
});
