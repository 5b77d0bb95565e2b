import type { DeskRow, DeskTarget, Takes } from '@/lib/contracts/desk';
import { exact, multiply, roundHalfEven } from '@/lib/core/quantity';
import { convert } from '@/lib/core/units';
import { byName, type Entry, entryOf, inOrder, type Offer, type SortKey, update } from './desk-entry';
import { type Shares, sharesOf } from './desk-shares';
import { viewOf } from './desk-view';
import { Estimates } from './estimates';

/** Of items; modifiers and held names have segments of their own. */
const ITEM_SEGMENTS = ['review', 'suggested', 'mapped', 'ignored', 'never_sold'] as const;
export const SEGMENTS = [...ITEM_SEGMENTS, 'modifiers', 'held'] as const;
/** Whose rows are no items: no groups or days of the desk are about them. */
export const hasItems = (segment: Segment): boolean => segment !== 'modifiers' && segment !== 'held';
type ItemSegment = (typeof ITEM_SEGMENTS)[number];
export type Segment = (typeof SEGMENTS)[number];
export interface DeskQuery {
  segment: Segment;
  search: string;
  /** Null: all. */
  group: string | null;
  sort: { by: SortKey; desc: boolean };
}
/** What of a row an act changes, and its undo gives back. */
export type Decision = Pick<DeskRow, 'state' | 'version' | 'mapping'>;

/** A row that nothing is decided about, with what is offered for it. */
export interface Open {
  row: DeskRow;
  offer: Offer | undefined;
}
export interface View {
  ids: readonly string[];
  /** Those of them that nothing is decided about. */
  open: readonly Open[];
  /** Of what is searched, by segment. */
  counts: Readonly<Record<ItemSegment, number>>;
}
/** When what comes by itself is shown, in milliseconds: so often; so long after an act; and at the latest. */
const SHOWN_EACH = 400;
const AFTER_AN_ACT = 500;
const AT_MOST = 5000;

/**
 * All items of a desk in memory: up to 30,000, so that searching, sorting and counting need no server. A row
 * that changes is another object, so that only it is drawn again.
 */
export class DeskModel {
  private readonly entries: Entry[] = [];
  private readonly places = new Map<string, number>();
  private readonly listeners = new Set<() => void>();
  private readonly targets = new Map<string, DeskTarget>();
  private named: readonly Entry[] | null = null;
  /** What was sorted by. */
  private readonly orders = new Map<string, readonly Entry[]>();
  private groupNames: readonly string[] | null = null;
  private active: readonly DeskTarget[] | null = null;
  private hasSales = false;
  /** Rises with each change. */
  version = 0;

