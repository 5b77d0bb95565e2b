import type { z } from 'zod';
import { deletePerson, listOnlyOwned } from '@/db/queries/deletions';
import { findUser, lockUser } from '@/db/queries/people';
import type { okSchema } from '@/lib/contracts/common';
import { deleteAccountInput } from '@/lib/contracts/privacy';
import { DomainError } from '@/lib/core/domain-error';
import { auditPerson } from '../audit';
import type { ServiceContext } from '../context';
import { requirePassword } from '../session/require-password';
import { requirePerson } from '../session/require-person';

/**
 * Deletes the person's account: name, address, sessions, links, devices, choices and mail go, and keys they
 * made open nothing (R51). Who did what stays in the logs of their companies under a pseudonym. Nobody leaves
 * a company without an owner. Throws wrong_password | too_many_attempts | only_owner.
 */
export async function deleteAccount(
  ctx: ServiceContext,
  raw: z.input<typeof deleteAccountInput>,
): Promise<z.infer<typeof okSchema>> {
  const { userId } = requirePerson(ctx);
  const { current_password } = deleteAccountInput.parse(raw);
  const user = await findUser(ctx.db, userId);
  if (!user) throw new DomainError('unauthenticated');
  await requirePassword(ctx, user, current_password);
  await ctx.db.transaction(async (tx) => {
    const owned = await listOnlyOwned(tx, userId);
    if (owned.length > 0)
      throw new DomainError('only_owner', undefined, { companies: owned.map(({ name }) => name) });
    await lockUser(tx, userId);
    await auditPerson(tx, ctx, { userId }, { action: 'person.delete', byUserId: userId });
    await deletePerson(tx, userId, user.email);
  });
  return { ok: true };
}
