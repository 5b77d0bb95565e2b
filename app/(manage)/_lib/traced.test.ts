import { expect, it } from 'vitest';
import { Busy } from '@/components/shell/busy';
import { Refused } from '@/components/shell/refused';
import { DomainError } from '@/lib/core/domain-error';
import { traced } from './traced';

it.each([
  ['forbidden', Refused],
  ['reports_busy', Busy],
] as const)('a page that is refused with %s says so in its place', async (code, shown) => {
  const page = traced(async () => {
    throw new DomainError(code);
  });
  expect(await page()).toMatchObject({ type: shown });
});
