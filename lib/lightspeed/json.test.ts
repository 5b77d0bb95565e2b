import { describe, expect, it } from 'vitest';
import { parseJsonKeepingNumbers } from './json';

describe('parseJsonKeepingNumbers (R9)', () => {
  it.each([
    ['{"id": 9007199254740993}', { id: '9007199254740993' }],
    ['[18446744073709551615,-1.50e3,0]', ['18446744073709551615', '-1.50e3', '0']],
    ['{"name":"say \\"12\\" \\\\","x":1}', { name: 'say "12" \\', x: '1' }],
    ['{"a":"\\\\\\"9007199254740993","12":"34"}', { a: '\\"9007199254740993', '12': '34' }],
    ['{"t":true,"n":null,"e":[],"q":"\\u0031"}', { t: true, n: null, e: [], q: '1' }],
    ['4.50', '4.50'],
  ])('%s', (text, expected) => {
    expect(parseJsonKeepingNumbers(text)).toEqual(expected);
  });

  it.each(['', '<html>', '{"a":01}', '[1.]', '[-]', '{"a":1', '[1 2]', '"open', '{1:2', '[12abc]'])(
    'refuses %s',
    (text) => {
      expect(() => parseJsonKeepingNumbers(text)).toThrow(SyntaxError);
    },
  );
});
