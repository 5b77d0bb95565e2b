import type { Decimal } from 'decimal.js';
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
type Bucket = 'deducted' | 'ignored' | 'unmapped' | 'no_goods' | 'failed';

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
interface KnownItem {
  lightspeedId: string;
  sku: string | null;
  isActive: boolean;
  /** Places that show it. */
  locationIds: readonly string[];
}
/** What a sync knew. */
export interface Catalogue {
  at: number;
  items: readonly KnownItem[];
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

type Raw = Record<string, unknown>;
const isObject = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) =>
  typeof value === 'string' && value !== ''
    ? plain(value)
    : typeof value === 'number'
      ? String(value)
      : undefined;
/** As it can be stored (R21): through bytes, which know no halves of characters. */
export const plain = (value: string) =>
  Buffer.from(value, 'utf8').toString('utf8').split('\0').join('\uFFFD');
/** A reason as people mean it (R16). */
const spoken = (reason: string) =>
  [...reason.normalize('NFD')]
    .filter((one) => !/\p{Mn}/u.test(one))
    .join('')
    .toLowerCase()
    .trim();
const DECIMAL = /^-?\d+(\.\d+)?$/;

interface Account {
  id: string;
  number: string | undefined;
  closed: string | undefined;
  isCancelled: boolean;
}
interface Line {
  account: string;
  /** Its number, or what stands for it. */
  name: string;
  id: string | undefined;
  sku: string | undefined;
  quantity: string | undefined;
  reason: string | undefined;
  type: string | undefined;
  previous: string | undefined;
  closed: string | undefined;
  hasUnreadableMoney: boolean;
  isBroken: boolean;
}

function read(sales: readonly unknown[]): { lines: Line[]; accounts: Account[] } {
  const lines: Line[] = [];
  const accounts: Account[] = [];
  for (const sale of sales) {
    if (!isObject(sale)) continue;
    const number = text(sale.accountFiscId);
    const account = text(sale.accountReference) ?? number ?? '';
    accounts.push({
      id: account,
      number,
      closed: text(sale.timeClosed),
      isCancelled: sale.cancelled === true,
    });
    const source = isObject(sale.source) ? sale.source : {};
    const common = {
      account,
      name: number ?? account,
      type: text(sale.type),
      previous: text(source.previousAccountId),
      closed: text(sale.timeClosed),
    };
    const broken = {
      ...common,
      id: undefined,
      sku: undefined,
      quantity: undefined,
      reason: undefined,
      hasUnreadableMoney: false,
      isBroken: true,
    };
    if (!Array.isArray(sale.salesLines)) {
      lines.push(broken);
      continue;
    }
    for (const line of sale.salesLines as unknown[]) {
      if (!isObject(line)) {
        lines.push(broken);
        continue;
      }
      const quantity = text(line.quantity);
      lines.push({
        ...common,
        id: text(line.id),
        sku: text(line.sku),
        quantity,
        reason: text(line.voidReason) ?? text(sale.voidReason),
        hasUnreadableMoney: isUnreadable(line.totalNetAmountWithTax),
        isBroken: text(line.id) === undefined || quantity === undefined || !DECIMAL.test(quantity),
      });
    }
  }
  return { lines, accounts };
}
const isUnreadable = (money: unknown) =>
  money !== undefined && money !== null && money !== '' && !DECIMAL.test(String(money));

const DAY_MS = 86_400_000;

/**
 * Who bore the SKU until some sync within the day found that they did so no more, or were not active; the
 * last of several. One that was inactive when first seen was so by that sync: until then nothing else is
 * known to have borne it.
 */
function bearerUntilToday(sku: string, end: number, history: readonly Catalogue[]): string[] {
  const bearers = (catalogue: Catalogue | undefined) =>
    (catalogue?.items ?? [])
      .filter((item) => item.sku === sku && item.isActive)
      .map((item) => item.lightspeedId);
  for (let index = history.length - 1; index >= 0; index--) {
    const catalogue = history[index] as Catalogue;
    if (catalogue.at >= end || catalogue.at < end - DAY_MS) continue;
    const now = new Set(bearers(catalogue));
    const isNew = (id: string) =>
      !history.slice(0, index).some(({ items }) => items.some((item) => item.lightspeedId === id));
    const newlyInactive = catalogue.items
      .filter((item) => item.sku === sku && !item.isActive && isNew(item.lightspeedId))
      .map((item) => item.lightspeedId);
    const lost = [...bearers(history[index - 1]).filter((id) => !now.has(id)), ...newlyInactive];
    if (lost.length > 0) return lost;
  }
  return [];
}

type Sold = Map<string, { mapping: Mapping; quantity: Decimal }>;

/**
 * The item that bore a SKU on a day: as the last sync before the day's end knew it, else a later one, else an
 * earlier one. Where it is not shown at the place, one that is and had the SKU when the day began or later,
 * by the last that knew it so.
 */
