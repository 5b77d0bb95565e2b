import { byNumber, judgeAccounts, mergeAccounts } from './account-chain';
import type { ControlTotals } from './control-totals';
import { indexItems } from './item-of-sku';
import {
  add,
  compare,
  type Exact,
  exact,
  isDecimal,
  multiply,
  negate,
  roundHalfEven,
  toFraction,
  ZERO,
} from './quantity';
import { reasonKey } from './reason-key';
import { type Explosion, exploding, type KnownExplosions, type RecipeBook } from './recipe-explosion';
import { now, type Steps } from './steps';

/** A sale line with its account's facts, in the order received. */
export interface PlanLine {
  seq: number;
  /** The account's identity (R15): its reference, else its number. */
  accountId: string;
  /**
   * What people call it and chains name. Null where it bears none, and in lines kept before it was: then the
   * id is it.
   */
  accountNumber: string | null;
  accountType: string;
  accountCancelled: boolean;
  previousAccountId: string | null;
  receiptId: string | null;
  timeClosed: string | null;
  lineId: string;
  sku: string | null;
  name: string;
  quantity: string | null;
  netValue: string | null;
  voidReason: string | null;
  problem: string | null;
}
export interface PlanMapping {
  versionId: string;
  state: 'mapped' | 'ignored' | 'unmapped';
  ingredientId: string | null;
  recipeId: string | null;
  quantity: string | null;
  isSubtraction: boolean;
  /** The item that it was the mapping of, and whose SKU this one bears now (R14). */
  takenOverFrom?: string | null;
  /** Recipes it is worked out with, where they are others than the day's. */
  book?: RecipeBook;
}
/**
 * A SKU an item bore, in epoch milliseconds: from the sync that first showed it so until the one that no
 * longer did.
 */
export interface SkuSpan {
  sku: string;
  since: number;
  until: number | null;
}
export interface PlanItem {
  id: string;
  lightspeedId: string;
  /** The present one and former ones: SKUs are edited, and recycled for other items. */
  skus: readonly SkuSpan[];
  businessId: string;
  locationIds: readonly string[];
  /** Epoch milliseconds; null while it is active. */
  archivedAt: number | null;
  mapping: PlanMapping | null;
}
export interface PlanInput {
  businessId: string;
  locationId: string;
  /** End of the business day in epoch milliseconds: who bore a SKU then, sold it. */
  dayEnd: number;
  accounts: number;
  lines: readonly PlanLine[];
  /**
   * Accounts marked cancelled, also those without lines and those of other days that this day's accounts
   * follow.
   */
  cancelledAccountIds: ReadonlySet<string>;
  /**
   * Accounts that follow a cancelled one, where more than these lines is known; without it the lines say it.
   */
  behindCancelled?: ReadonlySet<string>;
  /** Pieces sold by such accounts, by id, where not all of their lines are given. */
  accountSums?: ReadonlyMap<string, string>;
  /** `lineKey` of lines that an earlier day's answer brought already (R15). */
  countedEarlier?: ReadonlySet<string>;
  items: readonly PlanItem[];
  book: RecipeBook;
  /** Explosions of earlier plans, which those of this one join. */
  known?: KnownExplosions;
  /** Void/refund reasons whose goods are gone (R16). */
  wasteReasons: ReadonlySet<string>;
  /**
   * What the answer reports by an independent reading; the buckets must add up to it (R26). Null or left out
   * = not known.
   */
  reported?: ControlTotals | null;
}

type PlanBucket = 'deducted' | 'ignored' | 'unmapped' | 'no_goods' | 'failed';
const BUCKETS: readonly PlanBucket[] = ['deducted', 'ignored', 'unmapped', 'no_goods', 'failed'];

