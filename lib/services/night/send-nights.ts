import { type NightlyRunRow, updateNight } from '@/db/queries/nights';
import type { ServiceContext } from '../context';

const BATCH = 100;

/** After commit. What the job server does not take stays due, and the sweep sends it again. Returns how many it took. */
export async function sendNights(ctx: ServiceContext, nights: readonly NightlyRunRow[]): Promise<number> {
  let sent = 0;
  for (let from = 0; from < nights.length; from += BATCH) {
    const batch = nights.slice(from, from + BATCH);
    try {
      await ctx.jobs.send(batch.map(toJob));
    } catch (error) {
      ctx.log.warn({ err: error, nights: batch.length }, 'nights not sent to the job server yet');
      return sent;
    }
    const sign = { dispatchedAt: ctx.clock.now() };
    for (const night of batch) await updateNight(ctx.db, night.companyId, night.id, sign);
    sent += batch.length;
  }
  return sent;
}

/** The id follows from the row as found, so that two senders at once send one job. */
const toJob = (night: NightlyRunRow) => ({
  name: 'bestellfix/night.due' as const,
  id: `night-${night.id}-${night.notBefore.getTime()}-${night.dispatchedAt?.getTime() ?? 0}`,
  data: { companyId: night.companyId, nightlyRunId: night.id },
});
