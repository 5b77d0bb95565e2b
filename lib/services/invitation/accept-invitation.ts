import type { z } from 'zod';
import { findInvitationByToken, takeInvitation } from '@/db/queries/invitations';
import { replaceMembershipUnits } from '@/db/queries/membership-units';
import { findUser, insertMembership, markAddressConfirmed } from '@/db/queries/people';
import { listLiveUnitIds } from '@/db/queries/storage-units';
import { linkInput } from '@/lib/contracts/accounts';
import type { acceptedInvitationSchema } from '@/lib/contracts/invitations';
import { DomainError } from '@/lib/core/domain-error';
import { hashLinkToken } from '@/lib/platform/link-token';
import type { ServiceContext } from '../context';
import { requireRoom } from '../limits/require-room';
import { changeMembers } from '../people/change-members';
import { requirePerson } from '../session/require-person';

/**
 * The person joins the company that invited their address (R47). A link that came by mail shows that the
 * address is theirs; who has another address is refused, whoever handed them the link. Who is a member by now
 * stays what they are. Throws link_invalid | invitation_other_address |
 * quota_reached.
 */
export async function acceptInvitation(
  ctx: ServiceContext,
  raw: z.input<typeof linkInput>,
): Promise<z.infer<typeof acceptedInvitationSchema>> {
  const { userId } = requirePerson(ctx);
  const { token } = linkInput.parse(raw);
  const now = ctx.clock.now();
  const tokenHash = hashLinkToken(token);
  const invitation = await findInvitationByToken(ctx.db, { tokenHash, now });
  if (!invitation) throw new DomainError('link_invalid');
  const { companyId, id, role } = invitation;
  const members = await changeMembers(ctx, companyId, async (tx, before) => {
    const user = await findUser(tx, userId);
    if (!user) throw new DomainError('unauthenticated');
    if (user.email.toLowerCase() !== invitation.address) throw new DomainError('invitation_other_address');
    if (!(await takeInvitation(tx, { companyId, id, tokenHash }, { by: userId, now })))
      throw new DomainError('link_invalid');
    if (invitation.mailId !== null) await markAddressConfirmed(tx, userId, user.email, now);
    if (!before.some((member) => member.user_id === userId)) {
      requireRoom('members', before.length);
      await insertMembership(tx, { companyId, userId, role });
      const units = await listLiveUnitIds(tx, companyId, invitation.storageUnitIds);
      await replaceMembershipUnits(tx, { companyId, userId }, units);
    }
    return { action: 'member.join', userId };
  });
  return { company_id: companyId, role: members.find((one) => one.user_id === userId)?.role ?? role };
}