/** What the ledger should say for one item and ingredient of the day. */
export interface PlannedEntry {
  itemId: string;
  ingredientId: string;
  /** Signed, base unit, rounded once to 6 decimals; negative = taken from stock. */
  quantity: string;
  soldQuantity: string;
  /** Exact signed change per sold item, `n/d`. */
  usagePerItem: string;
  mappingVersionId: string;
  recipeVersionIds: readonly string[] | null;
  sourceLines: readonly number[];
}
export interface LineOutcome {
  line: PlanLine;
  bucket: PlanBucket;
  reason: string | null;
  itemId: string | null;
}
interface Totals {
  lines: number;
  quantity: string;
  netValue: string;
}
interface UnmappedSale extends Totals {
  itemId: string | null;
  sku: string | null;
  name: string;
  reason: 'no_mapping' | 'unknown_sku' | 'no_sku';
}
export interface TransferPlan {
  accounts: number;
  entries: PlannedEntry[];
  /** One per counted line; a line delivered twice counts once (R15). */
  outcomes: LineOutcome[];
  buckets: Record<PlanBucket, Totals>;
  total: Totals;
  addsUp: boolean;
  unmapped: UnmappedSale[];
  warnings: string[];
}

const MOVES_NO_GOODS: ReadonlySet<string> = new Set(['FLOAT', 'TRANSITORY']);
const UNCERTAIN_TYPES: ReadonlySet<string> = new Set(['CROSS_BL', 'CANCEL']);

/**
 * Beyond these a number is a mistake, and its entry would pass the 18 digits of a ledger column and stop the
 * whole day (R21): units on one line, and base units per sold item.
 */
const MAX_LINE_QUANTITY = exact('1000000');
const MAX_USAGE_PER_ITEM = exact('1000000000');
const isBeyond = (amount: Exact, limit: Exact) =>
  compare(amount, limit) > 0 || compare(amount, negate(limit)) < 0;

type Usage =
  | { ok: true; perItem: ReadonlyMap<string, Exact>; recipeVersionIds: readonly string[] | null }
  | { ok: false; reason: string };

/**
 * Adds decimal texts. Equal texts are counted first: a day repeats few amounts, and BigInt addition
 * dominates.
 */
class Tally {
  private readonly times = new Map<string, number>();
  count(text: string | null): void {
    if (text !== null) this.times.set(text, (this.times.get(text) ?? 0) + 1);
  }
  sum(): Exact {
    let sum = ZERO;
    for (const [text, times] of this.times) {
      if (isDecimal(text)) sum = add(sum, multiply(exact(text), { n: BigInt(times), d: 1n }));
    }
    return sum;
  }
}

class Sum {
  lines = 0;
  private readonly quantities = new Tally();
  private readonly netValues = new Tally();
  count(line: PlanLine): void {
    this.lines += 1;
    this.quantities.count(line.quantity);
    this.netValues.count(line.netValue);
  }
  get quantity(): Exact {
    return this.quantities.sum();
  }
  get netValue(): Exact {
    return this.netValues.sum();
  }
  totals(): Totals {
    return {
      lines: this.lines,
      quantity: roundHalfEven(this.quantity),
      netValue: roundHalfEven(this.netValue),
    };
  }
}

/**
 * Turns one location's business day of sale lines into the entries its ledger should hold (R14–R21) and says
 * of each line where it went (R26). Pure: the same input gives the same plan, whatever the order of the
 * lines.
 */
export function planTransfer(input: PlanInput): TransferPlan {
  return now(planningTransfer(input));
}

/** Lines and entries between which others get a turn. */
const LINES_A_STEP = 250;