function itemOf(
  sku: string,
  end: number,
  locationId: string,
  history: readonly Catalogue[],
  isDecided: (item: string) => boolean,
): { id: string; isInDoubt: boolean } | undefined {
  const earlier = history.filter((one) => one.at < end).reverse();
  const later = history.filter((one) => one.at >= end);
  const [now, ...past] = earlier.length > 0 ? earlier : [];
  const isHere = (item: KnownItem) => item.sku === sku && item.locationIds.includes(locationId);
  const knows = (catalogue: Catalogue) => catalogue.items.some((item) => item.sku === sku);
  let known = [...(now ? [now] : []), ...later, ...past].filter(knows);
  if (known[0] && !known[0].items.some(isHere)) {
    // What was known in the course of the day: by syncs within it, and by the last before them.
    const before = earlier.findIndex(({ at }) => at < end - DAY_MS);
    const inTheDay = before < 0 ? earlier : earlier.slice(0, before + 1);
    known = [...inTheDay.filter(({ items }) => items.some(isHere)), ...known];
  }
  for (const catalogue of known) {
    const bearers = catalogue.items
      .filter((item) => item.sku === sku)
      .sort(
        (a, b) =>
          Number(b.locationIds.includes(locationId)) - Number(a.locationIds.includes(locationId)) ||
          Number(b.isActive) - Number(a.isActive) ||
          Number(isDecided(b.lightspeedId)) - Number(isDecided(a.lightspeedId)) ||
          Number(BigInt(a.lightspeedId) - BigInt(b.lightspeedId)),
      );
    const equals = bearers.filter((item) => item.isActive && item.locationIds.includes(locationId));
    if (bearers[0]) return { id: bearers[0].lightspeedId, isInDoubt: catalogue === now && equals.length > 1 };
  }
  return undefined;
}

