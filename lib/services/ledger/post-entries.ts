import { v7 } from 'uuid';
import type { Transaction } from '@/db/client';
import { lockStorageUnits } from '@/db/locks';
import { listStandingAdjustments } from '@/db/queries/count-adjustments';
import { insertEntries, type NewEntry } from '@/db/queries/ledger-entries';
import { type DayWrite, insertPostings, type NewPosting } from '@/db/queries/postings';
import { insertCounts, insertWithdrawals, type NewCount } from '@/db/queries/stock-counts';
import { DomainError } from '@/lib/core/domain-error';
import { firstOpenDay, isLocked, postingDate } from '@/lib/core/period-lock';
import { movementOn, type StockMoment } from '@/lib/core/stock-moment';
import { recomputeCountAdjustments } from './recompute-count-adjustments';
import { type Changed, changedFrom, keepFallbacks, revalue } from './revalue';
import { reverseEntries } from './reverse-entries';
import { valuedEntries } from './valued-entries';

/**
 * What one transaction writes. Days are the days meant; where one is locked, the row is booked on the first
 * open day.
 */
export interface LedgerWrite {
  companyId: string;
  createdBy: string;
  /**
   * What `lockLedger` returned; it must have been asked for `change` when receipts are written or taken back.
   */
  lockedUntil: string | null;
  /** `refuse`: period_locked as soon as one row is for a locked day (R34). */
  ifLocked: 'refuse' | 'first_open_day';
  /** Standing entries to take back. */
  reverse?: readonly {
    id: string;
    storageUnitId: string;
    forDay: string;
    /** The run that takes POS usage back. */
    transferLogId?: string | null;
  }[];
  /** POS usage, by business day (R24). */
  sales?: readonly (Omit<DayWrite, 'companyId' | 'createdBy' | 'postingDate'> & {
    postings: readonly NewPosting[];
  })[];
  /** Entries by hand; without a unit cost that of the day they are booked on (R23). */
  entries?: readonly (Omit<NewEntry, 'unitCost'> & { unitCost?: string })[];
  counts?: readonly NewCount[];
  withdraw?: readonly CountToWithdraw[];
  /** A person's correction: its batch and note are on the reversals too. */
  correction?: { batchId: string; note: string | null };
}
type CountToWithdraw = StockMoment & { id: string };
export interface Posted {
  /** Counts whose ADJUSTMENT was written or written anew. */
  recounted: number;
  /** Entries valued anew because what they cost changed (R23). */
  revalued: number;
}

/**
 * The one way into the ledger (R22). Writes what it is given and what follows from it, in the caller's
 * transaction: the first count after each movement keeps what was counted, its ADJUSTMENT absorbs the
 * difference; what receipts change in costs values usage anew (R23). Call `lockLedger` before reading what
 * the write is worked out from. Throws period_locked.
 */
export async function postEntries(tx: Transaction, write: LedgerWrite): Promise<Posted> {
  const { companyId, createdBy } = write;
  const { reverse = [], sales = [], entries = [], counts = [], withdraw = [] } = write;
  checkPeriod(write);
  const postings = sales.flatMap((day) => day.postings);
  const positions = [...reverse, ...postings, ...entries, ...counts, ...withdraw];
  if (positions.length === 0) return { recounted: 0, revalued: 0 };
  await lockStorageUnits(tx, [...new Set(positions.map((row) => row.storageUnitId))]);

  const { lockedUntil, correction } = write;
  const adjustments = await listStandingAdjustments(
    tx,
    companyId,
    withdraw.map((count) => count.id),
  );
  const reversals = [
    ...reverse.map((row) => ({ original: row.id, id: v7(), transferLogId: row.transferLogId ?? null })),
    ...adjustments.map((original) => ({ original, id: v7() })),
  ];
  const reversed = await reverseEntries(
    tx,
    {
      companyId,
      createdBy,
      cause: correction ? 'correction' : null,
      transferLogId: null,
      batchId: correction?.batchId ?? null,
      note: correction?.note ?? null,
      firstOpenDay: lockedUntil === null ? null : firstOpenDay(lockedUntil),
    },
    reversals,
  );
  const touched = reversed
    .filter((row) => !row.isCount)
    .map((row) => movementOn(row.storageUnitId, row.ingredientId, row.businessDay));
  for (const day of sales) {
    const date = postingDate(day.businessDay, lockedUntil);
    await insertPostings(tx, { ...day, companyId, createdBy, postingDate: date }, day.postings);
    touched.push(...day.postings.map((row) => movementOn(row.storageUnitId, row.ingredientId, date)));
  }
  const booked = await valuedEntries(
    tx,
    companyId,
    entries.map((row) => onOpenDay(row, lockedUntil)),
  );
  await insertEntries(tx, booked);
  touched.push(...booked.map((row) => movementOn(row.storageUnitId, row.ingredientId, row.businessDay)));
  await insertWithdrawals(tx, { companyId, createdBy, note: correction?.note ?? null }, withdraw);
  touched.push(...withdraw);
  touched.push(...(await insertCounts(tx, { companyId, createdBy }, counts)));

  const changed: Changed = new Map();
  for (const row of reversed) {
    if (row.type === 'RECEIPT') changedFrom(changed, row.ingredientId, row.businessDay);
  }
  for (const row of booked) {
    if (row.type === 'RECEIPT') changedFrom(changed, row.ingredientId, row.businessDay);
  }
  await keepFallbacks(tx, write, [...changed.keys()], changed);
  const countIds = counts.map((count) => count.id);
  const recounted = await recomputeCountAdjustments(tx, write, distinct(touched), countIds);
  return { recounted, revalued: await revalue(tx, write, changed) };
}

function checkPeriod({
  lockedUntil,
  ifLocked,
  reverse,
  sales,
  entries,
  counts,
  withdraw,
}: LedgerWrite): void {
  const refuse = (day: string) => {
    throw new DomainError('period_locked', `the period up to ${lockedUntil} is locked`, {
      locked_until: lockedUntil,
      date: day,
    });
  };
  const days = [
    ...(reverse ?? []).map((row) => row.forDay),
    ...(sales ?? []).filter((day) => day.postings.length > 0).map((day) => day.businessDay),
    ...(entries ?? []).map((row) => row.businessDay),
  ];
  // A count says what was there at its moment: on another day it would say something else, so it is never
  // moved.
  const fixed = [...(counts ?? []), ...(withdraw ?? [])].map((row) => row.day);
  for (const day of fixed) if (isLocked(day, lockedUntil)) refuse(day);
  if (ifLocked === 'first_open_day') return;
  for (const day of days) if (isLocked(day, lockedUntil)) refuse(day);
}

function onOpenDay<T extends { businessDay: string }>(row: T, lockedUntil: string | null) {
  const businessDay = postingDate(row.businessDay, lockedUntil);
  return { ...row, businessDay, originalDay: businessDay === row.businessDay ? null : row.businessDay };
}

/** One of each place and moment: a day's sales touch a stock once, however many items use it. */
function distinct(touched: readonly StockMoment[]): StockMoment[] {
  return [
    ...new Map(
      touched.map((t) => [[t.storageUnitId, t.ingredientId, t.day, t.moment, t.seq].join(), t]),
    ).values(),
  ];
}
