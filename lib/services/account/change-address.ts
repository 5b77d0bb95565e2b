import type { z } from 'zod';
import { countAccountLinks } from '@/db/queries/links';
import { findUser, findUserByEmail } from '@/db/queries/people';
import { changeAddressInput } from '@/lib/contracts/accounts';
import type { okSchema } from '@/lib/contracts/common';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { dispatchMails } from '../mail/dispatch-mails';
import { requirePassword } from '../session/require-password';
import { requirePerson } from '../session/require-person';
import { mailLink } from './account-mail';

const MAX_AN_HOUR = 5;

/**
 * Mails a link to a new address, or once more to the present one; it counts when the link is opened (R46).
 * Whether somebody else has the address is not told here. Throws mail_off | wrong_password |
 * too_many_attempts.
 */
export async function changeAddress(
  ctx: ServiceContext,
  raw: z.input<typeof changeAddressInput>,
): Promise<z.infer<typeof okSchema>> {
  const { userId } = requirePerson(ctx);
  const input = changeAddressInput.parse(raw);
  if (ctx.mail.kind === 'off') throw new DomainError('mail_off');
  const user = await findUser(ctx.db, userId);
  if (!user) throw new DomainError('unauthenticated');
  await requirePassword(ctx, user, input.current_password);
  const email = input.email.toLowerCase();
  await sendLink(ctx, user, email);
  return { ok: true };
}

/** Once more to the present address, for who is signed in. Throws mail_off | too_many_attempts. */
export async function confirmAgain(ctx: ServiceContext): Promise<z.infer<typeof okSchema>> {
  const { userId } = requirePerson(ctx);
  if (ctx.mail.kind === 'off') throw new DomainError('mail_off');
  const user = await findUser(ctx.db, userId);
  if (!user) throw new DomainError('unauthenticated');
  if (user.confirmedAt === null) await sendLink(ctx, user, user.email);
  return { ok: true };
}

async function sendLink(
  ctx: ServiceContext,
  user: NonNullable<Awaited<ReturnType<typeof findUser>>>,
  to: string,
): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - 60 * 60_000);
  const mail = await ctx.db.transaction(async (tx) => {
    const sent = await countAccountLinks(tx, { userId: user.id, purpose: 'confirm', since });
    if (sent >= MAX_AN_HOUR) throw new DomainError('too_many_attempts');
    const owner = await findUserByEmail(tx, to);
    if (owner && owner.id !== user.id) return null;
    return mailLink(tx, ctx, user, { kind: 'confirm', to });
  });
  await dispatchMails(ctx, [mail]);
}
