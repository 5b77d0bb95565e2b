import { describe, expect, it } from 'vitest';
import { canCancel, estimateEnd } from './migration-progress';

describe('migrations (R30, R31)', () => {
  it('can be cancelled until they end', () => {
    const states = ['pending', 'running', 'completed', 'cancelled', 'failed'] as const;
    expect(states.filter(canCancel)).toEqual(['pending', 'running']);
  });
  it('end at the pace so far, unknown before the first day', () => {
    const startedAt = new Date('2026-03-16T12:00:00Z');
    const now = new Date('2026-03-16T12:00:10Z');
    expect(estimateEnd({ startedAt, now, daysDone: 0, daysTotal: 90 })).toBeNull();
    expect(estimateEnd({ startedAt, now, daysDone: 30, daysTotal: 90 })).toEqual(
      new Date('2026-03-16T12:00:30Z'),
    );
  });
});
