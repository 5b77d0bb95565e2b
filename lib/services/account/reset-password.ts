import type { z } from 'zod';
import { fillBucket, forgetDevices } from '@/db/queries/limits';
import { findAccountLink, spendAccountLinks, takeAccountLink } from '@/db/queries/links';
import { findUser, markAddressConfirmed, updatePasswordHash } from '@/db/queries/people';
import { endSessions } from '@/db/queries/sessions';
import { type confirmedAddressSchema, resetPasswordInput } from '@/lib/contracts/accounts';
import { DomainError } from '@/lib/core/domain-error';
import { hashLinkToken } from '@/lib/platform/link-token';
import { hashPassword, NO_PASSWORD } from '@/lib/platform/password';
import { auditPerson } from '../audit';
import type { ServiceContext } from '../context';
import { accountBucket, takeLimits } from '../limits/take-limits';
import { dispatchMails } from '../mail/dispatch-mails';
import { mailChange } from './account-mail';
import { requireStrong } from './require-strong';

/**
 * A new password for whoever has the link (R46): it works once, within half an hour, and signs the person out
 * everywhere. That it was opened shows whose the address is. Throws link_invalid | password_leaked |
 * password_weak.
 */
export async function resetPassword(
  ctx: ServiceContext,
  raw: z.input<typeof resetPasswordInput>,
): Promise<z.infer<typeof confirmedAddressSchema>> {
  const input = resetPasswordInput.parse(raw);
  const now = ctx.clock.now();
  await takeLimits(ctx, 'reset');
  const which = { purpose: 'reset', tokenHash: hashLinkToken(input.token), now } as const;
  const found = await findAccountLink(ctx.db, which);
  const user = found && (await findUser(ctx.db, found.userId));
  if (!user || user.disabledAt !== null) throw new DomainError('link_invalid');
  await requireStrong(input.password, { email: user.email, name: user.name, field: 'password' });
  const passwordHash = await hashPassword(input.password);
  const mail = await ctx.db.transaction(async (tx) => {
    const link = await takeAccountLink(tx, which);
    if (!link) throw new DomainError('link_invalid');
    await spendAccountLinks(tx, { userId: user.id, now });
    await updatePasswordHash(tx, user.id, passwordHash);
    await markAddressConfirmed(tx, user.id, link.address, now);
    await fillBucket(tx, accountBucket('sign_in', user.email));
    await forgetDevices(tx, user.id);
    const ended = await endSessions(tx, { userId: user.id }, { because: 'password_changed', now });
    const event = { action: 'password.reset', byUserId: null, details: { ended } } as const;
    await auditPerson(tx, ctx, { userId: user.id }, event);
    // The first one is no change.
    return user.passwordHash === NO_PASSWORD ? null : mailChange(tx, ctx, user, 'passwordChanged');
  });
  await dispatchMails(ctx, [mail]);
  return { email: user.email };
}
