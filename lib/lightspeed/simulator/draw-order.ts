import { CATALOGUE, type SimItem } from './catalogue';
import type { Dice } from './random';

/** A line as it is ordered, before it has an id. */
export interface Sold {
  sku: string | null;
  name: string;
  thousandths: number;
  /** Rappen or cents for the whole line, already signed. */
  amount: number;
  parent?: Sold;
  voidReason?: string;
  override?: string;
  /** Epoch milliseconds. */
  at: number;
}

const SELLABLE = new Map(CATALOGUE.flatMap((item) => (item.sku ? [[item.sku, item] as const] : [])));
const POOLS = {
  drinks: [
    '541',
    '542',
    '542.',
    '543',
    '544',
    '545',
    '546',
    '549',
    '588',
    '588',
    '589',
    '590',
    '592',
    '593',
    '594',
  ],
  wine: ['601', '602', '603', '604', '605', '606', '602', '604', '611', '612', '613', '614', '615'],
  coffee: ['501', '501', '501', '502', '503', '503', '504', '504', '505', '506', '507', '508', '509'],
  brunch: ['851', '852', '853', '854', '855', '856', '856', '857'],
  starters: ['101', '101', '102', '103', '104', '105', '106', '107', '108', '109', '985'],
  mains: [
    ...['52', '53', '53', '54', '55', '56', '57', '201', '201', '202', '203', '204', '205', '206', '207'],
    ...[
      '301',
      '302',
      '303',
      '304',
      '305',
      '306',
      '401',
      '401',
      '402',
      '403',
      '404',
      '405',
      '406',
      '407',
      '408',
    ],
    ...['986', '988'],
  ],
  desserts: ['801', '802', '803', '804', '804', '805', '806', '807', '987'],
  bar: [
    ...[
      '588',
      '589',
      '591',
      '592',
      '594',
      '621',
      '622',
      '623',
      '624',
      '625',
      '626',
      '627',
      '547',
      '548',
      '616',
    ],
    ...['631', '631', '632', '632', '633', '634', '635', '636', '637', '638', '639', '640', '989'],
  ],
  odd: ['980', '981', '982', '983', '960'],
} as const;
const BURGERS = new Set(['52', '53', '54', '55', '56', '57']);
const MILK_COFFEE = new Set(['504', '505', '506']);
export const VOID_REASONS = ['Server mistake', 'Unhappy Client', 'Küche: verbrannt', 'Falsch boniert'];
type Pool = keyof typeof POOLS;

/** An item of a pool that the location sells; drawn again until one is. */
export function pickItem(dice: Dice, locationId: string, pool: Pool): SimItem {
  for (;;) {
    const item = SELLABLE.get(dice.pick<string>(POOLS[pool])) as SimItem;
    if (!item.locations || item.locations.includes(locationId)) return item;
  }
}

export const sold = (item: SimItem, count: number, at: number, more: Partial<Sold> = {}): Sold => ({
  sku: item.sku,
  name: item.name,
  thousandths: count * 1000,
  amount: Math.round(item.price * 100) * count,
  at,
  ...more,
});

const named = (sku: string) => SELLABLE.get(sku) as SimItem;

/**
 * The lines one table orders. `opened` in epoch milliseconds; `minute` counts from midnight of the business
 * day and passes 24 hours in the night that belongs to the evening. The throws of the dice, and so every sale
 * of a seed, depend on the order of these calls.
 */
export function drawOrder(dice: Dice, locationId: string, opened: number, minute: number): Sold[] {
  const order = new Order(dice, locationId, opened, 1 + dice.below(4));
  if (minute < 11 * 60) order.breakfast();
  else if (minute >= 22 * 60) order.bar();
  else order.meal(minute);
  order.oddities();
  order.voids();
  return order.lines;
}

class Order {
  readonly lines: Sold[] = [];
  private readonly dice: Dice;
  private readonly locationId: string;
  private readonly opened: number;
  private readonly covers: number;

  constructor(dice: Dice, locationId: string, opened: number, covers: number) {
    this.dice = dice;
    this.locationId = locationId;
    this.opened = opened;
    this.covers = covers;
  }

  breakfast() {
    const { chance, below } = this.dice;
    const coffee = this.add('coffee', this.covers);
    if (coffee.sku && MILK_COFFEE.has(coffee.sku) && chance(0.3)) this.modify(coffee, '916');
    if (chance(0.7)) this.add('brunch', 1 + below(this.covers));
    if (chance(0.3)) this.add('drinks');
  }

