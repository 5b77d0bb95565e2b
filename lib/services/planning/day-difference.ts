import type { PostingRow } from '@/db/queries/postings';
import type { CostPoint } from '@/db/queries/unit-costs';
import {
  entryKey,
  type LedgerDifference,
  ledgerDifference,
  type StandingEntry,
} from '@/lib/core/ledger-difference';
import { isLocked, postingDate } from '@/lib/core/period-lock';
import type { PlannedEntry } from '@/lib/core/planned-entries';
import type { UnitCosts } from '../ledger/unit-costs';

export interface DayState {
  businessDay: string;
  lockedUntil: string | null;
  /** Every posting the day ever had, with whether it stands. */
  postings: readonly PostingRow[];
  planned: readonly PlannedEntry[];
}
type DayStanding = StandingEntry & { postingDate: string };
type DayWanted = PlannedEntry & { storageUnitId: string; unitCost: string };
export interface DayDifference extends LedgerDifference<DayWanted> {
  standing: DayStanding[];
  /** The day that new entries are dated. */
  postingDate: string;
}

export const standingOf = (postings: readonly PostingRow[]): DayStanding[] =>
  postings.filter((row) => row.isStanding);

/** The ingredients and days whose cost `dayDifference` asks for. */
export function costPoints({ businessDay, lockedUntil, postings, planned }: DayState): CostPoint[] {
  const day = postingDate(businessDay, lockedUntil);
  return [
    ...planned.map(({ ingredientId }) => ({ ingredientId, day })),
    ...standingOf(postings).map((entry) => ({ ingredientId: entry.ingredientId, day: entry.postingDate })),
  ];
}

/** What to write so that the day says what was planned (R24), in the unit given and at the day's costs. */
export function dayDifference(day: DayState, storageUnitId: string, costs: UnitCosts): DayDifference {
  const { lockedUntil, postings, planned } = day;
  const newDate = postingDate(day.businessDay, lockedUntil);
  const standing = standingOf(postings);
  const stands = new Map(standing.map((entry) => [entryKey(entry), entry]));
  const lastRevisions = new Map<string, number>();
  for (const row of postings) {
    const key = entryKey(row);
    lastRevisions.set(key, Math.max(row.revision, lastRevisions.get(key) ?? 0));
  }
  const costOn = (ingredientId: string, on: string) => costs.on({ ingredientId, day: on }).unitCost;
  const wanted = planned.map((entry) => {
    const old = stands.get(entryKey(entry));
    // What stands is valued by the day it is dated, and in a locked period not valued anew (R23).
    const unitCost =
      old && isLocked(old.postingDate, lockedUntil)
        ? old.unitCost
        : costOn(entry.ingredientId, old?.postingDate ?? newDate);
    return { ...entry, storageUnitId, unitCost };
  });
  const { keep, reverse, post } = ledgerDifference(standing, wanted, lastRevisions);
  const posted = post.map((entry) => ({ ...entry, unitCost: costOn(entry.ingredientId, newDate) }));
  return { keep, reverse, post: posted, standing, postingDate: newDate };
}
