import { describe, expect, it } from 'vitest';
import { compileExpression } from './expression';

const scope = {
  event: { name: 'shop/sold', data: { id: 7, kind: 'bar', 'odd key': true, list: ['a'], none: null } },
  async: { data: { id: 7, by: "o'neil" } },
};

describe('compileExpression', () => {
  it.each([
    ['event.data.id', 7],
    ['event.data.id == async.data.id', true],
    ['event.data.kind != "bar"', false],
    ["event.data.kind == 'bar' && event.data.id >= 7", true],
    ["event.data.kind == 'x' || (event.data.id < 10 && !event.data.missing)", true],
    ['event.data["odd key"]', true],
    ['event.data.list[0] == "a"', true],
    ['event.data.kind + "-" + event.data.id', 'bar-7'],
    ['event.data.id + 1', 8],
    ['has(event.data.kind)', true],
    ['has(event.data.missing)', false],
    ['event.data.missing.deeper == null', true],
    ['event.data.none == null', true],
    ['event.data.kind > 3', false],
    ["async.data.by == 'o\\'neil'", true],
    ['event.data.constructor == null', true],
    ['"all"', 'all'],
    ['event.data.id == -7', false],
  ])('%s is %s', (source, expected) => {
    expect(compileExpression(source)(scope)).toEqual(expected);
  });

  it.each([
    '',
    'event.',
    'event.data.x.exists(y, y)',
    'process.exit',
    'event.data.id ==',
    '(event.data.id',
    'a b',
    'event.data.id ? 1 : 2',
  ])('refuses "%s"', (source) => {
    expect(() => compileExpression(source)).toThrow();
  });
});
