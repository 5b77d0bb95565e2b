import type { Queryable } from '@/db/client';
import { insertNight, type LocationToPlan, listLocationsToPlan } from '@/db/queries/nights';
import { addDays, businessDayAt, businessDayBounds, yesterdayAt } from '@/lib/core/business-day';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';

/** How long after its end a business day is transferred (R32). */
export const NIGHT_GRACE_MS = 2 * 3_600_000;

/**
 * Writes down every night that is due in each location's own zone: one row a business day ended since activation, so that a planner
 * that ran twice, late, or not at all for days ends in exactly one transfer a night (R32). The sweep sends them.
 */
export async function planNights(ctx: ServiceContext): Promise<{ planned: number }> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  const now = ctx.clock.now();
  let planned = 0;
  for (const location of await listLocationsToPlan(ctx.db)) {
    try {
      planned += await planLocation(ctx.db, location, now);
    } catch (error) {
      // One location's trouble must not take the night from all the others.
      ctx.log.error({ err: error, locationId: location.id }, 'nights of a location could not be planned');
    }
  }
  return { planned };
}

/** Nights that came due while the location was left alone are missed: offered to a person, never run silently. Returns how many rows. */
export async function planLocation(db: Queryable, location: LocationToPlan, now: Date): Promise<number> {
  let planned = 0;
  const rule = { zone: location.timezone, startOfDayMinutes: location.startOfDayMinutes };
  // Activated anew, the days it was not active belong to the migration, not to nights.
  const activationDay = businessDayAt(location.activatedAt, rule);
  const last = location.lastNight;
  const first = last !== null && last >= activationDay ? addDays(last, 1) : activationDay;
  for (let day = first; day <= yesterdayAt(now, rule); day = addDays(day, 1)) {
    const notBefore = new Date(businessDayBounds(day, rule).end.getTime() + NIGHT_GRACE_MS);
    if (notBefore > now) break;
    const isMissed = location.pausedAt !== null && notBefore >= location.pausedAt;
    const night = {
      companyId: location.companyId,
      locationId: location.id,
      businessDay: day,
      status: isMissed ? 'missed' : 'pending',
      notBefore,
    };
    await insertNight(db, night);
    planned += 1;
  }
  return planned;
}
