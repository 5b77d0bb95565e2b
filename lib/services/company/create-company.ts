import type { z } from 'zod';
import { countOwnedCompanies, insertCompany, insertMembership, lockUser } from '@/db/queries/people';
import { type Company, createCompanyInput } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { requireRoom } from '../limits/require-room';

/**
 * A new company, owned by the person who creates it. An API key is bound to one company and creates none
 * (R2).
 */
export async function createCompany(
  ctx: ServiceContext,
  raw: z.input<typeof createCompanyInput>,
): Promise<Company> {
  const { actor } = ctx;
  if (actor.kind === 'anonymous') throw new DomainError('unauthenticated');
  if (actor.kind !== 'user') throw new DomainError('forbidden', 'only a person can make a company');
  const input = createCompanyInput.parse(raw);
  return ctx.db.transaction(async (tx) => {
    await lockUser(tx, actor.userId);
    requireRoom('companies', await countOwnedCompanies(tx, actor.userId));
    const company = await insertCompany(tx, input.name);
    await insertMembership(tx, { companyId: company.id, userId: actor.userId, role: 'owner' });
    await writeAudit(tx, ctx, {
      companyId: company.id,
      action: 'company.create',
      subjectType: 'company',
      subjectId: company.id,
      details: { name: input.name },
    });
    return {
      id: company.id,
      name: company.name,
      role: 'owner',
      created_at: company.createdAt.toISOString(),
    };
  });
}
