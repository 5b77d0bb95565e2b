import type { z } from 'zod';
import { replaceMembershipUnits } from '@/db/queries/membership-units';
import { updateMembership } from '@/db/queries/people';
import { changeMemberInput, type memberSchema } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { changeMembers } from './change-members';
import { unitsOfRole } from './require-units';

/**
 * Another role for a member; the last owner keeps theirs (R2). Throws last_owner | storage_unit_required |
 * storage_unit_not_found.
 */
export async function changeMember(
  ctx: ServiceContext,
  raw: z.input<typeof changeMemberInput>,
): Promise<z.infer<typeof memberSchema>> {
  requireCompany(ctx, raw.company_id, 'people');
  const input = changeMemberInput.parse(raw);
  const members = await changeMembers(ctx, input.company_id, async (tx, before) => {
    if (!before.some((member) => member.user_id === input.user_id)) {
      throw new DomainError('not_found', 'no such member', { thing: 'member' });
    }
    await updateMembership(tx, input.company_id, input.user_id, input.role);
    const units = await unitsOfRole(tx, input.company_id, input);
    await replaceMembershipUnits(tx, { companyId: input.company_id, userId: input.user_id }, units);
    return { action: 'member.change', userId: input.user_id };
  });
  return members.find((member) => member.user_id === input.user_id) as z.infer<typeof memberSchema>;
}
