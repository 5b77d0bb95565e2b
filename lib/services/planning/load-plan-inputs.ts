import type { Queryable } from '@/db/client';
import { findPlanStart, type ItemVersions, listItemVersions } from '@/db/queries/plan-inputs';
import { listPostings, type PostingRow } from '@/db/queries/postings';
import { type KeptLine, type LinesWanted, listKeptLines } from '@/db/queries/sale-lines';
import { businessDayEnd } from '@/lib/core/business-day';
import type { ControlTotals } from '@/lib/core/control-totals';
import { groupBy } from '@/lib/core/group-by';
import type { PlanInput } from '@/lib/core/plan-transfer';
import type { PlanLine } from '@/lib/core/sale-line';
import { classifyAccountsOfDays } from './classify-accounts';
import { type Adoption, adoptionsOn, findAdoptions, withAdopted } from './find-adoptions';
import { loadSettings } from './load-settings';
import { loadVersions } from './load-versions';
import type { VersionMoments } from './version-moments';

/** A business day to be planned, with what its kept answer says of it. */
export interface DayToPlan {
  locationId: string;
  businessId: string;
  businessDay: string;
  timezone: string;
  startOfDayMinutes: number;
  /** As the answer named it, in epoch milliseconds; null where it did not. */
  nextStartMs: number | null;
  /** The kept answer; null where the location had not opened. */
  snapshotId: string | null;
  accounts: number;
  /** Whether the answer brings a line twice; also where that is not known. */
  hasRepeats?: boolean;
  /** Null where they are not known (R26). */
  controlTotals: ControlTotals | null;
  /** Where its entries go. */
  storageUnitId: string;
  /** Where entries of the day stand already, new ones go into their storage unit instead (R32). */
  staysInItsUnit?: boolean;
  /**
   * All lines of the answer, by whoever has just read it; left out: as kept, with `KeptLine`. There are these
   * two readings of a sale line because a transfer has the lines in memory and would only read back what it
   * wrote, and because a change needs few lines of many days, whose answers would all have to be read again
   * as text. Both are the work of one reader: it wrote what is kept.
   */
  lines?: readonly PlanLine[];
}

/** Which entries of which days are planned, and from what. */
export interface PlanScope<D extends DayToPlan> {
  companyId: string;
  days: readonly D[];
  /** The items whose entries may change, or all. */
  itemIds: ReadonlySet<string> | 'all';
  /**
   * Of the kept lines those that can matter to the items, or all lines of the days on which they matter. Both
   * give the same entries.
   */
  lines: 'touched' | 'all';
  /** Items that count as they are now; the others count as the day was booked with (R32). */
  presentItems: ReadonlySet<string> | 'all';
}

export interface PlanInputs<D> {
  day: D;
  input: PlanInput;
  moments: VersionMoments;
  /** What the plan knows of `plan_changes`, where it is of the whole day in present versions; else null. */
  seen: string | null;
  /** Every posting the day ever had, of the items of the scope. */
  postings: readonly PostingRow[];
  /** Names that mappings of its items take over, or no longer do (R38). */
  adoptions: readonly Adoption[];
}

/**
 * Everything that n days are planned from, in as many statements as for one. Days that nothing of the scope
 * was sold or booked on are left out, unless their lines were given. Call it under the lock on the days, and
 * after `lockLedger`.
 */
