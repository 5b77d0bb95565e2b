import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import {
  confirmSnapshot,
  findDayEnd,
  findLatestSnapshot,
  insertSaleAccounts,
  insertSaleLines,
  insertSnapshot,
  lockSnapshots,
  type SnapshotRow,
} from '@/db/queries/sales';
import { type findTransferLocation, saveLearntDay } from '@/db/queries/transfers';
import { addDays, businessDayAt, businessDayBounds, learnStartOfDay } from '@/lib/core/business-day';
import { lineKey } from '@/lib/core/transfer-plan';
import type { ServiceContext } from '../context';
import { posAuth } from '../integration/access-token';
import { recordOutcome } from '../integration/record-outcome';
import type { PosDayWindow, PosSalesDay, PosTotals } from '../ports';

export type LocationRow = NonNullable<Awaited<ReturnType<typeof findTransferLocation>>>;
type Sales = Extract<PosSalesDay, { kind: 'sales' }>;
export interface DaySales {
  sales: Sales;
  snapshotId: string;
  /** What the answer reports by a reading of its own (R26). */
  reported: PosTotals;
}
/** Lightspeed's answer for a day; null for days before the location opened. */
export type AskForSales = () => Promise<PosSalesDay | null>;

/**
 * The day's sales, fetched or as kept (R27), stored under a snapshot that is new only when the content is (R25).
 * `ask`: who asked ahead has the answer. Null when the location had not opened yet (R29).
 * Throws lightspeed_auth_failed | lightspeed_api_error | lightspeed_not_configured.
 */
export async function readSales(
  ctx: ServiceContext,
  location: LocationRow,
  businessDay: string,
  forceRefresh: boolean,
  ask: AskForSales = () => fetchSales(ctx, location, businessDay),
): Promise<DaySales | null> {
  const kept = await findLatestSnapshot(ctx.db, location.companyId, location.id, businessDay);
  if (kept && !forceRefresh) {
    const day = ctx.pos.readRaw(kept.raw);
    if (day.kind === 'sales')
      return { sales: day, snapshotId: kept.id, reported: reportedBy(kept) ?? day.reported() };
  }
  const day = await ask();
  if (day === null) return null;
  if (day.kind === 'before_first_day') {
    const rule = { zone: location.timezone, startOfDayMinutes: location.startOfDayMinutes };
    const firstBusinessDay = businessDayAt(day.earliest, rule);
    await saveLearntDay(ctx.db, location.companyId, location.id, { firstBusinessDay });
    return null;
  }
  await learnStart(ctx, location, day);
  return keep(ctx, location, businessDay, day, kept);
}

/** What Lightspeed says of the day, kept nowhere yet. Null, without a call, for days before the location opened (R29). */
export async function fetchSales(
  ctx: ServiceContext,
  location: LocationRow,
  businessDay: string,
): Promise<PosSalesDay | null> {
  const { companyId, integrationId, firstBusinessDay } = location;
  // The day before the first is still asked for: the first was reckoned with the start of day known at that time.
  if (firstBusinessDay !== null && businessDay < addDays(firstBusinessDay, -1)) return null;
  const auth = posAuth(ctx, companyId, integrationId);
  const window = () => windowOf(ctx, location, businessDay);
  return recordOutcome(ctx, companyId, integrationId, () =>
    ctx.pos.salesOfDay(auth, location.lightspeedId, businessDay, window),
  );
}

/** `[next(D-1), next(D))` from what Lightspeed said of these days before, else from the start of day it taught (R33). */
async function windowOf(
  ctx: ServiceContext,
  location: LocationRow,
  businessDay: string,
): Promise<PosDayWindow> {
  const { companyId, id, timezone: zone, startOfDayMinutes } = location;
  const knownEnd = await findDayEnd(ctx.db, companyId, id, businessDay);
  const before = await findDayEnd(ctx.db, companyId, id, addDays(businessDay, -1));
  const learnt =
    location.startOfDayLearntAt && businessDayBounds(businessDay, { zone, startOfDayMinutes }).start;
  return {
    start: (before ?? learnt)?.toISOString() ?? null,
    endAfter(start) {
      const rule = { zone, startOfDayMinutes: learnStartOfDay(start, zone) };
      return (knownEnd ?? businessDayBounds(businessDay, rule).end).toISOString();
    },
  };
}

