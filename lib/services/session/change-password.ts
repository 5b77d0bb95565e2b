import type { z } from 'zod';
import { forgetDevices } from '@/db/queries/limits';
import { findUser, updatePasswordHash } from '@/db/queries/people';
import { endSessions } from '@/db/queries/sessions';
import { changePasswordInput, type endedSessionsSchema } from '@/lib/contracts/sessions';
import { DomainError } from '@/lib/core/domain-error';
import { hashPassword } from '@/lib/platform/password';
import { auditPerson } from '../audit';
import type { ServiceContext } from '../context';
import { requirePassword } from './require-password';
import { requirePerson } from './require-person';

/**
 * Sets the person's password and signs them out everywhere else (R2). Guessing the present one is slowed down
 * by itself. Throws wrong_password | too_many_attempts.
 */
export async function changePassword(
  ctx: ServiceContext,
  raw: z.input<typeof changePasswordInput>,
): Promise<z.infer<typeof endedSessionsSchema>> {
  const { userId, sessionId } = requirePerson(ctx);
  const input = changePasswordInput.parse(raw);
  const user = await findUser(ctx.db, userId);
  if (!user) throw new DomainError('unauthenticated');
  await requirePassword(ctx, user, input.current_password);
  const passwordHash = await hashPassword(input.new_password);
  const end = { because: 'password_changed', now: ctx.clock.now() } as const;
  return ctx.db.transaction(async (tx) => {
    await updatePasswordHash(tx, userId, passwordHash);
    await forgetDevices(tx, userId);
    const ended = await endSessions(tx, { userId, except: sessionId }, end);
    await auditPerson(
      tx,
      ctx,
      { userId },
      { action: 'password.change', byUserId: userId, details: { ended } },
    );
    return { ended };
  });
}
