import {
  findNight,
  listOpenNights,
  listTriedDays,
  type NightlyRunRow,
  updateNight,
} from '@/db/queries/nights';
import { findTransferLocation } from '@/db/queries/transfers';
import type { TransferResult } from '@/lib/contracts/transfers';
import { addDays } from '@/lib/core/business-day';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { withHeartbeat } from '../heartbeat';
import { transferDay } from '../transfer/transfer-day';

const HOUR_MS = 3_600_000;
/** Tries while `dataComplete` is false; then what is there is transferred and marked incomplete (R32). */
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
  return withHeartbeat(alive, () => transferNights(ctx, night));
}

async function transferNights(ctx: ServiceContext, night: NightlyRunRow): Promise<{ status: string }> {
  const result = await transferNight(ctx, night, night.businessDay);
  const attempts = night.attempts + 1;
  const change = { attempts, transferLogId: result.log_id, errorCode: result.error?.code ?? null };
  const isGood = result.success && result.is_complete;
  if (!isGood && attempts < MAX_ATTEMPTS) {
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
  return finish(ctx, night, result.success ? 'done' : 'failed');
}

/** Never a day that was not read before, nor one a person is offered to run: those would be silent transfers, not re-reads. */
async function rereadDays(ctx: ServiceContext, night: NightlyRunRow): Promise<string[]> {
  const { companyId, locationId } = night;
  const days = REREADS.map((before) => addDays(night.businessDay, -before));
  const open = await listOpenNights(ctx.db, companyId, locationId);
  const missed = new Set(open.filter((one) => one.status === 'missed').map((one) => one.businessDay));
  return (await listTriedDays(ctx.db, companyId, locationId, days)).filter((day) => !missed.has(day));
}

function transferNight(
  ctx: ServiceContext,
  night: NightlyRunRow,
  businessDay: string,
): Promise<TransferResult> {
  return transferDay(ctx, {
    companyId: night.companyId,
    locationId: night.locationId,
    businessDay,
    trigger: 'automatic',
    forceRefresh: true,
    keepStorageUnit: true,
    // What was sold has left the shelf whenever it becomes known: stock stays right, the locked period as it was.
    ifLocked: 'first_open_day',
  });
}

async function finish(
  ctx: ServiceContext,
  night: NightlyRunRow,
  status: 'done' | 'failed' | 'skipped' | 'missed',
): Promise<{ status: string }> {
  await updateNight(ctx.db, night.companyId, night.id, { status, finishedAt: ctx.clock.now() });
  return { status };
}
