import type { LocationRow } from '@/db/queries/locations';
import { type BookedPlan, findBookedPlan, listBookedPlans } from '@/db/queries/plan-inputs';
import { findLatestHead, updateSnapshotSeen } from '@/db/queries/sales-snapshots';
import type { ServiceContext } from '../context';
import { dependentDays } from '../planning/classify-accounts';
import type { FetchedAnswer } from './fetch-sales';
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
  answer: FetchedAnswer,
): Promise<BookedPlan | null> {
  const day = { companyId: location.companyId, locationId: location.id, businessDay };
  const booked = await findBookedPlan(ctx.db, day.companyId, day);
  if (!booked) return null;
  if (answer === null || answer.kind === 'before_first_day')
    return booked.snapshotId === null ? booked : null;
  const kept = await findLatestHead(ctx.db, day.companyId, day.locationId, businessDay);
  if (!kept || kept.id !== booked.snapshotId || !(await isSame(kept, answer))) return null;
  // A day marked incomplete becomes complete by a transfer only.
  const isComplete = answer.kind === 'same' ? kept.dataComplete : answer.dataComplete;
  if (isComplete && !booked.isComplete) return null;
  // Days that depend on this one and were not planned since its answer came (R15): a run was interrupted, or
  // refused.
  if (await areOthersBehind(ctx, day, kept.fetchedAt.getTime())) return null;
  if (answer.kind === 'sales') await learnStart(ctx, location, answer);
  const nextStart = answer.kind === 'sales' ? answer.nextStartOfDay : null;
  await updateSnapshotSeen(ctx.db, day.companyId, kept.id, {
    dataComplete: isComplete,
    nextStartOfDay: nextStart === null ? kept.nextStartOfDay : new Date(nextStart),
    receivedHash: answer.kind === 'same' ? answer.hash : (answer.receivedHash ?? null),
    confirmedAt: ctx.clock.now(),
  });
  if (answer.kind === 'sales') answer.done?.();
  return booked;
}

type Head = NonNullable<Awaited<ReturnType<typeof findLatestHead>>>;
const isSame = async (kept: Head, answer: Exclude<FetchedAnswer, null | { kind: 'before_first_day' }>) =>
  answer.kind === 'same' ? kept.receivedHash === answer.hash : kept.contentHash === (await hashOf(answer));

/**
 * Whether days that depend on this one were not planned since its answer came. A run that had begun by then
 * may have read what it plans from before.
 */
async function areOthersBehind(
  ctx: ServiceContext,
  day: { companyId: string; locationId: string; businessDay: string },
  fetchedMs: number,
): Promise<boolean> {
  const others = (await dependentDays(ctx.db, day)).map((other) => ({ ...day, businessDay: other }));
  const plans = await listBookedPlans(ctx.db, day.companyId, others);
  return plans.some((other) => other.startedMs < fetchedMs);
}
