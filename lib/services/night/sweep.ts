import { listStaleMigrations, updateActiveMigration } from '@/db/queries/migrations';
import { listDueNights, updateNight } from '@/db/queries/nights';
import { closeInterruptedLogs } from '@/db/queries/transfers';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { dispatchMigration } from '../migration/dispatch-migration';

/** A worker that said nothing for this long is gone. Longer than one day's slow fetch with its retries. */
const SILENT_MS = 5 * 60_000;
/** A night may re-read eight days. */
const NIGHT_MS = 30 * 60_000;
const INTERRUPTED_MS = 30 * 60_000;

/** Sends again what a crash, or a job server that lost its state, left behind: our tables are the truth (R30, R32). */
export async function sweep(
  ctx: ServiceContext,
): Promise<{ migrations: number; nights: number; logs: number }> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  const now = ctx.clock.now();
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  const stale = await listStaleMigrations(ctx.db, ago(SILENT_MS));
  for (const migration of stale) {
    const attempt = migration.dispatchCount + 1;
    const change = { dispatchCount: attempt, dispatchedAt: now };
    const isActive = await updateActiveMigration(ctx.db, migration.companyId, migration.id, change);
    if (isActive) await dispatchMigration(ctx, migration, attempt);
  }
  const nights = await listDueNights(ctx.db, now, ago(NIGHT_MS));
  for (const night of nights) {
    await updateNight(ctx.db, night.companyId, night.id, { dispatchedAt: now });
    const id = `night-${night.id}-${now.getTime()}`;
    const data = { companyId: night.companyId, nightlyRunId: night.id };
    await ctx.jobs.send([{ name: 'bestellfix/night.due', id, data }]);
  }
  const logs = await closeInterruptedLogs(ctx.db, ago(INTERRUPTED_MS), now);
  return { migrations: stale.length, nights: nights.length, logs };
}
