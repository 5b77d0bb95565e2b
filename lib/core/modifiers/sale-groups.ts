import type { Classification } from '../classify-line';
import { groupBy } from '../group-by';
import { add, compare, type Exact, exact, ZERO } from '../quantity';
import type { PlanItem } from '../resolve-item';
import type { PlanLine } from '../sale-line';

/** A line of a bill with where it would go on its own. */
export interface SoldLine {
  line: PlanLine;
  found: Classification;
}

/**
 * Lines of a sale that count as one: a line by itself, or all lines of an item in one place where some are
 * taken back.
 */
export interface SaleGroup {
  item: PlanItem | null;
  /** `counts`: sold, by this day's answer or an earlier one's. */
  standing: 'counts' | 'moves_nothing' | 'unreadable' | 'held';
  lines: SoldLine[];
  /** Pieces, signed; of lines that do not count nothing. */
  quantity: Exact;
  children: SaleGroup[];
  /** Whether the line names a parent that the answer does not have. */
  isOrphan: boolean;
}

/** Where its lines go by themselves: one that an earlier day booked says nothing of the others. */
export const foundOf = ({ lines }: SaleGroup): Classification | undefined =>
  (lines.find(({ found }) => found.reason !== 'counted_on_earlier_day') ?? lines[0])?.found;

/** Levels of lines under lines; a longer chain, or a ring, is a mistake, and its lines have no parent. */
const MAX_LEVELS = 20;

/** The lines of one bill as sales with what hangs on them (R37), whatever the order of the lines. */
export function saleGroups(lines: readonly SoldLine[]): SaleGroup[] {
  const { parentOf, orphans } = findParents(lines);
  const childrenOf = groupBy(
    lines.filter((one) => parentOf.has(one)),
    (one) => parentOf.get(one),
  );
  return gather(
    lines.filter((one) => !parentOf.has(one)),
    childrenOf,
    orphans,
  );
}

function gather(
  members: readonly SoldLine[],
  childrenOf: ReadonlyMap<SoldLine | undefined, SoldLine[]>,
  orphans: Parents['orphans'],
): SaleGroup[] {
  if (members.length === 0) return [];
  return inGroups(members).map((own) => ({
    item: own[0]?.found.item ?? null,
    standing: standingOf(own[0]),
    lines: own,
    quantity: own.reduce((sum, one) => add(sum, quantityOf(one)), ZERO),
    children: gather(
      own.flatMap((one) => childrenOf.get(one) ?? []),
      childrenOf,
      orphans,
    ),
    isOrphan: own.some((one) => orphans.has(one)),
  }));
}

function standingOf(one: SoldLine | undefined): SaleGroup['standing'] {
  const { bucket, reason, isByItem } = one?.found ?? {};
  if (bucket === 'held') return 'held';
  if (bucket === 'no_goods') return reason === 'counted_on_earlier_day' ? 'counts' : 'moves_nothing';
  return bucket === 'failed' && !isByItem ? 'unreadable' : 'counts';
}

const quantityOf = (one: SoldLine): Exact =>
  standingOf(one) === 'counts' && one.line.quantity !== null ? exact(one.line.quantity) : ZERO;
const signOf = (one: SoldLine) => compare(quantityOf(one), ZERO);

/**
 * Items of which lines are taken back in the same place are one: what a reversal takes back of several is not
 * said, and only together do they never take less than nothing.
 */
function inGroups(lines: readonly SoldLine[]): SoldLine[][] {
  const isTakenBack = lines.some((one) => one.line.quantity?.startsWith('-'));
  if (!isTakenBack) return lines.map((one) => [one]);
  const groups: SoldLine[][] = [];
  for (const [id, own] of groupBy(lines, countedItem)) {
    const isMixed = id !== null && own.some((one) => signOf(one) > 0) && own.some((one) => signOf(one) < 0);
    if (isMixed) groups.push(own);
    else groups.push(...own.map((one) => [one]));
  }
  return groups;
}

const countedItem = (one: SoldLine) => (standingOf(one) === 'counts' ? (one.found.item?.id ?? null) : null);

interface Parents {
  /** Of lines that have one. */
  parentOf: ReadonlyMap<SoldLine, SoldLine>;
  /** Those that name one which is not there. */
  orphans: ReadonlySet<SoldLine>;
}

function findParents(lines: readonly SoldLine[]): Parents {
  const byId = new Map(lines.map((one) => [one.line.lineId, one]));
  const parentOf = new Map<SoldLine, SoldLine>();
  const orphans = new Set<SoldLine>();
  for (const one of lines) {
    if (one.line.parentLineId === null) continue;
    const parent = climb(one, byId);
    if (parent === 'missing') orphans.add(one);
    else if (parent) parentOf.set(one, parent);
  }
  adoptReversals(lines, parentOf);
  return { parentOf, orphans };
}

/**
 * The line above that a line is part of. Passed over: a line of the same item, which it takes back or goes
 * on; a group of choices without goods of its own, and a modifier that is ignored: these only sort.
 */
function climb(one: SoldLine, byId: LinesById): SoldLine | 'missing' | undefined {
  let levels = 0;
  for (let up = above(one, byId); up; up = above(up, byId)) if (++levels > MAX_LEVELS) return 'missing';
  let parent = above(one, byId);
  if (!parent) return 'missing';
  const id = one.found.item?.id;
  while (
    parent &&
    ((id !== undefined && parent.found.item?.id === id) || (onlySorts(parent) && above(parent, byId)))
  )
    parent = above(parent, byId);
  return parent;
}

type LinesById = ReadonlyMap<string, SoldLine>;
const above = ({ line: { parentLineId } }: SoldLine, byId: LinesById) =>
  parentLineId === null ? undefined : byId.get(parentLineId);

const onlySorts = ({ found: { item } }: SoldLine) =>
  item?.itemType === 'GROUP'
    ? item.mapping?.state !== 'mapped'
    : item?.itemType === 'SUB_ITEM' && item.mapping?.state === 'ignored' && !item.modifierRules?.length;

const isModifier = ({ found: { item } }: SoldLine) => (item?.modifierRules?.length ?? 0) > 0;

/**
 * A voided modifier may come without its parent, and with nothing of its own: it is taken back where it was
 * sold, if that is one place of the bill and it was not sold alone.
 */
function adoptReversals(lines: readonly SoldLine[], parentOf: Map<SoldLine, SoldLine>): void {
  const isVoided = lines.some((one) => one.line.parentLineId === null && one.line.voidReason !== null);
  if (!isVoided) return;
  const parents = new Set(parentOf.values());
  const isAlone = (one: SoldLine) => one.line.parentLineId === null && !parents.has(one);
  for (const own of groupBy(lines.filter(isModifier), ({ found }) => found.item?.id).values()) {
    for (const sign of [-1, 1]) {
      const reversed = own.filter((one) => signOf(one) === -sign);
      const places = reversed.flatMap((one) => parentOf.get(one) ?? []);
      const [first, ...others] = places;
      if (!first || places.length < reversed.length) continue;
      const place = others.reduce((a, b) => (b.line.lineId < a.line.lineId ? b : a), first);
      for (const one of own) {
        if (isAlone(one) && one.line.voidReason !== null && signOf(one) === sign) parentOf.set(one, place);
      }
    }
  }
}