/** The same in steps of a few milliseconds: a day may be very long, and a recipe very deep. */
export function* planningTransfer(input: PlanInput): Steps<TransferPlan> {
  const { itemBySku, ambiguous } = indexItems(input);
  yield;
  const usage = makeUsage(input.book, input.known);
  for (const { sku } of input.lines) {
    const mapping = sku === null ? null : itemBySku.get(sku)?.mapping;
    if (mapping) yield* usage.workOut(mapping);
  }
  const outcomes: LineOutcome[] = [];
  const warnings = new Set<string>();
  const sold = new Map<PlanItem, { quantity: Tally; lines: number[] }>();
  const cancelledAccountIds = new Set(input.cancelledAccountIds);
  for (const line of input.lines) if (line.accountCancelled) cancelledAccountIds.add(line.accountId);

  const { countedEarlier = new Set() } = input;
  const wasteReasons = new Set([...input.wasteReasons].map(reasonKey));
  const once = yield* countOnce(input.lines, warnings);
  const behind = input.behindCancelled ?? followers(input.lines, cancelledAccountIds);
  const reversals = reversalsAmong(behind, once, input.accountSums ?? new Map());
  const usageOf = usage.of;
  const rules: Rules = { itemBySku, usageOf, cancelledAccountIds, reversals, countedEarlier, wasteReasons };
  if (input.reported && input.reported.netValue === null) warnings.add('money_unreadable');

  for (const line of once) {
    if (outcomes.length % LINES_A_STEP === 0) yield;
    if (UNCERTAIN_TYPES.has(line.accountType)) warnings.add(`account_type_${line.accountType.toLowerCase()}`);
    const outcome = judge(line, rules);
    if (line.sku !== null && ambiguous.has(line.sku) && outcome.isByItem)
      warnings.add('sku_of_several_items');
    outcomes.push({ line, bucket: outcome.bucket, reason: outcome.reason, itemId: outcome.item?.id ?? null });
    if (outcome.bucket === 'deducted' && outcome.item && line.quantity !== null) {
      const sale = sold.get(outcome.item) ?? { quantity: new Tally(), lines: [] };
      sale.quantity.count(line.quantity);
      sale.lines.push(line.seq);
      sold.set(outcome.item, sale);
    }
  }

  const entries: PlannedEntry[] = [];
  for (const [item, sale] of sold) {
    yield;
    const change = item.mapping ? usage.of(item.mapping) : null;
    if (!item.mapping || !change?.ok) continue;
    const soldQuantity = sale.quantity.sum();
    const sourceLines = sale.lines.toSorted((a, b) => a - b);
    for (const [ingredientId, perItem] of change.perItem) {
      const quantity = roundHalfEven(multiply(soldQuantity, perItem));
      if (quantity === '0') continue;
      entries.push({
        itemId: item.id,
        ingredientId,
        quantity,
        soldQuantity: roundHalfEven(soldQuantity),
        usagePerItem: toFraction(perItem),
        mappingVersionId: item.mapping.versionId,
        recipeVersionIds: change.recipeVersionIds,
        sourceLines,
      });
    }
  }

  return {
    accounts: input.accounts,
    entries,
    outcomes,
    ...(yield* summarise(outcomes, input.reported ?? null)),
    warnings: [...warnings].sort(),
  };
}

/** What makes a line of one location the same line (R15). */
export const lineKey = (accountId: string, lineId: string) => JSON.stringify([accountId, lineId]);

/**
 * A line once per (account, line id), however often delivered (R15). Should two deliveries differ, a readable
 * one counts before a malformed one, then the first received, and the day carries a warning.
 */
function* countOnce(lines: readonly PlanLine[], warnings: Set<string>): Steps<PlanLine[]> {
  const counted = new Map<string, PlanLine>();
  for (const [index, line] of lines.entries()) {
    if (index % LINES_A_STEP === 0) yield;
    const key = lineKey(line.accountId, line.lineId);
    const other = counted.get(key);
    if (!other) {
      counted.set(key, line);
      continue;
    }
    if (other.quantity !== line.quantity || other.sku !== line.sku || other.problem !== line.problem) {
      warnings.add('line_delivered_differently');
    }
    const isReadable = line.problem === null;
    if (isReadable === (other.problem === null) ? line.seq < other.seq : isReadable) counted.set(key, line);
  }
  return [...counted.values()];
}

/** Accounts that reverse another by what they are. */
const REVERSES: ReadonlySet<string> = new Set(['REFUND', 'VOID', 'CANCEL']);

/** Accounts that follow a cancelled one, as far as a day's own lines tell. */
function followers(lines: readonly PlanLine[], cancelledIds: ReadonlySet<string>): Set<string> {
  const accounts = mergeAccounts(
    lines.map((line) => ({
      id: line.accountId,
      number: line.accountNumber,
      previous: line.previousAccountId,
      closed: line.timeClosed === null ? null : Date.parse(line.timeClosed),
      cancelled: cancelledIds.has(line.accountId),
    })),
  );
  const rowsOf = byNumber(accounts);
  // One that is not among the day's is known by what names it.
  const others = [...cancelledIds].map((id) => ({
    id,
    number: null,
    previous: null,
    closed: null,
    cancelled: true,
  }));
  const rowsElsewhere = byNumber(others);
  return judgeAccounts(accounts, (number) =>
    rowsOf(number).length > 0 ? rowsOf(number) : rowsElsewhere(number),
  ).behindCancelled;
}

