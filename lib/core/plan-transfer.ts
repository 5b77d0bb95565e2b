import { accountsBehind, reversalsAmong } from './cancelled-accounts';
import {
  BUCKETS,
  type Classification,
  type ClassificationRules,
  classifyLine,
  type PlanBucket,
} from './classify-line';
import type { ControlTotals } from './control-totals';
import { type UsageByMapping, usageByMapping } from './item-usage';
import { multiply, roundHalfEven, toFraction } from './quantity';
import { reasonKey } from './reason-key';
import type { KnownExplosions, RecipeSet } from './recipe-explosion';
import { type PlanItem, resolveItems } from './resolve-item';
import { countingOnce, LINES_A_STEP, type PlanLine } from './sale-line';
import { now, type Steps } from './steps';
import { isReconciled, LineTotals, Tally, type Totals } from './totals';

export interface PlanInput {
  businessId: string;
  locationId: string;
  /** End of the business day in epoch milliseconds: who bore a SKU then, sold it. */
  dayEnd: number;
  /** How many accounts the answer has. */
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
  recipeSet: RecipeSet;
  /** Explosions of earlier plans, which those of this one join. */
  known?: KnownExplosions;
  /** Void and refund reasons whose goods are gone (R16). */
  wasteReasons: ReadonlySet<string>;
  /**
   * What the answer adds up to by an independent reading; the buckets must add up to it (R26). Null or left
   * out = not known.
   */
  controlTotals?: ControlTotals | null;
}

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
  /** Whether the buckets add up to the control totals, or where these are not known to the lines (R26). */
  isReconciled: boolean;
  unmapped: UnmappedSale[];
  warnings: string[];
}

const UNCERTAIN_TYPES: ReadonlySet<string> = new Set(['CROSS_BL', 'CANCEL']);

/**
 * Turns one location's business day of sale lines into the entries its ledger should hold (R14–R21) and says
 * of each line where it went (R26). Pure: the same input gives the same plan, whatever the order of the
 * lines.
 */
export function planTransfer(input: PlanInput): TransferPlan {
  return now(planningTransfer(input));
}

/** The same in steps of a few milliseconds: a day may be very long, and a recipe very deep. */
export function* planningTransfer(input: PlanInput): Steps<TransferPlan> {
  const { controlTotals = null } = input;
  const { itemBySku, ambiguous } = resolveItems(input);
  yield;
  const usage = usageByMapping(input.recipeSet, input.known);
  for (const { sku } of input.lines) {
    const mapping = sku === null ? null : itemBySku.get(sku)?.mapping;
    if (mapping) yield* usage.workOut(mapping);
  }
  const warnings = new Set<string>();
  if (controlTotals && controlTotals.netValue === null) warnings.add('money_unreadable');
  const lines = yield* countingOnce(input.lines, warnings);
  const rules = classificationRules(input, lines, itemBySku, usage);

  const outcomes: LineOutcome[] = [];
  const sold = new Sold();
  for (const line of lines) {
    if (outcomes.length % LINES_A_STEP === 0) yield;
    if (UNCERTAIN_TYPES.has(line.accountType)) warnings.add(`account_type_${line.accountType.toLowerCase()}`);
    const found = classifyLine(line, rules);
    if (line.sku !== null && ambiguous.has(line.sku) && found.isByItem) warnings.add('sku_of_several_items');
    outcomes.push({ line, bucket: found.bucket, reason: found.reason, itemId: found.item?.id ?? null });
    sold.count(line, found);
  }
  return {
    accounts: input.accounts,
    entries: yield* entriesOf(sold, usage),
    outcomes,
    ...(yield* summarizing(outcomes, controlTotals)),
    warnings: [...warnings].sort(),
  };
}

function classificationRules(
  input: PlanInput,
  lines: readonly PlanLine[],
  itemBySku: ReadonlyMap<string, PlanItem>,
  usage: UsageByMapping,
): ClassificationRules {
  const cancelledAccountIds = new Set(input.cancelledAccountIds);
  for (const line of input.lines) if (line.accountCancelled) cancelledAccountIds.add(line.accountId);
  const behind = input.behindCancelled ?? accountsBehind(input.lines, cancelledAccountIds);
  return {
    itemBySku,
    usageOf: usage.of,
    cancelledAccountIds,
    reversals: reversalsAmong(behind, lines, input.accountSums ?? new Map()),
    countedEarlier: input.countedEarlier ?? new Set(),
    wasteReasons: new Set([...input.wasteReasons].map(reasonKey)),
  };
}

/** What was sold of each item whose goods are deducted, and on which lines. */
class Sold {
  readonly byItem = new Map<PlanItem, { quantity: Tally; lines: number[] }>();

  count(line: PlanLine, { bucket, item }: Classification): void {
    if (bucket !== 'deducted' || !item || line.quantity === null) return;
    const sale = this.byItem.get(item) ?? { quantity: new Tally(), lines: [] };
    sale.quantity.count(line.quantity);
    sale.lines.push(line.seq);
    this.byItem.set(item, sale);
  }
}

/** One entry per item and ingredient, rounded once (R19); none for zero. */
function* entriesOf({ byItem }: Sold, usage: UsageByMapping): Steps<PlannedEntry[]> {
  const entries: PlannedEntry[] = [];
  for (const [item, sale] of byItem) {
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
  return entries;
}

function* summarizing(outcomes: readonly LineOutcome[], controlTotals: ControlTotals | null) {
  const day = new LineTotals();
  const sums = new Map(BUCKETS.map((bucket) => [bucket, new LineTotals()]));
  const unmapped = new Map<string, { sum: LineTotals; sale: Omit<UnmappedSale, keyof Totals> }>();
  for (const [index, { line, bucket, reason, itemId }] of outcomes.entries()) {
    if (index % LINES_A_STEP === 0) yield;
    day.count(line);
    sums.get(bucket)?.count(line);
    if (bucket !== 'unmapped') continue;
    const key = itemId ?? JSON.stringify([line.sku, line.name]);
    const group = unmapped.get(key) ?? {
      sum: new LineTotals(),
      sale: { itemId, sku: line.sku, name: line.name, reason: reason as UnmappedSale['reason'] },
    };
    group.sum.count(line);
    unmapped.set(key, group);
  }
  const total = day.totals();
  return {
    buckets: Object.fromEntries([...sums].map(([bucket, sum]) => [bucket, sum.totals()])) as Record<
      PlanBucket,
      Totals
    >,
    total,
    isReconciled: isReconciled(sums.values(), controlTotals ?? total),
    unmapped: [...unmapped.values()]
      .map(({ sum, sale }) => ({ ...sale, ...sum.totals() }))
      .sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1)),
  };
}
