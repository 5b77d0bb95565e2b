import type { Decimal } from 'decimal.js';
import { bearerOn, type Catalogue } from './bearer';
import { type Account, DECIMAL, type Line, readAnswer, spoken } from './read-answer';
import {
  asText,
  Exact,
  entryQuantity,
  inBase,
  ONE,
  perPortion,
  type ReferenceRecipe,
  ZERO,
} from './recipe-usage';

/**
 * What a location's ledger should say, from the host's own sales: written apart from the product (nothing of
 * lib/core, lib/services or lib/lightspeed's reading is imported), in another arithmetic, and over all days
 * at once instead of one after the other.
 */
const BUCKETS = ['deducted', 'ignored', 'unmapped', 'no_goods', 'failed'] as const;
type Bucket = (typeof BUCKETS)[number];

export interface Mapping {
  state: 'ingredient' | 'recipe' | 'ignored';
  target?: string;
  quantity?: string;
  /** Of the quantity where it is not the base unit, and that. */
  unit?: { given: string; base: string };
  isSubtraction?: boolean;
  /** The item, by its Lightspeed id, that it was taken over from. */
  from?: string;
}
export interface DayTruth {
  day: string;
  /** Its end in epoch milliseconds. */
  end: number;
  sales: readonly unknown[];
}
export interface DayExpectation {
  usage: Map<string, string>;
  lines: Record<Bucket, number>;
  quantity: Record<Bucket, string>;
  /**
   * False where a number is one that the product does not take for one, or money cannot be read: then the day
   * must say so (R26).
   */
  addsUp: boolean;
  /** Of the warnings that follow from the answer and the catalogue. */
  warnings: Set<string>;
}

type Recipes = ReadonlyMap<string, ReferenceRecipe>;
type Sold = Map<string, { mapping: Mapping; quantity: Decimal }>;
interface Question {
  locationId: string;
  days: readonly DayTruth[];
  /** The days to work out; the others only say what is cancelled or was counted before. */
  wanted: ReadonlySet<string>;
  history: readonly Catalogue[];
  /**
   * The mappings, by item, that count for what a day sold under a SKU: those of when the day was booked with
   * it (R32).
   */
  mappingsOf: (day: string, sku: string) => ReadonlyMap<string, Mapping>;
  recipes: readonly ReferenceRecipe[];
  wasteReasons: ReadonlySet<string>;
}

export function expectDays(input: Question): Map<string, DayExpectation> {
  const recipes = new Map(input.recipes.map((recipe) => [recipe.id, recipe]));
  const days = [...input.days]
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map((day) => ({ ...day, ...readAnswer(day.sales) }));
  const chains = chainsOf(days.flatMap((day) => day.accounts));
  const wasteReasons = new Set([...input.wasteReasons].map(spoken));
  const countedBefore = new Set<string>();
  const result = new Map<string, DayExpectation>();
  for (const day of days) {
    const expectation = expectDay(day, { ...input, chains, wasteReasons, countedBefore }, recipes);
    for (const line of day.lines)
      if (line.id !== undefined && !line.isBroken) countedBefore.add(deliveryOf(line));
    if (input.wanted.has(day.day)) result.set(day.day, expectation);
  }
  return result;
}

/** One delivery of a line among all days' (R15). */
const deliveryOf = (line: Line) => `${line.account} ${line.closed} ${line.id}`;

type Chains = ReturnType<typeof chainsOf>;
/** Which accounts are cancelled, and which account a line's chain means (R15). */
function chainsOf(given: readonly Account[]) {
  const accounts = [...given].sort((a, b) => Date.parse(a.closed ?? '') - Date.parse(b.closed ?? ''));
  const cancelled = new Set(accounts.flatMap((account) => (account.isCancelled ? [account.id] : [])));
  /** In the order of closing, the last account before that bore the number. */
  const meant = (line: Line): string | undefined => {
    const bearers = accounts.filter(
      ({ id, number }) => (number ?? id) === line.previous && id !== line.account,
    );
    const at = Date.parse(line.closed ?? '');
    return (bearers.findLast(({ closed }) => Date.parse(closed ?? '') <= at) ?? bearers[0])?.id;
  };
  return {
    isCancelled: (line: Line) => cancelled.has(line.account),
    followsCancelled: (line: Line) => line.previous !== undefined && cancelled.has(meant(line) ?? ''),
  };
}

interface Known extends Question {
  chains: Chains;
  /** Deliveries of earlier days. */
  countedBefore: ReadonlySet<string>;
}
type Day = DayTruth & { lines: readonly Line[] };

