import { Decimal } from 'decimal.js';
import type { Ratio, ReferenceRecipe } from './recipe-usage';

export const Long = Decimal.clone({
  precision: 400,
  rounding: Decimal.ROUND_HALF_EVEN,
  toExpNeg: -500,
  toExpPos: 500,
});
export const NONE = new Long(0);
/** What 400 digits make of a third and two thirds less one. */
export const TINY = new Long('1e-300');
export const isNothing = (amount: Decimal) => amount.abs().lt(TINY);
/** Taken, by ingredient; less than 0 is given back. */
export type Goods = Map<string, Decimal>;

export interface Rule {
  parentItem?: string;
  parentGroup?: string;
  effect: 'adds' | 'adds_back' | 'removes' | 'replaces' | 'scales' | 'stands_for' | 'nothing';
  ingredient?: string;
  recipe?: string;
  replaces?: string;
  quantity?: string;
  /** Of the quantity where it is not the base unit. */
  unit?: { given: string; base: string };
  factor?: string;
  share?: string;
}
export interface SoldThing {
  id: string;
  type?: string | undefined;
  group?: string | undefined;
  mapping?: {
    ingredient?: string;
    recipe?: string;
    quantity: string;
    unit?: Rule['unit'];
    isSubtraction?: boolean;
  };
  isIgnored?: boolean;
  rules: readonly Rule[];
}
export interface BillLine {
  id: string;
  parent?: string | undefined;
  thing?: SoldThing | undefined;
  quantity: Decimal;
  isVoid: boolean;
  /** `earlier`: booked by another day, and here only for what hangs on it. */
  state: 'sold' | 'earlier' | 'gone' | 'unreadable' | 'held';
}
export interface Kitchen {
  recipes: ReadonlyMap<string, ReferenceRecipe>;
  baseUnits: ReadonlyMap<string, string>;
}
export interface LineTruth {
  bucket: 'deducted' | 'ignored' | 'unmapped' | 'held' | 'no_goods' | 'failed';
  goods: Goods;
  /** The item it was worked out under. */
  under?: string | undefined;
  warning?: 'removal_exceeds_parent' | 'parent_missing';
}

/** What all pieces of a dish take, and what of it is from a recipe within. */
export interface Base {
  goods: Goods;
  within: (recipe: string) => Goods;
}

/** Lines that go together, with what hangs on them. */
export interface Dish {
  lines: BillLine[];
  pieces: Decimal;
  parent?: Dish;
  hanging: Dish[];
  rule?: Rule;
  under?: string | undefined;
  bucket: LineTruth['bucket'];
  own: Goods;
  /** What works on it works on this. */
  base?: Base;
  isWarned: boolean;
  isOrphan: boolean;
}

export const add = (goods: Goods, id: string, amount: Decimal) =>
  goods.set(id, (goods.get(id) ?? NONE).plus(amount));
export const scaledBy = (goods: Goods, factor: Decimal): Goods =>
  new Map([...goods].map(([id, amount]) => [id, amount.times(factor)]));
export function sumOf(all: readonly Goods[]): Goods {
  const sum: Goods = new Map();
  for (const goods of all) for (const [id, amount] of goods) add(sum, id, amount);
  return sum;
}
export const asDecimal = ({ top, bottom }: Ratio) => new Long(top.toString()).div(bottom.toString());

/** Which line hangs on which, and which lines are one. */
export function arrange(lines: readonly BillLine[]): Dish[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const place = new Map<BillLine, BillLine | 'top' | 'lost'>();
  for (const line of lines) {
    if (line.parent === undefined) {
      place.set(line, 'top');
      continue;
    }
    const chain: BillLine[] = [];
    for (let up = byId.get(line.parent); up && chain.length <= 20; up = byId.get(up.parent ?? ''))
      chain.push(up);
    if (chain.length === 0 || chain.length > 20) {
      place.set(line, 'lost');
      continue;
    }
    const isPassed = (one: BillLine, at: number) => {
      if (line.thing && one.thing?.id === line.thing.id) return true;
      const isLast = at === chain.length - 1;
      const onlySorts =
        one.thing?.type === 'GROUP'
          ? one.thing.mapping === undefined
          : one.thing?.type === 'SUB_ITEM' && one.thing.isIgnored === true && one.thing.rules.length === 0;
      return onlySorts && !isLast;
    };
    place.set(line, chain.find((one, at) => !isPassed(one, at)) ?? 'top');
  }
  takeHome(lines, place);
  const below = (parent: BillLine) => lines.filter((line) => place.get(line) === parent);
  const gather = (members: readonly BillLine[], parent?: Dish): Dish[] =>
    together(members).map((own) => {
      const dish: Dish = {
        lines: own,
        pieces: own.filter(counts).reduce((sum, one) => sum.plus(one.quantity), NONE),
        ...(parent && { parent }),
        hanging: [],
        bucket: 'no_goods',
        own: new Map(),
        isWarned: false,
        isOrphan: own.some((one) => place.get(one) === 'lost'),
      };
      dish.hanging = gather(own.flatMap(below), dish);
      return dish;
    });
  return gather(lines.filter((line) => typeof place.get(line) === 'string'));
}
/** Of one item, where some of it is taken back, else each line by itself. */
function together(members: readonly BillLine[]): BillLine[][] {
  const mates = new Map<string, BillLine[]>();
  const alone: BillLine[][] = [];
  for (const line of members) {
    if (line.thing && counts(line)) mates.set(line.thing.id, [...(mates.get(line.thing.id) ?? []), line]);
    else alone.push([line]);
  }
  for (const own of mates.values()) {
    const isMixed = own.some((one) => one.quantity.gt(0)) && own.some((one) => one.quantity.lt(0));
    alone.push(...(isMixed ? [own] : own.map((one) => [one])));
  }
  return alone;
}
export const counts = ({ state }: BillLine) => state === 'sold' || state === 'earlier';

/** A void of a modifier without a parent belongs where that was sold, if it was never sold alone. */
function takeHome(lines: readonly BillLine[], place: Map<BillLine, BillLine | 'top' | 'lost'>): void {
  const homes: [BillLine, BillLine][] = [];
  for (const line of lines) {
    if ([...place.values()].includes(line)) continue;
    if (line.parent !== undefined || !line.isVoid || !line.thing?.rules.length || !counts(line)) continue;
    const twins = lines.filter(
      (one) => one.thing?.id === line.thing?.id && counts(one) && one.quantity.times(line.quantity).lt(0),
    );
    const parents = twins.map((one) => place.get(one));
    if (parents.length === 0 || parents.some((one) => typeof one === 'string')) continue;
    const [first] = (parents as BillLine[]).sort((a, b) => (a.id < b.id ? -1 : 1));
    if (first) homes.push([line, first]);
  }
  for (const [line, home] of homes) place.set(line, home);
}
