import { expect, it } from 'vitest';
import { firstOpenDay, isLocked, postingDate } from './period-lock';

it('locks up to and including its day; the next is open', () => {
  expect(isLocked('2026-02-28', '2026-02-28')).toBe(true);
  expect(isLocked('2026-03-01', '2026-02-28')).toBe(false);
  expect(isLocked('2026-03-01', null)).toBe(false);
  expect(firstOpenDay('2026-02-28')).toBe('2026-03-01');
});

it('books a day that is locked on the first open one, any other on its own', () => {
  expect(postingDate('2026-01-05', '2026-02-28')).toBe('2026-03-01');
  expect(postingDate('2026-03-02', '2026-02-28')).toBe('2026-03-02');
  expect(postingDate('2026-01-05', null)).toBe('2026-01-05');
});