export async function learnStart(ctx: ServiceContext, location: LocationRow, day: Sales): Promise<void> {
  if (day.nextStartOfDay === null) return;
  const learntAt = new Date(day.nextStartOfDay);
  // Old days are read newest first; only a later day's answer may change what is known.
  if (location.startOfDayLearntAt !== null && learntAt <= location.startOfDayLearntAt) return;
  const startOfDayMinutes = learnStartOfDay(day.nextStartOfDay, location.timezone);
  await saveLearntDay(ctx.db, location.companyId, location.id, {
    startOfDayMinutes,
    startOfDayLearntAt: learntAt,
  });
}

async function keep(
  ctx: ServiceContext,
  location: LocationRow,
  businessDay: string,
  day: Sales,
  kept: SnapshotRow | undefined,
): Promise<DaySales> {
  const now = ctx.clock.now();
  const nextStartOfDay = day.nextStartOfDay === null ? null : new Date(day.nextStartOfDay);
  const contentHash = hashOf(day);
  if (kept?.contentHash === contentHash) {
    const seen = {
      dataComplete: day.dataComplete,
      nextStartOfDay: nextStartOfDay ?? kept.nextStartOfDay,
      confirmedAt: now,
    };
    await confirmSnapshot(ctx.db, location.companyId, kept.id, seen);
    return asKept(ctx, day, kept);
  }
  const id = v7();
  const reported = day.reported();
  return ctx.db.transaction(async (tx) => {
    await lockSnapshots(tx, location.id, businessDay);
    // Another run may have kept the same answer while this one was fetching.
    const latest = await findLatestSnapshot(tx, location.companyId, location.id, businessDay);
    if (latest?.contentHash === contentHash) return asKept(ctx, day, latest);
    await insertSnapshot(tx, {
      id,
      companyId: location.companyId,
      locationId: location.id,
      businessDay,
      version: (latest?.version ?? 0) + 1,
      contentHash,
      raw: day.raw,
      accountCount: day.accounts,
      lineCount: day.lines.length,
      dataComplete: day.dataComplete,
      nextStartOfDay,
      reportedLines: reported.lines,
      reportedQuantity: reported.quantity,
      reportedNetValue: reported.netValue,
      hasRepeats: hasRepeats(day),
      fetchedAt: now,
      confirmedAt: now,
    });
    await insertSaleLines(tx, location.companyId, id, day.lines);
    const owner = { companyId: location.companyId, locationId: location.id, snapshotId: id };
    await insertSaleAccounts(tx, owner, day.lines, day.cancelledAccountIds);
    return { sales: day, snapshotId: id, reported };
  });
}

/** Entries name lines by their place in the kept answer, so an answer in another order is read as it was kept (R25). */
function asKept(ctx: ServiceContext, day: Sales, kept: SnapshotRow): DaySales {
  const read = kept.raw === day.raw ? day : ctx.pos.readRaw(kept.raw);
  const lines = read.kind === 'sales' ? read.lines : day.lines;
  const reported = reportedBy(kept) ?? day.reported();
  return { sales: { ...day, lines }, snapshotId: kept.id, reported };
}

/** As stored with the answer; null in rows older than the second reading. */
function reportedBy(kept: SnapshotRow): PosTotals | null {
  const { reportedLines: lines, reportedQuantity: quantity, reportedNetValue: netValue } = kept;
  return lines === null || quantity === null || netValue === null ? null : { lines, quantity, netValue };
}

function hasRepeats({ lines }: Sales): boolean {
  return new Set(lines.map((line) => lineKey(line.accountId, line.lineId))).size < lines.length;
}

/** Of what was sold, in a fixed order: answers that differ only in the order of accounts are the same day. */
export function hashOf(day: Sales): string {
  const lines = day.lines.map((line) => JSON.stringify({ ...line, seq: undefined })).sort();
  const accounts = [...day.cancelledAccountIds].sort();
  return createHash('sha256')
    .update(JSON.stringify([day.accounts, accounts, lines]))
    .digest('hex');
}