export async function loadPlanInputs<D extends DayToPlan>(
  tx: Queryable,
  scope: PlanScope<D>,
): Promise<PlanInputs<D>[]> {
  const { companyId, itemIds } = scope;
  if (scope.days.length === 0) return [];
  const [postings, { now, seen, holdsNames }] = await Promise.all([
    listPostings(tx, companyId, scope.days, itemIds === 'all' ? null : [...itemIds]),
    findPlanStart(tx, companyId),
  ]);
  const postingsOf = groupBy(postings, (row) => `${row.locationId} ${row.forDay}`);
  const { items, linesOf } = await readItemsAndLines(tx, scope, postingsOf);
  const days = scope.days.flatMap((day) => {
    const { locationId, businessDay, snapshotId } = day;
    const own = postingsOf.get(`${locationId} ${businessDay}`) ?? [];
    const lines = day.lines ?? linesOf.get(snapshotId) ?? [];
    if (!day.lines && lines.length + own.length === 0) return [];
    const isWhole = day.lines !== undefined || readsWhole(scope);
    return [{ day, locationId, businessDay, snapshotId, lines, isWhole, postings: own }];
  });
  const { presentItems } = scope;
  const sold = bearersIn(items, days);
  const as = presentItems === 'all' ? 'present' : 'booked';
  // Sent together: the database reads the one while what came of the other is taken in.
  const [accountsOf, versionsOf, settingsOf] = await Promise.all([
    classifyAccountsOfDays(tx, companyId, days),
    loadVersions(tx, companyId, { items: sold, days, now, presentItems }),
    loadSettings(tx, companyId, { days, as }),
  ]);
  const found = days.map((one) => ({
    ...one,
    ...versionsOf(one),
    accounts: accountsOf(one),
    settings: settingsOf(one),
  }));
  const adoptionOf = await findAdoptions(tx, companyId, items, found);
  // What a mapping takes over follows from the sales of other days, too: then what is known now is not all.
  const isAll = presentItems === 'all' && itemIds === 'all' && adoptionOf.size === 0;
  return found.map((one) => {
    const { day, lines, isWhole, moments, recipeSet } = one;
    const rule = { zone: day.timezone, startOfDayMinutes: day.startOfDayMinutes };
    const input = {
      businessId: day.businessId,
      locationId: day.locationId,
      dayEnd: businessDayEnd(day.businessDay, rule, day.nextStartMs),
      accounts: day.accounts,
      lines,
      ...one.accounts,
      items: withAdopted(one.items, adoptionOf),
      recipeSet,
      ...one.settings,
      holdsNames,
      // A part of the lines does not add up to the day.
      controlTotals: isWhole ? day.controlTotals : null,
    };
    const adoptions = adoptionsOn(one.items, adoptionOf);
    return { day, input, moments, seen: isAll ? seen : null, postings: one.postings, adoptions };
  });
}

/** Items that bore a SKU of the days: no other can be sold on them. */
function bearersIn(
  items: readonly ItemVersions[],
  days: readonly { lines: readonly PlanLine[] }[],
): readonly ItemVersions[] {
  const sold = new Set(days.flatMap(({ lines }) => lines.map(({ sku }) => sku)));
  return items.filter((item) => item.skus.some(({ sku }) => sold.has(sku)));
}

const readsWhole = ({ lines, itemIds }: Pick<PlanScope<DayToPlan>, 'lines' | 'itemIds'>) =>
  lines === 'all' || itemIds === 'all';

interface Read {
  items: readonly ItemVersions[];
  /** The kept lines that can matter, by answer. */
  linesOf: ReadonlyMap<string | null, KeptLine[]>;
}

/** Whole days are read first: of a catalogue of 30,000 a day sells some hundred, and only these are read. */
async function readItemsAndLines<D extends DayToPlan>(
  tx: Queryable,
  scope: PlanScope<D>,
  postingsOf: ReadonlyMap<string, unknown>,
): Promise<Read> {
  const { companyId, itemIds } = scope;
  const businessIds = [...new Set(scope.days.map((day) => day.businessId))];
  const kept = scope.days.flatMap((day) =>
    day.lines || day.snapshotId === null ? [] : [{ ...day, snapshotId: day.snapshotId }],
  );
  const read = async (wanted: LinesWanted) => {
    const ids = kept.map((day) => day.snapshotId);
    return groupBy(await listKeptLines(tx, companyId, ids, wanted), (line) => line.snapshotId);
  };
  if (itemIds === 'all') {
    const linesOf = await read({ kind: 'all' });
    const lines = [...scope.days.map((day) => day.lines ?? []), ...linesOf.values()].flat();
    const skus = new Set(lines.flatMap(({ sku }) => sku ?? []));
    return { items: await listItemVersions(tx, companyId, businessIds, [...skus]), linesOf };
  }
  const items = await listItemVersions(tx, companyId, businessIds);
  const touched = items.filter((item) => itemIds.has(item.id));
  const skus = [...new Set(touched.flatMap((item) => item.skus.map(({ sku }) => sku)))];
  const ids = (days: typeof kept) => days.map((day) => day.snapshotId);
  const wanted: LinesWanted = readsWhole(scope)
    ? // Entries that stand may have to be reversed, and the log of the day is about all its lines.
      {
        kind: 'of_answers_with_skus',
        skus,
        whole: ids(kept.filter((day) => postingsOf.has(`${day.locationId} ${day.businessDay}`))),
      }
    : // Which of two deliveries of a line counts can only be said by both.
      {
        kind: touched.some(({ ruleVersions }) => ruleVersions.length > 0) ? 'of_bills_with_skus' : 'of_skus',
        skus,
        whole: ids(kept.filter((day) => day.hasRepeats)),
      };
  return { items, linesOf: await read(wanted) };
}
