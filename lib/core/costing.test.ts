import { describe, expect, it } from 'vitest';
import { costSteps, fallbackCost, worth } from './costing';

describe('costs (R23)', () => {
  it('averages receipts by weight (R23)', () => {
    const days = [
      { day: '2026-03-01', quantity: '10', value: '20' },
      { day: '2026-03-05', quantity: '5', value: '15' },
      { day: '2026-03-07', quantity: '-15', value: '-35' },
    ];
    const steps = (fallback: string) => [
      { from: null, unitCost: fallback },
      { from: '2026-03-01', unitCost: '2' },
      { from: '2026-03-05', unitCost: '2.333333' },
      { from: '2026-03-07', unitCost: fallback },
    ];
    expect(costSteps(days, '1.5')).toEqual(steps('1.5'));
    expect(costSteps(days, null)).toEqual(steps('0'));
    expect(costSteps([], null)).toEqual([{ from: null, unitCost: '0' }]);
  });
  it('without receipts costs the standard, else the first receipt, else nobody knows (R23)', () => {
    const first = { day: '2026-03-01', quantity: '3', value: '20' };
    expect(fallbackCost('0.50', first)).toEqual({ source: 'standard', unitCost: '0.5', receiptDay: null });
    expect(fallbackCost(null, first)).toEqual({
      source: 'first_receipt',
      unitCost: '6.666667',
      receiptDay: '2026-03-01',
    });
    expect(fallbackCost(null, null)).toEqual({ source: 'unknown', unitCost: null, receiptDay: null });
  });
  it('what is on hand is worth quantity × cost, to the last decimal, and nothing nothing (R23)', () => {
    expect(worth('-426.5', '0.000003')).toBe('-0.0012795');
    expect(worth('0', '7')).toBe('0');
  });
});
