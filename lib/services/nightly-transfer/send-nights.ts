import { type DueBefore, type DueNight, lockDueNights, markNightsSent } from '@/db/queries/due-nights';
import type { ServiceContext } from '../context';

const BATCH = 200;
/** Three missed heartbeats of 10 s: the worker counts as dead. */
const SILENT_MS = 30_000;
/**
 * A night sent is sent again, under the same id, when no night of its company has begun or ended for so long.
 */
const UNTAKEN_MS = 10 * 60_000;
/** A night sent so long ago is sent again as a new job, even where others of its company go on. */
const FORGOTTEN_MS = 60 * 60_000;

export function dueBefore(now: Date): DueBefore {
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  return { now, silent: ago(SILENT_MS), sent: ago(UNTAKEN_MS), forgotten: ago(FORGOTTEN_MS) };
}

/**
 * After commit. Each batch is held while it is sent, so that of several senders each takes others. What the
 * job server does not take stays due, and recovery sends it again. Returns how many it took.
 */
export async function sendNights(ctx: ServiceContext, ids: readonly string[]): Promise<number> {
  let sent = 0;
  for (let from = 0; from < ids.length; from += BATCH) {
    const batch = ids.slice(from, from + BATCH);
    try {
      sent += await sendBatch(ctx, batch);
    } catch (error) {
      ctx.log.warn(
        { err: error, nights: batch.length },
        'nights could not be sent to the job server; recovery retries',
      );
      return sent;
    }
  }
  return sent;
}

async function sendBatch(ctx: ServiceContext, ids: readonly string[]): Promise<number> {
  const before = dueBefore(ctx.clock.now());
  return ctx.db.transaction(async (tx) => {
    const due = await lockDueNights(tx, ids, before);
    if (due.length === 0) return 0;
    const nights = due.map((night) => ({ ...night, dispatchCount: numberOf(night, before) }));
    await ctx.jobs.send(nights.map(toJob));
    await markNightsSent(tx, nights, before.now);
    return nights.length;
  });
}

/**
 * A job that may still wait at the job server is sent under its old number, which a server that has it drops.
 * A new one where the worker died, and where an hour went by in which the company's nights stood still: then
 * the server remembers the id and not the work.
 */
function numberOf(night: DueNight, before: DueBefore): number {
  const isForgotten =
    night.dispatchedMs !== null && night.sentMs !== null && night.sentMs < before.forgotten.getTime();
  const isNew = night.status === 'running' || (isForgotten && !night.companyMoves);
  return night.dispatchCount + (isNew ? 1 : 0);
}

/** The id follows from the row as found, so that a job sent twice, after a crash, is one. */
const toJob = (night: DueNight & { dispatchCount: number }) => ({
  name: 'bestellfix/night.due' as const,
  id: `night-${night.id}-${night.dueMs}-${night.dispatchCount}`,
  data: { companyId: night.companyId, nightlyRunId: night.id },
});
