import type { z } from 'zod';
import { findLatestMigration, findMigration, updateActiveMigration } from '@/db/queries/migrations';
import type { thingInput } from '@/lib/contracts/common';
import type { Migration } from '@/lib/contracts/transfers';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { toMigration } from './to-migration';

/**
 * Stops before the next day and keeps what is written (R30). Cancelling a cancelled one again is no error.
 * Throws migration_not_in_progress.
 */
export async function cancelMigration(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<Migration> {
  const companyId = await requireThing(ctx, 'location', input, 'manage');
  const latest = await findLatestMigration(ctx.db, companyId, input.id);
  if (!latest) throw new DomainError('migration_not_in_progress');
  const now = ctx.clock.now();
  const didCancel = await ctx.db.transaction(async (tx) => {
    const change = { status: 'cancelled' as const, cancelRequestedAt: now, finishedAt: now };
    const changed = await updateActiveMigration(tx, companyId, latest.id, change);
    if (changed) {
      await writeAudit(tx, ctx, {
        companyId,
        action: 'migration.cancel',
        subjectType: 'location',
        subjectId: input.id,
        details: { migration_id: latest.id },
      });
    }
    return changed;
  });
  const row = await findMigration(ctx.db, companyId, latest.id);
  if (!row || (!didCancel && row.status !== 'cancelled')) throw new DomainError('migration_not_in_progress');
  if (didCancel) await tellJob(ctx, companyId, latest.id);
  return toMigration(ctx, row);
}

/** Our row already stops the work; the event only frees the job server of a run with nothing left to do. */
async function tellJob(ctx: ServiceContext, companyId: string, migrationId: string): Promise<void> {
  try {
    await ctx.jobs.send([
      {
        name: 'bestellfix/migration.cancelled',
        id: `cancel-${migrationId}`,
        data: { companyId, migrationId },
      },
    ]);
  } catch (error) {
    ctx.log.warn({ err: error, migrationId }, 'the cancellation could not be sent to the job server');
  }
}
