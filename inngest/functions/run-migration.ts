import { isErrorCode } from '@/lib/core/error-codes';
import { inngest } from '@/lib/jobs/client';
import { systemContext } from '@/lib/runtime/container';
import { countLostRun } from '@/lib/services/migration/count-lost-run';
import { failMigration } from '@/lib/services/migration/fail-migration';
import { createReadAhead } from '@/lib/services/migration/read-ahead';
import { runMigrationDay } from '@/lib/services/migration/run-migration-day';

interface MigrationEvent {
  companyId: string;
  migrationId: string;
}

/** More steps than a migration has days, so that the loop ends even when days are tried again. */
const MAX_STEPS = 300;
const readAhead = createReadAhead();

/**
 * A step a day (R29, R30). How often a day failed is counted in our tables; the job server's own retries are
 * for what broke around it. The limit per company leaves the others their turn, however many locations one
 * migrates (R10).
 */
export const runMigration = inngest.createFunction(
  {
    id: 'run-migration',
    triggers: [{ event: 'bestellfix/migration.requested' }],
    retries: 4,
    concurrency: [
      { key: 'event.data.migrationId', limit: 1 },
      { key: 'event.data.companyId', limit: 2 },
    ],
    cancelOn: [{ event: 'bestellfix/migration.cancelled', match: 'data.migrationId' }],
    onFailure: async ({ event, error, runId }) => {
      const { companyId, migrationId } = event.data.event.data as MigrationEvent;
      const ctx = systemContext(companyId, 'run-migration', runId);
      const code = error.message;
      // An error of ours has its code as message (lib/jobs/client.ts); any other is the job server's own, of
      // a call that the app did not answer.
      if (!isErrorCode(code)) return countLostRun(ctx, { companyId, migrationId });
      // The database was away for long: the migration is as it was, and recovery finds it.
      if (code === 'service_unavailable') return;
      await failMigration(ctx, { companyId, migrationId, code });
    },
  },
  async ({ event, step, runId }) => {
    const input = event.data as MigrationEvent;
    for (let index = 0; index < MAX_STEPS; index++) {
      const { isOver, retryAt } = await step.run(`day-${index}`, () =>
        runMigrationDay(systemContext(input.companyId, 'run-migration', runId), input, readAhead),
      );
      if (isOver) return { steps: index };
      if (retryAt !== null) await step.sleepUntil(`pause-${index}`, retryAt);
    }
    return { steps: MAX_STEPS };
  },
);
