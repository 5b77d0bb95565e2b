import type { z } from 'zod';
import { replaceMembershipUnits } from '@/db/queries/membership-units';
import { findUserByEmail, insertMembership } from '@/db/queries/people';
import { addMemberInput, type memberSchema } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { onViolation } from '@/lib/errors/violations';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { requireRoom } from '../limits/require-room';
import { changeMembers } from './change-members';
import { unitsOfRole } from './require-units';

/**
 * Someone who has signed up joins the company with a role; owners only (R2). Only where no mail is sent: else
 * people are invited, and whoever took an address before its owner gets nothing (R47). Throws
 * person_not_registered | already_member | quota_reached | invite_instead | storage_unit_required |
 * storage_unit_not_found.
 */
export async function addMember(
  ctx: ServiceContext,
  raw: z.input<typeof addMemberInput>,
): Promise<z.infer<typeof memberSchema>> {
  requireCompany(ctx, raw.company_id, 'people');
  const input = addMemberInput.parse(raw);
  if (ctx.mail.kind !== 'off') throw new DomainError('invite_instead');
  let userId = '';
  try {
    const members = await changeMembers(ctx, input.company_id, async (tx, before) => {
      requireRoom('members', before.length);
      const user = await findUserByEmail(tx, input.email.trim());
      if (!user) throw new DomainError('person_not_registered', 'no such person; ask them to sign up');
      userId = user.id;
      await insertMembership(tx, { companyId: input.company_id, userId, role: input.role });
      const units = await unitsOfRole(tx, input.company_id, input);
      await replaceMembershipUnits(tx, { companyId: input.company_id, userId }, units);
      return { action: 'member.add', userId };
    });
    return members.find((member) => member.user_id === userId) as z.infer<typeof memberSchema>;
  } catch (error) {
    return onViolation(error, { memberships_company_id_user_id_pk: 'already_member' });
  }
}
