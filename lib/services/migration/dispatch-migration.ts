import type { ServiceContext } from '../context';

/** After commit. When the job server cannot be reached the row stays pending and the sweeper sends it again. */
export async function dispatchMigration(
  ctx: ServiceContext,
  migration: { companyId: string; id: string },
  attempt: number,
): Promise<void> {
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
    ctx.log.warn({ err: error, migrationId }, 'migration not sent to the job server yet');
  }
}
