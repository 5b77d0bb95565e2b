import { describe, expect, it } from 'vitest';
import { planLine } from '@/testing/fixtures/plan-line';
import { countingOnce, lineKey, type PlanLine } from './sale-line';
import { now } from './steps';

const counted = (lines: PlanLine[]) => {
  const warnings = new Set<string>();
  return { lines: now(countingOnce(lines, warnings)), warnings: [...warnings] };
};

describe('lines delivered again (R15)', () => {
  it('are one line when account and line id are the same, and no two keys meet', () => {
    expect(lineKey('a', 'b c')).not.toBe(lineKey('a b', 'c'));
    const line = planLine('cola', '1');
    const others = [
      planLine('cola', '1', { accountId: 'A2', lineId: line.lineId }),
      planLine('cola', '1', { accountId: line.accountId }),
    ];
    const { lines, warnings } = counted([line, ...others, { ...line, seq: 999 }]);
    expect(lines).toEqual([line, ...others]);
    expect(warnings).toEqual([]);
  });

  it.each<[string, Partial<PlanLine>]>([
    ['quantity', { quantity: '2' }],
    ['SKU', { sku: 'beer' }],
    ['problem', { problem: 'line_malformed' }],
  ])('leave a warning where they differ in %s, and none where they do in nothing that counts', (_, more) => {
    const line = planLine('cola', '1');
    expect(counted([line, { ...line, ...more, seq: 999 }])).toEqual({
      lines: [line],
      warnings: ['line_delivered_differently'],
    });
    expect(counted([line, { ...line, seq: 999, name: 'Other', netValue: '9' }]).warnings).toEqual([]);
  });
});
