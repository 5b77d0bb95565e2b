import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { failDay } from './fail-day';

/**
 * The job server gave a run up for what broke around it: the app was out of reach, or ended in the middle of
 * the call. Recovery sends the migration again, which goes on where it was; only a day at which that happens
 * each time fails it in the end, as one that fails by itself does (R30).
 */
export async function countLostRun(
  ctx: ServiceContext,
  { companyId, migrationId }: { companyId: string; migrationId: string },
): Promise<void> {
  requireCompany(ctx, companyId, 'manage');
  await failDay(ctx, { companyId, migrationId }, 'internal_error');
}
