import { Decimal } from 'decimal.js';
import { bearerOn, type Catalogue } from './bearer';
import { Exact, entryQuantity, ONE, perPortion, ZERO } from './recipe-usage';

/**
 * The second opinion: what the ledger of one location should say, kept in plain variables and 60-digit
 * decimals, from raw sales, the till's item lists, mappings, recipes, counts and what was entered by hand
 * alone. Nothing of lib/core is used.
 */
export const DAYS = ['2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'] as const;
export const GOODS = ['cola', 'beans', 'beef'] as const;
export const UNITS = ['cellar', 'bar'] as const;
export type Day = (typeof DAYS)[number];
export type Good = (typeof GOODS)[number];
export type Unit = (typeof UNITS)[number];

export interface Sold {
  sku: string;
  quantity: string;
  isCancelled: boolean;
}
interface Takes {
  good: Good | 'recipe';
  quantity: string;
  isSubtraction: boolean;
}
export interface RecipeLine {
  good: Good;
  quantity: string;
  trim: string;
}
/** As the till lists it now. */
export interface Listed {
  sku: string | null;
  name: string;
  isActive: boolean;
}
/** A version of what an item takes: null = nothing is decided. */
interface Mapping {
  from: Day | null;
  takes: Takes | 'ignored' | null;
}
interface Standing {
  quantity: Decimal;
  unit: Unit;
  bookedOn: string;
}
export interface Difference {
  key: string;
  good: Good;
  old: Standing | undefined;
  wanted: Decimal | undefined;
}
/** What was entered by hand and not taken back: one batch, of one or two movements, or a count. */
export type Entered = { batchId: string; forDay: string } & (
  | { countId: string; good: Good; unit: Unit; at: 'start' | 'end'; quantity: string }
  | { moves: { good: Good; unit: Unit; quantity: Decimal; bookedOn: string; cost?: string }[] }
);

const HERE = 'here';
const newest = <T extends { from: Day | null }>(versions: readonly T[], on: Day) =>
  versions.findLast((version) => version.from === null || version.from <= on);
/** Business days end at five in the morning; until 29 March that is four in UTC. */
export const endOf = (on: string) => Date.parse(`${on}T04:00:00Z`) + 86_400_000;
export const after = (on: string) => new Date(Date.parse(on) + 86_400_000).toISOString().slice(0, 10);

export class LedgerModel {
  readonly sold = new Map<string, readonly Sold[]>();
  /** The answer a day was read with last. */
  readonly kept = new Map<Day, readonly Sold[]>();
  /** What each sync knew. */
  readonly history: Catalogue[] = [];
  /** By item, in the order they were made. */
  readonly mappings = new Map<string, Mapping[]>();
  readonly recipe: { from: Day | null; lines: readonly RecipeLine[] }[] = [];
  /** Days that were transferred, with the unit into which they were last. */
  readonly unitOf = new Map<Day, Unit>();
  linked: Unit = 'cellar';
  lockedUntil: string | null = null;
  readonly entered: Entered[] = [];
  readonly standardCost = new Map<Good, string>();
  /** What goods cost on locked days, as it was when they were locked. */
  private readonly frozen = new Map<string, Decimal>();
  private readonly standing = new Map<string, Standing>();
  private readonly sales: { good: Good; unit: Unit; quantity: Decimal; bookedOn: string }[] = [];

  isLocked = (on: string) => this.lockedUntil !== null && on <= this.lockedUntil;
  bookingDay = (on: string) => (this.isLocked(on) ? after(this.lockedUntil as string) : on);

  /** Locks up to a day, or with null opens all; `days` are those anybody asks for. */
  lock(until: string | null, days: readonly string[]): void {
    for (const on of days) {
      for (const good of GOODS) {
        if (until === null || on > until) this.frozen.delete(`${good} ${on}`);
        else if (!this.isLocked(on)) this.frozen.set(`${good} ${on}`, this.cost(good, on));
      }
    }
    this.lockedUntil = until;
  }

  sync(at: number, list: ReadonlyMap<string, Listed>): void {
    const listed = new Set([...list.values()].map(({ sku }) => sku));
    const skuOf = (id: string, shown: string | null) => {
      const known = this.history.at(-1)?.items.find((item) => item.lightspeedId === id)?.sku ?? null;
      // A SKU that is missing stays the known one (R11), unless another item is listed with it.
      return shown ?? (listed.has(known) ? null : known);
    };
    const items = [...list].map(([id, { sku, isActive }]) => ({
      lightspeedId: id,
      sku: skuOf(id, sku),
      isActive,
      locationIds: [HERE],
    }));
    this.history.push({ at, items });
    for (const id of list.keys()) if (!this.mappings.has(id)) this.mappings.set(id, []);
  }

  /** What is decided about an item for a day. */
  private decisionOn(id: string, on: Day): Takes | 'ignored' | undefined {
    return newest(this.mappings.get(id) ?? [], on)?.takes ?? undefined;
  }

