import type { Queryable } from '@/db/client';
import type { PackagingVersion } from '@/db/queries/packaging';
import { listBookedPlans } from '@/db/queries/plan-inputs';
import type { VoidReasonVersion } from '@/db/queries/void-reasons';
import { groupBy } from '@/lib/core/group-by';
import type { Packaging } from '@/lib/core/packaging';
import type { PlanInput } from '@/lib/core/plan-transfer';
import { type DatedVersion, versionForDay } from '@/lib/core/versions';
import type { PlanningFacts } from './planning-facts';

export type DaySettings = Pick<PlanInput, 'wasteReasons' | 'bookedReasons' | 'packaging'>;
interface Day {
  locationId: string;
  businessDay: string;
}
type VersionsOf<V> = ReadonlyMap<string, readonly V[]>;

/**
 * Void reasons (R16) and packaging (R40) as they count on each of the days: as they are now, or as the day
 * was booked with (R32), and what was said with a preview of the booked days since. A day that was not booked
 * is planned like any.
 */
export async function loadSettings<D extends Day>(
  tx: Queryable,
  companyId: string,
  { days, as, facts }: { days: readonly D[]; as: 'present' | 'booked'; facts: PlanningFacts },
): Promise<(day: D) => DaySettings> {
  const [ofReasons, ofPackaging] = await Promise.all([facts.voidReasons(), facts.packaging()]);
  const reasons = groupBy(ofReasons, ({ key }) => key);
  const packaging = groupBy(ofPackaging, ({ itemId, accountingGroup }) => `${itemId} ${accountingGroup}`);
  const keyOf = (day: Day) => `${day.locationId} ${day.businessDay}`;
  const isBooked = as === 'booked' && reasons.size + packaging.size > 0;
  const plans = isBooked ? await listBookedPlans(tx, companyId, days) : [];
  const momentOf = new Map(plans.map((plan) => [keyOf(plan), plan.versionsAt]));
  return (day) => {
    const counting: Counting = (versions) => versionOn(versions, day.businessDay, momentOf.get(keyOf(day)));
    return { ...reasonsOn(reasons, counting), ...packagingOn(packaging, counting) };
  };
}

type Said = DatedVersion & { reachesBooked: boolean };
type Counting = <V extends Said>(versions: readonly V[]) => V | undefined;

const versionOn = <V extends Said>(versions: readonly V[], day: string, writtenBy: string | undefined) =>
  versionForDay(
    versions.filter((one) => writtenBy === undefined || one.reachesBooked || one.writtenAt <= writtenBy),
    day,
  );

function reasonsOn(reasons: VersionsOf<VoidReasonVersion>, counting: Counting) {
  const gone = [...reasons.values()]
    .flatMap((own) => counting(own) ?? [])
    .filter(({ outcome }) => outcome !== 'returned');
  const booked = gone.filter(({ outcome }) => outcome === 'waste');
  return {
    wasteReasons: new Set(gone.map(({ key }) => key)),
    bookedReasons: new Map(booked.map(({ key, id }) => [key, { key, versionId: id }])),
  };
}

function packagingOn(said: VersionsOf<PackagingVersion>, countingOf: Counting) {
  const counting = [...said.values()]
    .flatMap((own) => countingOf(own) ?? [])
    .filter(({ isWithdrawn }) => !isWithdrawn);
  if (counting.length === 0) return {};
  const packaging: Packaging = {
    items: new Map(counting.flatMap(({ itemId, rules }) => (itemId === null ? [] : [[itemId, rules]]))),
    groups: new Map(
      counting.flatMap(({ accountingGroup: group, rules }) => (group === null ? [] : [[group, rules]])),
    ),
    bill: counting.find((one) => one.itemId === null && one.accountingGroup === null)?.rules ?? [],
  };
  return { packaging };
}
