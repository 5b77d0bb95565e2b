import { expect, it, vi } from 'vitest';
import { DomainError, isDomainError } from './domain-error';

it('is known by another copy of its module, as between two bundles', async () => {
  vi.resetModules();
  const copy = await import('./domain-error');
  const error: unknown = new copy.DomainError('not_found');
  expect(copy.DomainError).not.toBe(DomainError);
  expect(error instanceof DomainError && error.code).toBe('not_found');
  expect(isDomainError(error)).toBe(true);
  expect(isDomainError(new Error('not_found'))).toBe(false);
  expect(isDomainError({ code: 'not_found' })).toBe(false);
});
