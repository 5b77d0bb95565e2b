import type { Decimal } from 'decimal.js';
import { bearerOn, type Catalogue } from './bearer';
import type { Goods, Rule } from './bill-dishes';
import { Long, scaledBy } from './bill-dishes';
import { headersIn } from './combo-lines';
import { goodsOf, modifiedLines, targetOf } from './day-modifiers';
import { type PackagingSaid, packedIn } from './packed-goods';
import { type Account, DECIMAL, type Line, readAnswer, spoken } from './read-answer';
import { asText, Exact, type ReferenceRecipe, ZERO } from './recipe-usage';
import { adopted, type Naming, type SoldName, soldAs } from './sold-as';
import { wastedIn } from './void-goods';

/**
 * What a location's ledger should say, from the host's own sales: written apart from the product (nothing of
 * lib/core, lib/services or lib/lightspeed's reading is imported), in another arithmetic, and over all days
 * at once instead of one after the other.
 */
const BUCKETS = ['deducted', 'ignored', 'unmapped', 'held', 'no_goods', 'failed'] as const;
type Bucket = (typeof BUCKETS)[number];

export interface Mapping {
  state: 'ingredient' | 'recipe' | 'ignored' | 'unmapped';
  target?: string;
  quantity?: string;
  /** Of the quantity where it is not the base unit, and that. */
  unit?: { given: string; base: string };
  isSubtraction?: boolean;
  /** The item, by its Lightspeed id, that it was taken over from. */
  from?: string;
  /** What was said of it as a modifier (R37). */
  rules?: readonly Rule[];
  /** For which names it counts, and what was said of others; left out: for any (R38). */
  naming?: Naming;
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

export type Recipes = ReadonlyMap<string, ReferenceRecipe>;
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
  /** Of ingredients, for those that replace others. */
  baseUnits?: ReadonlyMap<string, string>;
  wasteReasons: ReadonlySet<string>;
  /** Those of them whose goods are booked as waste. */
  bookedReasons?: ReadonlySet<string>;
  packaging?: PackagingSaid;
  /**
   * The catalogues known when all items of a day were planned last: an item that came later is packed from
   * its next whole run on (R32, R40). Left out: all.
   */
  cataloguesOf?: (day: string) => readonly Catalogue[];
  /** What was sold under which names, at all places. */
  soldNames?: readonly SoldName[];
}

