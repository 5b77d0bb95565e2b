import { expect, it } from 'vitest';
import { RowSlots } from './row-slots';

it('a row keeps its element while it is in sight, and the next row gets one that was left', () => {
  const slots = new RowSlots();
  expect(slots.give(['a', 'b', 'c', 'd'])).toEqual([0, 1, 2, 3]);
  expect(slots.give(['b', 'c', 'd', 'e'])).toEqual([1, 2, 3, 0]);
  expect(slots.give(['d', 'c', 'b', 'e'])).toEqual([3, 2, 1, 0]);
});

it('where most rows are new, no element is made and none is moved', () => {
  const slots = new RowSlots();
  slots.give(['a', 'b', 'c', 'd']);
  const shown = slots.give(['b', 'c', 'd', 'e']);
  expect(slots.give(['x', 'y', 'z', 'e'])).toEqual(shown);
  expect(slots.give(['p', 'q'])).toEqual(shown.slice(0, 2));
});

it('more rows get elements of their own', () => {
  const slots = new RowSlots();
  slots.give(['a', 'b']);
  expect(slots.give(['a', 'b', 'c'])).toEqual([0, 1, 2]);
  expect(slots.give(['x', 'y', 'z', 'w'])).toEqual([0, 1, 2, 3]);
  expect(slots.give([])).toEqual([]);
});
