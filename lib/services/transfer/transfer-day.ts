import { v7 } from 'uuid';
import { lockDay, lockLedger } from '@/db/locks';
import { listDaysSoldAs } from '@/db/queries/item-names';
import { findLocation, type LocationRow } from '@/db/queries/locations';
import { insertTransferLog, updateTransferLog } from '@/db/queries/transfers';
import { isDayUnchanged } from '@/db/queries/unchanged-days';
import type { TransferResult } from '@/lib/contracts/transfers';
import { DomainError } from '@/lib/core/domain-error';
import { isDatabaseAway } from '@/lib/errors/violations';
import { actorName, type ServiceContext } from '../context';
import { dependentDays } from '../planning/classify-accounts';
import type { Adoption } from '../planning/find-adoptions';
import { planDays } from '../planning/plan-days';
import { recordAdoption } from '../planning/record-adoptions';
import { recordTransfers } from '../planning/record-transfer';
import { failRun } from './fail-run';
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
 * transaction. What it changes for other days is booked on them too. `ask`: how a caller that reads ahead
 * gets the day's answer.
 */
export async function transferDay(
  ctx: ServiceContext,
  input: TransferDayInput,
  ask?: AskForSales,
): Promise<TransferResult> {
  const run = await runDay(ctx, input, ask);
  const { result, isRead, seen } = run;
  if (!isRead) return result;
  const isDone = await planOtherDays(ctx, input, run);
  // Only now: a run that was interrupted before is not one to be repeated.
  if (isDone && seen !== null)
    await updateTransferLog(ctx.db, input.companyId, result.log_id, { planSeen: seen });
  return result;
}

interface DayRun {
  result: TransferResult;
  /** Whether an answer was planned that other days may depend on. */
  isRead: boolean;
  /** What mappings take over by all that was known to this run (R38). */
  renamed: readonly Adoption[];
  seen: string | null;
}
const NOTHING_READ = { isRead: false, renamed: [], seen: null };

/** The day by itself; what it changes for other days is the caller's to follow. */
export async function runDay(
  ctx: ServiceContext,
  input: TransferDayInput,
  ask?: AskForSales,
): Promise<DayRun> {
  const location = await findLocation(ctx.db, input.companyId, input.locationId);
  if (!location) throw new DomainError('not_found', 'no such location', { thing: 'location' });
  if (location.storageUnitId === null) throw new DomainError('storage_unit_required');
  const startedAt = ctx.clock.now();
  const asked = await askUnlessUnchanged(ctx, input, location, startedAt, ask);
  if (asked && 'result' in asked) return { ...NOTHING_READ, result: asked.result };
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
  let read: Read = null;
  try {
    await readKeptAgain(ctx, input.companyId, [input.locationId]);
    read = await readSales(ctx, location, input.businessDay, input.forceRefresh, asked?.ask ?? ask);
    const written = await write(ctx, input, logId, location, location.storageUnitId, read);
    return { ...written, isRead: read !== null };
  } catch (error) {
    // Not the day's fault, and perhaps no way to say so: the log stays open and recovery closes it.
    if (isDatabaseAway(error)) throw error;
    return { ...NOTHING_READ, result: await failRun(ctx, input, logId, error) };
  } finally {
    read?.sales.done?.();
  }
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
  const isAsked = input.trigger === 'migration' || (await isDayUnchanged(ctx.db, input.companyId, run));
  if (!isAsked) return undefined;
  const asked = ask();
  // A failed call is handled by the run, which leaves a log (R28).
  const answer = await asked.catch(() => null);
  const result = await repeatRun(ctx, run, answer);
  return result ? { result } : { ask: () => asked };
}

type DayKey = Pick<TransferDayInput, 'locationId' | 'businessDay'>;
/** Of what a mapping takes over: the day that was planned with it. */
type Found = { adoption: Adoption; by?: DayKey };

/**
 * Days whose plan this run changed, from their kept sales. What its answer says of accounts that other days
 * hold (R15) is asked every time, so that a run after a crash makes good what the crashed one left; a day
 * that is right already gets no entry (R24). Answers whether all of these are planned.
 */
