import { describe, expect, it } from 'vitest';
import { digestDay } from './digest-day';

describe('the day whose digest is due', () => {
  it.each([
    ['2026-07-01T04:59:00Z', 7, 'Europe/Zurich', null],
    ['2026-07-01T05:00:00Z', 7, 'Europe/Zurich', '2026-07-01'],
    ['2026-07-01T21:59:00Z', 7, 'Europe/Zurich', '2026-07-01'],
    ['2026-07-01T22:00:00Z', 7, 'Europe/Zurich', null],
    ['2026-07-01T22:00:00Z', 0, 'Europe/Zurich', '2026-07-02'],
    // 02:00 does not exist on the day summer time begins, and exists twice when it ends.
    ['2026-03-29T00:59:00Z', 2, 'Europe/Zurich', null],
    ['2026-03-29T01:00:00Z', 2, 'Europe/Zurich', '2026-03-29'],
    ['2026-10-25T00:00:00Z', 2, 'Europe/Zurich', '2026-10-25'],
    ['2026-10-25T01:00:00Z', 2, 'Europe/Zurich', '2026-10-25'],
    ['2026-07-01T10:00:00Z', 23, 'Pacific/Auckland', null],
  ] as const)('%s, hour %i in %s: %s', (now, hour, zone, day) => {
    expect(digestDay(new Date(now), hour, zone)).toBe(day);
  });
});