/**
 * Of the accounts behind a cancelled one those that reverse it: a reopened order that was made anew counts
 * (R15).
 */
function reversalsAmong(
  behind: ReadonlySet<string>,
  lines: readonly PlanLine[],
  accountSums: ReadonlyMap<string, string>,
): Set<string> {
  const reversals = new Set<string>();
  if (behind.size === 0) return reversals;
  const sums = new Map<string, Tally>();
  for (const line of lines) {
    if (!behind.has(line.accountId)) continue;
    if (REVERSES.has(line.accountType)) reversals.add(line.accountId);
    const sum = sums.get(line.accountId) ?? new Tally();
    if (line.problem === null) sum.count(line.quantity);
    sums.set(line.accountId, sum);
  }
  for (const [id, tally] of sums) {
    const known = accountSums.get(id);
    if (compare(known === undefined ? tally.sum() : exact(known), ZERO) < 0) reversals.add(id);
  }
  return reversals;
}

interface Judgement {
  bucket: PlanBucket;
  reason: string | null;
  item: PlanItem | null;
  /** False where the line went where it did whatever item bears its SKU. */
  isByItem: boolean;
}

interface Rules {
  itemBySku: ReadonlyMap<string, PlanItem>;
  usageOf: (mapping: PlanMapping) => Usage;
  cancelledAccountIds: ReadonlySet<string>;
  /** Accounts that take a cancelled one back. */
  reversals: ReadonlySet<string>;
  countedEarlier: ReadonlySet<string>;
  wasteReasons: ReadonlySet<string>;
}

function judge(line: PlanLine, rules: Rules): Judgement {
  const item = line.sku === null ? null : (rules.itemBySku.get(line.sku) ?? null);
  const verdict = (bucket: PlanBucket, reason: string): Judgement => ({
    bucket,
    reason,
    item,
    isByItem: false,
  });
  const byItem = (bucket: PlanBucket, reason: string | null = null): Judgement => ({
    bucket,
    reason,
    item,
    isByItem: true,
  });

  // R15: what the account is decides first, so that a malformed line in it needs no one's attention.
  if (MOVES_NO_GOODS.has(line.accountType))
    return verdict('no_goods', `account_${line.accountType.toLowerCase()}`);
  if (rules.cancelledAccountIds.has(line.accountId)) return verdict('no_goods', 'account_cancelled');
  if (rules.reversals.has(line.accountId)) return verdict('no_goods', 'cancels_cancelled_account');
  if (rules.countedEarlier.has(lineKey(line.accountId, line.lineId))) {
    return verdict('no_goods', 'counted_on_earlier_day');
  }
  if (line.problem !== null) return verdict('failed', line.problem);
  if (line.quantity === null || !isDecimal(line.quantity)) return verdict('failed', 'quantity_not_a_number');
  if (isBeyond(exact(line.quantity), MAX_LINE_QUANTITY)) return verdict('failed', 'quantity_out_of_range');
  const isNegative = line.quantity.startsWith('-');
  if (isNegative && line.voidReason !== null && rules.wasteReasons.has(reasonKey(line.voidReason))) {
    return verdict('no_goods', 'waste');
  }
  if (line.sku === null) return verdict('unmapped', 'no_sku');
  if (item === null) return verdict('unmapped', 'unknown_sku');
  if (item.mapping === null || item.mapping.state === 'unmapped') return byItem('unmapped', 'no_mapping');
  if (item.mapping.state === 'ignored') return byItem('ignored');
  const usage = rules.usageOf(item.mapping);
  return usage.ok ? byItem('deducted') : byItem('failed', usage.reason);
}

interface UsageBook {
  of(mapping: PlanMapping): Usage;
  /** Beforehand and in steps: what `of` then has at hand. */
  workOut(mapping: PlanMapping): Steps<Usage>;
}

