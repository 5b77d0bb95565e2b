import { v7 } from 'uuid';
import { lockDay, lockLedger } from '@/db/locks';
import { listDaysSoldAs } from '@/db/queries/item-names';
import { findLocation, type LocationRow } from '@/db/queries/locations';
import { listPostings } from '@/db/queries/postings';
import { insertTransferLog, updateTransferLog } from '@/db/queries/transfers';
import { findUnchangedDay } from '@/db/queries/unchanged-days';
import type { TransferResult } from '@/lib/contracts/transfers';
import { DomainError } from '@/lib/core/domain-error';
import { toDomainError } from '@/lib/errors/to-domain-error';
import { isDatabaseAway } from '@/lib/errors/violations';
import { actorName, type ServiceContext } from '../context';
import { dependentDays } from '../planning/classify-accounts';
import { standingOf } from '../planning/day-difference';
import type { Adoption } from '../planning/find-adoptions';
import { planDays } from '../planning/plan-days';
import { recordTransfers } from '../planning/record-transfer';
import { fetchSales } from './fetch-sales';
import { readKeptAgain } from './read-again';
import { type AskForSales, readSales } from './read-sales';
import { repeatRun } from './repeat-run';

export interface TransferDayInput {
  companyId: string;
  locationId: string;
  /** `YYYY-MM-DD`, already checked. */
  businessDay: string;
  trigger: 'manual' | 'automatic' | 'migration';
  migrationId?: string;
  forceRefresh: boolean;
  /**
   * The day is planned anew because another day's answer changed what counts (R15); it asks no further day.
   */
  isFollowUp?: boolean;
  /** Nightly re-reads leave a day in the unit it stands in; a person's run uses the present link. */
  keepStorageUnit?: boolean;
  /**
   * The versions of mappings and recipes that the day was booked with count (R32); a person's run takes the
   * present ones.
   */
  keepVersions?: boolean;
  /** What happens to a difference of a locked day; refused unless said otherwise. */
  ifLocked?: 'refuse' | 'first_open_day';
}

/**
 * Turns one business day of sales into ledger entries (R24) and leaves a log of it, also when it fails (R28).
 * A failed run is returned with `success: false` and its code, never half-written: the day's entries are one
 * transaction. `ask`: how a caller that reads ahead gets the day's answer.
 */
export async function transferDay(
  ctx: ServiceContext,
  input: TransferDayInput,
  ask?: AskForSales,
): Promise<TransferResult> {
  const location = await findLocation(ctx.db, input.companyId, input.locationId);
  if (!location) throw new DomainError('not_found', 'no such location', { thing: 'location' });
  if (location.storageUnitId === null) throw new DomainError('storage_unit_required');
  const startedAt = ctx.clock.now();
  const asked = await askUnlessUnchanged(ctx, input, location, startedAt, ask);
  if (asked && 'result' in asked) return asked.result;
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
    startedAt,
  });
  let result: TransferResult;
  let renamed: readonly Adoption[] = [];
  let seen: string | null = null;
  let read: Read = null;
  try {
    await readKeptAgain(ctx, input.companyId, [input.locationId]);
    read = await readSales(ctx, location, input.businessDay, input.forceRefresh, asked?.ask ?? ask);
    ({ result, renamed, seen } = await write(ctx, input, logId, location, location.storageUnitId, read));
  } catch (error) {
    // Not the day's fault, and perhaps no way to say so: the log stays open and recovery closes it.
    if (isDatabaseAway(error)) throw error;
    return fail(ctx, input, logId, error);
  } finally {
    read?.sales.done?.();
  }
  if (read !== null && !input.isFollowUp) {
    const isDone = await planDependentDays(ctx, input, await dependentDays(ctx.db, input));
    await planRenamedDays(ctx, input, renamed);
    // Only now: a run that was interrupted before is not one to be repeated.
    if (isDone && seen !== null) await updateTransferLog(ctx.db, input.companyId, logId, { planSeen: seen });
  }
  return result;
}

/**
 * The result of a run that could only repeat the last one; else how the answer that was asked for meanwhile
 * is had. Undefined where nothing is known to be unchanged, or a day is planned as it was booked: then
 * nothing is asked yet.
 */
async function askUnlessUnchanged(
  ctx: ServiceContext,
  input: TransferDayInput,
  location: LocationRow,
  startedAt: Date,
  ask: AskForSales = () => fetchSales(ctx, location, input.businessDay),
): Promise<{ result: TransferResult } | { ask: AskForSales } | undefined> {
  if (!input.forceRefresh || input.keepVersions) return undefined;
  const run = { ...input, startedAt, storageUnitId: input.keepStorageUnit ? null : location.storageUnitId };
  // A migration has asked ahead in any case.
  const isAsked = input.trigger === 'migration' || (await findUnchangedDay(ctx.db, input.companyId, run));
  if (!isAsked) return undefined;
  const asked = ask();
  // A failed call is handled by the run, which leaves a log (R28).
  const answer = await asked.catch(() => null);
  const result = await repeatRun(ctx, run, answer);
  return result ? { result } : { ask: () => asked };
}

