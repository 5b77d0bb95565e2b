import { accountsBehind, reversalsAmong } from './cancelled-accounts';
import { BUCKETS, type ClassificationRules, classifyLine, type PlanBucket } from './classify-line';
import { comboHeaders } from './combos';
import type { ControlTotals } from './control-totals';
import { groupBy } from './group-by';
import { identities } from './item-names/identities';
import { type OtherNameSale, OtherNames } from './item-names/other-names';
import { type UsageByMapping, usageByMapping } from './item-usage';
import { Bills, type ModifiedLine } from './modifiers/modified-lines';
import { takesItsOwn } from './modifiers/rule';
import type { SoldLine } from './modifiers/sale-groups';
import { mappingOf } from './modifiers/takings';
import { type Packaging, packagingEntries } from './packaging';
import { type PlannedEntry, SoldPieces } from './planned-entries';
import { reasonKey } from './reason-key';
import type { KnownExplosions, RecipeSet } from './recipe-explosion';
import { type PlanItem, resolveItems } from './resolve-item';
import { countingOnce, LINES_A_STEP, type PlanLine } from './sale-line';
import { now, type Steps } from './steps';
import { isReconciled, LineTotals, type Totals } from './totals';
import { type BookedReason, wasteMoves } from './void-waste';

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
  /** Those of them whose goods are booked as waste, by `reasonKey`; the others leave the sale as it is. */
  bookedReasons?: ReadonlyMap<string, BookedReason>;
  /** What goes along when a sale leaves the house (R40); left out = nothing. */
  packaging?: Packaging;
  /** Whether what is sold under another name waits for a person (R38); left out: yes. */
  holdsNames?: boolean;
  /**
   * What the answer adds up to by an independent reading; the buckets must add up to it (R26). Null or left
   * out = not known.
   */
  controlTotals?: ControlTotals | null;
}

export interface LineOutcome {
  line: PlanLine;
  bucket: PlanBucket;
  reason: string | null;
  itemId: string | null;
  /** What a person should see of the line, where its modifiers do not fit (R37). */
  warning?: NonNullable<ModifiedLine['warning']>;
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
  /** What was sold under names that no mapping was made for, held or not (R38). */
  otherNames: OtherNameSale[];
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
  const soldAs = identities(input.items);
  for (const { sku, soldName } of input.lines) {
    const { item } = soldAs(sku === null ? null : (itemBySku.get(sku) ?? null), soldName);
    if (item?.mapping) yield* usage.workOut(item.mapping);
    for (const rule of item?.modifierRules ?? []) {
      if (takesItsOwn(rule)) yield* usage.workOut(mappingOf(rule));
    }
  }
  const warnings = new Set<string>();
  if (controlTotals && controlTotals.netValue === null) warnings.add('money_unreadable');
  const lines = yield* countingOnce(input.lines, warnings);
  const rules = {
    ...classificationRules(input, lines, itemBySku, usage),
    soldAs,
    holdsNames: input.holdsNames ?? true,
  };

  const found: SoldLine[] = [];
  for (const line of lines) {
    if (found.length % LINES_A_STEP === 0) yield;
    found.push({ line, found: classifyLine(line, rules) });
  }
  const modified = yield* modifying(found, usage, input.recipeSet);
  // What nobody has said what it is takes nothing, nor is it waste of what the item takes (R38).
  const known = rules.holdsNames ? found.filter(({ found: { isOtherName } }) => !isOtherName) : found;
  const endedOf = ({ line, found: { bucket, reason, item } }: SoldLine) => {
    const other = modified.get(line);
    return { line, item, modified: other, ...(other ?? { bucket, reason }) };
  };
  const moves = wasteMoves(known, input.bookedReasons ?? new Map(), endedOf);
  const headers = comboHeaders(found.map(endedOf));
  const isMoved = new Set(moves.map(({ line }) => line));
  const outcomes: LineOutcome[] = [];
  const otherNames = new OtherNames();
  const sold = new SoldPieces();
  for (const { line, found: own } of found) {
    if (outcomes.length % LINES_A_STEP === 0) yield;
    if (UNCERTAIN_TYPES.has(line.accountType)) warnings.add(`account_type_${line.accountType.toLowerCase()}`);
    if (line.sku !== null && ambiguous.has(line.sku) && own.isByItem) warnings.add('sku_of_several_items');
    const other = modified.get(line);
    const header = headers.get(line);
    const bucket = header ?? (other ?? own).bucket;
    const reason = header ? 'by_its_parts' : isMoved.has(line) ? 'waste_booked' : (other ?? own).reason;
    const warning = other?.warning ?? null;
    if (warning) warnings.add(warning);
    outcomes.push({ line, bucket, reason, itemId: own.item?.id ?? null, ...(warning && { warning }) });
    if (own.isOtherName && own.isByItem && own.item) otherNames.count(line, own.item.id, bucket);
    if (!header) sold.count(line, { bucket, item: own.item }, other);
  }
  const wasted = SoldPieces.wasted(moves, sold);
  const entries = yield* sold.entries(usage);
  for (const pieces of wasted) entries.push(...(yield* pieces.entries(usage)));
  if (input.packaging) {
    yield;
    entries.push(...packagingEntries(found, input.packaging, input.recipeSet.ingredients));
  }
  return {
    accounts: input.accounts,
    entries,
    outcomes,
    ...(yield* summarizing(outcomes, controlTotals)),
    otherNames: otherNames.all(),
    warnings: [...warnings].sort(),
  };
}

function classificationRules(
  input: PlanInput,
  lines: readonly PlanLine[],
  itemBySku: ReadonlyMap<string, PlanItem>,
  usage: UsageByMapping,
): Omit<ClassificationRules, 'soldAs' | 'holdsNames'> {
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

/** What lines of bills with modifiers do, where that is not what each does on its own (R37). */
function* modifying(
  lines: readonly SoldLine[],
  usage: UsageByMapping,
  recipeSet: RecipeSet,
): Steps<Map<PlanLine, ModifiedLine>> {
  const modified = new Map<PlanLine, ModifiedLine>();
  const isModifier = ({ found: { item } }: SoldLine) => (item?.modifierRules?.length ?? 0) > 0;
  const bills = new Set(lines.filter(isModifier).map(({ line }) => line.accountId));
  if (bills.size === 0) return modified;
  const worked = new Bills(usage, recipeSet);
  const inBills = lines.filter(({ line }) => bills.has(line.accountId));
  for (const bill of groupBy(inBills, ({ line }) => line.accountId).values()) {
    yield;
    worked.modified(bill, modified);
  }
  return modified;
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
