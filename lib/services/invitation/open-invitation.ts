import type { z } from 'zod';
import { findInvitationByToken } from '@/db/queries/invitations';
import { linkInput } from '@/lib/contracts/accounts';
import type { openedInvitationSchema } from '@/lib/contracts/invitations';
import { DomainError } from '@/lib/core/domain-error';
import { hashLinkToken } from '@/lib/platform/link-token';
import type { ServiceContext } from '../context';

/** What a link is an invitation to; it is not used up. Throws link_invalid. */
export async function openInvitation(
  ctx: ServiceContext,
  raw: z.input<typeof linkInput>,
): Promise<z.infer<typeof openedInvitationSchema>> {
  const { token } = linkInput.parse(raw);
  const row = await findInvitationByToken(ctx.db, {
    tokenHash: hashLinkToken(token),
    now: ctx.clock.now(),
  });
  if (!row) throw new DomainError('link_invalid');
  const invited_by = row.inviterName || row.inviterEmail;
  return { company: row.companyName, role: row.role, email: row.address, invited_by };
}