  /** The item that has a SKU's sales of a day (R14). */
  private bearer(sku: string, on: Day): string | undefined {
    const decisionOn = (id: string) => (this.decisionOn(id, on) === undefined ? undefined : {});
    return bearerOn({ sku, end: endOf(on), locationId: HERE, history: this.history, decisionOn })?.id;
  }

  private usage(id: string, on: Day): Map<Good, Decimal> {
    const sold = (this.kept.get(on) ?? [])
      .filter((line) => !line.isCancelled && this.bearer(line.sku, on) === id)
      .reduce((sum, line) => sum.plus(line.quantity), ZERO);
    const used = new Map<Good, Decimal>();
    const takes = this.decisionOn(id, on);
    if (takes === undefined || takes === 'ignored') return used;
    const recipe = newest(this.recipe, on);
    const lines = (recipe?.lines ?? []).map(({ good, quantity, trim }) => ({
      ...{ ingredient_id: good, sub_recipe_id: null, base_unit: null, unit: null },
      quantity,
      trim_percent: trim,
    }));
    const perItem =
      takes.good === 'recipe'
        ? perPortion('recipe', new Map([['recipe', { id: 'recipe', lines }]]))
        : new Map([[takes.good as string, ONE]]);
    for (const [good, ratio] of perItem) {
      const quantity = entryQuantity(sold, takes, ratio);
      if (!quantity.isZero()) used.set(good as Good, quantity);
    }
    return used;
  }

  /** What stands wrong on a day for these items, were the day in this unit. */
  differences(on: Day, unit: Unit, ids: Iterable<string> = this.mappings.keys()): Difference[] {
    return [...ids].flatMap((id) => {
      const used = this.usage(id, on);
      return GOODS.flatMap((good) => {
        const key = `${on} ${id} ${good}`;
        const [old, wanted] = [this.standing.get(key), used.get(good)];
        const isRight = old ? wanted !== undefined && old.quantity.eq(wanted) && old.unit === unit : !wanted;
        return isRight ? [] : [{ key, good, old, wanted }];
      });
    });
  }

  /** Taken back on the day it was booked, booked anew on its own; of a locked day on the first open one. */
  book(on: Day, unit: Unit, differences: readonly Difference[]): void {
    for (const { key, good, old, wanted } of differences) {
      if (old) {
        const bookedOn = this.bookingDay(old.bookedOn);
        this.sales.push({ good, unit: old.unit, quantity: old.quantity.neg(), bookedOn });
        this.standing.delete(key);
      }
      if (wanted) {
        const bookedOn = this.bookingDay(on);
        this.sales.push({ good, unit, quantity: wanted, bookedOn });
        this.standing.set(key, { quantity: wanted, unit, bookedOn });
      }
    }
  }

  /** Day, item, good, unit and quantity of everything that stands. */
  standingSales(): string[] {
    return [...this.standing]
      .map(([key, { unit, quantity }]) => `${key} ${unit} ${quantity.toFixed(6)}`)
      .sort();
  }

  /** Of a unit at the end of a day: movements in the order of days, each count a fact. */
  stock(good: Good, unit: Unit, on: string): Decimal {
    const moves = [...this.sales, ...this.entered.flatMap((one) => ('moves' in one ? one.moves : []))].filter(
      (move) => move.good === good && move.unit === unit && move.bookedOn <= on,
    );
    const counts = this.entered.flatMap((one) =>
      'at' in one && one.good === good && one.unit === unit && one.forDay <= on ? [one] : [],
    );
    const days = new Set([...moves.map((move) => move.bookedOn), ...counts.map((one) => one.forDay)]);
    let stock = ZERO;
    for (const day of [...days].sort()) {
      const counted = (at: 'start' | 'end') =>
        counts.findLast((one) => one.forDay === day && one.at === at)?.quantity;
      stock = new Exact(counted('start') ?? stock);
      for (const move of moves) if (move.bookedOn === day) stock = stock.plus(move.quantity);
      stock = new Exact(counted('end') ?? stock);
    }
    return stock;
  }

  /**
   * Paid ÷ received up to the day, else the standard cost, else paid ÷ received on the first day with a
   * receipt, else 0 (R23).
   */
  cost(good: Good, on: string): Decimal {
    const frozen = this.frozen.get(`${good} ${on}`);
    if (frozen) return frozen;
    const receipts = this.entered
      .flatMap((one) => ('moves' in one ? one.moves : []))
      .filter((move) => move.cost !== undefined && move.good === good);
    const earlier = receipts.filter((move) => move.bookedOn <= on);
    const standard = this.standardCost.get(good);
    if (earlier.length === 0 && standard !== undefined) return new Exact(standard);
    const first = receipts.map((move) => move.bookedOn).sort()[0];
    const basis = earlier.length > 0 ? earlier : receipts.filter((move) => move.bookedOn === first);
    const received = basis.reduce((sum, move) => sum.plus(move.quantity), ZERO);
    const paid = basis.reduce((sum, move) => sum.plus(move.quantity.times(move.cost ?? 0)), ZERO);
    return received.isZero() ? ZERO : paid.div(received).toDecimalPlaces(6, Decimal.ROUND_HALF_EVEN);
  }
}
