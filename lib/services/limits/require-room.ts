import { DomainError } from '@/lib/core/domain-error';
import { QUOTAS } from './limits';

/** For one more; count under a lock, so that two at once do not both find room. Throws quota_reached. */
export function requireRoom(quota: keyof typeof QUOTAS, has: number): void {
  const limit = QUOTAS[quota];
  if (has >= limit) throw new DomainError('quota_reached', `at most ${limit}`, { quota, limit });
}
