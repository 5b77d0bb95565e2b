import type { Classification } from './classify-line';
import { groupBy } from './group-by';
import type { UsageByMapping } from './item-usage';
import type { ModifiedLine } from './modifiers/modified-lines';
import { add, type Exact, isZero, multiply, roundHalfEven, toFraction, ZERO } from './quantity';
import type { PlanItem } from './resolve-item';
import type { PlanLine } from './sale-line';
import type { Steps } from './steps';
import { Tally } from './totals';
import type { BookedReason, WasteMove } from './void-waste';

/** Lines of an entry of which each piece changed the same. */
interface EntryPart {
  soldQuantity: string;
  /** Exact signed change per sold item, `n/d`. */
  usagePerItem: string;
  sourceLines: readonly number[];
}
/** What the ledger should say for one item, the parent it was sold under, and ingredient of the day. */
export interface PlannedEntry {
  /** Null of the packaging of bills (R40). */
  itemId: string | null;
  ingredientId: string;
  /** Signed, base unit, rounded once to 6 decimals; negative = taken from stock. */
  quantity: string;
  soldQuantity: string;
  /** Exact signed change per sold item, `n/d`; null where pieces differ, then `parts` say it. */
  usagePerItem: string | null;
  /** Null where a rule says it, of a modifier or of packaging. */
  mappingVersionId: string | null;
  recipeVersionIds: readonly string[] | null;
  sourceLines: readonly number[];
  /**
   * Of an item sold as a modifier (R37): by which rule, and under which parent; null = alone, or one not
   * known.
   */
  modifierRuleId?: string;
  parentItemId?: string | null;
  parts?: readonly EntryPart[];
  /** What else than the sale it is for, which other entries of the item stand beside; see `wastePurpose`. */
  purpose?: string;
  /** Of waste (R16): the version of the till's reason that says so. */
  voidReasonVersionId?: string;
  /** Of packaging (R40): what says that it goes along. */
  packagingRuleId?: string;
}

/** The purpose of an entry that puts voided goods to waste, by the till's reason (R16). */
const wastePurpose = (reasonKey: string) => `waste ${reasonKey}`;

/** Pieces of an item that change stock alike. */
interface Pieces {
  item: PlanItem;
  modified: ModifiedLine | null;
  quantity: Tally;
  lines: number[];
}

/** What was sold of each item whose goods are deducted, and on which lines. */
export class SoldPieces {
  private readonly plain = new Map<PlanItem, Pieces>();
  private readonly modified = new Map<string, Pieces>();
  /** Sales of a kind share what their lines do. */
  private readonly ofKind = new Map<ModifiedLine, Pieces>();
  private readonly waste: BookedReason | null;

  /** `waste`: pieces are counted by the void lines that put them there, whose sign is turned. */
  constructor(waste: BookedReason | null = null) {
    this.waste = waste;
  }

  /** Voided goods that are booked as waste: off what was sold, and to the pieces of their reason. */
  static wasted(moves: readonly WasteMove[], sold: SoldPieces): SoldPieces[] {
    const wasted = new Map<string, SoldPieces>();
    for (const { line, item, modified, reason } of moves) {
      const pieces = wasted.get(reason.key) ?? new SoldPieces(reason);
      wasted.set(reason.key, pieces);
      for (const one of [sold, pieces]) one.count(line, { bucket: 'deducted', item }, modified);
    }
    return [...wasted.values()];
  }

  count(
    line: PlanLine,
    { bucket, item }: Pick<Classification, 'bucket' | 'item'>,
    modified?: ModifiedLine,
  ): void {
    if (bucket !== 'deducted' || !item || line.quantity === null) return;
    const pieces = modified ? this.ofModified(item, modified) : this.ofItem(item);
    pieces.quantity.count(this.waste ? turned(line.quantity) : line.quantity);
    pieces.lines.push(line.seq);
  }

  private ofItem(item: PlanItem): Pieces {
    const known = this.plain.get(item) ?? { item, modified: null, quantity: new Tally(), lines: [] };
    this.plain.set(item, known);
    return known;
  }

  private ofModified(item: PlanItem, modified: ModifiedLine): Pieces {
    const ofKind = this.ofKind.get(modified);
    if (ofKind?.item === item) return ofKind;
    const change = textOf(modified.perPiece);
    const key = `${item.id} ${modified.rule?.id} ${modified.parent?.id} ${change}`;
    const known = this.modified.get(key) ?? { item, modified, quantity: new Tally(), lines: [] };
    this.modified.set(key, known);
    this.ofKind.set(modified, known);
    return known;
  }

