import { v7 } from 'uuid';
import type { Transaction } from '@/db/client';
import { lockAnswers } from '@/db/locks';
import { upsertSoldNames } from '@/db/queries/item-names';
import { type LocationRow, updateLocation } from '@/db/queries/locations';
import { insertSaleAccounts } from '@/db/queries/sale-accounts';
import { insertSaleLines } from '@/db/queries/sale-lines';
import {
  findDayEnd,
  findLatestSnapshot,
  findReceivedHash,
  insertSnapshot,
  type SnapshotRow,
  updateSnapshotSeen,
} from '@/db/queries/sales-snapshots';
import { mergeAccounts } from '@/lib/core/account-chain';
import { addDays, businessDayAt, businessDayBounds, learnStartOfDay } from '@/lib/core/business-day';
import { type ControlTotals, keptControlTotals } from '@/lib/core/control-totals';
import { lineKey } from '@/lib/core/sale-line';
import type { Steps } from '@/lib/core/steps';
import { inTurns, letOthersIn } from '@/lib/platform/in-turns';
import type { PosDayWindow, PosSaleLine, PosSalesDay, SameAnswer } from '@/lib/ports';
import type { ServiceContext } from '../context';
import { posAuth } from '../integration/access-token';
import { recordOutcome } from '../integration/record-outcome';
import { hashOf } from './hash-answer';

type Sales = Extract<PosSalesDay, { kind: 'sales' }>;
export interface DaySales {
  sales: Sales;
  snapshotId: string;
  /** What the answer adds up to by a reading of its own (R26). */
  controlTotals: ControlTotals;
}
/** Lightspeed's answer for a day; null for days before the location opened. */
export type SalesAnswer = PosSalesDay | SameAnswer | null;
export type AskForSales = () => Promise<SalesAnswer>;

/**
 * The day's sales, fetched or as kept (R27), stored under a snapshot that is new only when the content is
 * (R25). `ask`: who asked ahead has the answer. Null when the location had not opened yet (R29). Throws
 * lightspeed_auth_failed | lightspeed_api_error | lightspeed_not_configured.
 */
export async function readSales(
  ctx: ServiceContext,
  location: LocationRow,
  businessDay: string,
  forceRefresh: boolean,
  ask: AskForSales = () => fetchSales(ctx, location, businessDay),
): Promise<DaySales | null> {
  const kept = await findLatestSnapshot(ctx.db, location.companyId, location.id, businessDay);
  // An answer that is gone is fetched again.
  if (kept && kept.raw !== null && !forceRefresh) {
    const day = await ctx.pos.readRaw(kept.raw);
    if (day.kind === 'sales')
      return {
        sales: day,
        snapshotId: kept.id,
        controlTotals: keptControlTotals(kept) ?? (await day.reported()),
      };
  }
  const answer = await ask();
  if (answer === null) return null;
  const day = answer.kind === 'same' ? await readSame(ctx, location, businessDay, answer, kept) : answer;
  if (day === null) return null;
  if (day.kind === 'before_first_day') {
    const rule = { zone: location.timezone, startOfDayMinutes: location.startOfDayMinutes };
    const firstBusinessDay = businessDayAt(day.earliest, rule);
    await updateLocation(ctx.db, location.companyId, location.id, { firstBusinessDay });
    return null;
  }
  try {
    await learnStart(ctx, location, day);
    return await keep(ctx, location, businessDay, day, kept);
  } catch (error) {
    day.done?.();
    throw error;
  }
}

/** What was kept of the same bytes; another run may have kept others since they were asked for. */
async function readSame(
  ctx: ServiceContext,
  location: LocationRow,
  businessDay: string,
  answer: SameAnswer,
  kept: SnapshotRow | undefined,
): Promise<PosSalesDay | null> {
  const isKept = kept !== undefined && kept.raw !== null && kept.receivedHash === answer.hash;
  const day = isKept && kept.raw !== null ? await ctx.pos.readRaw(kept.raw) : null;
  if (day?.kind === 'sales') return { ...day, receivedHash: answer.hash };
  const again = await fetchSales(ctx, location, businessDay, { isReadAnyway: true });
  return again?.kind === 'same' ? null : again;
}

/**
 * What Lightspeed says of the day, kept nowhere yet; the same bytes as last time are not read again, unless
 * `isReadAnyway`. Null, without a call, for days before the location opened (R29).
 */
export async function fetchSales(
  ctx: ServiceContext,
  location: LocationRow,
  businessDay: string,
  { isReadAnyway = false } = {},
): Promise<SalesAnswer> {
  const { companyId, integrationId, firstBusinessDay } = location;
  // The day before the first is still asked for: the first was reckoned with the start of day known at that
  // time.
  if (firstBusinessDay !== null && businessDay < addDays(firstBusinessDay, -1)) return null;
  const auth = posAuth(ctx, companyId, integrationId);
  const window = () => windowOf(ctx, location, businessDay);
  const { pos } = ctx;
  const known =
    isReadAnyway || !pos.salesOfDayUnless
      ? null
      : await findReceivedHash(ctx.db, companyId, location.id, businessDay);
  const asked = [auth, location.lightspeedId, businessDay, window] as const;
  return recordOutcome<PosSalesDay | SameAnswer>(ctx, companyId, integrationId, () =>
    known !== null && pos.salesOfDayUnless ? pos.salesOfDayUnless(known, ...asked) : pos.salesOfDay(...asked),
  );
}

