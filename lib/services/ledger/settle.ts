import { v7 } from 'uuid';
import type { Transaction } from '@/db/client';
import { costKey, loadCostsOn } from '@/db/queries/costs';
import { insertManualEntries, type NewManualEntry } from '@/db/queries/ledger';
import {
  insertReversals,
  listUnsettledCounts,
  lockUnits,
  type Touched,
  type UnsettledCount,
} from '@/db/queries/settle';
import {
  insertCounts,
  insertWithdrawals,
  listStandingAdjustments,
  type NewCount,
} from '@/db/queries/stock-counts';
import { type DayWrite, insertPostings, type NewPosting } from '@/db/queries/usage';
import { DomainError } from '@/lib/core/domain-error';
import { bookingDay, firstOpenDay, isLocked } from '@/lib/core/period-lock';
import { exact, isZero } from '@/lib/core/quantity';
import { AS_THE_ORIGINAL, type Changed, changedFrom, keepFallbacks, revalue } from './revalue';

const MOVEMENT = 1;

/** What one transaction writes. Days are the days meant; where one is locked, the row is booked on the first open day. */
export interface LedgerWrite {
  companyId: string;
  createdBy: string;
  /** What `lockLedger` returned; it must have been asked for `change` when receipts are written or taken back. */
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
  sales?: readonly (Omit<DayWrite, 'companyId' | 'createdBy' | 'bookedDay'> & {
    postings: readonly NewPosting[];
  })[];
  /** Entries by hand; without a unit cost that of the day they are booked on (R23). */
  entries?: readonly (Omit<NewManualEntry, 'unitCost'> & { unitCost?: string })[];
  counts?: readonly NewCount[];
  withdraw?: readonly CountToWithdraw[];
  /** A person's correction: its batch and note are on the reversals too. */
  correction?: { batchId: string; note: string | null };
}
export interface CountToWithdraw {
  id: string;
  seq: string;
  storageUnitId: string;
  ingredientId: string;
  day: string;
  moment: number;
}
export interface Settled {
  /** Counts whose ADJUSTMENT was written or written anew. */
  recounted: number;
  /** Entries valued anew because what they cost changed (R23). */
  revalued: number;
}

/**
 * The one way into the ledger. Writes what it is given and whatever follows from it, in the caller's transaction: the first count after
 * each movement keeps what was counted, its ADJUSTMENT absorbs the difference; what receipts change in costs values usage anew. Call `lockLedger` before
 * reading what the write is worked out from.
 */
export async function settle(tx: Transaction, write: LedgerWrite): Promise<Settled> {
  const { companyId, createdBy } = write;
  const { reverse = [], sales = [], entries = [], counts = [], withdraw = [] } = write;
  checkPeriod(write);
  const postings = sales.flatMap((day) => day.postings);
  const positions = [...reverse, ...postings, ...entries, ...counts, ...withdraw];
  if (positions.length === 0) return { recounted: 0, revalued: 0 };
  await lockUnits(tx, [...new Set(positions.map((row) => row.storageUnitId))]);

  const { lockedUntil, correction } = write;
  const adjustments = await listStandingAdjustments(
    tx,
    companyId,
    withdraw.map((count) => count.id),
  );
  const reversed = await insertReversals(
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
    [
      ...reverse.map((row) => ({ original: row.id, id: v7(), transferLogId: row.transferLogId ?? null })),
      ...adjustments.map((original) => ({ original, id: v7() })),
    ],
  );
  const touched = reversed
    .filter((row) => !row.is_count)
    .map((row) => movement(row.storage_unit_id, row.ingredient_id, row.day));
  for (const day of sales) {
    const bookedDay = bookingDay(day.businessDay, lockedUntil);
    await insertPostings(tx, { ...day, companyId, createdBy, bookedDay }, day.postings);
    touched.push(...day.postings.map((row) => movement(row.storageUnitId, row.ingredientId, bookedDay)));
  }
  const booked = await valued(
    tx,
    companyId,
    entries.map((row) => withBookingDay(row, lockedUntil)),
  );
  await insertManualEntries(tx, booked);
  touched.push(...booked.map((row) => movement(row.storageUnitId, row.ingredientId, row.businessDay)));
  await insertWithdrawals(tx, { companyId, createdBy, note: correction?.note ?? null }, withdraw);
  touched.push(...withdraw);
  touched.push(...(await insertCounts(tx, { companyId, createdBy }, counts)));

  const changed: Changed = new Map();
  for (const row of reversed) {
    if (row.type === 'RECEIPT') changedFrom(changed, row.ingredient_id, row.day);
  }
  for (const row of booked) {
    if (row.type === 'RECEIPT') changedFrom(changed, row.ingredientId, row.businessDay);
  }
  await keepFallbacks(tx, write, [...changed.keys()], changed);
  const recounted = await settleCounts(
    tx,
    write,
    distinct(touched),
    counts.map((count) => count.id),
  );
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
  // A count says what was there at its moment: on another day it would say something else, so it is never moved.
  const fixed = [...(counts ?? []), ...(withdraw ?? [])].map((row) => row.day);
  for (const day of fixed) if (isLocked(day, lockedUntil)) refuse(day);
  if (ifLocked === 'first_open_day') return;
  for (const day of days) if (isLocked(day, lockedUntil)) refuse(day);
}

