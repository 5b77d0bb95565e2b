import { findMigration, updateActiveMigration } from '@/db/queries/migrations';
import type { ErrorCode } from '@/lib/core/error-codes';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

/**
 * Fails a migration for an error outside a day's transfer, where no tries are counted; the entries written
 * stay (R30).
 */
export async function failMigration(
  ctx: ServiceContext,
  input: { companyId: string; migrationId: string; code: ErrorCode },
): Promise<void> {
  requireCompany(ctx, input.companyId, 'manage');
  const row = await findMigration(ctx.db, input.companyId, input.migrationId);
  if (!row) return;
  const change = {
    status: 'failed' as const,
    errorCode: input.code,
    errorDay: row.currentDay,
    finishedAt: ctx.clock.now(),
  };
  await updateActiveMigration(ctx.db, input.companyId, input.migrationId, change);
}