export function expectDays(input: Question): Map<string, DayExpectation> {
  const recipes = new Map(input.recipes.map((recipe) => [recipe.id, recipe]));
  const days = [...input.days]
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map((day) => ({ ...day, ...readAnswer(day.sales) }));
  const chains = chainsOf(days.flatMap((day) => day.accounts));
  const wasteReasons = new Set([...input.wasteReasons].map(spoken));
  const bookedReasons = new Set([...(input.bookedReasons ?? [])].map(spoken));
  const countedBefore = new Set<string>();
  const result = new Map<string, DayExpectation>();
  for (const day of days) {
    const expectation = expectDay(
      day,
      { ...input, chains, wasteReasons, bookedReasons, countedBefore },
      recipes,
    );
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

/** A line with where it would go by itself, and why it moves nothing if so. */
export interface FoundLine {
  line: Line;
  bucket: Bucket;
  item?: string | undefined;
  mapping?: Mapping | undefined;
  still?: 'account' | 'earlier' | 'gone' | undefined;
  /** Under a name nobody has said anything of (R38). */
  isUnknown?: boolean;
}
export interface Known extends Question {
  chains: Chains;
  /** Deliveries of earlier days. */
  countedBefore: ReadonlySet<string>;
  /** The catalogues that say of which group an item is packed; left out: all. */
  packedBy?: readonly Catalogue[] | undefined;
}
type Day = DayTruth & { lines: readonly Line[] };

function expectDay(day: Day, known: Known, recipes: Recipes): DayExpectation {
  const sums = Object.fromEntries(
    BUCKETS.map((bucket) => [bucket, { lines: 0, quantity: new Exact(0) as Decimal }]),
  ) as Record<Bucket, { lines: number; quantity: Decimal }>;
  const seen = new Set<string>();
  const warnings = new Set<string>();
  if (day.lines.some((line) => line.hasUnreadableMoney)) warnings.add('money_unreadable');
  const pieces = piecesOf(day.lines);
  const found: FoundLine[] = [];
  for (const line of day.lines) {
    const key = line.id === undefined ? undefined : `${line.account} ${line.id}`;
    // A readable delivery counts before a broken one of the same line; two broken ones are one line too.
    if (key !== undefined && seen.has(key)) continue;
    if (key !== undefined) seen.add(key);
    const still = movesNothing(line, known, pieces);
    const own = classify(line, day, known, still ? new Set() : warnings);
    found.push({ line, ...own, ...(still && { bucket: 'no_goods' as const, still }) });
  }
  const { usage, bucketOf } = usageOf(
    found,
    recipes,
    { ...known, packedBy: known.cataloguesOf?.(day.day) },
    warnings,
  );
  for (const one of found) {
    const sum = sums[bucketOf(one)];
    sum.lines += 1;
    const { quantity } = one.line;
    if (quantity !== undefined && DECIMAL.test(quantity)) sum.quantity = sum.quantity.plus(quantity);
  }
  const isExponent = day.lines.some((line) => /^\d+e\d+$/i.test(line.quantity ?? ''));
  return {
    usage,
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
function movesNothing(
  line: Line,
  { chains, countedBefore }: Known,
  pieces: ReadonlyMap<string, Decimal>,
): FoundLine['still'] {
  if (line.type === 'FLOAT' || line.type === 'TRANSITORY' || chains.isCancelled(line)) return 'account';
  const isReversal =
    /^(REFUND|VOID|CANCEL)$/.test(line.type ?? '') || pieces.get(line.account)?.lt(0) === true;
  if (isReversal && chains.followsCancelled(line)) return 'account';
  return line.id !== undefined && countedBefore.has(deliveryOf(line)) ? 'earlier' : undefined;
}

/** By itself, whatever hangs on it. */
function classify(
  line: Line,
  { day, end }: Day,
  { locationId, history, mappingsOf, wasteReasons, soldNames = [] }: Known,
  warnings: Set<string>,
): Omit<FoundLine, 'line'> {
  const { sku } = line;
  const mappings = mappingsOf(day, sku ?? '');
  const decisionOn = (item: string) => {
    const decided = mappings.get(item);
    return decided?.state === 'unmapped' ? undefined : decided;
  };
  const found = sku === undefined ? undefined : bearerOn({ sku, end, locationId, history, decisionOn });
  const bearer = found?.id;
  const decided = bearer === undefined ? undefined : mappings.get(bearer);
  const as = bearer && decided ? identity(bearer, decided, line, history, soldNames) : 'itself';
  const isSplit = typeof as === 'object';
  const item = isSplit ? `${bearer}/${as.name}` : bearer;
  const mapping = isSplit ? as.mapping : decided;
  const of = { item, mapping };
  if (line.isBroken || line.quantity === undefined) return { bucket: 'failed', ...of };
  const quantity = new Exact(line.quantity);
  if (quantity.abs().gt(1_000_000)) return { bucket: 'failed', ...of };
  if (quantity.lt(0) && line.reason !== undefined && wasteReasons.has(spoken(line.reason)))
    return { bucket: 'no_goods', still: 'gone', ...of, isUnknown: as === 'held' };
  if (found?.isInDoubt) warnings.add('sku_of_several_items');
  if (as === 'held') return { bucket: 'held', ...of };
  if (!mapping || mapping.state === 'unmapped') return { bucket: 'unmapped', ...of };
  return { bucket: mapping.state === 'ignored' ? 'ignored' : 'deducted', ...of };
}

/** An undecided item holds nothing, but what was split off from it is another thing all the same. */
function identity(
  item: string,
  { state, naming }: Mapping,
  { soldName }: Line,
  history: readonly Catalogue[],
  soldNames: readonly SoldName[],
) {
  if (!naming) return 'itself' as const;
  const counting = state === 'unmapped' ? { ...naming, names: undefined } : naming;
  return soldAs(soldName, counting, adopted(item, counting, history, soldNames));
}

/** What the day's entries sum up to, each rounded by itself, and where its lines go. */
function usageOf(found: readonly FoundLine[], recipes: Recipes, known: Known, warnings: Set<string>) {
  const truth = modifiedLines(found, recipes, known, warnings);
  const entries = new Map<string, { ingredient: string; amount: Decimal }>();
  const book = (item: string, under: string, goods: Goods, waste = '') => {
    for (const [ingredient, amount] of goods) {
      const key = JSON.stringify([item, under, ingredient, waste]);
      const sum = entries.get(key)?.amount ?? new Long(0);
      entries.set(key, { ingredient, amount: sum.minus(amount.toString()) });
    }
  };
  for (const one of found) {
    const { line, item, mapping, bucket } = one;
    const does = truth.get(one);
    if (does && item !== undefined) {
      if (does.bucket === 'deducted') book(item, does.under ?? '', does.goods);
    } else if (bucket === 'deducted' && item !== undefined && mapping) {
      book(item, '', goodsOf(targetOf(mapping), new Long(line.quantity ?? '0'), recipes));
    }
  }
  for (const { item, under, goods, reason } of wastedIn(found, truth, recipes, known)) {
    book(item, under, scaledBy(goods, new Long(-1)));
    book(item, under, goods, reason);
  }
  for (const { item, goods } of packedIn(found, known)) book(item, '', goods, 'packaging');
  const usage = new Map<string, Decimal>();
  for (const { ingredient, amount } of entries.values()) {
    // A third and two thirds are one: not what 400 digits make of them.
    const entry = amount.toDecimalPlaces(60).toDecimalPlaces(6).toString();
    usage.set(ingredient, (usage.get(ingredient) ?? ZERO).plus(entry));
  }
  const own = (one: FoundLine) => truth.get(one)?.bucket ?? one.bucket;
  const headers = headersIn(found, own, known);
  return { usage: asText(usage), bucketOf: (one: FoundLine) => headers.get(one) ?? own(one) };
}

function mapBuckets<A, B>(buckets: Record<Bucket, A>, change: (value: A) => B): Record<Bucket, B> {
  return Object.fromEntries(Object.entries(buckets).map(([name, value]) => [name, change(value)])) as Record<
    Bucket,
    B
  >;
}
