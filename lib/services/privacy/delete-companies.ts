import {
  beginDeletion,
  closeCompany,
  deleteCompanyRows,
  endDeletion,
  listDueDeletions,
} from '@/db/queries/deletions';
import { lockCompany } from '@/db/queries/people';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';

const BATCH = 5000;
const BATCHES_A_STEP = 20;

/** Companies whose days of grace are over, by the database's clock. */
export async function listDueCompanies(ctx: ServiceContext): Promise<string[]> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  return listDueDeletions(ctx.db);
}

/**
 * Deletes of a company what one step has room for, and answers whether that was all (R51). First, in one
 * transaction, everybody loses sight of it; then its rows go in batches, and last its own. Whoever is stopped
 * in between leaves nothing visible, and the next goes on; of two at once one waits for the other.
 */
export async function deleteCompany(
  ctx: ServiceContext,
  companyId: string,
  { batch = BATCH, batches = BATCHES_A_STEP }: { batch?: number; batches?: number } = {},
): Promise<{ isOver: boolean }> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  const isDue = await ctx.db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    if (!(await beginDeletion(tx, companyId))) return false;
    await closeCompany(tx, companyId);
    return true;
  });
  for (let index = 0; isDue && index < batches; index++) {
    const isOver = await ctx.db.transaction(async (tx) => {
      if ((await deleteCompanyRows(tx, companyId, batch)) > 0) return false;
      await endDeletion(tx, companyId);
      return true;
    });
    if (!isOver) continue;
    ctx.log.info({ companyId }, 'a company was deleted');
    return { isOver };
  }
  return { isOver: !isDue };
}