  /** One entry per item, parent and ingredient, rounded once (R19); none for zero. */
  *entries(usage: UsageByMapping): Steps<PlannedEntry[]> {
    const entries: PlannedEntry[] = [];
    const all = [...this.plain.values(), ...this.modified.values()];
    for (const pieces of groupBy(all, keyOf).values()) {
      yield;
      const own = entriesOf(pieces, usage);
      entries.push(...(this.waste ? own.map((entry) => ({ ...entry, ...this.purposeOf() })) : own));
    }
    return entries;
  }

  private purposeOf(): Pick<PlannedEntry, 'purpose' | 'voidReasonVersionId'> {
    if (!this.waste) return {};
    return { purpose: wastePurpose(this.waste.key), voidReasonVersionId: this.waste.versionId };
  }
}

const turned = (quantity: string) => (quantity.startsWith('-') ? quantity.slice(1) : `-${quantity}`);

function textOf(change: ModifiedLine['perPiece']): string {
  const texts: string[] = [];
  for (const [id, amount] of change) texts.push(`${id} ${toFraction(amount)}`);
  return texts.sort().join();
}

const keyOf = ({ item, modified }: Pieces) => `${item.id} ${(modified?.rule && modified.parent?.id) ?? ''}`;

interface Part {
  sold: Exact;
  perItem: Exact;
  lines: readonly number[];
}

function entriesOf(all: readonly Pieces[], usage: UsageByMapping): PlannedEntry[] {
  const [{ item, modified }] = all as [Pieces, ...Pieces[]];
  const partsOf = new Map<string, Part[]>();
  const recipeVersionIds = new Set<string>();
  let isFromRecipes = false;
  for (const { quantity, lines, modified } of all) {
    const found = changeOf(item, modified, usage);
    if (!found) continue;
    for (const id of found.recipeVersionIds ?? []) recipeVersionIds.add(id);
    isFromRecipes ||= found.recipeVersionIds !== null;
    const sold = quantity.sum();
    for (const [ingredientId, perItem] of found.change) {
      const part = { sold, perItem, lines };
      const others = partsOf.get(ingredientId);
      if (others) others.push(part);
      else partsOf.set(ingredientId, [part]);
    }
  }
  const rule = modified?.rule ?? null;
  const basis = {
    mappingVersionId: rule ? null : (item.mapping?.versionId ?? null),
    // Of a mapping the recipe it names comes first; of a rule there may be none.
    recipeVersionIds: !isFromRecipes ? null : rule ? [...recipeVersionIds].sort() : [...recipeVersionIds],
  };
  const more = rule && { modifierRuleId: rule.id, parentItemId: modified?.parent?.id ?? null };
  return [...partsOf].flatMap(([ingredientId, parts]) => {
    const entry = sumOf(parts);
    if (entry.quantity === '0') return [];
    return [{ itemId: item.id, ingredientId, ...entry, ...basis, ...more }];
  });
}

/** What a piece changes; null where that cannot be said. */
function changeOf(item: PlanItem, modified: ModifiedLine | null, usage: UsageByMapping) {
  if (modified) {
    const { perPiece: change, recipeVersionIds: ids } = modified;
    return { change, recipeVersionIds: ids.length > 0 ? ids : null };
  }
  const own = item.mapping ? usage.of(item.mapping) : null;
  return own?.ok ? { change: own.perItem, recipeVersionIds: own.recipeVersionIds } : null;
}

type Sums = Pick<PlannedEntry, 'quantity' | 'soldQuantity' | 'usagePerItem' | 'sourceLines' | 'parts'>;

function sumOf(given: readonly Part[]): Sums {
  const alike = [...groupBy(given, ({ perItem }) => toFraction(perItem)).entries()].map(
    ([usagePerItem, some]) => ({
      usagePerItem,
      sold: some.reduce((sum, { sold }) => add(sum, sold), ZERO),
      perItem: some[0]?.perItem ?? ZERO,
      sourceLines: inOrder(some.flatMap(({ lines }) => lines)),
    }),
  );
  const parts = alike.filter(({ perItem }) => !isZero(perItem));
  const total = parts.reduce((sum, { sold, perItem }) => add(sum, multiply(sold, perItem)), ZERO);
  const sold = parts.reduce((sum, part) => add(sum, part.sold), ZERO);
  const [only] = parts;
  return {
    quantity: roundHalfEven(total),
    soldQuantity: roundHalfEven(sold),
    usagePerItem: only && parts.length === 1 ? only.usagePerItem : null,
    sourceLines: inOrder(parts.flatMap(({ sourceLines }) => sourceLines)),
    ...(parts.length > 1 && {
      parts: parts
        .map(({ sold, usagePerItem, sourceLines }) => ({
          soldQuantity: roundHalfEven(sold),
          usagePerItem,
          sourceLines,
        }))
        .sort((a, b) => (a.sourceLines[0] ?? 0) - (b.sourceLines[0] ?? 0)),
    }),
  };
}

const inOrder = (lines: readonly number[]) => lines.toSorted((a, b) => a - b);