function withBookingDay<T extends { businessDay: string }>(row: T, lockedUntil: string | null) {
  const businessDay = bookingDay(row.businessDay, lockedUntil);
  return { ...row, businessDay, originalDay: businessDay === row.businessDay ? null : row.businessDay };
}

async function valued(
  tx: Transaction,
  companyId: string,
  rows: readonly (Omit<NewManualEntry, 'unitCost'> & { unitCost?: string })[],
): Promise<NewManualEntry[]> {
  const point = (row: { ingredientId: string; businessDay: string }) => ({
    ingredientId: row.ingredientId,
    day: row.businessDay,
  });
  const costs = await loadCostsOn(tx, companyId, rows.filter((row) => row.unitCost === undefined).map(point));
  return rows.map((row) => ({ ...row, unitCost: row.unitCost ?? costs.get(costKey(point(row))) ?? '0' }));
}

function movement(storageUnitId: string, ingredientId: string, day: string): Touched {
  return { storageUnitId, ingredientId, day, moment: MOVEMENT, seq: '0' };
}

/** One of each place and moment: a day's sales touch a stock once, however many items use it. */
function distinct(touched: readonly Touched[]): Touched[] {
  return [
    ...new Map(
      touched.map((t) => [[t.storageUnitId, t.ingredientId, t.day, t.moment, t.seq].join(), t]),
    ).values(),
  ];
}

async function settleCounts(
  tx: Transaction,
  { companyId, createdBy }: LedgerWrite,
  touched: readonly Touched[],
  countIds: readonly string[],
): Promise<number> {
  const unsettled = await listUnsettledCounts(tx, companyId, touched, countIds);
  if (unsettled.length === 0) return 0;
  const isNew = new Set(countIds);
  const cause = (count: UnsettledCount) => (isNew.has(count.id) ? null : 'recount');
  const reversals = unsettled.flatMap(({ standing_id }) =>
    standing_id === null ? [] : [{ original: standing_id, id: v7() }],
  );
  await insertReversals(tx, { companyId, createdBy, cause: 'recount', ...AS_THE_ORIGINAL }, reversals);
  const rows = unsettled
    .filter((count) => !isZero(exact(count.wanted)))
    .map((count) => ({
      id: v7(),
      companyId,
      type: 'ADJUSTMENT',
      ingredientId: count.ingredient_id,
      storageUnitId: count.storage_unit_id,
      quantity: count.wanted,
      businessDay: count.business_day,
      source: 'manual',
      note: count.note,
      batchId: count.batch_id,
      cause: cause(count),
      countId: count.id,
      revision: count.revision + 1,
      createdBy,
    }));
  await insertManualEntries(tx, await valued(tx, companyId, rows));
  return unsettled.length;
}
