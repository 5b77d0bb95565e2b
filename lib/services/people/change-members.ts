import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import { listMemberRows, lockCompany } from '@/db/queries/people';
import type { AuditAction } from '@/lib/contracts/audit';
import type { memberSchema } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';

type Member = z.infer<typeof memberSchema>;

/**
 * One change of a company's members, after `requireCompany(…, 'people')`. Changes follow one another under
 * the company's lock, and none may leave it without an owner: of two owners who leave at once, one stays
 * (R2).
 */
export async function changeMembers(
  ctx: ServiceContext,
  companyId: string,
  change: (tx: Transaction, members: Member[]) => Promise<{ action: AuditAction; userId: string }>,
): Promise<Member[]> {
  const read = async (tx: Transaction): Promise<Member[]> =>
    (await listMemberRows(tx, companyId)).map(({ userId, storageUnitIds, ...rest }) => ({
      user_id: userId,
      storage_unit_ids: storageUnitIds,
      ...rest,
    }));
  return ctx.db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    const before = await read(tx);
    const { action, userId } = await change(tx, before);
    const after = await read(tx);
    if (!after.some((member) => member.role === 'owner')) {
      throw new DomainError('last_owner', 'a company keeps at least one owner');
    }
    const roleIn = (members: readonly Member[]) => {
      const member = members.find((one) => one.user_id === userId);
      return { role: member?.role ?? null, storage_unit_ids: member?.storage_unit_ids ?? [] };
    };
    await writeAudit(tx, ctx, {
      companyId,
      action,
      subjectType: 'user',
      subjectId: userId,
      before: roleIn(before),
      after: roleIn(after),
    });
    return after;
  });
}