export function expectDays(input: {
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
}): Map<string, DayExpectation> {
  const recipes = new Map(input.recipes.map((recipe) => [recipe.id, recipe]));
  const days = [...input.days]
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map((day) => ({ ...day, ...read(day.sales) }));
  const accounts = days
    .flatMap((day) => day.accounts)
    .sort((a, b) => Date.parse(a.closed ?? '') - Date.parse(b.closed ?? ''));
  const cancelled = new Set(accounts.flatMap((account) => (account.isCancelled ? [account.id] : [])));
  const wasteReasons = new Set([...input.wasteReasons].map(spoken));
  /** The account that a chain means: in the order of closing, the last one before that bore the number. */
  const meant = (line: Line): string | undefined => {
    const bearers = accounts.filter(
      ({ id, number }) => (number ?? id) === line.previous && id !== line.account,
    );
    const at = Date.parse(line.closed ?? '');
    return (bearers.findLast(({ closed }) => Date.parse(closed ?? '') <= at) ?? bearers[0])?.id;
  };
  const countedBefore = new Set<string>();
  const result = new Map<string, DayExpectation>();
  for (const day of days) {
    const sums: Record<Bucket, { lines: number; quantity: Decimal }> = {
      deducted: { lines: 0, quantity: new Exact(0) },
      ignored: { lines: 0, quantity: new Exact(0) },
      unmapped: { lines: 0, quantity: new Exact(0) },
      no_goods: { lines: 0, quantity: new Exact(0) },
      failed: { lines: 0, quantity: new Exact(0) },
    };
    const sold: Sold = new Map();
    const today = new Set<string>();
    const warnings = new Set<string>();
    if (day.lines.some((line) => line.hasUnreadableMoney)) warnings.add('money_unreadable');
    const pieces = new Map<string, Decimal>();
    const seen = new Set<string>();
    for (const { account, id, isBroken, quantity } of day.lines) {
      if (isBroken || quantity === undefined || seen.has(`${account} ${id}`)) continue;
      seen.add(`${account} ${id}`);
      pieces.set(account, (pieces.get(account) ?? new Exact(0)).plus(quantity));
    }
    const isReversal = (line: Line): boolean => {
      if (line.previous === undefined || !cancelled.has(meant(line) ?? '')) return false;
      return /^(REFUND|VOID|CANCEL)$/.test(line.type ?? '') || pieces.get(line.account)?.lt(0) === true;
    };
    for (const line of day.lines) {
      const key = line.id === undefined ? undefined : `${line.account} ${line.id}`;
      // A readable delivery counts before a broken one of the same line; two broken ones are one line too.
      if (key !== undefined && today.has(key)) continue;
      if (key !== undefined) today.add(key);
      const { bucket, item, mapping } = judge(line);
      const sum = sums[bucket];
      sum.lines += 1;
      if (line.quantity !== undefined && DECIMAL.test(line.quantity)) {
        sum.quantity = sum.quantity.plus(line.quantity);
        if (bucket === 'deducted' && item && mapping) {
          const before = sold.get(item) ?? { mapping, quantity: new Exact(0) };
          sold.set(item, { ...before, quantity: before.quantity.plus(line.quantity) });
        }
      }
    }
    for (const line of day.lines)
      if (line.id !== undefined && !line.isBroken)
        countedBefore.add(`${line.account} ${line.closed} ${line.id}`);
    if (input.wanted.has(day.day)) {
      const usage = usageOf(sold);
      const lines = mapBuckets(sums, (sum) => sum.lines);
      const addsUp =
        !warnings.has('money_unreadable') &&
        !day.lines.some((line) => /^\d+e\d+$/i.test(line.quantity ?? ''));
      result.set(day.day, {
        usage,
        lines,
        quantity: mapBuckets(sums, (sum) => sum.quantity.toString()),
        addsUp,
        warnings,
      });
    }

    function judge(line: Line): { bucket: Bucket; item?: string; mapping?: Mapping } {
      if (line.type === 'FLOAT' || line.type === 'TRANSITORY') return { bucket: 'no_goods' };
      if (cancelled.has(line.account)) return { bucket: 'no_goods' };
      if (isReversal(line)) return { bucket: 'no_goods' };
      if (line.id !== undefined && countedBefore.has(`${line.account} ${line.closed} ${line.id}`))
        return { bucket: 'no_goods' };
      if (line.isBroken || line.quantity === undefined) return { bucket: 'failed' };
      const quantity = new Exact(line.quantity);
      if (quantity.abs().gt(1_000_000)) return { bucket: 'failed' };
      if (quantity.lt(0) && line.reason !== undefined && wasteReasons.has(spoken(line.reason)))
        return { bucket: 'no_goods' };
      if (line.sku === undefined) return { bucket: 'unmapped' };
      const mappings = input.mappingsOf(day.day, line.sku);
      const isDecided = (id: string) => mappings.has(id);
      const found = itemOf(line.sku, day.end, input.locationId, input.history, isDecided);
      if (found?.isInDoubt) warnings.add('sku_of_several_items');
      let item = found?.id;
      // A SKU that changed hands today stays with who had it, until something else is decided about who has
      // it now.
      const earlier = bearerUntilToday(line.sku, day.end, input.history).find(isDecided);
      const taken = item === undefined ? undefined : mappings.get(item);
      if (item !== undefined && earlier !== undefined && (taken === undefined || taken.from === earlier))
        item = earlier;
      const mapping = item === undefined ? undefined : mappings.get(item);
      if (item === undefined || mapping === undefined) return { bucket: 'unmapped' };
      return mapping.state === 'ignored' ? { bucket: 'ignored' } : { bucket: 'deducted', item, mapping };
    }
  }
  return result;

  function usageOf(sold: Sold): Map<string, string> {
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
}

/** An item and what it takes, as `GET …/items` answers it. */
export interface ReferenceItem {
  id: string;
  lightspeed_id: string;
  sku: string | null;
  is_archived: boolean;
  state: string;
  mapping: {
    mapped_object_type: 'ingredient' | 'recipe';
    mapped_object_id: string;
    quantity: string;
    is_subtraction: boolean;
  } | null;
}

/**
 * Usage by day of a location whose items and mappings were the same all the time: day to ingredient to
 * quantity.
 */
export function expectUsage(input: {
  locationId: string;
  days: readonly { day: string; sales: readonly unknown[] }[];
  items: readonly ReferenceItem[];
  recipes: readonly ReferenceRecipe[];
}): Map<string, Map<string, string>> {
  const { locationId, days, items, recipes } = input;
  const known = items.map((item) => ({
    lightspeedId: item.lightspeed_id,
    sku: item.sku,
    isActive: !item.is_archived,
    locationIds: [locationId],
  }));
  const mappings = new Map(
    items.flatMap(({ lightspeed_id, mapping }): [string, Mapping][] =>
      mapping
        ? [
            [
              lightspeed_id,
              {
                state: mapping.mapped_object_type,
                target: mapping.mapped_object_id,
                quantity: mapping.quantity,
                isSubtraction: mapping.is_subtraction,
              },
            ],
          ]
        : [],
    ),
  );
  const expected = expectDays({
    locationId,
    days: days.map((one) => ({ ...one, end: Date.parse(one.day) })),
    wanted: new Set(days.map((one) => one.day)),
    // Known before every day.
    history: [{ at: 0, items: known }],
    mappingsOf: () => mappings,
    recipes,
    wasteReasons: new Set(),
  });
  return new Map([...expected].map(([day, { usage }]) => [day, usage]));
}

/** The SKUs in an answer. */
export function skusIn(sales: readonly unknown[]): Set<string> {
  return new Set(read(sales).lines.flatMap(({ sku }) => (sku === undefined ? [] : [sku])));
}

function mapBuckets<A, B>(buckets: Record<Bucket, A>, change: (value: A) => B): Record<Bucket, B> {
  return Object.fromEntries(Object.entries(buckets).map(([name, value]) => [name, change(value)])) as Record<
    Bucket,
    B
  >;
}
