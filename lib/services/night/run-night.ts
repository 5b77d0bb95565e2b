import {
  findNight,
  listOpenNights,
  listTriedDays,
  type NightlyRunRow,
  updateNight,
} from '@/db/queries/nights';
import { listWaitingNights } from '@/db/queries/runs';
import { findTransferLocation } from '@/db/queries/transfers';
import type { TransferResult } from '@/lib/contracts/transfers';
import { addDays } from '@/lib/core/business-day';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { withHeartbeat } from '../heartbeat';
import { type AskForSales, fetchSales } from '../transfer/read-sales';
import { transferDay } from '../transfer/transfer-day';

const HOUR_MS = 3_600_000;
/** Tries while `dataComplete` is false; the last transfers what is there and marks it incomplete (R32). */
const MAX_ATTEMPTS = 6;
/** Days before the night that are read again, and the one old day: offline tills and back-office changes arrive late. */
const REREADS = [1, 2, 3, 4, 5, 6, 34];

/** One night of one location: the day itself, then the re-reads, of which only differences are posted (R24, R32). */
export async function runNight(
  ctx: ServiceContext,
  input: { companyId: string; nightlyRunId: string },
): Promise<{ status: string }> {
  requireCompany(ctx, input.companyId, 'manage');
  const night = await findNight(ctx.db, input.companyId, input.nightlyRunId);
  if (night?.status !== 'pending' && night?.status !== 'running')
    return { status: night?.status ?? 'skipped' };
  // A job sent twice must not use up the hourly tries.
  if (night.notBefore > ctx.clock.now()) return { status: night.status };
  const location = await findTransferLocation(ctx.db, input.companyId, night.locationId);
  if (!location?.isActivated) return finish(ctx, night, 'skipped');
  const isLeftAlone = location.autoTransferPaused && night.requestedBy === null;
  if (isLeftAlone || location.storageUnitId === null) return finish(ctx, night, 'missed');

  const alive = (more = {}) =>
    updateNight(ctx.db, night.companyId, night.id, { dispatchedAt: ctx.clock.now(), ...more });
  await alive({ status: 'running' });
  return withHeartbeat(alive, () => transferNights(ctx, night, location));
}

type Location = NonNullable<Awaited<ReturnType<typeof findTransferLocation>>>;

async function transferNights(
  ctx: ServiceContext,
  night: NightlyRunRow,
  location: Location,
): Promise<{ status: string }> {
  const attempts = night.attempts + 1;
  const isLast = attempts >= MAX_ATTEMPTS;
  const result = await transferOwnDay(ctx, night, location, isLast);
  const change = { attempts, transferLogId: result?.log_id ?? null, errorCode: result?.error?.code ?? null };
  if (!result?.success && !isLast) {
    const notBefore = new Date(ctx.clock.now().getTime() + HOUR_MS);
    await updateNight(ctx.db, night.companyId, night.id, {
      ...change,
      status: 'pending',
      notBefore,
      dispatchedAt: null,
    });
    return { status: 'pending' };
  }
  await updateNight(ctx.db, night.companyId, night.id, change);
  // One that a person asked for is that day and no other.
  if (night.requestedBy === null) {
    for (const day of await rereadDays(ctx, night)) await transferNight(ctx, night, day);
  }
  return finish(ctx, night, result?.success ? 'done' : 'failed');
}

/** Null while Lightspeed has not finished the day: before the last try nothing is written then, no entry and no log (R32). */
async function transferOwnDay(
  ctx: ServiceContext,
  night: NightlyRunRow,
  location: Location,
  isLast: boolean,
): Promise<TransferResult | null> {
  const asked = fetchSales(ctx, location, night.businessDay);
  // A call that failed is the transfer's to tell: that leaves a log (R28).
  const answer = await asked.catch(() => null);
  if (answer?.kind === 'sales' && !answer.dataComplete && !isLast) return null;
  return transferNight(ctx, night, night.businessDay, () => asked);
}

/**
 * Never a day that was not read before, nor one a person is offered to run: those would be silent transfers, not re-reads. Nor one
 * whose own night is not over: that one knows whether to wait.
 */
async function rereadDays(ctx: ServiceContext, night: NightlyRunRow): Promise<string[]> {
  const { companyId, locationId } = night;
  const days = REREADS.map((before) => addDays(night.businessDay, -before));
  const open = await listOpenNights(ctx.db, companyId, locationId);
  const missed = open.filter((one) => one.status === 'missed');
  const waiting = await listWaitingNights(ctx.db, companyId, locationId);
  const others = new Set([...missed, ...waiting].map((one) => one.businessDay));
  return (await listTriedDays(ctx.db, companyId, locationId, days)).filter((day) => !others.has(day));
}

function transferNight(
  ctx: ServiceContext,
  night: NightlyRunRow,
  businessDay: string,
  ask?: AskForSales,
): Promise<TransferResult> {
  const input = {
    companyId: night.companyId,
    locationId: night.locationId,
    businessDay,
    trigger: 'automatic' as const,
    forceRefresh: true,
    keepStorageUnit: true,
    // What was sold has left the shelf whenever it becomes known: stock stays right, the locked period as it was.
    ifLocked: 'first_open_day' as const,
  };
  return transferDay(ctx, input, ask);
}

async function finish(
  ctx: ServiceContext,
  night: NightlyRunRow,
  status: 'done' | 'failed' | 'skipped' | 'missed',
): Promise<{ status: string }> {
  await updateNight(ctx.db, night.companyId, night.id, { status, finishedAt: ctx.clock.now() });
  return { status };
}
