import { listLocationDayRules } from '@/db/queries/locations';
import { businessDayAt } from '@/lib/core/business-day';
import type { ServiceContext } from '../context';

/** Today's business day of the company: of its locations the furthest one, without any the date in UTC. */
export async function currentDay(ctx: ServiceContext, companyId: string): Promise<string> {
  const now = ctx.clock.now();
  const days = (await listLocationDayRules(ctx.db, companyId)).map((rule) => businessDayAt(now, rule));
  return days.toSorted().at(-1) ?? now.toISOString().slice(0, 10);
}
