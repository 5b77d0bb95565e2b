import type { Transaction } from '@/db/client';
import { listReasonsOfAnswers } from '@/db/queries/void-reasons';
import type { Change } from '@/lib/contracts/changes';
import { reasonKey } from '@/lib/core/reason-key';
import type { Setting } from '../planning/load-settings';

/** The setting a change is of; null where it is of items. */
export const settingOf = (change: Change): Setting | null =>
  change.kind === 'void_reasons' ? change.kind : null;

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
  if (change.kind !== 'void_reasons') return days;
  const keys = new Set(change.reasons.map(({ reason }) => reasonKey(reason)));
  const ids = days.flatMap(({ snapshotId }) => snapshotId ?? []);
  const seen = await listReasonsOfAnswers(tx, companyId, ids);
  const reached = new Set(
    seen.flatMap(({ snapshotId, reason }) => (keys.has(reasonKey(reason)) ? [snapshotId] : [])),
  );
  return days.filter(({ snapshotId }) => snapshotId !== null && reached.has(snapshotId));
}