  constructor(
    targets: readonly DeskTarget[],
    /** Net sales of lines without an item. */
    private readonly otherSales: number,
  ) {
    for (const target of targets) this.targets.set(target.id, target);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private changed(): void {
    this.version += 1;
    for (const listener of this.listeners) listener();
  }

  private waiting: ReturnType<typeof setTimeout> | null = null;
  private waitsSince = 0;
  /** When a person did something last. */
  actedAt = 0;
  /** A person is at work: for a moment nothing that comes by itself is shown. */
  readonly holdOff = (): void => {
    this.actedAt = Date.now();
  };
  /** What comes by itself is shown a few times a second, between the acts of a person. */
  private changedBehind(): void {
    if (this.listeners.size === 0) this.version += 1;
    else if (this.waiting === null) {
      this.waitsSince = Date.now();
      this.waiting = setTimeout(this.showWaiting, SHOWN_EACH);
    }
  }
  private readonly showWaiting = (): void => {
    const wait = Math.min(this.actedAt + AFTER_AN_ACT, this.waitsSince + AT_MOST) - Date.now();
    if (wait > 0) this.waiting = setTimeout(this.showWaiting, wait);
    else this.settle();
  };
  /** Shows at once what has come. */
  settle(): void {
    if (this.waiting === null) return;
    clearTimeout(this.waiting);
    this.waiting = null;
    this.changed();
  }

  /** More rows; those known already are left as they are, but for their place by name among all. */
  append(rows: readonly DeskRow[]): void {
    for (const row of rows) {
      const known = this.entry(row.id);
      if (known) {
        known.nameRank = row.name_rank;
        continue;
      }
      this.places.set(row.id, this.entries.length);
      const had = this.hasSales;
      this.hasSales ||= row.lines > 0;
      // What is not sold is "never sold" from the first sale on.
      if (had !== this.hasSales) for (const entry of this.entries) update(entry, true, {});
      this.entries.push(entryOf(row, this.hasSales));
    }
    this.estimates.lookAgain();
    this.orders.clear();
    this.named = null;
    this.groupNames = null;
    this.changedBehind();
  }

  /** All rows as they are now: others may have come, and some gone. */
  replace(rows: readonly DeskRow[]): void {
    this.entries.length = 0;
    this.places.clear();
    this.hasSales = false;
    this.total = null;
    this.append(rows);
  }

  offer(list: readonly (readonly [string, Offer])[]): void {
    for (const [id, offer] of list) {
      const entry = this.entry(id);
      if (entry) update(entry, this.hasSales, { estimate: offer });
    }
    this.changedBehind();
  }

  /** Ids of the rows in sight, as a screen shows them. */
  inSight: readonly string[] = [];
  private readonly estimates = new Estimates();
  /** Open items whose estimate is to be asked for next. Null: all were asked for. */
  nextToAsk(withOthers: boolean): string[] | null {
    const inSight = this.inSight.flatMap((id) => this.entry(id) ?? []);
    const mostSold = () => this.sorted({ by: 'net', desc: true });
    return this.estimates.next({ inSight, mostSold, withOthers });
  }
  asked(ids: readonly string[]): void {
    for (const id of ids) {
      const entry = this.entry(id);
      if (entry) entry.isAsked = true;
    }
  }

  addTarget(target: DeskTarget): void {
    this.targets.set(target.id, target);
    this.active = null;
    this.changed();
  }

  patch(list: readonly (readonly [string, Decision])[]): void {
    this.estimates.lookAgain();
    for (const [id, decision] of list) {
      const entry = this.entry(id);
      if (entry) update(entry, this.hasSales, { row: { ...entry.row, ...decision } });
    }
    for (const key of this.orders.keys()) if (key.startsWith('state')) this.orders.delete(key);
    this.changed();
  }

  /** Whether something is said of it under every parent (R37). */
  say(id: string, isModifier: boolean): void {
    const entry = this.entry(id);
    if (!entry || entry.row.is_modifier === isModifier) return;
    update(entry, this.hasSales, { row: { ...entry.row, is_modifier: isModifier } });
    this.changed();
  }

  private entry(id: string): Entry | undefined {
    return this.entries[this.places.get(id) ?? -1];
  }
  row(id: string): DeskRow | undefined {
    return this.entry(id)?.row;
  }
  /** The same list while nothing is added: what is made of it is kept. */
  activeTargets(): readonly DeskTarget[] {
    this.active ??= [...this.targets.values()].filter((one) => one.is_active);
    return this.active;
  }
  target(id: string): DeskTarget | undefined {
    return this.targets.get(id);
  }
  get size(): number {
    return this.entries.length;
  }

  offerOf(row: DeskRow): Offer | undefined {
    return this.entry(row.id)?.offer;
  }

  /** Of these, what nothing is decided about. */
  openOf(ids: Iterable<string>): Open[] {
    return [...ids].flatMap((id) => {
      const entry = this.entry(id);
      return entry?.row.state === 'unmapped' ? [entry] : [];
    });
  }

  groups(): readonly string[] {
    this.groupNames ??= [...new Set(this.entries.flatMap(({ row }) => row.accounting_group ?? []))].sort();
    return this.groupNames;
  }

  /** Kept until something changes: a page is drawn more often than that. */
  view(query: DeskQuery): View {
    const key = `${this.version} ${JSON.stringify(query)}`;
    if (this.seen?.key !== key) this.seen = { key, view: this.look(query) };
    return this.seen.view;
  }
  private seen: { key: string; view: View } | null = null;

  /** How many of what is searched are in each segment. */
  counts({ search, group }: Pick<DeskQuery, 'search' | 'group'>): View['counts'] {
    const key = JSON.stringify([this.version, search, group]);
    if (this.counted?.key !== key) {
      const anyOrder = { by: 'name', desc: false } as const;
      const { counts } = viewOf(this.entries, { search, group, segment: 'held', sort: anyOrder });
      this.counted = { key, counts };
    }
    return this.counted.counts;
  }
  private counted: { key: string; counts: View['counts'] } | null = null;

  private look(query: DeskQuery): View {
    return viewOf(this.sorted(query.sort), query);
  }

  private sorted(sort: DeskQuery['sort']): readonly Entry[] {
    const key = `${sort.by} ${sort.desc}`;
    const known = this.orders.get(key);
    if (known) return known;
    this.named ??= byName(this.entries);
    const made = inOrder(this.named, sort, this.groups());
    this.orders.set(key, made);
    return made;
  }

  /** Of net sales (R43); null where nothing was sold. */
  shares(): Shares | null {
    return sharesOf(this.entries, this.otherSales, (id) => this.targets.get(id)?.is_workable ?? false);
  }

  shareOf(row: DeskRow): number | null {
    const total = this.totalSales();
    return total > 0 ? Number(row.net_value) / total : null;
  }
  private total: { size: number; value: number } | null = null;
  private totalSales(): number {
    if (this.total?.size !== this.entries.length) {
      const value = this.entries.reduce((sum, { net }) => sum + net, this.otherSales);
      this.total = { size: this.entries.length, value };
    }
    return this.total.value;
  }

  /** How much of a target one sale takes of most items that take it; null where none does. */
  usualTakes(targetId: string): Pick<Takes, 'quantity' | 'unit'> | null {
    const times = new Map<string, { takes: Takes; count: number }>();
    for (const { row } of this.entries) {
      const { mapping } = row;
      if (mapping?.mapped_object_id !== targetId || mapping.is_subtraction) continue;
      const key = `${mapping.quantity} ${mapping.unit}`;
      const known = times.get(key) ?? { takes: mapping, count: 0 };
      times.set(key, { ...known, count: known.count + 1 });
    }
    const [most] = [...times.values()].sort((a, b) => b.count - a.count);
    return most ? { quantity: most.takes.quantity, unit: most.takes.unit } : null;
  }

  /** What the goods of one sale cost, with 2 decimals; null while unknown (R23). */
  costOf(takes: Takes): string | null {
    const target = this.targets.get(takes.mapped_object_id);
    if (!target || target.cost === null) return null;
    const amount = exact(takes.quantity);
    const { base_unit: base } = target;
    const inBase = base === null ? amount : convert(amount, takes.unit ?? base, base);
    return inBase && roundHalfEven(multiply(inBase, exact(target.cost)), 2);
  }
}
