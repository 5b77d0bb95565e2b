import { expect, it } from 'vitest';
import { versionForDay } from './versions';

it('takes the newest version that counts on the day', () => {
  const versions = [
    { version: 1, effectiveFrom: null },
    { version: 2, effectiveFrom: '2026-05-01' },
  ];
  expect(versionForDay(versions, '2026-04-30')?.version).toBe(1);
  expect(versionForDay(versions, '2026-05-01')?.version).toBe(2);
});

it('takes the newest of those written up to a moment, to the microsecond (R32)', () => {
  const moments = [
    '2026-03-16 12:00:00+00',
    '2026-03-16 12:00:00.000001+00',
    '2026-03-16 12:00:00.1+00',
    '2026-03-16 12:00:00.11+00',
    '2026-03-16 12:00:01+00',
    '2026-03-16 12:00:10.5+00',
    '2027-01-01 00:00:00+00',
  ];
  const versions = moments.map((writtenAt, index) => ({
    version: index + 1,
    effectiveFrom: null,
    writtenAt,
  }));
  for (const [index, moment] of moments.entries())
    expect(versionForDay(versions, '2026-04-30', moment)?.version).toBe(index + 1);
  expect(versionForDay(versions, '2026-04-30', '2026-03-16 11:59:59.999999+00')).toBeUndefined();
  const begun = versions.map((one) => ({ ...one, effectiveFrom: one.version > 2 ? '2026-05-01' : null }));
  expect(versionForDay(begun, '2026-04-30', moments[5])?.version).toBe(2);
});
