import { findLocation } from '@/db/queries/locations';
import {
  findMigration,
  insertMigrationDay,
  listFinishedDays,
  type MigrationRow,
  updateActiveMigration,
} from '@/db/queries/migrations';
import type { TransferResult } from '@/lib/contracts/transfers';
import { daysBackFrom } from '@/lib/core/business-day';
import { isDomainError } from '@/lib/core/domain-error';
import { type ErrorCode, isErrorCode } from '@/lib/core/error-codes';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { withHeartbeat } from '../heartbeat';
import { fetchSales } from '../transfer/fetch-sales';
import { keepAhead } from '../transfer/read-sales';
import { transferDay } from '../transfer/transfer-day';
import { failDay } from './fail-day';
import type { Fetch, ReadAhead } from './read-ahead';

export interface MigrationStep {
  /** The day just transferred; null when there was none left, or it failed. */
  day: string | null;
  /** Nothing more to do: completed, cancelled or failed. */
  isOver: boolean;
  /** ISO instant before which the next step has nothing to do: a failed day waits to be tried again. */
  retryAt: string | null;
}

const OVER: MigrationStep = { day: null, isOver: true, retryAt: null };

/**
 * One day of a migration, newest first (R29). What is done, and how often a day failed, is read from our own
 * tables, so a worker that starts anew, or twice, goes on where the last one stopped. `readAhead`, kept by
 * the worker, reads the next days meanwhile. Throws only when the database went away; then nothing is
 * counted.
 */
export async function runMigrationDay(
  ctx: ServiceContext,
  input: { companyId: string; migrationId: string },
  readAhead?: ReadAhead,
): Promise<MigrationStep> {
  const { companyId, migrationId } = input;
  requireCompany(ctx, companyId, 'manage');
  const migration = await takeNextDay(ctx, companyId, migrationId);
  if (migration?.currentDay == null) {
    readAhead?.forget(migrationId);
    return OVER;
  }
  const { currentDay: day, retryAt } = migration;
  if (retryAt !== null && retryAt > ctx.clock.now()) {
    return { day: null, isOver: false, retryAt: retryAt.toISOString() };
  }

  const touch = () => updateActiveMigration(ctx.db, companyId, migrationId, { heartbeatAt: ctx.clock.now() });
  const result = await withHeartbeat(touch, () => transfer(ctx, migration, day, readAhead));
  if (typeof result === 'string') {
    const { isOver, retryAt: again } = await failDay(ctx, { companyId, migrationId, day }, result);
    return { day: null, isOver, retryAt: again?.toISOString() ?? null };
  }
  await insertMigrationDay(ctx.db, {
    companyId,
    locationId: migration.locationId,
    migrationId,
    businessDay: day,
    outcome: result.no_data ? 'no_data' : 'transferred',
    transferLogId: result.log_id,
    unmappedItemIds: result.unmapped_items.map(
      (item) => item.item_id ?? JSON.stringify([item.sku, item.name]),
    ),
  });
  return { day, isOver: false, retryAt: null };
}

/** The day's result, or the code it failed with. */
async function transfer(
  ctx: ServiceContext,
  migration: UndoneDay,
  businessDay: string,
  readAhead: ReadAhead | undefined,
): Promise<TransferResult | ErrorCode> {
  const { id: migrationId, companyId, locationId, upcoming } = migration;
  // Looked up now, not once Lightspeed waits for the next question: these are this day and the next two.
  const looked = readAhead && findLocation(ctx.db, companyId, locationId);
  looked?.catch(() => {});
  const fetchDay: Fetch = async (day, told) => {
    const location = await looked;
    return location ? keepAhead(ctx, location, day, await fetchSales(ctx, location, day, told)) : null;
  };
  try {
    const result = await transferDay(
      ctx,
      {
        companyId,
        locationId,
        businessDay,
        trigger: 'migration',
        migrationId,
        forceRefresh: true,
        keepStorageUnit: migration.storageUnit === 'kept',
      },
      readAhead && (() => readAhead.read(migrationId, businessDay, upcoming, fetchDay)),
    );
    if (result.success) return result;
    const code = result.error?.code ?? '';
    return isErrorCode(code) ? code : 'internal_error';
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return error.code;
  }
}

type UndoneDay = MigrationRow & {
  /** The days whose turn is next, in that order. */
  upcoming: readonly string[];
};

/**
 * Marks the migration running with its next undone day; completes it when none is left. Null = over. Without
 * a lock: days only become done, a migration that ended is changed no more, and two workers that take the
 * same day write it once (R24).
 */
async function takeNextDay(
  ctx: ServiceContext,
  companyId: string,
  migrationId: string,
): Promise<UndoneDay | null> {
  const [row, done] = await Promise.all([
    findMigration(ctx.db, companyId, migrationId),
    listFinishedDays(ctx.db, companyId, migrationId),
  ]);
  if (row?.status !== 'pending' && row?.status !== 'running') return null;
  const [next = null, ...upcoming] = daysBackFrom(row.toDay, row.daysTotal).filter((day) => !done.has(day));
  const now = ctx.clock.now();
  const isSameDay = next === row.currentDay;
  const change =
    next === null
      ? { status: 'completed' as const, currentDay: null, retryAt: null, finishedAt: now, heartbeatAt: now }
      : {
          status: 'running' as const,
          currentDay: next,
          startedAt: row.startedAt ?? now,
          heartbeatAt: now,
          // Another worker may be counting a failure of the same day.
          ...(!isSameDay && { dayFailures: 0, retryAt: null }),
        };
  const isActive = await updateActiveMigration(ctx.db, companyId, migrationId, change);
  return isActive ? { ...row, ...change, upcoming } : null;
}
