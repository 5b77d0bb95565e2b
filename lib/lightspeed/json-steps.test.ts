import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { now } from '@/lib/core/steps';
import { parseJsonKeepingNumbers } from './json';
import { readingJson, TooManyValues } from './json-steps';

const outcome = (read: () => unknown) => {
  try {
    return { value: read() };
  } catch (error) {
    return { error: error instanceof SyntaxError };
  }
};

describe('reading in steps', () => {
  it('reads what the short way reads', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        expect(now(readingJson(text))).toEqual(parseJsonKeepingNumbers(text));
      }),
    );
  });
  it('refuses what the short way refuses, whatever is cut, doubled or put in', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '"a"',
      '1',
      '-',
      '0',
      '01',
      '1.',
      '1e5',
      'true',
      'nul',
      ' ',
      '\n',
      '\u0001',
      '\\u00e4',
      '\\"',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(outcome(() => now(readingJson(text)))).toEqual(outcome(() => parseJsonKeepingNumbers(text)));
      }),
      { numRuns: 5000 },
    );
  });
  it.each([
    '{"__proto__":{"a":1}}',
    '{"a":1,"a":2}',
    '{"constructor":null}',
    '9007199254740993',
    '""',
    '"\\ud800"',
  ])('%s', (text) => {
    expect(now(readingJson(text))).toEqual(parseJsonKeepingNumbers(text));
    expect(Object.keys(Object(now(readingJson(text))))).toEqual(
      Object.keys(Object(parseJsonKeepingNumbers(text))),
    );
  });
  it('goes as deep as the text does', () => {
    expect(() => now(readingJson('['.repeat(500_000)))).toThrow(SyntaxError);
    const deep = now(readingJson(`${'['.repeat(100_000)}${']'.repeat(100_000)}`));
    expect(Array.isArray(deep)).toBe(true);
  });
  it('ends with more values than memory has room for', () => {
    expect(() => now(readingJson(`[${'[],'.repeat(4_000_001)}1]`))).toThrow(TooManyValues);
  });
});
