import { v7 } from 'uuid';
import type { Transaction } from '@/db/client';
import { updateTransferLog } from '@/db/queries/transfers';
import type { HeldName, LineRef, TransferStats, UnmappedItem } from '@/lib/contracts/transfers';
import type { ControlTotals } from '@/lib/core/control-totals';
import { DomainError } from '@/lib/core/domain-error';
import type { LineOutcome, TransferPlan } from '@/lib/core/plan-transfer';
import { canonical } from '@/lib/core/quantity';
import { type LedgerWrite, postEntries } from '../ledger/post-entries';
import type { DayToPlan } from './load-plan-inputs';
import type { PlannedDay } from './plan-days';
import type { VersionMoments } from './version-moments';

/** A planned day with the log under which its difference is written; the plan must be of all its lines. */
export interface TransferRun {
  logId: string;
  planned: PlannedDay<DayToPlan>;
  isComplete: boolean;
  /** The versions the log says it was planned with. */
  moments: VersionMoments;
  /** What the reading of the answer warned of. */
  warnings: readonly string[];
}
export interface RecordedRun {
  noData: boolean;
  /** The entries that stand for the day. */
  ledgerIds: string[];
  stats: TransferStats;
  unmappedItems: UnmappedItem[];
  heldNames: HeldName[];
  failedLines: LineRef[];
}

/**
 * Writes the differences of planned days, all or none, and finishes their logs (R24, R28). Answers in the
 * order of the runs, and how many counts were written anew. Throws period_locked.
 */
export async function recordTransfers(
  tx: Transaction,
  write: Pick<LedgerWrite, 'companyId' | 'createdBy' | 'lockedUntil' | 'ifLocked'>,
  runs: readonly TransferRun[],
  finishedAt: () => Date,
): Promise<{ runs: RecordedRun[]; recounted: number }> {
  const posted = runs.map((run) => ({ ...run, postings: newPostings(run) }));
  const { recounted } = await postEntries(tx, {
    ...write,
    reverse: posted.flatMap(({ logId, planned: { day, difference } }) =>
      difference.reverse.map((entry) => ({ ...entry, forDay: day.businessDay, transferLogId: logId })),
    ),
    sales: posted.map(({ logId, planned: { day }, postings }) => ({
      locationId: day.locationId,
      businessDay: day.businessDay,
      transferLogId: logId,
      postings,
    })),
  });
  const recorded: RecordedRun[] = [];
  for (const { logId, planned, postings, isComplete, moments, warnings } of posted) {
    const { day, plan, difference, storageUnitId } = planned;
    const { keep, reverse } = difference;
    const isCarried = difference.postingDate !== day.businessDay && postings.length + reverse.length > 0;
    const ledgerIds = [...keep, ...postings].map((entry) => entry.id);
    const stats = toStats(plan, day.controlTotals, {
      entries_standing: ledgerIds.length,
      entries_written: postings.length,
      entries_reversed: reverse.length,
    });
    const noData = plan.accounts === 0;
    const unmappedItems = toUnmappedItems(plan);
    const heldNames = toHeldNames(plan);
    const failedLines = toLineRefs(plan, 'failed');
    await updateTransferLog(tx, write.companyId, logId, {
      success: true,
      noData,
      isComplete,
      storageUnitId,
      snapshotId: day.snapshotId,
      stats,
      unmappedItems,
      heldNames,
      skippedLines: toLineRefs(plan, 'no_goods'),
      failedLines,
      warnings: [...plan.warnings, ...warnings, ...(isCarried ? ['booked_on_first_open_day'] : [])],
      entriesWritten: postings.length,
      entriesReversed: reverse.length,
      versionsAt: moments.at,
      laterItems: moments.later,
      // A run so slow that recovery gave it up has ended well after all.
      errorCode: null,
      finishedAt: finishedAt(),
    });
    recorded.push({ noData, ledgerIds, stats, unmappedItems, heldNames, failedLines });
  }
  return { runs: recorded, recounted };
}

function newPostings({ planned: { day, difference } }: TransferRun) {
  return difference.post.map((entry) => {
    if (day.snapshotId === null)
      throw new DomainError('internal_error', 'entries are to be written for a day without kept sales');
    return { ...entry, id: v7(), snapshotId: day.snapshotId };
  });
}

function toStats(
  plan: TransferPlan,
  controlTotals: ControlTotals | null,
  entries: Pick<TransferStats, 'entries_standing' | 'entries_written' | 'entries_reversed'>,
): TransferStats {
  const { deducted, ignored, unmapped, held, no_goods, failed } = plan.buckets;
  return {
    accounts: plan.accounts,
    lines: plan.total.lines,
    quantity: plan.total.quantity,
    net_value: plan.total.netValue,
    reported_lines: controlTotals?.lines ?? null,
    reported_quantity: controlTotals === null ? null : canonical(controlTotals.quantity),
    reported_net_value:
      controlTotals === null || controlTotals.netValue === null ? null : canonical(controlTotals.netValue),
    adds_up: plan.isReconciled,
    deducted_lines: deducted.lines,
    deducted_quantity: deducted.quantity,
    deducted_net_value: deducted.netValue,
    ignored_lines: ignored.lines,
    ignored_quantity: ignored.quantity,
    ignored_net_value: ignored.netValue,
    unmapped_lines: unmapped.lines,
    unmapped_quantity: unmapped.quantity,
    unmapped_net_value: unmapped.netValue,
    held_lines: held.lines,
    held_quantity: held.quantity,
    held_net_value: held.netValue,
    no_goods_lines: no_goods.lines,
    no_goods_quantity: no_goods.quantity,
    no_goods_net_value: no_goods.netValue,
    failed_lines: failed.lines,
    failed_quantity: failed.quantity,
    failed_net_value: failed.netValue,
    ...entries,
  };
}

function toUnmappedItems(plan: TransferPlan): UnmappedItem[] {
  return plan.unmapped.map(({ itemId, sku, name, lines, quantity, netValue, reason }) => ({
    item_id: itemId,
    sku,
    name,
    lines,
    quantity,
    net_value: netValue,
    reason,
  }));
}

function toHeldNames(plan: TransferPlan): HeldName[] {
  return plan.otherNames.map(({ itemId, sku, name, isHeld, lines, quantity, netValue }) => ({
    item_id: itemId,
    sku,
    name,
    lines,
    quantity,
    net_value: netValue,
    is_held: isHeld,
  }));
}

function toLineRefs(plan: TransferPlan, bucket: LineOutcome['bucket']): LineRef[] {
  return plan.outcomes
    .filter((outcome) => outcome.bucket === bucket)
    .map(({ line, reason }) => ({
      account_id: line.accountNumber ?? line.accountId,
      line_id: line.lineId,
      receipt_id: line.receiptId,
      sku: line.sku,
      name: line.name,
      quantity: line.quantity,
      net_value: line.netValue,
      reason: reason ?? bucket,
    }));
}
