import { listStaleMigrations, updateActiveMigration } from '@/db/queries/migrations';
import { listDueNights, type NightlyRunRow, updateNight } from '@/db/queries/nights';
import { closeInterruptedLogs } from '@/db/queries/transfers';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { dispatchMigration } from '../migration/dispatch-migration';

/** A migration no worker ever took up was not received. */
const UNSTARTED_MS = 30_000;
/** A worker that said nothing for this long is gone. Longer than one day's slow fetch and the pauses between its retries. */
const SILENT_MS = 5 * 60_000;
/** A night may re-read eight days. */
const NIGHT_MS = 30 * 60_000;
const INTERRUPTED_MS = 10 * 60_000;

/** Sends again what a crash, or a job server that lost its state, left behind: our tables are the truth (R30, R32). */
export async function sweep(
  ctx: ServiceContext,
): Promise<{ migrations: number; nights: number; logs: number }> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  const now = ctx.clock.now();
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  const stale = await listStaleMigrations(ctx.db, ago(UNSTARTED_MS), ago(SILENT_MS));
  for (const migration of stale) {
    const attempt = migration.dispatchCount + 1;
    const change = { dispatchCount: attempt, dispatchedAt: now };
    const isActive = await updateActiveMigration(ctx.db, migration.companyId, migration.id, change);
    if (isActive) await dispatchMigration(ctx, migration, attempt);
  }
  let sent = 0;
  const nights = await listDueNights(ctx.db, now, ago(NIGHT_MS));
  for (const night of nights) {
    if (await sendNight(ctx, night)) {
      await updateNight(ctx.db, night.companyId, night.id, { dispatchedAt: now });
      sent += 1;
    }
  }
  const logs = await closeInterruptedLogs(ctx.db, ago(INTERRUPTED_MS), now);
  return { migrations: stale.length, nights: sent, logs };
}

/** The id follows from the row as found, so that two sweeps at once send one job. False = the next sweep tries again. */
async function sendNight(ctx: ServiceContext, night: NightlyRunRow): Promise<boolean> {
  const id = `night-${night.id}-${night.notBefore.getTime()}-${night.dispatchedAt?.getTime() ?? 0}`;
  const data = { companyId: night.companyId, nightlyRunId: night.id };
  try {
    await ctx.jobs.send([{ name: 'bestellfix/night.due', id, data }]);
    return true;
  } catch (error) {
    ctx.log.warn({ err: error, nightlyRunId: night.id }, 'night not sent to the job server yet');
    return false;
  }
}
