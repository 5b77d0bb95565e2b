import type { LocationRow } from '@/db/queries/locations';
import { type BookedPlan, findBookedPlan, listBookedPlans } from '@/db/queries/plan-inputs';
import { findLatestHead, updateSnapshotSeen } from '@/db/queries/sales-snapshots';
import type { PosSalesDay } from '@/lib/ports';
import type { ServiceContext } from '../context';
import { dependentDays } from '../planning/classify-accounts';
import { hashOf } from './hash-answer';
import { learnStart } from './read-sales';

/**
 * Whether an answer is what the day was booked from: then it is noted that it was seen again, and there is
 * nothing to plan and no log to leave (R32). Null = it must be planned; else the run that the ledger is from.
 */
export async function confirmUnchanged(
  ctx: ServiceContext,
  location: LocationRow,
  businessDay: string,
  answer: PosSalesDay | null,
): Promise<BookedPlan | null> {
  const day = { companyId: location.companyId, locationId: location.id, businessDay };
  const booked = await findBookedPlan(ctx.db, day.companyId, day);
  if (!booked) return null;
  if (answer === null || answer.kind === 'before_first_day')
    return booked.snapshotId === null ? booked : null;
  const kept = await findLatestHead(ctx.db, day.companyId, day.locationId, businessDay);
  if (!kept || kept.id !== booked.snapshotId || kept.contentHash !== (await hashOf(answer))) return null;
  // A day marked incomplete becomes complete by a transfer only.
  if (answer.dataComplete && !booked.isComplete) return null;
  // Days that depend on this one and were not planned since its answer came (R15): a run was interrupted, or
  // refused.
  const others = (await dependentDays(ctx.db, day)).map((other) => ({ ...day, businessDay: other }));
  const behind = (await listBookedPlans(ctx.db, day.companyId, others)).filter(
    (other) => other.finishedMs < kept.fetchedAt.getTime(),
  );
  if (behind.length > 0) return null;
  await learnStart(ctx, location, answer);
  await updateSnapshotSeen(ctx.db, day.companyId, kept.id, {
    dataComplete: answer.dataComplete,
    nextStartOfDay: answer.nextStartOfDay === null ? kept.nextStartOfDay : new Date(answer.nextStartOfDay),
    confirmedAt: ctx.clock.now(),
  });
  answer.done?.();
  return booked;
}
