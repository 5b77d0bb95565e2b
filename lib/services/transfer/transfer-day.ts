import { v7 } from 'uuid';
import type { Queryable } from '@/db/client';
import { lockDay, lockLedger } from '@/db/locks';
import { loadCostsOn } from '@/db/queries/costs';
import { findTransferLocation, insertTransferLog, updateTransferLog } from '@/db/queries/transfers';
import { listDayPostings, loadWasteReasons } from '@/db/queries/usage';
import type { LineRef, TransferResult, TransferStats, UnmappedItem } from '@/lib/contracts/transfers';
import { businessDayEnd } from '@/lib/core/business-day';
import { DomainError } from '@/lib/core/domain-error';
import { canonical } from '@/lib/core/quantity';
import type { LineOutcome, TransferPlan } from '@/lib/core/transfer-plan';
import { toDomainError } from '@/lib/errors/to-domain-error';
import { isDatabaseAway } from '@/lib/errors/violations';
import type { PosTotals } from '@/lib/ports';
import { actorName, type ServiceContext } from '../context';
import { postEntries } from '../ledger/post-entries';
import { dependentDays, judgeAccountsOfDays } from '../planning/judge-accounts';
import { planDay } from '../planning/plan-day';
import { costPoints, dayDifference, standingOf } from './day-difference';
import { bookedVersions, presentVersions, type VersionMoments } from './plan-versions';
import { readKeptAgain } from './read-again';
import { type AskForSales, readSales } from './read-sales';

export interface TransferDayInput {
  companyId: string;
  locationId: string;
  /** `YYYY-MM-DD`, already checked. */
  businessDay: string;
  trigger: 'manual' | 'automatic' | 'migration';
  migrationId?: string;
  forceRefresh: boolean;
  /** The day is planned anew because another day's answer changed what counts (R15); it asks no further day. */
  isFollowUp?: boolean;
  /** Nightly re-reads leave a day in the unit it stands in; a person's run uses the present link. */
  keepStorageUnit?: boolean;
  /** The versions of mappings and recipes that the day was booked with count (R32); a person's run takes the present ones. */
  keepVersions?: boolean;
  /** What happens to a difference of a locked day; refused unless said otherwise. */
  ifLocked?: 'refuse' | 'first_open_day';
}

/**
 * Turns one business day of sales into ledger entries (R24) and leaves a log of it, also when it fails (R28).
 * A failed run is returned with `success: false` and its code, never half-written: the day's entries are one transaction.
 * `ask`: how a caller that reads ahead gets the day's answer.
 */
export async function transferDay(
  ctx: ServiceContext,
  input: TransferDayInput,
  ask?: AskForSales,
): Promise<TransferResult> {
  const location = await findTransferLocation(ctx.db, input.companyId, input.locationId);
  if (!location) throw new DomainError('not_found', 'no such location', { thing: 'location' });
  if (location.storageUnitId === null) throw new DomainError('storage_unit_required');
  const logId = v7();
  await insertTransferLog(ctx.db, {
    id: logId,
    companyId: input.companyId,
    locationId: input.locationId,
    storageUnitId: location.storageUnitId,
    businessDay: input.businessDay,
    trigger: input.trigger,
    migrationId: input.migrationId ?? null,
    forceRefresh: input.forceRefresh,
    requestedBy: actorName(ctx.actor),
    startedAt: ctx.clock.now(),
  });
  let result: TransferResult;
  let read: Read = null;
  try {
    await readKeptAgain(ctx, input.companyId, [input.locationId]);
    read = await readSales(ctx, location, input.businessDay, input.forceRefresh, ask);
    result = await write(ctx, input, logId, location, location.storageUnitId, read);
  } catch (error) {
    // Not the day's fault, and perhaps no way to say so: the log stays open and the sweep closes it.
    if (isDatabaseAway(error)) throw error;
    return fail(ctx, input, logId, error);
  } finally {
    read?.sales.done?.();
  }
  if (read !== null && !input.isFollowUp) await planDependentDays(ctx, input);
  return result;
}

/**
 * What this day's answer says of accounts that other days hold reaches those days too, from their kept sales (R15). Asked every time,
 * so that a run after a crash makes good what the crashed one left; a day that is right already gets no entry (R24).
 */
