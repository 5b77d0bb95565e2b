import type { Queryable } from '@/db/client';
import { type BookedPlan, listBookedPlans } from '@/db/queries/plan-inputs';
import { listVoidReasonVersions, type VoidReasonVersion } from '@/db/queries/void-reasons';
import { groupBy } from '@/lib/core/group-by';
import type { PlanInput } from '@/lib/core/plan-transfer';
import { versionForDay } from '@/lib/core/versions';

/** What a company says besides of mappings and recipes, under the name that a day's moments have for it. */
export type Setting = 'void_reasons';
export type DaySettings = Pick<PlanInput, 'wasteReasons' | 'bookedReasons'>;
interface Day {
  locationId: string;
  businessDay: string;
}

/**
 * Void reasons (R16) as they count on each of the days: those in `present` as they are now, the others as the
 * day was booked with (R32); a day that was not is planned like any.
 */
export async function loadSettings<D extends Day>(
  tx: Queryable,
  companyId: string,
  { days, present }: { days: readonly D[]; present: 'all' | readonly Setting[] },
): Promise<(day: D) => DaySettings> {
  const reasons = groupBy(await listVoidReasonVersions(tx, companyId), ({ key }) => key);
  const keyOf = (day: Day) => `${day.locationId} ${day.businessDay}`;
  const isBooked = present !== 'all' && reasons.size > 0;
  const plans = isBooked ? await listBookedPlans(tx, companyId, days) : [];
  const planOf = new Map(plans.map((plan) => [keyOf(plan), plan]));
  return (day) => {
    const plan = planOf.get(keyOf(day));
    const momentOf = (setting: Setting) =>
      plan && present !== 'all' && !present.includes(setting) ? settingMoment(plan, setting) : undefined;
    return reasonsOn(reasons, day.businessDay, momentOf('void_reasons'));
  };
}

const settingMoment = ({ versionsAt, laterItems }: BookedPlan, setting: Setting) =>
  laterItems[setting] ?? versionsAt;

function reasonsOn(
  reasons: ReadonlyMap<string, readonly VoidReasonVersion[]>,
  day: string,
  writtenBy: string | undefined,
): DaySettings {
  const counting = [...reasons.values()].flatMap((own) => versionForDay(own, day, writtenBy) ?? []);
  const gone = counting.filter(({ outcome }) => outcome !== 'returned');
  const booked = gone.filter(({ outcome }) => outcome === 'waste');
  return {
    wasteReasons: new Set(gone.map(({ key }) => key)),
    bookedReasons: new Map(booked.map(({ key, id }) => [key, { key, versionId: id }])),
  };
}
