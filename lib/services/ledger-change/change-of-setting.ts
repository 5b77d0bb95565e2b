import type { Transaction } from '@/db/client';
import { listAnswersTakenAway, markAnswersTakenAway } from '@/db/queries/packaging';
import { listReasonsOfAnswers } from '@/db/queries/void-reasons';
import type { Change } from '@/lib/contracts/changes';
import { reasonKey } from '@/lib/core/reason-key';
import type { ServiceContext } from '../context';
import { readKeptAgain } from '../transfer/read-again';

/** What a company says besides of mappings and recipes. */
type Setting = 'void_reasons' | 'packaging';

/** The setting a change is of; null where it is of items. */
export const settingOf = (change: Change): Setting | null =>
  change.kind === 'void_reasons' || change.kind === 'packaging' ? change.kind : null;

/**
 * Before a change is planned: answers that a rule has outgrown are read again, and for packaging those kept
 * before it was read what left the house.
 */
export async function prepareChange(ctx: ServiceContext, companyId: string, change: Change): Promise<void> {
  if (change.kind === 'packaging') await markAnswersTakenAway(ctx.db, companyId);
  await readKeptAgain(ctx, companyId, null);
}

/**
 * The days that a change of a setting can reach. All their items are planned, as they were booked: what else
 * was changed since waits for its own change (R32).
 */
export async function daysReached<D extends { snapshotId: string | null }>(
  tx: Transaction,
  companyId: string,
  change: Change,
  days: readonly D[],
): Promise<readonly D[]> {
  const ids = days.flatMap(({ snapshotId }) => snapshotId ?? []);
  if (change.kind === 'packaging') {
    const left = new Set(await listAnswersTakenAway(tx, companyId, ids));
    return days.filter(({ snapshotId }) => snapshotId !== null && left.has(snapshotId));
  }
  if (change.kind !== 'void_reasons') return days;
  const keys = new Set(change.reasons.map(({ reason }) => reasonKey(reason)));
  const seen = await listReasonsOfAnswers(tx, companyId, ids);
  const reached = new Set(
    seen.flatMap(({ snapshotId, reason }) => (keys.has(reasonKey(reason)) ? [snapshotId] : [])),
  );
  return days.filter(({ snapshotId }) => snapshotId !== null && reached.has(snapshotId));
}
