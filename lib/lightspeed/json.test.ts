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

  it.each([
    ['half an emoji', '{"name":"Eis \\ud83c"}', 'Eis \uFFFD'],
    ['the other half', '{"name":"\\uDF66 Eis"}', '\uFFFD Eis'],
    ['halves in the wrong order', '{"name":"\\udf66\\ud83c"}', '\uFFFD\uFFFD'],
    ['NUL', '{"name":"Cola\\u0000\\u0000"}', 'Cola\uFFFD\uFFFD'],
    ['a whole emoji', '{"name":"\\ud83c\\udf66"}', '\u{1F366}'],
    ['a backslash before', '{"name":"\\\\ud83c"}', '\\ud83c'],
  ])('makes every text storable (R21): %s', (_, text, name) => {
    expect(parseJsonKeepingNumbers(text)).toEqual({ name });
    expect(parseJsonKeepingNumbers(`[[${text}]]`)).toEqual([[{ name }]]);
  });

  it.each(['', '<html>', '{"a":01}', '[1.]', '[-]', '{"a":1', '[1 2]', '"open', '{1:2', '[12abc]'])(
    'refuses %s',
    (text) => {
      expect(() => parseJsonKeepingNumbers(text)).toThrow(SyntaxError);
    },
  );
});
