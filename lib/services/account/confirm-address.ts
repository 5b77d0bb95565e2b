import type { z } from 'zod';
import { takeAccountLink } from '@/db/queries/links';
import { findUser, updateAddress } from '@/db/queries/people';
import { type confirmedAddressSchema, linkInput } from '@/lib/contracts/accounts';
import { DomainError } from '@/lib/core/domain-error';
import { onViolation } from '@/lib/errors/violations';
import { hashLinkToken } from '@/lib/platform/link-token';
import { auditPerson } from '../audit';
import type { ServiceContext } from '../context';
import { dispatchMails } from '../mail/dispatch-mails';
import { mailChange } from './account-mail';

/**
 * The address a link was sent to is the person's from now on (R46); who had another one is told there. Throws
 * link_invalid | email_taken (somebody has it by now).
 */
export async function confirmAddress(
  ctx: ServiceContext,
  raw: z.input<typeof linkInput>,
): Promise<z.infer<typeof confirmedAddressSchema>> {
  const { token } = linkInput.parse(raw);
  const now = ctx.clock.now();
  try {
    const { email, mail } = await ctx.db.transaction(async (tx) => {
      const link = await takeAccountLink(tx, { purpose: 'confirm', tokenHash: hashLinkToken(token), now });
      const user = link && (await findUser(tx, link.userId));
      if (!user || user.disabledAt !== null) throw new DomainError('link_invalid');
      await updateAddress(tx, user.id, link.address, now);
      if (link.address === user.email) return { email: link.address, mail: null };
      const event = { action: 'address.change', byUserId: user.id } as const;
      await auditPerson(tx, ctx, { userId: user.id }, event);
      const told = { ...user, email: link.address };
      return { email: link.address, mail: await mailChange(tx, ctx, told, 'addressChanged', user.email) };
    });
    await dispatchMails(ctx, [mail]);
    return { email };
  } catch (error) {
    return onViolation(error, { users_email_key: 'email_taken' });
  }
}
