import { findLocation, type LocationRow } from '@/db/queries/locations';
import {
  findNight,
  listOpenNights,
  listTriedDays,
  type NightlyRunRow,
  updateNight,
} from '@/db/queries/nights';
import { findBookedPlan } from '@/db/queries/plan-inputs';
import { listWaitingNights } from '@/db/queries/runs';
import type { TransferResult } from '@/lib/contracts/transfers';
import { addDays } from '@/lib/core/business-day';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { withHeartbeat } from '../heartbeat';
import { confirmUnchanged } from '../transfer/confirm-unchanged';
import { fetchSales } from '../transfer/fetch-sales';
import type { AskForSales } from '../transfer/read-sales';
import { AS_BOOKED, type TransferDayInput, transferDay } from '../transfer/transfer-day';

const HOUR_MS = 3_600_000;
/** Tries while `dataComplete` is false; the last transfers what is there and marks it incomplete (R32). */
const MAX_ATTEMPTS = 6;
/**
 * Days before the night that are read again, and the one old day: offline tills and back-office changes
 * arrive late.
 */
const REREADS = [1, 2, 3, 4, 5, 6, 34];

/**
 * One night of one location: the day itself, then the re-reads, of which only differences are posted (R24,
 * R32).
 */
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
  const location = await findLocation(ctx.db, input.companyId, night.locationId);
  if (!location?.isActivated) return finish(ctx, night, 'skipped');
  const isPausedNight = location.autoTransferPaused && night.requestedBy === null;
  if (isPausedNight || location.storageUnitId === null) return finish(ctx, night, 'missed');

  const touch = (more = {}) =>
    updateNight(ctx.db, night.companyId, night.id, { dispatchedAt: ctx.clock.now(), ...more });
  await touch({ status: 'running' });
  return withHeartbeat(touch, () => transferNights(ctx, night, location));
}

type Location = LocationRow;

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
  if (night.requestedBy === null) await reread(ctx, night, location);
  return finish(ctx, night, result?.success ? 'done' : 'failed');
}

type Outcome = Pick<TransferResult, 'success' | 'log_id' | 'error'>;

/**
 * Null while Lightspeed has not finished the day: before the last try nothing is written then, no entry and
 * no log (R32). A day that was booked from a complete answer already, by a person or by this night before it
 * was interrupted, is read again like those before it.
 */
async function transferOwnDay(
  ctx: ServiceContext,
  night: NightlyRunRow,
  location: Location,
  isLast: boolean,
): Promise<Outcome | null> {
  const { companyId, locationId, businessDay } = night;
  // Whether it is complete by now must be read, also of the same bytes.
  const asked = fetchSales(ctx, location, businessDay, { isReadAnyway: true });
  // A failed call is handled by the transfer, which leaves a log (R28).
  const answer = await asked.catch(() => undefined);
  if (answer?.kind === 'sales' && !answer.dataComplete && !isLast) {
    answer.done?.();
    return null;
  }
  const booked =
    night.requestedBy === null && (await findBookedPlan(ctx.db, companyId, { locationId, businessDay }));
  const isReread = booked ? booked.isComplete && booked.snapshotId !== null : false;
  const seen = isReread && answer && (await confirmUnchanged(ctx, location, businessDay, answer));
  if (seen) return { success: true, log_id: seen.logId, error: null };
  return transferNight(
    ctx,
    night,
    businessDay,
    () => asked,
    isReread ? AS_BOOKED : { keepStorageUnit: true },
  );
}

/**
 * The days of the week before and the one old day: what was sold since is booked; a day without news leaves
 * no log (R32).
 */
async function reread(ctx: ServiceContext, night: NightlyRunRow, location: Location): Promise<void> {
  const rereads: NonNullable<NightlyRunRow['rereads']> = { unchanged: [], changed: [], failed: [] };
  for (const day of await rereadDays(ctx, night)) {
    const asked = fetchSales(ctx, location, day);
    const answer = await asked.catch(() => undefined);
    if (answer !== undefined && (await confirmUnchanged(ctx, location, day, answer))) {
      rereads.unchanged.push(day);
      continue;
    }
    const { success } = await transferNight(ctx, night, day, () => asked, AS_BOOKED);
    rereads[success ? 'changed' : 'failed'].push(day);
  }
  await updateNight(ctx.db, night.companyId, night.id, { rereads });
}

/**
 * Never a day that was not read before, nor one a person is offered to run: those would be silent transfers,
 * not re-reads. Nor one whose own night is not over: that one knows whether to wait.
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
  ask: AskForSales,
  as: Pick<TransferDayInput, 'keepStorageUnit' | 'keepVersions'>,
): Promise<TransferResult> {
  const input = {
    companyId: night.companyId,
    locationId: night.locationId,
    businessDay,
    trigger: 'automatic' as const,
    forceRefresh: true,
    ...as,
    // What was sold has left the shelf whenever it becomes known: stock stays right, the locked period as it
    // was.
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