function expectDay(day: Day, known: Known, recipes: Recipes): DayExpectation {
  const sums = Object.fromEntries(
    BUCKETS.map((bucket) => [bucket, { lines: 0, quantity: new Exact(0) as Decimal }]),
  ) as Record<Bucket, { lines: number; quantity: Decimal }>;
  const sold: Sold = new Map();
  const seen = new Set<string>();
  const warnings = new Set<string>();
  if (day.lines.some((line) => line.hasUnreadableMoney)) warnings.add('money_unreadable');
  const pieces = piecesOf(day.lines);
  for (const line of day.lines) {
    const key = line.id === undefined ? undefined : `${line.account} ${line.id}`;
    // A readable delivery counts before a broken one of the same line; two broken ones are one line too.
    if (key !== undefined && seen.has(key)) continue;
    if (key !== undefined) seen.add(key);
    const { bucket, item, mapping } = movesNothing(line, known, pieces)
      ? { bucket: 'no_goods' as const }
      : classify(line, day, known, warnings);
    const sum = sums[bucket];
    sum.lines += 1;
    if (line.quantity === undefined || !DECIMAL.test(line.quantity)) continue;
    sum.quantity = sum.quantity.plus(line.quantity);
    if (bucket === 'deducted' && item && mapping) {
      const before = sold.get(item) ?? { mapping, quantity: new Exact(0) };
      sold.set(item, { ...before, quantity: before.quantity.plus(line.quantity) });
    }
  }
  const isExponent = day.lines.some((line) => /^\d+e\d+$/i.test(line.quantity ?? ''));
  return {
    usage: usageOf(sold, recipes),
    lines: mapBuckets(sums, (sum) => sum.lines),
    quantity: mapBuckets(sums, (sum) => sum.quantity.toString()),
    addsUp: !warnings.has('money_unreadable') && !isExponent,
    warnings,
  };
}

/** Pieces by account, each line once. */
function piecesOf(lines: readonly Line[]): ReadonlyMap<string, Decimal> {
  const pieces = new Map<string, Decimal>();
  const seen = new Set<string>();
  for (const { account, id, isBroken, quantity } of lines) {
    if (isBroken || quantity === undefined || seen.has(`${account} ${id}`)) continue;
    seen.add(`${account} ${id}`);
    pieces.set(account, (pieces.get(account) ?? new Exact(0)).plus(quantity));
  }
  return pieces;
}

/** Of an account that moves no goods, or counted on an earlier day (R15). */
function movesNothing(line: Line, { chains, countedBefore }: Known, pieces: ReadonlyMap<string, Decimal>) {
  if (line.type === 'FLOAT' || line.type === 'TRANSITORY' || chains.isCancelled(line)) return true;
  const isReversal =
    /^(REFUND|VOID|CANCEL)$/.test(line.type ?? '') || pieces.get(line.account)?.lt(0) === true;
  if (isReversal && chains.followsCancelled(line)) return true;
  return line.id !== undefined && countedBefore.has(deliveryOf(line));
}

function classify(
  line: Line,
  { day, end }: Day,
  { locationId, history, mappingsOf, wasteReasons }: Known,
  warnings: Set<string>,
): { bucket: Bucket; item?: string; mapping?: Mapping } {
  const { sku } = line;
  if (line.isBroken || line.quantity === undefined) return { bucket: 'failed' };
  const quantity = new Exact(line.quantity);
  if (quantity.abs().gt(1_000_000)) return { bucket: 'failed' };
  if (quantity.lt(0) && line.reason !== undefined && wasteReasons.has(spoken(line.reason)))
    return { bucket: 'no_goods' };
  if (sku === undefined) return { bucket: 'unmapped' };
  const mappings = mappingsOf(day, sku);
  const found = bearerOn({ sku, end, locationId, history, decisionOn: (item) => mappings.get(item) });
  if (found?.isInDoubt) warnings.add('sku_of_several_items');
  const mapping = found && mappings.get(found.id);
  if (!mapping) return { bucket: 'unmapped' };
  return mapping.state === 'ignored'
    ? { bucket: 'ignored' }
    : { bucket: 'deducted', item: found.id, mapping };
}

function usageOf(sold: Sold, recipes: Recipes): Map<string, string> {
  const total = new Map<string, Decimal>();
  for (const { mapping, quantity } of sold.values()) {
    if (!mapping.target || !mapping.quantity) continue;
    const perItem =
      mapping.state === 'ingredient'
        ? new Map([[mapping.target, mapping.unit ? inBase(mapping.unit.given, mapping.unit.base) : ONE]])
        : perPortion(mapping.target, recipes);
    const how = { quantity: mapping.quantity, isSubtraction: mapping.isSubtraction === true };
    for (const [ingredient, ratio] of perItem)
      total.set(ingredient, (total.get(ingredient) ?? ZERO).plus(entryQuantity(quantity, how, ratio)));
  }
  return asText(total);
}

function mapBuckets<A, B>(buckets: Record<Bucket, A>, change: (value: A) => B): Record<Bucket, B> {
  return Object.fromEntries(Object.entries(buckets).map(([name, value]) => [name, change(value)])) as Record<
    Bucket,
    B
  >;
}
