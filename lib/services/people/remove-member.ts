import type { z } from 'zod';
import { deleteMembership } from '@/db/queries/people';
import type { okSchema } from '@/lib/contracts/common';
import { removeMemberInput } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { changeMembers } from './change-members';

/** The member's next request is refused; never the last owner (R2). Throws last_owner. */
export async function removeMember(
  ctx: ServiceContext,
  raw: z.input<typeof removeMemberInput>,
): Promise<z.infer<typeof okSchema>> {
  requireCompany(ctx, raw.company_id, 'people');
  const input = removeMemberInput.parse(raw);
  await changeMembers(ctx, input.company_id, async (tx, before) => {
    if (!before.some((member) => member.user_id === input.user_id)) {
      throw new DomainError('not_found', 'no such member', { thing: 'member' });
    }
    await deleteMembership(tx, input.company_id, input.user_id);
    return { action: 'member.remove', userId: input.user_id };
  });
  return { ok: true };
}
