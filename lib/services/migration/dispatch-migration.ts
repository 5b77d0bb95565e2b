import { updateActiveMigration } from '@/db/queries/migrations';
import type { ServiceContext } from '../context';

/**
 * After commit. False: the job server cannot be reached; the row still says that it was not sent and
 * recovery sends it again. The event's id follows from the attempt, so that two who send the same one start
 * one run.
 */
export async function dispatchMigration(
  ctx: ServiceContext,
  migration: { companyId: string; id: string },
  attempt: number,
): Promise<boolean> {
  const { companyId, id: migrationId } = migration;
  try {
    await ctx.jobs.send([
      {
        name: 'bestellfix/migration.requested',
        id: `migration-${migrationId}-${attempt}`,
        data: { companyId, migrationId },
      },
    ]);
  } catch (error) {
    ctx.log.warn(
      { err: error, migrationId },
      'migration could not be sent to the job server; recovery retries',
    );
    return false;
  }
  const dispatchState = { dispatchCount: attempt, dispatchedAt: ctx.clock.now() };
  await updateActiveMigration(ctx.db, companyId, migrationId, dispatchState);
  return true;
}
