import type { z } from 'zod';
import { forgetDevices } from '@/db/queries/limits';
import { spendAccountLinks } from '@/db/queries/links';
import { findUser, updatePasswordHash } from '@/db/queries/people';
import { endSessions } from '@/db/queries/sessions';
import { changePasswordInput, type endedSessionsSchema } from '@/lib/contracts/sessions';
import { DomainError } from '@/lib/core/domain-error';
import { hashPassword } from '@/lib/platform/password';
import { mailChange } from '../account/account-mail';
import { requireStrong } from '../account/require-strong';
import { auditPerson } from '../audit';
import type { ServiceContext } from '../context';
import { dispatchMails } from '../mail/dispatch-mails';
import { requirePassword } from './require-password';
import { requirePerson } from './require-person';

/**
 * Sets the person's password and signs them out everywhere else (R2). Guessing the present one is slowed down
 * by itself; links of mail that would set another one end. Throws wrong_password | too_many_attempts |
 * password_leaked | password_weak.
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
  await requireStrong(input.new_password, { email: user.email, name: user.name, field: 'new_password' });
  const passwordHash = await hashPassword(input.new_password);
  const end = { because: 'password_changed', now: ctx.clock.now() } as const;
  const { ended, mail } = await ctx.db.transaction(async (tx) => {
    await updatePasswordHash(tx, userId, passwordHash);
    await forgetDevices(tx, userId);
    await spendAccountLinks(tx, { userId, purpose: 'reset', now: end.now });
    const ended = await endSessions(tx, { userId, except: sessionId }, end);
    await auditPerson(
      tx,
      ctx,
      { userId },
      { action: 'password.change', byUserId: userId, details: { ended } },
    );
    return { ended, mail: await mailChange(tx, ctx, user, 'passwordChanged') };
  });
  await dispatchMails(ctx, [mail]);
  return { ended };
}
