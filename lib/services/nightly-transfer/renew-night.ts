import { renumberNight } from '@/db/queries/due-nights';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

/** The job server gave the night's job up: what is sent for it from now on is another job. */
export async function renewNight(
  ctx: ServiceContext,
  input: { companyId: string; nightlyRunId: string },
): Promise<void> {
  requireCompany(ctx, input.companyId, 'manage');
  await renumberNight(ctx.db, input.companyId, input.nightlyRunId);
}
