import type { z } from 'zod';
import { listLocationRows } from '@/db/queries/locations';
import type { MigrationRow } from '@/db/queries/migrations';
import { listOpenNights } from '@/db/queries/nights';
import { type DayRun, listDayRuns, listLatestMigrations, listWaitingNights } from '@/db/queries/runs';
import type { thingInput } from '@/lib/contracts/common';
import type { LocationRuns, Runs, runsInput } from '@/lib/contracts/nights';
import {
  addDays,
  businessDayAt,
  businessDayBounds,
  daysBackFrom,
  yesterdayAt,
} from '@/lib/core/business-day';
import { groupBy } from '@/lib/core/group-by';
import { isFinal, type MigrationStatus } from '@/lib/core/migration-progress';
import { listOpenDays } from '@/lib/core/open-days';
import { requireCompany, requireThing } from '../access';
import type { ServiceContext } from '../context';
import { toMigrations } from '../migration/to-migration';
import { toMissedNight } from '../nightly-transfer/list-missed-nights';
import { NIGHT_GRACE_MS } from '../nightly-transfer/plan-nights';

/** Ended business days shown of each location. */
const DAYS = 90;
const MAX_LOCATIONS = 500;

type Night = Awaited<ReturnType<typeof listWaitingNights>>[number];

/**
 * What runs, what waits, what failed, the next night and the last 90 business days of each location that was
 * ever linked (R31, R32).
 */
export async function getRuns(ctx: ServiceContext, input: z.infer<typeof runsInput>): Promise<Runs> {
  requireCompany(ctx, input.company_id, 'read');
  return { data: await loadRuns(ctx, input.company_id) };
}

/** The same of one location. */
export async function getLocationRuns(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<LocationRuns | null> {
  const companyId = await requireThing(ctx, 'location', input, 'read');
  const [runs = null] = await loadRuns(ctx, companyId, input.id);
  return runs;
}

async function loadRuns(
  ctx: ServiceContext,
  companyId: string,
  locationId?: string,
): Promise<LocationRuns[]> {
  const now = ctx.clock.now();
  // Two days more than any zone's window reaches back.
  const fromDay = addDays(now.toISOString().slice(0, 10), -DAYS - 2);
  const locations = await listLocationRows(ctx.db, companyId, {
    ...(locationId !== undefined && { id: locationId }),
    includeArchived: false,
    limit: MAX_LOCATIONS,
  });
  const runs = groupBy(await listDayRuns(ctx.db, companyId, fromDay, locationId), (run) => run.locationId);
  const nights = groupBy(await listWaitingNights(ctx.db, companyId, locationId), (night) => night.locationId);
  const open = groupBy(await listOpenNights(ctx.db, companyId, locationId), (night) => night.locationId);
  const newest = await listLatestMigrations(ctx.db, companyId, locationId);
  const migrations = new Map(newest.map((row) => [row.locationId, row]));
  const shown = new Map(
    (await toMigrations(ctx, companyId, newest)).map((migration) => [migration.location_id, migration]),
  );
  const data: LocationRuns[] = [];
  for (const location of locations) {
    const rule = { zone: location.timezone, startOfDayMinutes: location.startOfDayMinutes };
    const waiting = nights.get(location.id) ?? [];
    const migration = migrations.get(location.id);
    const days = toCells(
      daysBackFrom(yesterdayAt(now, rule), DAYS),
      runs.get(location.id) ?? [],
      waiting,
      migration,
    );
    const missed = (open.get(location.id) ?? []).map(toMissedNight);
    const next = nextNight();
    data.push({
      location_id: location.id,
      location_name: location.name,
      timezone: location.timezone,
      is_activated: location.isActivated,
      auto_transfer_paused: location.autoTransferPaused,
      paused_since: location.autoTransferPausedAt?.toISOString() ?? null,
      is_linked: location.storageUnitId !== null,
      migration: shown.get(location.id) ?? null,
      next_night: next,
      missed_nights: missed,
      is_at_work: isMigrating(migration) || isAtWork(next),
      open_days: location.isActivated ? listOpenDays(missed, days) : [],
      days,
    });

    function nextNight(): LocationRuns['next_night'] {
      const [first] = waiting;
      if (first) {
        const status = first.status === 'running' ? 'running' : 'pending';
        const waits = first.errorCode === null ? 'complete_day' : 'retry';
        const waits_for = status === 'pending' && first.attempts > 0 ? waits : null;
        return { date: first.businessDay, due_at: first.notBefore.toISOString(), status, waits_for };
      }
      if (!location.isActivated || location.pausedAt !== null) return null;
      const date = businessDayAt(now, rule);
      const due = new Date(businessDayBounds(date, rule).end.getTime() + NIGHT_GRACE_MS);
      return { date, due_at: due.toISOString(), status: 'planned', waits_for: null };
    }
  }
  return data;
}

const isMigrating = (migration: MigrationRow | undefined) =>
  migration !== undefined && !isFinal(migration.status as MigrationStatus);
/** Not one that waits an hour for its next try. */
const isAtWork = (night: LocationRuns['next_night']) =>
  night?.status === 'running' || (night?.status === 'pending' && night.waits_for === null);

function toCells(
  days: readonly string[],
  runs: readonly DayRun[],
  nights: readonly Night[],
  migration: MigrationRow | undefined,
): LocationRuns['days'] {
  const byDay = new Map(runs.map((run) => [run.businessDay, run]));
  const planned = new Set(nights.map((night) => night.businessDay));
  return days.map((date) => {
    const run = byDay.get(date);
    if (run?.success) {
      const state = !run.isComplete ? 'incomplete' : run.noData ? 'no_data' : 'transferred';
      return { date, state, log_id: run.logId };
    }
    const isComing =
      planned.has(date) ||
      (migration && isMigrating(migration) && migration.fromDay <= date && date <= migration.toDay);
    if (isComing) return { date, state: 'waiting', log_id: run?.logId ?? null };
    return { date, state: run ? 'failed' : 'missing', log_id: run?.logId ?? null };
  });
}