async function planOtherDays(
  ctx: ServiceContext,
  input: TransferDayInput,
  { renamed }: Pick<DayRun, 'renamed'>,
): Promise<boolean> {
  const found: Found[] = renamed.map((adoption) => ({ adoption, by: input }));
  let isDone = true;
  for (const businessDay of await dependentDays(ctx.db, input))
    isDone = (await planAgain(ctx, { ...input, businessDay }, found)) === 'planned' && isDone;
  await planRenamedDays(ctx, input, found);
  return isDone;
}

/** `impossible`: not before a person unlocks the period, or links the location again. */
type Again = 'planned' | 'failed' | 'impossible';

async function planAgain(ctx: ServiceContext, day: TransferDayInput, found: Found[]): Promise<Again> {
  const { businessDay } = day;
  const say = (code: string) =>
    ctx.log.warn({ businessDay, code }, 'a dependent day could not be planned again');
  try {
    const run = await runDay(ctx, { ...day, forceRefresh: false, ...AS_BOOKED });
    found.push(...run.renamed.map((adoption) => ({ adoption, by: day })));
    const { error } = run.result;
    if (!error) return 'planned';
    say(error.code);
    return error.code === 'period_locked' ? 'impossible' : 'failed';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    say(error.code);
    return 'impossible';
  }
}

/**
 * Plans the days again that were booked while mappings took over other names. Whoever plans a day may be the
 * first to see under which names something is sold that was kept since, by a migration reading ahead or at
 * another location: what is taken over otherwise then reaches all days, as nobody else would see it change.
 */
export async function planRenamedDays(
  ctx: ServiceContext,
  input: Omit<TransferDayInput, 'locationId' | 'businessDay' | 'forceRefresh'>,
  found: Found[],
): Promise<void> {
  const followed = new Set<string>();
  /** What days were planned with since it was recorded, by mapping version. */
  const namesOf = new Map<string, Set<string>>();
  const { companyId } = input;
  // Grows while it is gone through.
  for (const { adoption, by } of found) {
    const { versionId, name, previous } = adoption;
    const key = JSON.stringify([versionId, name, previous]);
    if (followed.has(key)) continue;
    followed.add(key);
    const names = namesOf.get(versionId) ?? new Set();
    namesOf.set(versionId, names);
    for (const one of [name, previous]) if (one !== null) names.add(one);
    let isFollowed = true;
    for (const day of await daysRenamed(ctx, companyId, adoption, names)) {
      const isPlanned = day.locationId === by?.locationId && day.businessDay === by.businessDay;
      if (isPlanned) continue;
      const again = await planAgain(ctx, { ...input, ...day, forceRefresh: false }, found);
      isFollowed &&= again !== 'failed';
    }
    if (!isFollowed) continue;
    const write = { companyId, createdBy: actorName(ctx.actor) };
    await ctx.db.transaction((tx) => recordAdoption(tx, write, adoption));
  }
}

/**
 * Days booked while a mapping had taken over another name than it does by all that is known now (R38): what
 * was sold under one of these is planned again, so that it does not matter in which order days are read.
 */
function daysRenamed(
  ctx: ServiceContext,
  companyId: string,
  { itemId, skus, previous }: Adoption,
  names: ReadonlySet<string>,
): Promise<DayKey[]> {
  // Where it is the first, only where its name was held.
  const isFirst = previous === null && names.size === 1;
  return listDaysSoldAs(ctx.db, companyId, { skus, names: [...names], ...(isFirst && { heldFor: itemId }) });
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
): Promise<{ result: TransferResult; renamed: readonly Adoption[]; seen: string | null }> {
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
    const { runs } = await recordTransfers(tx, write, [run], () => ctx.clock.now());
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
    return { result, renamed: planned.adoptions, seen: planned.seen };
  });
}
const NO_ITEMS: ReadonlySet<string> = new Set();
const WHOLE_DAY = { itemIds: 'all', lines: 'all' } as const;
