import type { Queryable } from '@/db/client';
import { listItemVersions } from '@/db/queries/plan-inputs';
import { businessDayEnd } from '@/lib/core/business-day';
import { type Identities, identities } from '@/lib/core/item-names/identities';
import { type PlanItem, resolveItems } from '@/lib/core/resolve-item';
import { namesOf } from '../planning/names-of';

/** A location's business day, with what its bounds follow from. */
export interface SoldDay {
  locationId: string;
  businessId: string;
  businessDay: string;
  timezone: string;
  startOfDayMinutes: number;
  nextStartMs: number | null;
}

/**
 * The item that a SKU sold on a day counts for: that of its own day (R14), with its present mapping; and what
 * it is sold as under a name, by what is said now (R38).
 */
export async function loadItemsOnDays(
  db: Queryable,
  companyId: string,
  days: readonly SoldDay[],
  skus: readonly string[],
): Promise<{ itemOn: (day: SoldDay, sku: string) => PlanItem | undefined; soldAs: Identities }> {
  const businessIds = [...new Set(days.map((day) => day.businessId))];
  const versions = businessIds.length === 0 ? [] : await listItemVersions(db, companyId, businessIds, skus);
  const items = versions.map(({ versions: all, ruleVersions: _, nameAnswers, ...item }) => {
    const mapping = all.toSorted((a, b) => b.version - a.version)[0] ?? null;
    const names = namesOf(mapping, nameAnswers);
    return { ...item, mapping, ...(names && { names }) };
  });
  const { soleBearer, contested } = bearersOf(items);
  const contestedOn = new Map<string, ReadonlyMap<string, PlanItem>>();
  const bearersOn = (day: SoldDay): ReadonlyMap<string, PlanItem> => {
    const key = `${day.locationId} ${day.businessDay}`;
    const known = contestedOn.get(key);
    if (known) return known;
    const { businessId, locationId, businessDay, timezone: zone, startOfDayMinutes, nextStartMs } = day;
    const dayEnd = businessDayEnd(businessDay, { zone, startOfDayMinutes }, nextStartMs);
    const { itemBySku } = resolveItems({ businessId, locationId, dayEnd, items: contested });
    contestedOn.set(key, itemBySku);
    return itemBySku;
  };
  return {
    itemOn(day, sku) {
      const item = soleBearer.get(sku) ?? bearersOn(day).get(sku);
      return item?.businessId === day.businessId ? item : undefined;
    },
    soldAs: identities(items),
  };
}

/**
 * A SKU that one item alone ever bore is its on every day. Items that shared one are `contested`: the day
 * says whose it is, and to ask that of thousands of items for each day would take seconds.
 */
function bearersOf(items: readonly PlanItem[]): {
  soleBearer: ReadonlyMap<string, PlanItem>;
  contested: readonly PlanItem[];
} {
  const soleBearer = new Map<string, PlanItem>();
  const shared = new Set<string>();
  for (const item of items.filter(({ splitFrom = null }) => splitFrom === null))
    for (const { sku } of item.skus) {
      if ((soleBearer.get(sku) ?? item) !== item) shared.add(sku);
      soleBearer.set(sku, item);
    }
  for (const sku of shared) soleBearer.delete(sku);
  return { soleBearer, contested: items.filter((item) => item.skus.some(({ sku }) => shared.has(sku))) };
}
