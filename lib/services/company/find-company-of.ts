import { findCompanyOfBatch, type Thing } from '@/db/queries/things';
import type { Company } from '@/lib/contracts/people';
import { isDomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { listCompanies } from './list-companies';

/** A thing of a company, or the count whose lines share a batch. */
export type Findable = Thing | 'count_batch';

/**
 * Which of the actor's own companies a thing belongs to; null when in none of them, whether it exists or not
 * (R3).
 */
export async function findCompanyOf(
  ctx: ServiceContext,
  input: { kind: Findable; id: string },
): Promise<Company | null> {
  const companyId =
    input.kind === 'count_batch'
      ? await findCompanyOfBatch(ctx.db, input.id, [...ctx.actor.memberships.keys()])
      : await ofThing(ctx, input.kind, input.id);
  if (companyId === undefined) return null;
  const { data } = await listCompanies(ctx, { limit: 500 });
  return data.find((company) => company.id === companyId) ?? null;
}

async function ofThing(ctx: ServiceContext, thing: Thing, id: string): Promise<string | undefined> {
  try {
    return await requireThing(ctx, thing, { id }, 'read');
  } catch (error) {
    if (isDomainError(error) && error.code === 'not_found') return undefined;
    throw error;
  }
}
