import { listDueNights } from '@/db/queries/due-nights';
import { listStaleMigrations } from '@/db/queries/migrations';
import { closeInterruptedLogs } from '@/db/queries/transfers';
import { DomainError } from '@/lib/core/domain-error';
import { answerResets } from '../account/answer-resets';
import type { ServiceContext } from '../context';
import { dispatchMails } from '../mail/dispatch-mails';
import { dispatchMigration } from '../migration/dispatch-migration';
import { dispatchWebhooks } from '../webhook/dispatch-webhooks';
import { dueBefore, sendNights } from './send-nights';

/** Three missed heartbeats of 10 s: the worker counts as dead. */
const SILENT_MS = 30_000;
/** Nights sent at once at most; the next recovery takes the rest. */
const MAX_NIGHTS = 50_000;
const INTERRUPTED_MS = 10 * 60_000;

/**
 * Sends migrations, nights, mail and webhooks again that a crash or a job server without its state left
 * undone, as our tables say (R30, R32). Closes interrupted logs. Throws forbidden unless the system runs it.
 */
export async function recoverStalledJobs(
  ctx: ServiceContext,
): Promise<{ migrations: number; nights: number; logs: number; mails: number; webhooks: number }> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  const now = ctx.clock.now();
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  let migrations = 0;
  for (const { id, companyId, dispatchCount, wasSent } of await listStaleMigrations(ctx.db, now, SILENT_MS)) {
    const attempt = wasSent ? dispatchCount + 1 : dispatchCount;
    // The job server cannot be reached; the next recovery tries again.
    if (!(await dispatchMigration(ctx, { companyId, id }, attempt))) break;
    migrations += 1;
  }
  const sent = await sendNights(ctx, await listDueNights(ctx.db, dueBefore(now), MAX_NIGHTS));
  const logs = await closeInterruptedLogs(ctx.db, ago(INTERRUPTED_MS), now);
  await answerResets(ctx);
  const mails = await dispatchMails(ctx);
  const webhooks = await dispatchWebhooks(ctx);
  return { migrations, nights: sent, logs, mails, webhooks };
}
