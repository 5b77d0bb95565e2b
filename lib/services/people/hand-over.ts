import type { z } from 'zod';
import { replaceMembershipUnits } from '@/db/queries/membership-units';
import { updateMembership } from '@/db/queries/people';
import type { okSchema } from '@/lib/contracts/common';
import { removeMemberInput as handOverInput } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { requirePerson } from '../session/require-person';
import { changeMembers } from './change-members';

/** Another member becomes an owner and the one who says so a manager, in one act; owners only (R47). */
export async function handOver(
  ctx: ServiceContext,
  raw: z.input<typeof handOverInput>,
): Promise<z.infer<typeof okSchema>> {
  requireCompany(ctx, raw.company_id, 'people');
  const input = handOverInput.parse(raw);
  const { userId } = requirePerson(ctx);
  await changeMembers(ctx, input.company_id, async (tx, before) => {
    const isOther = input.user_id !== userId;
    if (!isOther || !before.some((member) => member.user_id === input.user_id))
      throw new DomainError('not_found', 'no such member', { thing: 'member' });
    await updateMembership(tx, input.company_id, input.user_id, 'owner');
    await replaceMembershipUnits(tx, { companyId: input.company_id, userId: input.user_id }, []);
    await updateMembership(tx, input.company_id, userId, 'manager');
    return { action: 'member.hand_over', userId: input.user_id };
  });
  return { ok: true };
}
