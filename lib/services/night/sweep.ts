import { listStaleMigrations } from '@/db/queries/migrations';
import { listDueNights } from '@/db/queries/nights';
import { closeInterruptedLogs } from '@/db/queries/transfers';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { dispatchMigration } from '../migration/dispatch-migration';
import { dueBefore, sendNights } from './send-nights';

/** Three beats of a worker missed: it is gone. */
const SILENT_MS = 30_000;
/** More than come due at once; the rest is the next sweep's. */
const MAX_NIGHTS = 50_000;
const INTERRUPTED_MS = 10 * 60_000;

/** Sends again what a crash, or a job server that lost its state, left behind: our tables are the truth (R30, R32). */
export async function sweep(
  ctx: ServiceContext,
): Promise<{ migrations: number; nights: number; logs: number }> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  const now = ctx.clock.now();
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  let migrations = 0;
  for (const { id, company_id, dispatch_count, was_sent } of await listStaleMigrations(
    ctx.db,
    now,
    SILENT_MS,
  )) {
    const attempt = was_sent ? dispatch_count + 1 : dispatch_count;
    // Unreachable for one is unreachable for all; the next sweep tries again.
    if (!(await dispatchMigration(ctx, { companyId: company_id, id }, attempt))) break;
    migrations += 1;
  }
  const sent = await sendNights(ctx, await listDueNights(ctx.db, dueBefore(now), MAX_NIGHTS));
  const logs = await closeInterruptedLogs(ctx.db, ago(INTERRUPTED_MS), now);
  return { migrations, nights: sent, logs };
}
