import type { z } from 'zod';
import { withdrawInvitations } from '@/db/queries/invitations';
import type { okSchema, thingInput } from '@/lib/contracts/common';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';

/** From now on its link opens nothing. Throws not_found: accepted or withdrawn already. */
export async function withdrawInvitation(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<z.infer<typeof okSchema>> {
  const companyId = await requireThing(ctx, 'invitation', input, 'people');
  return ctx.db.transaction(async (tx) => {
    const count = await withdrawInvitations(tx, companyId, { id: input.id }, ctx.clock.now());
    if (count === 0) throw new DomainError('not_found', 'no such invitation', { thing: 'invitation' });
    const subject = { subjectType: 'invitation', subjectId: input.id };
    await writeAudit(tx, ctx, { companyId, action: 'invitation.withdraw', ...subject });
    return { ok: true };
  });
}
