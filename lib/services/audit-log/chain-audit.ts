import { chainEvents, listUnchainedCompanies } from '@/db/queries/audit';
import type { ServiceContext } from '../context';

const AT_ONCE = 1000;

/** Links what happened since into each company's chain; a job, so that no writer waits for another's. */
export async function chainAudit(ctx: ServiceContext): Promise<{ chained: number }> {
  let chained = 0;
  for (const companyId of await listUnchainedCompanies(ctx.db)) {
    let count: number;
    do {
      count = await chainEvents(ctx.db, companyId, AT_ONCE);
      chained += count;
    } while (count === AT_ONCE);
  }
  return { chained };
}