  bar() {
    const { chance, below } = this.dice;
    this.add('bar', 1 + below(2));
    if (chance(0.7)) this.add('bar', 1 + below(3));
    if (chance(0.4)) this.add('drinks', 1 + below(2));
    if (chance(0.15)) this.add('starters');
  }

  meal(minute: number) {
    const { chance, below, pick } = this.dice;
    if (chance(0.75)) this.add('drinks', this.covers);
    if (chance(0.35)) this.add('wine', chance(0.8) ? 1 + below(2) : 1);
    if (chance(0.4)) this.add('starters', 1 + below(2));
    for (let left = 1 + below(2); left > 0; left--) this.main();
    if (minute < 15 * 60 && chance(0.16)) this.combo();
    if (chance(0.28)) this.add('desserts', 1 + below(2));
    if (chance(0.4)) this.add('coffee', 1 + below(this.covers));
    if (chance(0.05)) {
      const grams = 150 + below(450);
      const byWeight = { thousandths: grams, amount: Math.round((8900 * grams) / 1000) };
      this.lines.push(sold(named('701'), 1, this.at(), byWeight));
    }
    if (chance(0.06)) {
      const fries = sold(named('110'), 1, this.at());
      this.lines.push(fries);
      this.modify(fries, pick(['917', '918']));
    }
    if (chance(0.1)) this.lines.push(sold(named('984'), this.covers, this.at()));
  }

  /** What no recipe is written for: odd items, open items, and an item the back office deleted since. */
  oddities() {
    const { chance, below, pick } = this.dice;
    if (chance(0.018)) this.add('odd');
    if (chance(0.012)) {
      const amount = 500 + below(40) * 100;
      const override = pick(['Geburtstagstorte', 'Zapfengeld', 'Extra Portion Küche']);
      const name = 'Offener Artikel';
      this.lines.push({ sku: null, name, override, thousandths: 1000, amount, at: this.at() });
    }
    if (chance(0.004))
      this.lines.push({ sku: '0077', name: 'Marronisuppe', thousandths: 1000, amount: 900, at: this.at() });
  }

  /** Now and then one piece of a line is voided, with what hangs on it. */
  voids() {
    const { chance, pick } = this.dice;
    if (!chance(0.07)) return;
    const original = pick(this.lines);
    if (original.parent || original.thousandths <= 0) return;
    const pieces = original.thousandths % 1000 === 0 ? original.thousandths / 1000 : 1;
    const voided = this.lines.filter((line) => line === original || line.parent === original);
    const reason = pick(VOID_REASONS);
    let head: Sold | undefined;
    for (const line of voided) {
      const reversal: Sold = {
        ...line,
        thousandths: -line.thousandths / pieces,
        amount: -Math.round(line.amount / pieces),
        voidReason: reason,
        at: line.at + 600_000,
      };
      delete reversal.parent;
      if (line === original) head = reversal;
      else if (head) reversal.parent = head;
      this.lines.push(reversal);
    }
  }

  private main() {
    const { chance, below, pick } = this.dice;
    const main = this.add('mains', 1 + below(2));
    const sku = main.sku as string;
    if (BURGERS.has(sku)) {
      if (chance(0.3)) this.modify(main, pick(['910', '911', '913', '919']));
      if (sku !== '52' && sku !== '57' && chance(0.08)) this.modify(main, '912');
    } else if (sku.length === 3 && sku.startsWith('20') && chance(0.22))
      this.modify(main, pick(['914', '915']));
  }

  /** The menu of the day: a price of its own, its parts at nothing. */
  private combo() {
    const { below, pick } = this.dice;
    const combo = sold(named('950'), 1 + below(2), this.at());
    const count = combo.thousandths / 1000;
    this.lines.push(combo);
    for (const parts of [['52', '53'], ['541', '542', '542.', '543'], undefined]) {
      const sku = parts ? pick(parts) : '109';
      this.lines.push(sold(named(sku), count, combo.at, { parent: combo, amount: 0 }));
    }
  }

  private at() {
    return this.opened + this.dice.below(40) * 60_000;
  }

  private add(pool: Pool, count = 1): Sold {
    const line = sold(pickItem(this.dice, this.locationId, pool), count, this.at());
    this.lines.push(line);
    return line;
  }

  private modify(line: Sold, sku: string) {
    this.lines.push(sold(named(sku), line.thousandths / 1000, line.at, { parent: line }));
  }
}