async function planDependentDays(ctx: ServiceContext, input: TransferDayInput): Promise<void> {
  for (const businessDay of await dependentDays(ctx.db, input)) {
    const again = { ...input, businessDay, forceRefresh: false, ...AS_BOOKED, isFollowUp: true };
    const { error } = await transferDay(ctx, again);
    if (error) ctx.log.warn({ businessDay, code: error.code }, 'a dependent day could not be planned again');
  }
}

/** How re-reads, and days planned only because another day's answer changed them, are booked: unit and versions stay (R32). */
export const AS_BOOKED = { keepStorageUnit: true, keepVersions: true } as const;

type Read = Awaited<ReturnType<typeof readSales>>;
type PlanLocation = Pick<
  NonNullable<Awaited<ReturnType<typeof findTransferLocation>>>,
  'businessId' | 'timezone' | 'startOfDayMinutes'
>;

async function makePlan(
  tx: Queryable,
  input: TransferDayInput,
  location: PlanLocation,
  read: Read,
): Promise<{ plan: TransferPlan; moments: VersionMoments }> {
  const { companyId, businessDay } = input;
  const { businessId, timezone: zone, startOfDayMinutes } = location;
  const sales = read?.sales;
  const lines = sales?.lines ?? [];
  const snapshotId = read?.snapshotId ?? null;
  const dayLines = { locationId: input.locationId, businessDay, snapshotId, lines, isWhole: true };
  const accountsOf = await judgeAccountsOfDays(tx, companyId, [dayLines]);
  const day = { companyId, locationId: input.locationId, businessId, businessDay };
  const skus = new Set(lines.map((line) => line.sku));
  const { items, book, moments } = input.keepVersions
    ? await bookedVersions(tx, day, skus)
    : await presentVersions(tx, day);
  const wasteReasons = await loadWasteReasons(tx, companyId);
  const plan = await planDay({
    businessId,
    locationId: input.locationId,
    dayEnd: businessDayEnd(
      businessDay,
      { zone, startOfDayMinutes },
      sales?.nextStartOfDay ? Date.parse(sales.nextStartOfDay) : null,
    ),
    accounts: sales?.accounts ?? 0,
    lines,
    ...accountsOf(dayLines),
    items,
    book,
    wasteReasons,
    reported: read?.reported ?? null,
  });
  return { plan, moments };
}

async function write(
  ctx: ServiceContext,
  input: TransferDayInput,
  logId: string,
  location: PlanLocation,
  linkedUnitId: string,
  read: Read,
): Promise<TransferResult> {
  const { companyId, locationId, businessDay } = input;
  const isComplete = read?.sales.dataComplete ?? true;
  return ctx.db.transaction(async (tx) => {
    await lockDay(tx, locationId, businessDay);
    // Under the lock: a run that waited for another must not write what was mapped before that one began.
    const { plan, moments } = await makePlan(tx, input, location, read);
    const noData = plan.accounts === 0;
    const lockedUntil = await lockLedger(tx, companyId, 'use');
    const postings = await listDayPostings(tx, companyId, locationId, businessDay);
    const state = { businessDay, lockedUntil, postings, planned: plan.entries };
    const storageUnitId =
      (input.keepStorageUnit ? standingOf(postings)[0]?.storageUnitId : undefined) ?? linkedUnitId;
    const costs = await loadCostsOn(tx, companyId, costPoints(state));
    const difference = dayDifference(state, storageUnitId, costs);
    const { bookedDay } = difference;
    const snapshotId = read?.snapshotId;
    const posted = difference.post.map((entry) => {
      if (snapshotId === undefined)
        throw new DomainError('internal_error', 'entries are to be written for a day without kept sales');
      return { ...entry, id: v7(), snapshotId };
    });
    await postEntries(tx, {
      companyId,
      createdBy: actorName(ctx.actor),
      lockedUntil,
      ifLocked: input.ifLocked ?? 'refuse',
      reverse: difference.reverse.map((entry) => ({ ...entry, forDay: businessDay, transferLogId: logId })),
      sales: [{ locationId, businessDay, transferLogId: logId, postings: posted }],
    });

    const isCarried = bookedDay !== businessDay && posted.length + difference.reverse.length > 0;
    const ledgerIds = [...difference.keep, ...posted].map((entry) => entry.id);
    const stats = toStats(plan, read?.reported ?? null, {
      entries_standing: ledgerIds.length,
      entries_written: posted.length,
      entries_reversed: difference.reverse.length,
    });
    const failedLines = toLineRefs(plan, 'failed');
    const unmappedItems = plan.unmapped.map(
      (sale): UnmappedItem => ({
        item_id: sale.itemId,
        sku: sale.sku,
        name: sale.name,
        lines: sale.lines,
        quantity: sale.quantity,
        net_value: sale.netValue,
        reason: sale.reason,
      }),
    );
    await updateTransferLog(tx, companyId, logId, {
      success: true,
      noData,
      isComplete,
      storageUnitId,
      snapshotId: snapshotId ?? null,
      stats,
      unmappedItems,
      skippedLines: toLineRefs(plan, 'no_goods'),
      failedLines,
      warnings: [
        ...plan.warnings,
        ...(read?.sales.warnings ?? []),
        ...(isCarried ? ['booked_on_first_open_day'] : []),
      ],
      entriesWritten: posted.length,
      entriesReversed: difference.reverse.length,
      versionsAt: moments.at,
      laterItems: moments.later,
      // A run so slow that the sweep gave it up has ended well after all.
      errorCode: null,
      finishedAt: ctx.clock.now(),
    });
    return {
      date: businessDay,
      success: true,
      no_data: noData,
      is_complete: isComplete,
      log_id: logId,
      ledger_ids: ledgerIds,
      stats,
      unmapped_items: unmappedItems,
      failed_lines: failedLines,
      error: null,
    };
  });
}

