import { withoutMarks } from '@/components/ui/rank-options';
import type { DeskRow, DeskTarget, Takes } from '@/lib/contracts/desk';
import type { ItemSuggestions } from '@/lib/contracts/suggestions';
import { exact, multiply, roundHalfEven } from '@/lib/core/quantity';
import { convert } from '@/lib/core/units';

/** Of items; modifiers and held names have segments of their own. */
const ITEM_SEGMENTS = ['review', 'suggested', 'mapped', 'ignored', 'never_sold'] as const;
export const SEGMENTS = [...ITEM_SEGMENTS, 'modifiers', 'held'] as const;
/** Whose rows are no items: no groups or days of the desk are about them. */
export const hasItems = (segment: Segment): boolean => segment !== 'modifiers' && segment !== 'held';
type ItemSegment = (typeof ITEM_SEGMENTS)[number];
export type Segment = (typeof SEGMENTS)[number];
export const SORTS = ['name', 'group', 'price', 'quantity', 'net', 'state'] as const;
export type SortKey = (typeof SORTS)[number];
export interface DeskQuery {
  segment: Segment;
  search: string;
  /** Null: all. */
  group: string | null;
  sort: { by: SortKey; desc: boolean };
}
/** What is offered for an item: what it takes, or that it is no stock. */
export interface Offer {
  verdict: 'map' | 'ignore' | 'unknown';
  /** 0 to 1; null where it is no estimate but what was decided elsewhere. */
  confidence: number | null;
  takes: Takes | null;
  /** Others, best first. */
  others: readonly Takes[];
  reasons: readonly { code: string; params: Readonly<Record<string, string>> }[];
  create: ItemSuggestions['create'];
}
/** What of a row an act changes, and its undo gives back. */
export type Decision = Pick<DeskRow, 'state' | 'version' | 'mapping'>;

const STATE_ORDER: Readonly<Record<DeskRow['state'], number>> = {
  unmapped: 0,
  modifier: 0,
  ingredient: 1,
  recipe: 2,
  subtraction: 3,
  ignored: 4,
};

/** Figures are compared and shared for the eye only: nothing is booked from them. */
interface Entry {
  row: DeskRow;
  folded: string;
  net: number;
  quantity: number;
  price: number;
}
export interface View {
  ids: readonly string[];
  /** Of what is searched, by segment. */
  counts: Readonly<Record<ItemSegment, number>>;
}
export interface Shares {
  decided: number;
  deducted: number;
  /** Sold under names that nobody has said anything of (R38). */
  held: number;
  /** What the ten most sold undecided items would add. */
  nextTen: number;
}

/**
 * All items of a desk in memory: up to 30,000, so that searching, sorting and counting need no server. A row
 * that changes is another object, so that only it is drawn again.
 */
export class DeskModel {
  private readonly entries: Entry[] = [];
  private readonly places = new Map<string, number>();
  private readonly offers = new Map<string, Offer>();
  private readonly listeners = new Set<() => void>();
  private readonly targets = new Map<string, DeskTarget>();
  private order: { key: string; entries: readonly Entry[] } | null = null;
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

  /** More rows; those known already are left as they are. */
  append(rows: readonly DeskRow[]): void {
    for (const row of rows) {
      if (this.places.has(row.id)) continue;
      this.places.set(row.id, this.entries.length);
      this.entries.push({
        row,
        folded: withoutMarks(`${row.name}\n${row.sku ?? ''}`.toLowerCase()),
        net: Number(row.net_value),
        quantity: Number(row.quantity),
        price: Number(row.price ?? -1),
      });
      this.hasSales ||= row.lines > 0;
    }
    this.order = null;
    this.groupNames = null;
    this.changed();
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
    for (const [id, offer] of list) this.offers.set(id, offer);
    this.changed();
  }

  addTarget(target: DeskTarget): void {
    this.targets.set(target.id, target);
    this.active = null;
    this.changed();
  }

  patch(list: readonly (readonly [string, Decision])[]): void {
    for (const [id, decision] of list) {
      const entry = this.entries[this.places.get(id) ?? -1];
      if (entry) entry.row = { ...entry.row, ...decision };
    }
    if (this.order?.key.startsWith('state')) this.order = null;
    this.changed();
  }

