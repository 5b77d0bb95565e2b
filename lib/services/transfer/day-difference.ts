import type { CostPoint } from '@/db/queries/costs';
import { costKey } from '@/db/queries/costs';
import type { DayEntryRow } from '@/db/queries/usage';
import {
  entryKey,
  type LedgerDifference,
  ledgerDifference,
  type StandingEntry,
} from '@/lib/core/ledger-difference';
import { bookingDay, isLocked } from '@/lib/core/period-lock';
import type { PlannedEntry } from '@/lib/core/transfer-plan';

export interface DayState {
  businessDay: string;
  lockedUntil: string | null;
  /** Every posting the day ever had, with whether it stands. */
  postings: readonly DayEntryRow[];
  planned: readonly PlannedEntry[];
}
export type DayStanding = StandingEntry & { bookedDay: string };
type DayWanted = PlannedEntry & { storageUnitId: string; unitCost: string };
export interface DayDifference extends LedgerDifference<DayWanted> {
  standing: DayStanding[];
  bookedDay: string;
}

export const standingOf = (postings: readonly DayEntryRow[]): DayStanding[] =>
  postings
    .filter((row) => row.is_standing)
    .map((row) => ({
      id: row.id,
      itemId: row.item_id,
      ingredientId: row.ingredient_id,
      storageUnitId: row.storage_unit_id,
      quantity: row.quantity,
      unitCost: row.unit_cost,
      bookedDay: row.business_day,
    }));

/** The ingredients and days whose cost `dayDifference` asks for. */
export function costPoints({ businessDay, lockedUntil, postings, planned }: DayState): CostPoint[] {
  const bookedDay = bookingDay(businessDay, lockedUntil);
  return [
    ...planned.map((entry) => ({ ingredientId: entry.ingredientId, day: bookedDay })),
    ...standingOf(postings).map((entry) => ({ ingredientId: entry.ingredientId, day: entry.bookedDay })),
  ];
}

/** What to write so that the day says what was planned (R24), in the unit given and at the day's costs. */
export function dayDifference(
  day: DayState,
  storageUnitId: string,
  costs: ReadonlyMap<string, string>,
): DayDifference {
  const { lockedUntil, postings, planned } = day;
  const bookedDay = bookingDay(day.businessDay, lockedUntil);
  const standing = standingOf(postings);
  const stands = new Map(standing.map((entry) => [entryKey(entry), entry]));
  const lastRevisions = new Map<string, number>();
  for (const row of postings) {
    const key = entryKey({ itemId: row.item_id, ingredientId: row.ingredient_id });
    lastRevisions.set(key, Math.max(row.revision, lastRevisions.get(key) ?? 0));
  }
  const costOn = (ingredientId: string, on: string) => costs.get(costKey({ ingredientId, day: on })) ?? '0';
  const wanted = planned.map((entry) => {
    const old = stands.get(entryKey(entry));
    // What stands is valued by the day it was booked on, and in a locked period not valued anew (R23).
    const unitCost =
      old && isLocked(old.bookedDay, lockedUntil)
        ? old.unitCost
        : costOn(entry.ingredientId, old?.bookedDay ?? bookedDay);
    return { ...entry, storageUnitId, unitCost };
  });
  const { keep, reverse, post } = ledgerDifference(standing, wanted, lastRevisions);
  const posted = post.map((entry) => ({ ...entry, unitCost: costOn(entry.ingredientId, bookedDay) }));
  return { keep, reverse, post: posted, standing, bookedDay };
}
