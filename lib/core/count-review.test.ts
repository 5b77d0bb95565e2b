import { describe, expect, it } from 'vitest';
import { deviates } from './count-review';
import { exact } from './quantity';

describe('a count far from the book', () => {
  it.each([
    ['22', '760', 20, true],
    ['120', '100', 20, false],
    ['120.000001', '100', 20, true],
    ['80', '100', 20, false],
    ['79.9', '100', 20, true],
    ['0', '0', 20, false],
    ['1', '0', 20, true],
    ['0', '5', 20, true],
    ['40', '-3080', 20, true],
    ['100', '100', 0, false],
    ['100.1', '100', 0, true],
    ['300', '100', 200, false],
    ['0.1', '0.3', 66, true],
    ['0.1', '0.3', 67, false],
  ])('%s counted, %s in the book, asked above %d %%: %s', (counted, book, percent, asked) =>
    expect(deviates(exact(counted), exact(book), percent)).toBe(asked),
  );
});
