import { NonRetriableError } from 'inngest';
import { isDomainError } from '@/lib/core/domain-error';
import { type ErrorCode, isErrorCode } from '@/lib/core/error-codes';
import { systemContext } from '@/lib/platform/container';
import { failMigration } from '@/lib/services/migration/fail-migration';
import { runMigrationDay } from '@/lib/services/migration/run-migration-day';
import { inngest } from '../client';

interface MigrationEvent {
  companyId: string;
  migrationId: string;
}

/** More steps than a migration has days, so that the loop ends even when a day is done twice. */
const MAX_STEPS = 200;

/** A step a day (R29, R30). The error's message is its code, so that onFailure can name it. */
export const runMigration = inngest.createFunction(
  {
    id: 'run-migration',
    triggers: [{ event: 'bestellfix/migration.requested' }],
    retries: 4,
    concurrency: [{ key: 'event.data.migrationId', limit: 1 }],
    cancelOn: [{ event: 'bestellfix/migration.cancelled', match: 'data.migrationId' }],
    onFailure: async ({ event, error }) => {
      const { companyId, migrationId } = event.data.event.data as MigrationEvent;
      const code: ErrorCode = isErrorCode(error.message) ? error.message : 'internal_error';
      await failMigration(systemContext(companyId, 'run-migration'), { companyId, migrationId, code });
    },
  },
  async ({ event, step }) => {
    const input = event.data as MigrationEvent;
    for (let index = 0; index < MAX_STEPS; index++) {
      const { isOver } = await step.run(`day-${index}`, () =>
        runMigrationDay(systemContext(input.companyId, 'run-migration'), input).catch(rethrowCode),
      );
      if (isOver) return { steps: index };
    }
    return { steps: MAX_STEPS };
  },
);

function rethrowCode(error: unknown): never {
  if (!isDomainError(error)) throw new Error('internal_error', { cause: error });
  if (error.retryable) throw new Error(error.code, { cause: error });
  throw new NonRetriableError(error.code, { cause: error });
}
