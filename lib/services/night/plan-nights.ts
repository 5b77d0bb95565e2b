import { insertNight, listLocationsToPlan } from '@/db/queries/nights';
import { addDays, businessDayAt, businessDayBounds, yesterdayAt } from '@/lib/core/business-day';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';

/** How long after its end a business day is transferred (R32). */
const GRACE_MS = 2 * 3_600_000;

/**
 * Writes down every night that is due in each location's own zone: one row a business day ended since activation, so that a planner
 * that ran twice, late, or not at all for days ends in exactly one transfer a night (R32). The sweep sends them.
 */
export async function planNights(ctx: ServiceContext): Promise<{ planned: number }> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  const now = ctx.clock.now();
  let planned = 0;
  for (const location of await listLocationsToPlan(ctx.db)) {
    const rule = { zone: location.timezone, startOfDayMinutes: location.start_of_day_minutes };
    const activationDay = businessDayAt(new Date(location.activated_at), rule);
    const first = location.last_night === null ? activationDay : addDays(location.last_night, 1);
    for (let day = first; day <= yesterdayAt(now, rule); day = addDays(day, 1)) {
      const notBefore = new Date(businessDayBounds(day, rule).end.getTime() + GRACE_MS);
      if (notBefore > now) break;
      const night = { companyId: location.company_id, locationId: location.id, businessDay: day, notBefore };
      await insertNight(ctx.db, night);
      planned += 1;
    }
  }
  return { planned };
}
