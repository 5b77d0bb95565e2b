import { describe, expect, it } from 'vitest';
import { cellKey, LIMITS } from './table';

describe('a cell’s key', () => {
  it('is another for every cell that a file may have', () => {
    const last = LIMITS.columns - 1;
    const keys = [cellKey(0, 0), cellKey(0, last), cellKey(1, 0), cellKey(1, last), cellKey(LIMITS.rows, 0)];
    expect(new Set(keys).size).toBe(keys.length);
    expect(cellKey(1, 0) - cellKey(0, last)).toBe(1);
  });
});
