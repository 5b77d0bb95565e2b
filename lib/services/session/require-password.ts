import type { UserRow } from '@/db/queries/people';
import { DomainError } from '@/lib/core/domain-error';
import { verifyPassword } from '@/lib/platform/password';
import type { ServiceContext } from '../context';
import { giveBack } from '../limits/give-back';
import { takeLimits } from '../limits/take-limits';

/**
 * A signed-in person says the password again before their account is changed (R2). Throws wrong_password |
 * too_many_attempts.
 */
export async function requirePassword(ctx: ServiceContext, user: UserRow, password: string): Promise<void> {
  const taken = await takeLimits(ctx, 'confirm', user.id);
  if (!(await verifyPassword(user.passwordHash, password)))
    throw new DomainError('wrong_password', undefined, { field: 'current_password' });
  await giveBack(ctx, taken);
}
