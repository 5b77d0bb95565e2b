import { isPart } from './combos';
import { groupBy } from './group-by';
import type { SoldLine } from './modifiers/sale-groups';
import type { PlannedEntry } from './planned-entries';
import {
  add,
  compare,
  type Exact,
  exact,
  multiply,
  negate,
  roundHalfEven,
  toFraction,
  ZERO,
} from './quantity';
import type { RecipeSet } from './recipe-explosion';
import type { PlanItem } from './resolve-item';
import type { PlanLine } from './sale-line';
import { type BaseUnit, convert } from './units';

/** An ingredient that goes along, so much for each piece or bill. */
export interface PackagingRule {
  id: string;
  ingredientId: string;
  quantity: string;
  /** Null = the ingredient's base unit. */
  unit: BaseUnit | null;
}
/** What goes along when a sale leaves the house (R40); of an item what is said of it, else of its group. */
export interface Packaging {
  items: ReadonlyMap<string, readonly PackagingRule[]>;
  groups: ReadonlyMap<string, readonly PackagingRule[]>;
  bill: readonly PackagingRule[];
}
/** The purpose of an entry of packaging. */
const PURPOSE = 'packaging';

/**
 * The packaging of a day's lines (R40), whatever is known of what their items take. Of a line that moves no
 * goods, cannot be read or is held nothing is said; a line that takes back brings it back.
 */
export function packagingEntries(
  lines: readonly SoldLine[],
  packaging: Packaging,
  ingredients: RecipeSet['ingredients'],
): PlannedEntry[] {
  const sold = new Map<PackagingRule, Map<PlanItem, SoldLine[]>>();
  for (const one of lines) {
    const { item } = one.found;
    if (item === null || one.line.dineIn !== false || !isSold(one) || one.found.bucket === 'held') continue;
    for (const rule of rulesFor(one, item, packaging)) {
      const ofItems = sold.get(rule) ?? new Map<PlanItem, SoldLine[]>();
      sold.set(rule, ofItems.set(item, [...(ofItems.get(item) ?? []), one]));
    }
  }
  const entries: PlannedEntry[] = [];
  const put = (rule: PackagingRule, itemId: string | null, pieces: Exact, taken: readonly PlanLine[]) => {
    const perPiece = amountOf(rule, ingredients);
    const quantity = perPiece && roundHalfEven(multiply(pieces, perPiece));
    if (!perPiece || !quantity || quantity === '0') return;
    entries.push({
      itemId,
      ingredientId: rule.ingredientId,
      quantity,
      soldQuantity: roundHalfEven(pieces),
      usagePerItem: toFraction(perPiece),
      mappingVersionId: null,
      recipeVersionIds: null,
      sourceLines: taken.map(({ seq }) => seq).sort((a, b) => a - b),
      purpose: PURPOSE,
      packagingRuleId: rule.id,
    });
  };
  for (const [rule, ofItems] of sold) {
    for (const [item, own] of ofItems) {
      const pieces = own.reduce((sum, { line }) => add(sum, exact(line.quantity ?? '0')), ZERO);
      put(
        rule,
        item.id,
        pieces,
        own.map(({ line }) => line),
      );
    }
  }
  const bills = packaging.bill.length > 0 ? billsThatLeave(lines) : [];
  for (const rule of packaging.bill) put(rule, null, exact(String(bills.length)), bills);
  return entries;
}

/** Whether goods go over the counter with the line, or come back. */
const isSold = ({ line, found: { bucket, isByItem } }: SoldLine) =>
  line.quantity !== null && bucket !== 'no_goods' && (bucket !== 'failed' || isByItem);

function rulesFor({ line }: SoldLine, item: PlanItem, packaging: Packaging): readonly PackagingRule[] {
  const own = packaging.items.get(item.id);
  if (own) return own;
  // What is said of a dish is packed with it.
  if (line.parentLineId !== null && !isPart({ itemType: 'ITEM' }, { item })) return [];
  return packaging.groups.get(item.accountingGroup ?? '') ?? [];
}

function amountOf({ ingredientId, quantity, unit }: PackagingRule, ingredients: RecipeSet['ingredients']) {
  const base = ingredients.get(ingredientId)?.baseUnit;
  return base ? convert(negate(exact(quantity)), unit ?? base, base) : null;
}

/**
 * Of each bill that leaves the house with goods one line. One whose goods were all taken back on the day, by
 * whatever follows it, took nothing; a part that is taken back brings no bag back.
 */
function billsThatLeave(lines: readonly SoldLine[]): PlanLine[] {
  const accounts = [...groupBy(lines.filter(isSold), ({ line }) => line.accountId).values()]
    .map((own) => ({ own, first: own[0] as SoldLine, pieces: piecesOf(own) }))
    .sort((a, b) => closedAt(a.first) - closedAt(b.first) || (idOf(a.first) < idOf(b.first) ? -1 : 1));
  const bearers = groupBy(accounts, ({ first: { line } }) => line.accountNumber ?? line.accountId);
  const takenBack = new Map<(typeof accounts)[number], SoldLine[]>();
  for (const one of accounts) {
    const previous = one.first.line.previousAccountId;
    if (previous === null || compare(one.pieces, ZERO) >= 0) continue;
    const known = (bearers.get(previous) ?? []).filter((other) => other !== one);
    const meant = known.findLast((other) => closedAt(other.first) <= closedAt(one.first)) ?? known[0];
    if (meant) takenBack.set(meant, [...(takenBack.get(meant) ?? []), ...one.own]);
  }
  return accounts.flatMap((one) => {
    if (one.first.line.dineIn !== false || compare(one.pieces, ZERO) <= 0) return [];
    if (isNothing([...one.own, ...(takenBack.get(one) ?? [])])) return [];
    return one.own
      .filter(({ line }) => compare(exact(line.quantity ?? '0'), ZERO) > 0)
      .map(({ line }) => line)
      .reduce<PlanLine[]>((best, line) => (best[0] && best[0].lineId < line.lineId ? best : [line]), []);
  });
}

const idOf = ({ line }: SoldLine) => line.accountId;
const closedAt = ({ line }: SoldLine) => (line.timeClosed === null ? 0 : Date.parse(line.timeClosed));
const piecesOf = (lines: readonly SoldLine[]) =>
  lines.reduce((sum, { line }) => add(sum, exact(line.quantity ?? '0')), ZERO);

/** Whether of nothing that was sold a piece is left. */
const isNothing = (lines: readonly SoldLine[]) =>
  [...groupBy(lines, ({ line }) => line.sku ?? line.name).values()].every(
    (own) => compare(piecesOf(own), ZERO) <= 0,
  );
