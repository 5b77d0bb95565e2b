import type { Queryable } from '@/db/client';
import { type ItemVersions, listItemVersions } from '@/db/queries/plan-inputs';
import { listPostings, type PostingRow, type PostingsWanted } from '@/db/queries/postings';
import { type KeptLine, type LinesWanted, listKeptLines } from '@/db/queries/sale-lines';
import { businessDayEnd } from '@/lib/core/business-day';
import type { ControlTotals } from '@/lib/core/control-totals';
import { groupBy } from '@/lib/core/group-by';
import { familiesAround } from '@/lib/core/modifiers/families-around';
import { isForSomeParents } from '@/lib/core/modifiers/rule';
import type { PlanInput } from '@/lib/core/plan-transfer';
import type { PlannedEntry } from '@/lib/core/planned-entries';
import type { PlanLine } from '@/lib/core/sale-line';
import { classifyAccountsOfDays } from './classify-accounts';
import { type Adoption, adoptionsOn, findAdoptions, withAdopted } from './find-adoptions';
import { loadSettings } from './load-settings';
import { loadVersions } from './load-versions';
import { loadPlanningFacts } from './planning-facts';
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
   * Whether lines hang on theirs, or theirs on others: then entries of what those hang on may change, and of
   * all that hangs on it (R37). Each of the days has such a sale.
   */
  inFamilies?: boolean;
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
  /** Every posting the day ever had, of the scope. */
  postings: readonly PostingRow[];
  /** Whether an entry is of the scope. */
  isOfScope: (entry: Pick<PlannedEntry, 'itemId' | 'parentItemId'>) => boolean;
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
  // First in line: what is read after it is not older than it says.
  const starting = loadPlanningFacts(tx, companyId);
  const [{ start, facts }, read] = await Promise.all([
    starting,
    scope.inFamilies ? readFamilies(tx, scope, starting) : readSold(tx, scope, starting),
  ]);
  const { now, seen, holdsNames } = start;
  const { items, linesOf, postingsOf, isOfScope } = read;
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
    loadVersions(tx, companyId, { items: sold, days, now, presentItems, facts }),
    loadSettings(tx, companyId, { days, as, facts }),
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
    return { day, input, moments, seen: isAll ? seen : null, postings: one.postings, isOfScope, adoptions };
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

interface Read extends Pick<PlanInputs<unknown>, 'isOfScope'> {
  items: readonly ItemVersions[];
  /** The kept lines that can matter, by answer. */
  linesOf: ReadonlyMap<string | null, KeptLine[]>;
  postingsOf: ReadonlyMap<string, PostingRow[]>;
}

const readerOf = (tx: Queryable, { companyId, days }: PlanScope<DayToPlan>) => {
  const kept = days.flatMap((day) =>
    day.lines || day.snapshotId === null ? [] : [{ ...day, snapshotId: day.snapshotId }],
  );
  const ids = (some: typeof kept) => some.map((day) => day.snapshotId);
  return {
    kept,
    businessIds: [...new Set(days.map((day) => day.businessId))],
    lines: async (wanted: LinesWanted) =>
      groupBy(await listKeptLines(tx, companyId, ids(kept), wanted), (line) => line.snapshotId),
    // Which of two deliveries of a line counts can only be said by both.
    repeating: ids(kept.filter((day) => day.hasRepeats)),
    postings: async (of: PostingsWanted | null) =>
      groupBy(await listPostings(tx, companyId, days, of), (row) => `${row.locationId} ${row.forDay}`),
    answersOf: (isMeant: (day: DayToPlan) => boolean) => ids(kept.filter(isMeant)),
  };
};

const skusOf = (items: readonly ItemVersions[]) => [
  ...new Set(items.flatMap((item) => item.skus.map(({ sku }) => sku))),
];

type Starting = ReturnType<typeof loadPlanningFacts>;

