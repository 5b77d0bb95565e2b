import type { z } from 'zod';
import type { Queryable } from '@/db/client';
import { findInvitationByToken } from '@/db/queries/invitations';
import { insertUser } from '@/db/queries/people';
import { type signedUpSchema, signUpInput, type userSchema } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { onViolation } from '@/lib/errors/violations';
import { hashLinkToken } from '@/lib/platform/link-token';
import { hashPassword } from '@/lib/platform/password';
import { mailLink } from '../account/account-mail';
import { noteLinkRequest } from '../account/note-link-request';
import { requireStrong } from '../account/require-strong';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { takeLimits } from '../limits/take-limits';
import { dispatchMails } from '../mail/dispatch-mails';
import { toUser } from './to-user';

/**
 * A new person, without a company yet (R2). Where mail goes to a mail server the answer is the same for every
 * address, and what follows comes by mail (R49); whoever has an invitation to the address has shown that it
 * is theirs. Throws email_taken | sign_up_closed | invitation_required | rate_limited | password_leaked |
 * password_weak.
 */
export async function signUp(
  ctx: ServiceContext,
  raw: z.input<typeof signUpInput>,
): Promise<z.infer<typeof signedUpSchema>> {
  const input = signUpInput.parse(raw);
  const invitation = await findInvitation(ctx, input);
  if (!invitation) requireOpen(ctx);
  await takeLimits(ctx, 'sign_up');
  if (!invitation && ctx.wire !== undefined && ctx.mail.kind === 'smtp') {
    await noteLinkRequest(ctx, { ...input, purpose: 'sign_up' });
    return { by_mail: true };
  }
  return makeAccount(ctx, input, invitation);
}

/**
 * The account itself, which gets a link to confirm the address (R46). The unique index on the address decides
 * between two at once: email_taken. Throws as `signUp` does.
 */
export async function makeAccount(
  ctx: ServiceContext,
  raw: z.input<typeof signUpInput>,
  invitation?: OpenInvitation,
): Promise<z.infer<typeof userSchema>> {
  const input = withPassword.parse(raw);
  const { name, locale = null } = input;
  const email = input.email.toLowerCase();
  await requireStrong(input.password, { email, name, field: 'password' });
  const passwordHash = await hashPassword(input.password);
  try {
    const { user, mail } = await ctx.db.transaction(async (tx) => {
      const user = await insertUser(tx, { email, name, locale, passwordHash });
      if (invitation) await noteJoiner(tx, ctx, invitation, user.id);
      return { user, mail: await mailLink(tx, ctx, user, { kind: 'confirm', to: email }) };
    });
    await dispatchMails(ctx, [mail]);
    return toUser(user);
  } catch (error) {
    return onViolation(error, { users_email_key: 'email_taken' });
  }
}

type OpenInvitation = NonNullable<Awaited<ReturnType<typeof findInvitationByToken>>>;
const withPassword = signUpInput.required({ password: true });

/** Its company is the only one there is to tell. */
const noteJoiner = (tx: Queryable, ctx: ServiceContext, invitation: OpenInvitation, userId: string) =>
  writeAudit(tx, ctx, {
    ...{ companyId: invitation.companyId, action: 'invitation.sign_up', details: { user_id: userId } },
    ...{ subjectType: 'invitation', subjectId: invitation.id },
  });

/** What the token given is an invitation to, when it is one to the same address (R47). */
async function findInvitation(
  ctx: ServiceContext,
  { email, invitation }: { email: string; invitation?: string | undefined },
): Promise<OpenInvitation | undefined> {
  if (invitation === undefined) return undefined;
  const which = { tokenHash: hashLinkToken(invitation), now: ctx.clock.now() };
  const found = await findInvitationByToken(ctx.db, which);
  return found?.address === email.toLowerCase() ? found : undefined;
}

/** Who may make an account of their own; what came over no wire is this machine's own, as the demo. */
function requireOpen(ctx: ServiceContext): void {
  const signUp = ctx.wire?.signUp ?? 'open';
  if (signUp === 'open') return;
  throw new DomainError(signUp === 'invited' ? 'invitation_required' : 'sign_up_closed');
}
