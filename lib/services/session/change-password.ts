import type { z } from 'zod';
import { clearSignInAttempts, findUser, updatePasswordHash } from '@/db/queries/people';
import { endSessions } from '@/db/queries/sessions';
import { changePasswordInput, type endedSessionsSchema } from '@/lib/contracts/sessions';
import { DomainError } from '@/lib/core/domain-error';
import { hashPassword, verifyPassword } from '@/lib/platform/password';
import type { ServiceContext } from '../context';
import { countTry } from '../people/count-try';
import { requirePerson } from './require-person';

/**
 * Sets the person's password and signs them out everywhere else (R2). Guessing the present one is slowed down
 * as at signing in. Throws wrong_password | too_many_attempts.
 */
export async function changePassword(
  ctx: ServiceContext,
  raw: z.input<typeof changePasswordInput>,
): Promise<z.infer<typeof endedSessionsSchema>> {
  const { userId, sessionId } = requirePerson(ctx);
  const input = changePasswordInput.parse(raw);
  const user = await findUser(ctx.db, userId);
  if (!user) throw new DomainError('unauthenticated');
  await countTry(ctx, user.email);
  if (!(await verifyPassword(user.passwordHash, input.current_password)))
    throw new DomainError('wrong_password', undefined, { field: 'current_password' });
  await clearSignInAttempts(ctx.db, user.email);
  const passwordHash = await hashPassword(input.new_password);
  const end = { because: 'password_changed', now: ctx.clock.now() } as const;
  return ctx.db.transaction(async (tx) => {
    await updatePasswordHash(tx, userId, passwordHash);
    return { ended: await endSessions(tx, { userId, except: sessionId }, end) };
  });
}
