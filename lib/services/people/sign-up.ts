import type { z } from 'zod';
import { findInvitationByToken } from '@/db/queries/invitations';
import { insertUser } from '@/db/queries/people';
import { signUpInput, type userSchema } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { onViolation } from '@/lib/errors/violations';
import { hashLinkToken } from '@/lib/platform/link-token';
import { hashPassword } from '@/lib/platform/password';
import { mailLink } from '../account/account-mail';
import { requireStrong } from '../account/require-strong';
import type { ServiceContext } from '../context';
import { takeLimits } from '../limits/take-limits';
import { dispatchMails } from '../mail/dispatch-mails';
import { toUser } from './to-user';

/**
 * A new person, without a company yet (R2), who gets a link to confirm the address (R46). The unique index on
 * the address decides between two at once: email_taken. `isInvited`: the caller has seen an invitation to
 * this address. Throws email_taken | sign_up_closed | invitation_required | rate_limited | password_leaked |
 * password_weak.
 */
export async function signUp(
  ctx: ServiceContext,
  raw: z.input<typeof signUpInput>,
  { isInvited = false }: { isInvited?: boolean } = {},
): Promise<z.infer<typeof userSchema>> {
  const input = signUpInput.parse(raw);
  if (!isInvited && !(await hasInvitation(ctx, input))) requireOpen(ctx);
  await takeLimits(ctx, 'sign_up');
  const { name, locale = null } = input;
  const email = input.email.toLowerCase();
  await requireStrong(input.password, { email, name, field: 'password' });
  const passwordHash = await hashPassword(input.password);
  try {
    const { user, mail } = await ctx.db.transaction(async (tx) => {
      const user = await insertUser(tx, { email, name, locale, passwordHash });
      return { user, mail: await mailLink(tx, ctx, user, { purpose: 'confirm', to: email }) };
    });
    await dispatchMails(ctx, [mail]);
    return toUser(user);
  } catch (error) {
    return onViolation(error, { users_email_key: 'email_taken' });
  }
}

/** Whether the token given is that of an invitation to the same address (R47). */
async function hasInvitation(
  ctx: ServiceContext,
  { email, invitation }: { email: string; invitation?: string | undefined },
): Promise<boolean> {
  if (invitation === undefined) return false;
  const which = { tokenHash: hashLinkToken(invitation), now: ctx.clock.now() };
  return (await findInvitationByToken(ctx.db, which))?.address === email.toLowerCase();
}

/** Who may make an account of their own; what came over no wire is this machine's own, as the demo. */
function requireOpen(ctx: ServiceContext): void {
  const signUp = ctx.wire?.signUp ?? 'open';
  if (signUp === 'open') return;
  throw new DomainError(signUp === 'invited' ? 'invitation_required' : 'sign_up_closed');
}
