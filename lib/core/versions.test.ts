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