/** Signed change of stock per sold item, worked out once per mapping version (R17, R18). */
function makeUsage(book: RecipeBook, known?: KnownExplosions): UsageBook {
  const exploders = new Map<RecipeBook, ReturnType<typeof exploding>>();
  const explode = (mapping: PlanMapping, recipeId: string) => {
    const used = mapping.book ?? book;
    const exploder = exploders.get(used) ?? exploding(used, known);
    exploders.set(used, exploder);
    return exploder(recipeId);
  };
  const done = new Map<string, Usage>();
  function* work(mapping: PlanMapping): Steps<Usage> {
    if (mapping.quantity === null) return { ok: false, reason: 'mapping_incomplete' };
    const size = exact(mapping.quantity);
    const factor = mapping.isSubtraction ? size : negate(size);
    if (mapping.ingredientId !== null) {
      const isKnown = book.ingredients.has(mapping.ingredientId);
      if (!isKnown) return { ok: false, reason: 'ingredient_missing' };
      return {
        ok: true,
        perItem: new Map([[mapping.ingredientId, factor]]),
        recipeVersionIds: null,
      };
    }
    if (mapping.recipeId === null) return { ok: false, reason: 'mapping_incomplete' };
    const explosion: Explosion = yield* explode(mapping, mapping.recipeId);
    if (!explosion.ok) return { ok: false, reason: explosion.reason };
    const perItem = new Map<string, Exact>();
    for (const [id, amount] of explosion.usage) {
      perItem.set(id, multiply(amount, factor));
      if (perItem.size % 16 === 0) yield;
    }
    return { ok: true, perItem, recipeVersionIds: explosion.versionIds };
  }
  function* workOut(mapping: PlanMapping): Steps<Usage> {
    const usage = done.get(mapping.versionId) ?? inRange(yield* work(mapping));
    done.set(mapping.versionId, usage);
    return usage;
  }
  return { of: (mapping) => done.get(mapping.versionId) ?? now(workOut(mapping)), workOut };
}

function inRange(usage: Usage): Usage {
  if (!usage.ok) return usage;
  const isTooMuch = [...usage.perItem.values()].some((amount) => isBeyond(amount, MAX_USAGE_PER_ITEM));
  return isTooMuch ? { ok: false, reason: 'usage_out_of_range' } : usage;
}

function* summarise(outcomes: readonly LineOutcome[], reported: ControlTotals | null) {
  const day = new Sum();
  const sums = new Map(BUCKETS.map((bucket) => [bucket, new Sum()]));
  const unmapped = new Map<string, { sum: Sum; sale: Omit<UnmappedSale, keyof Totals> }>();
  for (const [index, { line, bucket, reason, itemId }] of outcomes.entries()) {
    if (index % LINES_A_STEP === 0) yield;
    day.count(line);
    sums.get(bucket)?.count(line);
    if (bucket !== 'unmapped') continue;
    const key = itemId ?? JSON.stringify([line.sku, line.name]);
    const group = unmapped.get(key) ?? {
      sum: new Sum(),
      sale: { itemId, sku: line.sku, name: line.name, reason: reason as UnmappedSale['reason'] },
    };
    group.sum.count(line);
    unmapped.set(key, group);
  }
  const buckets = Object.fromEntries(
    BUCKETS.map((bucket) => [bucket, (sums.get(bucket) ?? new Sum()).totals()]),
  ) as Record<PlanBucket, Totals>;
  const whole = [...sums.values()].reduce(
    (acc, sum) => ({
      lines: acc.lines + sum.lines,
      quantity: add(acc.quantity, sum.quantity),
      netValue: add(acc.netValue, sum.netValue),
    }),
    { lines: 0, quantity: ZERO, netValue: ZERO },
  );
  const total = day.totals();
  const expected = reported ?? total;
  return {
    buckets,
    total,
    addsUp:
      whole.lines === expected.lines &&
      compare(whole.quantity, exact(expected.quantity)) === 0 &&
      expected.netValue !== null &&
      compare(whole.netValue, exact(expected.netValue)) === 0,
    unmapped: [...unmapped.values()]
      .map(({ sum, sale }) => ({ ...sale, ...sum.totals() }))
      .sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1)),
  };
}
