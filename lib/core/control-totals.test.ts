import { expect, it } from 'vitest';
import { keptControlTotals } from './control-totals';

it('are known with an answer as a whole or not at all; money may be unreadable (R26)', () => {
  const kept = { reportedLines: 2, reportedQuantity: '3', reportedNetValue: '4.50' };
  expect(keptControlTotals(kept)).toEqual({ lines: 2, quantity: '3', netValue: '4.50' });
  expect(keptControlTotals({ ...kept, reportedNetValue: null })).toEqual({
    lines: 2,
    quantity: '3',
    netValue: null,
  });
  expect(keptControlTotals({ ...kept, reportedLines: null })).toBeNull();
  expect(keptControlTotals({ ...kept, reportedQuantity: null })).toBeNull();
});
