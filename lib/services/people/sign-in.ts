import type { z } from 'zod';
import { findUserByEmail } from '@/db/queries/people';
import { findHasSecondFactor } from '@/db/queries/second-factor';
import { signInInput, type userSchema } from '@/lib/contracts/people';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { verifyPassword } from '@/lib/platform/password';
import { auditPerson } from '../audit';
import type { ServiceContext } from '../context';
import { giveBack } from '../limits/give-back';
import { takeLimits } from '../limits/take-limits';
import { spendCode } from '../second-factor/spend-code';
import { toUser } from './to-user';

/**
 * The person with this e-mail and password (R2); one who was disabled is answered as one who is not there.
 * Whoever has a second factor says its code as well. Throws invalid_credentials | second_factor_required |
 * wrong_code | too_many_attempts | rate_limited.
 */
export async function signIn(
  ctx: ServiceContext,
  raw: z.input<typeof signInInput>,
): Promise<z.infer<typeof userSchema>> {
  const input = signInInput.parse(raw);
  const email = input.email.trim().toLowerCase();
  const taken = await takeLimits(ctx, 'sign_in', email).catch(async (error: unknown) => {
    if (isDomainError(error) && error.code === 'too_many_attempts')
      await auditPerson(ctx.db, ctx, { email }, { action: 'session.lock', byUserId: null, isRare: true });
    throw error;
  });
  const user = await findUserByEmail(ctx.db, email);
  const isRight = await verifyPassword(user?.passwordHash ?? null, input.password);
  if (!isRight || !user || user.disabledAt !== null) {
    const reason = isRight ? 'disabled' : 'wrong_password';
    await auditPerson(
      ctx.db,
      ctx,
      { email },
      { action: 'session.refuse', byUserId: null, details: { reason } },
    );
    throw new DomainError('invalid_credentials');
  }
  if (await findHasSecondFactor(ctx.db, user.id)) {
    if (!input.code) throw new DomainError('second_factor_required');
    await spendCode(ctx, user.id, input.code).catch(async (error: unknown) => {
      const event = { action: 'session.refuse', byUserId: null, details: { reason: 'wrong_code' } } as const;
      await auditPerson(ctx.db, ctx, { email }, event);
      throw error;
    });
  }
  await giveBack(ctx, taken);
  await auditPerson(ctx.db, ctx, { email }, { action: 'session.begin', byUserId: user.id });
  return toUser(user);
}