/** Whole days are read first: of a catalogue of 30,000 a day sells some hundred, and only these are read. */
async function readSold<D extends DayToPlan>(
  tx: Queryable,
  scope: PlanScope<D>,
  starting: Starting,
): Promise<Read> {
  const { companyId, itemIds } = scope;
  const reader = readerOf(tx, scope);
  const isOfScope: Read['isOfScope'] = ({ itemId }) =>
    itemIds === 'all' || (itemId !== null && itemIds.has(itemId));
  if (itemIds === 'all') {
    const [{ facts }, postingsOf, linesOf] = await Promise.all([
      starting,
      reader.postings(null),
      reader.lines({ kind: 'all' }),
    ]);
    const lines = [...scope.days.map((day) => day.lines ?? []), ...linesOf.values()].flat();
    const skus = new Set(lines.flatMap(({ sku }) => sku ?? []));
    const items = await facts.items(reader.businessIds, [...skus]);
    return { items, linesOf, postingsOf, isOfScope };
  }
  const [postingsOf, items] = await Promise.all([
    reader.postings({ itemIds: [...itemIds] }),
    listItemVersions(tx, companyId, reader.businessIds),
  ]);
  const touched = items.filter((item) => itemIds.has(item.id));
  const skus = skusOf(touched);
  const hasPostings = (day: DayToPlan) => postingsOf.has(`${day.locationId} ${day.businessDay}`);
  const wanted: LinesWanted = readsWhole(scope)
    ? // Entries that stand may have to be reversed, and the log of the day is about all its lines.
      { kind: 'of_answers_with_skus', skus, whole: reader.answersOf(hasPostings) }
    : {
        kind: touched.some(({ ruleVersions }) => ruleVersions.length > 0) ? 'of_bills_with_skus' : 'of_skus',
        skus,
        whole: reader.repeating,
      };
  return { items, linesOf: await reader.lines(wanted), postingsOf, isOfScope };
}

/**
 * The entries of the items, of what anything hangs on in their sales, and of all that hangs on it (R37). Such
 * an entry is the sum over all bills with its parent, so these are read, and no others.
 */
async function readFamilies<D extends DayToPlan>(
  tx: Queryable,
  scope: PlanScope<D>,
  starting: Starting,
): Promise<Read> {
  const { companyId, itemIds } = scope;
  if (itemIds === 'all') return readSold(tx, scope, starting);
  const reader = readerOf(tx, scope);
  const items = await listItemVersions(tx, companyId, reader.businessIds);
  const own = skusOf(items.filter((item) => itemIds.has(item.id)));
  const bills = (skus: readonly string[]) =>
    reader.lines({ kind: 'of_bills_with_skus', skus, whole: reader.repeating });
  const readsAll = scope.lines === 'all';
  const read = await (readsAll ? reader.lines({ kind: 'all' }) : bills(own));
  const { parents, modifiers } = membersOf(scope.days, items, own, read);
  const under = new Set(parents.map(({ id }) => id));
  const entriesOf = new Set([...itemIds, ...under, ...modifiers.map(({ id }) => id)]);
  const skus = new Set([...own, ...skusOf(parents), ...skusOf(modifiers)]);
  const [linesOf, postingsOf] = await Promise.all([
    // Often nothing else is a parent in these bills: then they are all.
    readsAll || skus.size === own.length ? read : bills([...skus]),
    reader.postings({ itemIds: [...entriesOf], parentItemIds: [...under] }),
  ]);
  const isOfScope: Read['isOfScope'] = ({ itemId, parentItemId }) =>
    itemId !== null && (entriesOf.has(itemId) || under.has(parentItemId ?? ''));
  return { items, linesOf, postingsOf, isOfScope };
}

/**
 * The items that something hangs on in the sales that the SKUs are part of, and modifiers that must be summed
 * up over all bills: those said for some parents only, which under others take what their mapping says; and
 * all there are, where something hangs on what is not known.
 */
function membersOf(
  days: readonly DayToPlan[],
  items: readonly ItemVersions[],
  own: readonly string[],
  linesOf: Read['linesOf'],
): Record<'parents' | 'modifiers', ItemVersions[]> {
  const bearersOf = groupBy(
    items.flatMap((item) => item.skus.map(({ sku }) => ({ key: `${item.businessId} ${sku}`, item }))),
    ({ key }) => key,
  );
  const skus = new Set(own);
  const parents = new Set<ItemVersions>();
  const hanging = new Set<ItemVersions>();
  let isUnknown = false;
  for (const { businessId, snapshotId } of days) {
    const bearers = (sku: string | null) =>
      (bearersOf.get(`${businessId} ${sku ?? ''}`) ?? []).map(({ item }) => item);
    const sameItem = (sku: string) => new Set(skusOf(bearers(sku)));
    const members = familiesAround(linesOf.get(snapshotId) ?? [], skus, sameItem);
    for (const sku of members.parents) {
      const known = bearers(sku);
      isUnknown ||= known.length === 0;
      for (const item of known) parents.add(item);
    }
    for (const sku of members.hanging) for (const item of bearers(sku)) hanging.add(item);
  }
  const isForSome = ({ rules }: ItemVersions['ruleVersions'][number]) => rules.every(isForSomeParents);
  const modifiers = items.filter((item) =>
    isUnknown ? item.ruleVersions.length > 0 : hanging.has(item) && item.ruleVersions.some(isForSome),
  );
  return { parents: [...parents], modifiers };
}