/**
 * Days booked while a mapping had taken over another name than it does by all that is known now (R38): what
 * was sold under either is planned again, so that it does not matter in which order days are read.
 */
async function planRenamedDays(
  ctx: ServiceContext,
  input: TransferDayInput,
  renamed: readonly Adoption[],
): Promise<void> {
  for (const { itemId, skus, name, previous } of renamed) {
    const names = [name, previous].flatMap((one) => one ?? []);
    const days = await listDaysSoldAs(ctx.db, input.companyId, {
      skus,
      names,
      ...(previous === null && { heldFor: itemId }),
    });
    for (const { locationId, businessDay } of days) {
      if (locationId === input.locationId && businessDay === input.businessDay) continue;
      await planDependentDays(ctx, { ...input, locationId }, [businessDay]);
    }
  }
}

/**
 * What this day's answer says of accounts that other days hold reaches those days too, from their kept sales
 * (R15). Asked every time, so that a run after a crash makes good what the crashed one left; a day that is
 * right already gets no entry (R24). Answers whether all of them are planned.
 */
async function planDependentDays(
  ctx: ServiceContext,
  input: TransferDayInput,
  days: readonly string[],
): Promise<boolean> {
  let isDone = true;
  for (const businessDay of days) {
    const again = { ...input, businessDay, forceRefresh: false, ...AS_BOOKED, isFollowUp: true };
    const { error } = await transferDay(ctx, again);
    if (!error) continue;
    isDone = false;
    ctx.log.warn({ businessDay, code: error.code }, 'a dependent day could not be planned again');
  }
  return isDone;
}

/**
 * How re-reads, and days planned only because another day's answer changed them, are booked: unit and
 * versions stay (R32).
 */
export const AS_BOOKED = { keepStorageUnit: true, keepVersions: true } as const;

type Read = Awaited<ReturnType<typeof readSales>>;

async function write(
  ctx: ServiceContext,
  input: TransferDayInput,
  logId: string,
  location: LocationRow,
  linkedUnitId: string,
  read: Read,
): Promise<{ result: TransferResult; renamed: Adoption[]; seen: string | null }> {
  const { companyId, locationId, businessDay } = input;
  const sales = read?.sales;
  const day = {
    locationId,
    businessId: location.businessId,
    businessDay,
    timezone: location.timezone,
    startOfDayMinutes: location.startOfDayMinutes,
    nextStartMs: sales?.nextStartOfDay ? Date.parse(sales.nextStartOfDay) : null,
    snapshotId: read?.snapshotId ?? null,
    accounts: sales?.accounts ?? 0,
    lines: sales?.lines ?? [],
    controlTotals: read?.controlTotals ?? null,
    storageUnitId: linkedUnitId,
    staysInItsUnit: input.keepStorageUnit ?? false,
  };
  const isComplete = sales?.dataComplete ?? true;
  return ctx.db.transaction(async (tx) => {
    await lockDay(tx, locationId, businessDay);
    const lockedUntil = await lockLedger(tx, companyId, 'use');
    // Under the lock: a run that waited for another must not write what was mapped before that one began.
    const presentItems = input.keepVersions ? NO_ITEMS : 'all';
    const [planned] = await planDays(tx, { companyId, days: [day], presentItems, lockedUntil, ...WHOLE_DAY });
    if (!planned) throw new DomainError('internal_error', 'the day was not planned');
    const write = {
      companyId,
      createdBy: actorName(ctx.actor),
      lockedUntil,
      ifLocked: input.ifLocked ?? 'refuse',
    };
    const { moments } = planned;
    const run = { logId, planned, isComplete, moments, warnings: sales?.warnings ?? [] };
    const { runs, renamed } = await recordTransfers(tx, write, [run], () => ctx.clock.now());
    const [recorded] = runs;
    if (!recorded) throw new DomainError('internal_error', 'the day was not recorded');
    const result = {
      date: businessDay,
      success: true,
      no_data: recorded.noData,
      is_complete: isComplete,
      log_id: logId,
      ledger_ids: recorded.ledgerIds,
      stats: recorded.stats,
      unmapped_items: recorded.unmappedItems,
      held_names: recorded.heldNames,
      failed_lines: recorded.failedLines,
      error: null,
    };
    return { result, renamed, seen: planned.seen };
  });
}
const NO_ITEMS: ReadonlySet<string> = new Set();
const WHOLE_DAY = { itemIds: 'all', lines: 'all' } as const;

/**
 * The log of a failed run says its code; what is unforeseen is logged in full and shown as internal_error
 * (R34).
 */
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
  const standing = standingOf(await listPostings(ctx.db, companyId, [{ locationId, businessDay }]));
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
    held_names: [],
    failed_lines: [],
    error: { code: known.code, message: known.message, ...details },
  };
}
