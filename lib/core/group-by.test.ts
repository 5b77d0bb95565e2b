import { expect, it } from 'vitest';
import { groupBy } from './group-by';

it('keeps values in their order and keys in that of their first value', () => {
  const groups = groupBy([5, 2, 3, 4, 1], (n) => (n % 2 === 0 ? 'even' : 'odd'));
  expect([...groups]).toEqual([
    ['odd', [5, 3, 1]],
    ['even', [2, 4]],
  ]);
  expect(groupBy([], String).size).toBe(0);
});
