import type { Queryable } from '@/db/client';
import { insertNights, type LocationToPlan, listLocationsToPlan, type NewNight } from '@/db/queries/nights';
import { addDays, businessDayAt, businessDayBounds, yesterdayAt } from '@/lib/core/business-day';
import { DomainError } from '@/lib/core/domain-error';
import { isDatabaseAway } from '@/lib/errors/violations';
import type { ServiceContext } from '../context';

/** How long after its end a business day is transferred (R32). */
export const NIGHT_GRACE_MS = 2 * 3_600_000;
/** Nights written down in one statement. */
const BATCH = 2000;

/**
 * Writes down every night that is due in each location's own zone: one row a business day ended since
 * activation, so that a planner that ran twice, late, or not at all for days ends in exactly one transfer a
 * night (R32). Recovery sends them.
 */
export async function planNights(ctx: ServiceContext): Promise<{ planned: number }> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  const now = ctx.clock.now();
  let planned = 0;
  let batch: NewNight[] = [];
  for (const location of await listLocationsToPlan(ctx.db)) {
    try {
      batch.push(...nightsDue(location, now));
    } catch (error) {
      // An error of one location must not stop the planning of the others.
      ctx.log.error({ err: error, locationId: location.id }, 'nights of a location could not be planned');
    }
    if (batch.length < BATCH) continue;
    planned += await writeNights(ctx, batch);
    batch = [];
  }
  return { planned: planned + (await writeNights(ctx, batch)) };
}

/** All at once; should that fail, night by night, so that only the one at fault is left out. */
async function writeNights(ctx: ServiceContext, nights: readonly NewNight[]): Promise<number> {
  try {
    return await insertNights(ctx.db, nights);
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    let written = 0;
    for (const night of nights) {
      try {
        written += await insertNights(ctx.db, [night]);
      } catch (reason) {
        ctx.log.error({ err: reason, locationId: night.locationId }, 'a night could not be planned');
      }
    }
    return written;
  }
}

/** One location's nights written down now. Returns how many are new. */
export const planLocation = (db: Queryable, location: LocationToPlan, now: Date): Promise<number> =>
  insertNights(db, nightsDue(location, now));

/**
 * Nights that came due while the location was left alone are missed: offered to a person, never run silently.
 */
function nightsDue(location: LocationToPlan, now: Date): NewNight[] {
  const nights: NewNight[] = [];
  const rule = { zone: location.timezone, startOfDayMinutes: location.startOfDayMinutes };
  // Activated anew, the days it was not active belong to the migration, not to nights.
  const activationDay = businessDayAt(location.activatedAt, rule);
  const last = location.lastNight;
  const first = last !== null && last >= activationDay ? addDays(last, 1) : activationDay;
  for (let day = first; day <= yesterdayAt(now, rule); day = addDays(day, 1)) {
    const notBefore = new Date(businessDayBounds(day, rule).end.getTime() + NIGHT_GRACE_MS);
    if (notBefore > now) break;
    const isMissed = location.pausedAt !== null && notBefore >= location.pausedAt;
    nights.push({
      companyId: location.companyId,
      locationId: location.id,
      businessDay: day,
      status: isMissed ? 'missed' : 'pending',
      notBefore,
    });
  }
  return nights;
}