  /** Whether something is said of it under every parent (R37). */
  say(id: string, isModifier: boolean): void {
    const entry = this.entries[this.places.get(id) ?? -1];
    if (!entry || entry.row.is_modifier === isModifier) return;
    entry.row = { ...entry.row, is_modifier: isModifier };
    this.changed();
  }

  row(id: string): DeskRow | undefined {
    return this.entries[this.places.get(id) ?? -1]?.row;
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

  /** What was decided about the same thing elsewhere comes first, unless an estimate is surer than that. */
  offerOf(row: DeskRow): Offer | undefined {
    const estimate = this.offers.get(row.id);
    const { sibling } = row;
    if (!sibling) return estimate;
    return {
      verdict: sibling.takes ? 'map' : 'ignore',
      confidence: null,
      takes: sibling.takes,
      others: estimate?.takes ? [estimate.takes, ...estimate.others] : [],
      reasons: [
        {
          code: sibling.is_predecessor ? 'predecessor' : 'sibling',
          params: { name: sibling.name },
        },
      ],
      create: estimate?.create ?? null,
    };
  }

  segmentOf(row: DeskRow): Exclude<ItemSegment, 'suggested'> {
    if (row.state === 'ignored') return 'ignored';
    if (row.state !== 'unmapped' || row.is_modifier || row.combo?.is_decided) return 'mapped';
    return this.hasSales && row.lines === 0 ? 'never_sold' : 'review';
  }
  isSuggested(row: DeskRow): boolean {
    if (row.state !== 'unmapped' || row.is_modifier) return false;
    return (this.offerOf(row)?.verdict ?? 'unknown') !== 'unknown';
  }

  groups(): readonly string[] {
    this.groupNames ??= [...new Set(this.entries.flatMap(({ row }) => row.accounting_group ?? []))].sort();
    return this.groupNames;
  }

  view({ segment, search, group, sort }: DeskQuery): View {
    const words = withoutMarks(search.trim().toLowerCase());
    const counts = { review: 0, suggested: 0, mapped: 0, ignored: 0, never_sold: 0 };
    const ids: string[] = [];
    for (const { row, folded } of this.sorted(sort)) {
      if (group !== null && row.accounting_group !== group) continue;
      if (words !== '' && !folded.includes(words)) continue;
      const own = this.segmentOf(row);
      counts[own] += 1;
      const suggested = this.isSuggested(row);
      if (suggested) counts.suggested += 1;
      if (own === segment || (suggested && segment === 'suggested')) ids.push(row.id);
    }
    return { ids, counts };
  }

  private sorted(sort: DeskQuery['sort']): readonly Entry[] {
    const key = `${sort.by} ${sort.desc} ${this.entries.length}`;
    if (this.order?.key === key) return this.order.entries;
    const groups = new Map(sort.by === 'group' ? this.groups().map((name, index) => [name, index]) : []);
    const rankBy = ({ row, net, quantity, price }: Entry): number => {
      switch (sort.by) {
        case 'name':
          return row.name_rank;
        case 'group':
          return groups.get(row.accounting_group ?? '') ?? groups.size;
        case 'price':
          return price;
        case 'quantity':
          return quantity;
        case 'net':
          return net;
        case 'state':
          return STATE_ORDER[row.state];
      }
    };
    const sign = sort.desc ? -1 : 1;
    const keyed = this.entries.map((entry) => ({ entry, value: rankBy(entry) }));
    keyed.sort((a, b) => sign * (a.value - b.value) || a.entry.row.name_rank - b.entry.row.name_rank);
    this.order = { key, entries: keyed.map(({ entry }) => entry) };
    return this.order.entries;
  }

  /** Of net sales (R43); null where nothing was sold. */
  shares(): Shares | null {
    let [total, decided, deducted, held] = [this.otherSales, 0, 0, 0];
    const open: number[] = [];
    for (const { row, net } of this.entries) {
      if (net === 0) continue;
      total += net;
      // What is held takes nothing, whatever the item takes (R38).
      const known = net - Number(row.held_net_value);
      held += Number(row.held_net_value);
      if (this.segmentOf(row) === 'review') open.push(net);
      else decided += known;
      if (row.mapping && this.targets.get(row.mapping.mapped_object_id)?.is_workable) deducted += known;
    }
    if (total <= 0) return null;
    const ten = open.sort((a, b) => b - a).slice(0, 10);
    const sum = ten.reduce((all, one) => all + one, 0);
    return { decided: decided / total, deducted: deducted / total, held: held / total, nextTen: sum / total };
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
