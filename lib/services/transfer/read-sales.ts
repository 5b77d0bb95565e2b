import { v7 } from 'uuid';
import type { Transaction } from '@/db/client';
import { lockAnswers } from '@/db/locks';
import { upsertSoldNames } from '@/db/queries/item-names';
import { type LocationRow, updateLocation, updateStartOfDay } from '@/db/queries/locations';
import { insertSaleAccounts } from '@/db/queries/sale-accounts';
import { insertSaleLines } from '@/db/queries/sale-lines';
import {
  findLatestHead,
  findLatestSnapshot,
  insertSnapshot,
  isOfRun,
  type SnapshotRow,
  updateSnapshotSeen,
} from '@/db/queries/sales-snapshots';
import { mergeAccounts } from '@/lib/core/account-chain';
import { businessDayAt, learnStartOfDay } from '@/lib/core/business-day';
import { type ControlTotals, keptControlTotals } from '@/lib/core/control-totals';
import { lineKey } from '@/lib/core/sale-line';
import type { Steps } from '@/lib/core/steps';
import { inTurns, letOthersIn } from '@/lib/platform/in-turns';
import type { PosSaleLine, PosSalesDay, SameAnswer } from '@/lib/ports';
import type { ServiceContext } from '../context';
import { type FetchedAnswer, fetchSales } from './fetch-sales';
import { hashOf } from './hash-answer';

type Sales = Extract<PosSalesDay, { kind: 'sales' }>;
export interface DaySales {
  sales: Sales;
  snapshotId: string;
  /** What the answer adds up to by a reading of its own (R26). */
  controlTotals: ControlTotals;
}
/** An answer that was kept when it arrived, before its day's turn. */
interface KeptAnswer extends DaySales {
  kind: 'kept';
}
export type SalesAnswer = FetchedAnswer | KeptAnswer;
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
  const { companyId, id: locationId } = location;
  const findKept = () => findLatestSnapshot(ctx.db, companyId, locationId, businessDay);
  const before = forceRefresh ? undefined : await findKept();
  // One that is gone, or was read ahead only, is fetched again.
  if (before && before.raw !== null && (await isOfRun(ctx.db, before))) {
    const day = await ctx.pos.readRaw(before.raw);
    if (day.kind === 'sales')
      return {
        sales: day,
        snapshotId: before.id,
        controlTotals: keptControlTotals(before) ?? (await day.reported()),
      };
  }
  let answer = await ask();
  if (answer?.kind === 'kept') {
    const newest = await findLatestHead(ctx.db, companyId, locationId, businessDay);
    if (newest?.id === answer.snapshotId) return answer;
    // Another run has kept a later answer since.
    answer.sales.done?.();
    answer = await fetchSales(ctx, location, businessDay);
  }
  const kept = await findKept();
  const day = answer?.kind === 'same' ? await readSame(ctx, location, businessDay, answer, kept) : answer;
  if (day === null) return null;
  if (day.kind === 'before_first_day') {
    const rule = { zone: location.timezone, startOfDayMinutes: location.startOfDayMinutes };
    const firstBusinessDay = businessDayAt(day.earliest, rule);
    await updateLocation(ctx.db, location.companyId, location.id, { firstBusinessDay });
    return null;
  }
  return keepDay(ctx, location, businessDay, day, kept);
}

/**
 * Keeps an answer before its day's turn, so that the database keeps one day's sales while it writes another
 * day's entries. It counts for nothing until then: a day without a run is not seen by others (R15), and a
 * turn that never came leaves nothing to be taken for the day's sales (`isOfRun`).
 */
export async function keepAhead(
  ctx: ServiceContext,
  location: LocationRow,
  businessDay: string,
  answer: FetchedAnswer,
): Promise<SalesAnswer> {
  if (answer?.kind !== 'sales') return answer;
  const kept = await findLatestSnapshot(ctx.db, location.companyId, location.id, businessDay);
  return { kind: 'kept', ...(await keepDay(ctx, location, businessDay, answer, kept)) };
}

async function keepDay(
  ctx: ServiceContext,
  location: LocationRow,
  businessDay: string,
  day: Sales,
  kept: SnapshotRow | undefined,
): Promise<DaySales> {
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

export async function learnStart(ctx: ServiceContext, location: LocationRow, day: Sales): Promise<void> {
  if (day.nextStartOfDay === null) return;
  const learntAt = new Date(day.nextStartOfDay);
  // Old days are read newest first; only a later day's answer may change what is known.
  if (location.startOfDayLearntAt !== null && learntAt <= location.startOfDayLearntAt) return;
  const startOfDayMinutes = learnStartOfDay(day.nextStartOfDay, location.timezone);
  // Nor may it where one was read meanwhile.
  await updateStartOfDay(ctx.db, location.companyId, location.id, {
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
