import type { Decimal } from 'decimal.js';
import { Exact, type OracleRecipe, perPortion } from '@/e2e/oracle';

/**
 * What a location's ledger should say, from the host's own sales: written apart from the product (nothing of lib/core, lib/services or
 * lib/lightspeed's reading is imported), in another arithmetic, and over all days at once instead of one after the other.
 */
export type Bucket = 'deducted' | 'ignored' | 'unmapped' | 'no_goods' | 'failed';

export interface Mapping {
  state: 'ingredient' | 'recipe' | 'ignored';
  target?: string;
  quantity?: string;
  isSubtraction?: boolean;
  /** The item, by its Lightspeed id, that it was taken over from. */
  from?: string;
}
export interface KnownItem {
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
  /** False where a quantity is a number that the product does not take for one: then the day must say so (R26). */
  addsUp: boolean;
}

type Raw = Record<string, unknown>;
const isObject = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
const DECIMAL = /^-?\d+(\.\d+)?$/;

interface Line {
  account: string;
  id: string | undefined;
  sku: string | undefined;
  quantity: string | undefined;
  reason: string | undefined;
  type: string | undefined;
  previous: string | undefined;
  closed: string | undefined;
  isBroken: boolean;
}

function read(sales: readonly unknown[]): { lines: Line[]; cancelled: string[] } {
  const lines: Line[] = [];
  const cancelled: string[] = [];
  for (const sale of sales) {
    if (!isObject(sale)) continue;
    const account = text(sale.accountFiscId) ?? '';
    if (sale.cancelled === true) cancelled.push(account);
    const source = isObject(sale.source) ? sale.source : {};
    const common = {
      account,
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
        isBroken: text(line.id) === undefined || quantity === undefined || !DECIMAL.test(quantity),
      });
    }
  }
  return { lines, cancelled };
}

const DAY_MS = 86_400_000;

/** Who bore the SKU until some sync within the day found that they did so no more, or were not active; the last of several. */
function bearerUntilToday(sku: string, end: number, history: readonly Catalogue[]): string[] {
  const bearers = (catalogue: Catalogue | undefined) =>
    (catalogue?.items ?? [])
      .filter((item) => item.sku === sku && item.isActive)
      .map((item) => item.lightspeedId);
  for (let index = history.length - 1; index > 0; index--) {
    const catalogue = history[index] as Catalogue;
    if (catalogue.at >= end || catalogue.at < end - DAY_MS) continue;
    const now = new Set(bearers(catalogue));
    const lost = bearers(history[index - 1]).filter((id) => !now.has(id));
    if (lost.length > 0) return lost;
  }
  return [];
}

type Sold = Map<string, { mapping: Mapping; quantity: Decimal }>;

/** The item that bore a SKU on a day: as the last sync before the day's end knew it, else a later one, else an earlier one. */
function itemOf(
  sku: string,
  end: number,
  locationId: string,
  history: readonly Catalogue[],
): string | undefined {
  const earlier = history.filter((one) => one.at < end).reverse();
  const later = history.filter((one) => one.at >= end);
  const [now, ...past] = earlier.length > 0 ? earlier : [];
  for (const catalogue of [...(now ? [now] : []), ...later, ...past]) {
    const bearers = catalogue.items
      .filter((item) => item.sku === sku)
      .sort(
        (a, b) =>
          Number(b.locationIds.includes(locationId)) - Number(a.locationIds.includes(locationId)) ||
          Number(b.isActive) - Number(a.isActive) ||
          Number(BigInt(a.lightspeedId) - BigInt(b.lightspeedId)),
      );
    if (bearers[0]) return bearers[0].lightspeedId;
  }
  return undefined;
}

export function expectDays(input: {
  locationId: string;
  days: readonly DayTruth[];
  /** The days to work out; the others only say what is cancelled or was counted before. */
  wanted: ReadonlySet<string>;
  history: readonly Catalogue[];
  /** The mappings, by item, that count for what a day sold under a SKU: those of when the day was booked with it (R32). */
  mappingsOf: (day: string, sku: string) => ReadonlyMap<string, Mapping>;
  recipes: readonly OracleRecipe[];
  wasteReasons: ReadonlySet<string>;
}): Map<string, DayExpectation> {
  const recipes = new Map(input.recipes.map((recipe) => [recipe.id, recipe]));
  const days = [...input.days]
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map((day) => ({ ...day, ...read(day.sales) }));
  const cancelled = new Set(days.flatMap((day) => day.cancelled));
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
      const addsUp = !day.lines.some((line) => /^\d+e\d+$/i.test(line.quantity ?? ''));
      result.set(day.day, {
        usage,
        lines,
        quantity: mapBuckets(sums, (sum) => sum.quantity.toString()),
        addsUp,
      });
    }

    function judge(line: Line): { bucket: Bucket; item?: string; mapping?: Mapping } {
      if (line.type === 'FLOAT' || line.type === 'TRANSITORY') return { bucket: 'no_goods' };
      if (cancelled.has(line.account)) return { bucket: 'no_goods' };
      if (line.previous !== undefined && cancelled.has(line.previous)) return { bucket: 'no_goods' };
      if (line.id !== undefined && countedBefore.has(`${line.account} ${line.closed} ${line.id}`))
        return { bucket: 'no_goods' };
      if (line.isBroken || line.quantity === undefined) return { bucket: 'failed' };
      const quantity = new Exact(line.quantity);
      if (quantity.abs().gt(1_000_000)) return { bucket: 'failed' };
      if (quantity.lt(0) && line.reason !== undefined && input.wasteReasons.has(line.reason))
        return { bucket: 'no_goods' };
      if (line.sku === undefined) return { bucket: 'unmapped' };
      const mappings = input.mappingsOf(day.day, line.sku);
      let item = itemOf(line.sku, day.end, input.locationId, input.history);
      // A SKU that changed hands today stays with who had it, until something else is decided about who has it now.
      const earlier = bearerUntilToday(line.sku, day.end, input.history).find((id) => mappings.has(id));
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
          ? new Map([[mapping.target, new Exact(1)]])
          : perPortion(mapping.target, recipes);
      for (const [ingredient, amount] of perItem) {
        const signed = quantity
          .times(mapping.quantity)
          .times(amount)
          .times(mapping.isSubtraction ? 1 : -1);
        const entry = signed.toDecimalPlaces(6, Exact.ROUND_HALF_EVEN);
        total.set(ingredient, (total.get(ingredient) ?? new Exact(0)).plus(entry));
      }
    }
    return new Map([...total].filter(([, sum]) => !sum.isZero()).map(([id, sum]) => [id, sum.toFixed(6)]));
  }
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