/** The log of a failed run says its code; what is unforeseen is logged in full and shown as internal_error (R34). */
async function fail(
  ctx: ServiceContext,
  input: TransferDayInput,
  logId: string,
  error: unknown,
): Promise<TransferResult> {
  const known = toDomainError(
    error,
    { requestId: ctx.requestId, log: ctx.log.child({ logId }) },
    'transfer failed',
  );
  await updateTransferLog(ctx.db, input.companyId, logId, {
    success: false,
    errorCode: known.code,
    errorDetails: known.details ?? null,
    finishedAt: ctx.clock.now(),
  });
  // What stood for the day still stands (R24): nothing of the run was written.
  const { companyId, locationId, businessDay } = input;
  const standing = standingOf(await listDayPostings(ctx.db, companyId, locationId, businessDay));
  const details = known.details === undefined ? {} : { details: { ...known.details } };
  return {
    date: input.businessDay,
    success: false,
    no_data: false,
    is_complete: false,
    log_id: logId,
    ledger_ids: standing.map((entry) => entry.id),
    stats: null,
    unmapped_items: [],
    failed_lines: [],
    error: { code: known.code, message: known.message, ...details },
  };
}

export function toStats(
  plan: TransferPlan,
  reported: PosTotals | null,
  entries: Pick<TransferStats, 'entries_standing' | 'entries_written' | 'entries_reversed'>,
): TransferStats {
  const { deducted, ignored, unmapped, no_goods, failed } = plan.buckets;
  return {
    accounts: plan.accounts,
    lines: plan.total.lines,
    quantity: plan.total.quantity,
    net_value: plan.total.netValue,
    reported_lines: reported?.lines ?? null,
    reported_quantity: reported === null ? null : canonical(reported.quantity),
    reported_net_value: reported === null || reported.netValue === null ? null : canonical(reported.netValue),
    adds_up: plan.addsUp,
    deducted_lines: deducted.lines,
    deducted_quantity: deducted.quantity,
    deducted_net_value: deducted.netValue,
    ignored_lines: ignored.lines,
    ignored_quantity: ignored.quantity,
    ignored_net_value: ignored.netValue,
    unmapped_lines: unmapped.lines,
    unmapped_quantity: unmapped.quantity,
    unmapped_net_value: unmapped.netValue,
    no_goods_lines: no_goods.lines,
    no_goods_quantity: no_goods.quantity,
    no_goods_net_value: no_goods.netValue,
    failed_lines: failed.lines,
    failed_quantity: failed.quantity,
    failed_net_value: failed.netValue,
    ...entries,
  };
}

export function toLineRefs(plan: TransferPlan, bucket: LineOutcome['bucket']): LineRef[] {
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