/**
 * `[next(D-1), next(D))` from what Lightspeed said of these days before, else from the start of day it taught
 * (R33).
 */
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
  await updateLocation(ctx.db, location.companyId, location.id, {
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
  const contentHash = await hashOf(day);
  if (kept?.contentHash === contentHash && kept.raw !== null) {
    const seen = {
      dataComplete: day.dataComplete,
      nextStartOfDay: nextStartOfDay ?? kept.nextStartOfDay,
      receivedHash: day.receivedHash ?? null,
      confirmedAt: now,
    };
    await updateSnapshotSeen(ctx.db, location.companyId, kept.id, seen);
    return asKept(ctx, day, kept);
  }
  return ctx.db.transaction(async (tx) => {
    await lockAnswers(tx, location.id, businessDay);
    // Another run may have kept the same answer while this one was fetching.
    const latest = await findLatestSnapshot(tx, location.companyId, location.id, businessDay);
    if (latest?.contentHash === contentHash && latest.raw !== null) return asKept(ctx, day, latest);
    const { dataComplete } = day;
    const seen = { dataComplete, nextStartOfDay, fetchedAt: now, confirmedAt: now };
    const owner = { companyId: location.companyId, locationId: location.id, businessDay };
    const { receivedHash = null } = day;
    const version = (latest?.version ?? 0) + 1;
    return insertAnswer(tx, owner, day, { ...seen, contentHash, receivedHash, version });
  });
}

/** A day's answer under a new version: as received, its lines, its accounts. */
export async function insertAnswer(
  tx: Transaction,
  owner: { companyId: string; locationId: string; businessDay: string },
  day: Sales,
  seen: Pick<
    SnapshotRow,
    | 'version'
    | 'contentHash'
    | 'receivedHash'
    | 'dataComplete'
    | 'nextStartOfDay'
    | 'fetchedAt'
    | 'confirmedAt'
  >,
): Promise<DaySales> {
  const { companyId, locationId } = owner;
  const id = v7();
  const reported = await day.reported();
  await insertSnapshot(tx, {
    ...owner,
    ...seen,
    id,
    raw: day.raw,
    accountCount: day.accounts,
    lineCount: day.lines.length,
    reportedLines: reported.lines,
    reportedQuantity: reported.quantity,
    reportedNetValue: reported.netValue,
    hasRepeats: await inTurns(seekingRepeats(day)),
  });
  for (let i = 0; i < day.lines.length; i += LINES_A_STATEMENT) {
    await insertSaleLines(tx, companyId, id, day.lines.slice(i, i + LINES_A_STATEMENT));
    await letOthersIn();
  }
  await insertSaleAccounts(tx, { companyId, locationId, snapshotId: id }, accountsOf(day));
  await upsertSoldNames(tx, owner, await inTurns(seekingNames(day)));
  return { sales: day, snapshotId: id, controlTotals: reported };
}

/** Under which names SKUs were sold, each once (R38). */
function* seekingNames({ lines }: Sales): Steps<{ sku: string; name: string }[]> {
  const namesOf = new Map<string, Set<string>>();
  for (const [index, { sku, soldName }] of lines.entries()) {
    if (index % LINES_A_STEP === 0) yield;
    if (sku === null || soldName === null) continue;
    const names = namesOf.get(sku);
    if (names) names.add(soldName);
    else namesOf.set(sku, new Set([soldName]));
  }
  return [...namesOf].flatMap(([sku, names]) => [...names].map((name) => ({ sku, name })));
}

/**
 * The day's accounts, each once. One without reference and number is named by its place in the answer: every
 * day has the same ones.
 */
function accountsOf(day: Pick<Sales, 'lines' | 'emptyAccounts'>) {
  const isNamed = (line: PosSaleLine) =>
    line.problem !== 'account_without_id' &&
    (line.problem !== 'account_malformed' || !/^unnamed-account-\d+$/.test(line.accountId));
  return mergeAccounts([
    ...day.emptyAccounts,
    ...day.lines.filter(isNamed).map((line) => ({
      id: line.accountId,
      number: line.accountNumber,
      previous: line.previousAccountId,
      closed: line.timeClosed,
      cancelled: line.accountCancelled,
    })),
  ]);
}

/**
 * Entries name lines by their place in the kept answer, so an answer in another order is read as it was kept
 * (R25).
 */
async function asKept(ctx: ServiceContext, day: Sales, kept: SnapshotRow): Promise<DaySales> {
  const read = kept.raw === null || kept.raw === day.raw ? day : await ctx.pos.readRaw(kept.raw);
  const lines = read.kind === 'sales' ? read.lines : day.lines;
  const controlTotals = keptControlTotals(kept) ?? (await day.reported());
  return { sales: { ...day, lines }, snapshotId: kept.id, controlTotals };
}

/** Lines of one statement: a day of the usual length takes one. */
const LINES_A_STATEMENT = 5000;
const LINES_A_STEP = 100;

function* seekingRepeats({ lines }: Sales): Steps<boolean> {
  const keys = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (index % LINES_A_STEP === 0) yield;
    keys.add(lineKey(line.accountId, line.lineId));
  }
  return keys.size < lines.length;
}
