import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { SimItem } from '@/lib/lightspeed/simulator/catalogue';
import { type Dice, diceOf } from '@/lib/lightspeed/simulator/random';
import type { SimLine, SimLocation, SimSale } from '@/lib/lightspeed/simulator/sales';
import type { SimBusiness, World } from '@/lib/lightspeed/simulator/world';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Beyond 2^53, where a double would round (R9). */
const BIG = 9_007_199_254_740_993n;

const ZONES = [
  ['Pacific/Auckland', 'NZ'],
  ['Australia/Lord_Howe', 'AU'],
  ['Asia/Tokyo', 'JP'],
  ['Asia/Kathmandu', 'NP'],
  ['Europe/Zurich', 'CH'],
  ['Europe/Berlin', 'DE'],
  ['Europe/London', 'GB'],
  ['Africa/Casablanca', 'MA'],
  ['America/St_Johns', 'CA'],
  ['America/New_York', 'US'],
  ['America/Los_Angeles', 'US'],
  ['Pacific/Honolulu', 'US'],
] as const;
export const TIME_ZONES: readonly string[] = ZONES.map(([zone]) => zone);

/** Days the clock changes in most of these zones lie near; a life begins near one of them or anywhere. */
const TURNS = [
  '2026-03-10',
  '2026-03-30',
  '2026-04-06',
  '2026-09-28',
  '2026-10-05',
  '2026-10-26',
  '2026-11-02',
];

/** Text that no database holds: half an emoji, NUL. */
export const ODD_SKU = 'odd\u0000\ud83c';
type Row = [sku: string | null, name: string, itemType: SimItem['itemType']];
const MENU: readonly Row[] = [
  ['542', 'Cola', 'ITEM'],
  ['542.', 'Cola Zero', 'ITEM'],
  ['501', 'Espresso', 'ITEM'],
  ['52', 'Burger', 'ITEM'],
  ['910', 'Extra bacon', 'SUB_ITEM'],
  ['912', 'ohne Käse', 'SUB_ITEM'],
  ['950', 'Menu of the day', 'SEQUENCE'],
  ['701', 'Ham by weight', 'ITEM'],
  ['25', 'Gin, base', 'ITEM'],
  ['26', 'Gin, 4 cl', 'SUB_ITEM'],
  ['960', 'Gift card', 'ITEM'],
  ['999', 'Dish of the week', 'ITEM'],
  [' 7 ', 'Sku with spaces', 'ITEM'],
  ['444', 'Winter punch', 'ITEM'],
  [ODD_SKU, 'Eis \udf66 \u0000', 'ITEM'],
  [null, 'No sku', 'ITEM'],
];
/** An item of a SKU that another one bears as well; nothing is ever decided about it by itself. */
export const TWIN_NAME = 'Espresso (Terrasse)';
/** The same SKU, another thing at each location. */
export const LOCAL_SKU = '588';
const REASONS = ['Server mistake', 'Unhappy Client', 'Küche: verbrannt'] as const;
/** The one a company of the simulation lists as waste (R16). */
export const WASTE_REASON = REASONS[2];

interface Start {
  fromDay: string;
  minutes: number;
}
interface Place extends SimLocation {
  starts: Start[];
  /** Epoch milliseconds of the first sale. */
  opened: number;
}
/** An account with what only the world knows of it. */
interface Bill {
  sale: SimSale;
  /** When it reaches Lightspeed: an offline till is late. */
  uploadAt: number;
  /** When a back office marks it cancelled. */
  cancelAt?: number;
  scenario: Scenario;
}

export const SCENARIOS = [
  'plain',
  'void_line',
  'void_whole',
  'modifiers',
  'combo',
  'by_weight',
  'zero_price',
  'free_text',
  'unknown_sku',
  'dot_sku',
  'local_sku',
  'refund',
  'refund_waste',
  'reopened',
  'split',
  'transfer',
  'update',
  'transitory',
  'float',
  'cross_bl',
  'cancel',
  'cancelled_with_twin',
  'cancelled_without_twin',
  'cancelled_later',
  'twin_later',
  'two_days',
  'late_upload',
  'delivered_twice',
  'line_twice',
  'malformed_line',
  'malformed_account',
  'unknown_type',
  'number_quantity',
  'big_quantity',
  'same_instant',
  'at_the_edge',
  'null_cancelled',
  'number_again',
  'number_again_next_day',
  'number_only',
  'reopened_cancelled',
  'reopened_over_days',
  'negative_behind_cancelled',
  'odd_text',
  'money_as_text',
  'reason_spelt_otherwise',
] as const;
type Scenario = (typeof SCENARIOS)[number];

export interface Hostility {
  world: World;
  places: readonly SimLocation[];
  start: Date;
  /** Renames, re-prices, archives, removes or recycles something; says what. */
  changeCatalogue(): string;
  /** A start of day that changes from tomorrow on. */
  changeStart(locationId: string): void;
  /** Time zones are missing or unusable from now on, or there again; says whether they are. */
  loseZones(): boolean;
  /** Whose business a new grant sees: ours, or a stranger's. */
  showStranger(isStranger: boolean): void;
  /** How often each scenario and account type was answered. */
  answered(locationId: string, day: string): void;
  readonly coverage: Map<string, number>;
  /** Inserts or removes an item in front of the list: pages shift under who reads them. */
  shiftItems(): void;
  shuffle(sales: readonly SimSale[]): SimSale[];
}

/** A small, mean restaurant group that follows from the seed alone; `now` is the world's clock. */
export function createHostility(seed: number, now: () => Date): Hostility {
  const dice = diceOf(`hostile ${seed}`);
  const start = firstMoment(dice);
  const businessId = String(BIG + BigInt(dice.below(1000)));
  const places = makePlaces(dice, start);
  const items = makeItems(dice, places);
  const coverage = new Map<string, number>();
  const count = (what: string) => coverage.set(what, (coverage.get(what) ?? 0) + 1);
  const days = new Map<string, { own: Bill[]; carried: { day: string; bill: Bill }[] }>();
  let isStranger = false;
  let lostZone: string | null | undefined;
  let nextId = BIG + 5000n;
  for (const place of places) count(`zone ${place.timezone}`);

  const find = (locationId: string) => {
    const place = places.find((one) => one.id === locationId);
    if (!place) throw new Error(`no location ${locationId} in this world`);
    return place;
  };
  const startOf = (place: Place, day: string) => {
    const minutes = place.starts.findLast((one) => one.fromDay <= day)?.minutes ?? 300;
    const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
    return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: place.timezone, plainTime });
  };
  const boundsOfDay = (locationId: string, day: string) => {
    const place = find(locationId);
    const next = startOf(place, addDays(day, 1));
    return {
      start: startOf(place, day).epochMilliseconds,
      end: next.epochMilliseconds,
      nextStart: next.toString({ timeZoneName: 'never', fractionalSecondDigits: 0 }),
    };
  };
  const dayAt = (locationId: string, time: number) => {
    const local = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(find(locationId).timezone);
    const day = local.toPlainDate().toString();
    return time < boundsOfDay(locationId, day).start ? addDays(day, -1) : day;
  };
  const today = (locationId: string) => dayAt(locationId, now().getTime());

  function generated(place: Place, day: string) {
    const key = `${place.id}|${day}`;
    const known = days.get(key);
    if (known) return known;
    const bounds = boundsOfDay(place.id, day);
    const made = makeDay({
      dice: diceOf(`${seed} ${key}`),
      place,
      day,
      opened: Math.max(bounds.start, place.opened),
      end: bounds.end,
      items: items.filter((item) => !item.locations || item.locations.includes(place.id)),
      boundsOf: (other) => boundsOfDay(place.id, other),
    });
    days.set(key, made);
    return made;
  }

  function billsOf(place: Place, day: string): Bill[] {
    if (boundsOfDay(place.id, day).end <= place.opened) return [];
    const carried: Bill[] = [];
    for (let back = 1; back <= 5; back++) {
      const earlier = addDays(day, -back);
      if (boundsOfDay(place.id, earlier).end <= place.opened) break;
      for (const one of generated(place, earlier).carried) if (one.day === day) carried.push(one.bill);
    }
    const time = now().getTime();
    return [...generated(place, day).own, ...carried].filter((bill) => bill.uploadAt <= time);
  }

  const shown = (bill: Bill): SimSale =>
    bill.cancelAt !== undefined && bill.cancelAt <= now().getTime()
      ? { ...bill.sale, cancelled: true }
      : bill.sale;

  // Without a time zone, or with one of another system, while it is lost (R11).
  const placesNow = (): readonly SimLocation[] =>
    lostZone === undefined ? places : places.map((place) => ({ ...place, timezone: lostZone as string }));
  const ours: SimBusiness = { id: businessId, name: 'Ours AG', currency: 'CHF', locations: places };
  const stranger: SimBusiness = {
    id: String(BIG - 77n),
    name: 'Strangers GmbH',
    currency: 'EUR',
    locations: [{ ...(places[0] as Place), id: String(BIG - 78n), name: 'Elsewhere' }],
  };
  // Unrelated or empty head offices are seen by the same grant.
  const retired: SimBusiness = { id: '14154', name: 'Retired Holding', currency: 'CHF', locations: [] };

  const world: World = {
    businessId,
    businessName: ours.name,
    locations: places,
    items,
    boundsOfDay,
    today,
    firstDay: (locationId) => dayAt(locationId, find(locationId).opened),
    // A running day is never asked for, and its bounds may still change.
    salesOfDay: (locationId, day) =>
      day >= today(locationId)
        ? []
        : billsOf(find(locationId), day)
            .map(shown)
            .sort((a, b) => Date.parse(a.timeClosed) - Date.parse(b.timeClosed)),
    businesses: () => (isStranger ? [stranger] : [{ ...ours, locations: placesNow() }, retired]),
    itemsOf: () => items,
    refuses(locationId, asked) {
      const place = find(locationId);
      const from = 'day' in asked ? boundsOfDay(locationId, asked.day).end - 1 : asked.from;
      if (from >= place.opened) return undefined;
      return Temporal.Instant.fromEpochMilliseconds(place.opened)
        .toZonedDateTimeISO(place.timezone)
        .toString({ timeZoneName: 'never', fractionalSecondDigits: 0 });
    },
    isComplete: (locationId, day) => {
      const lag = diceOf(`lag ${seed} ${locationId} ${day}`);
      const hours = lag.chance(0.15) ? (lag.chance(0.2) ? 30 : 2 + lag.below(4)) : 1;
      return now().getTime() > boundsOfDay(locationId, day).end + hours * HOUR;
    },
  };

  return {
    world,
    places,
    start,
    coverage,
    answered(locationId, day) {
      for (const bill of billsOf(find(locationId), day)) {
        count(`scenario ${bill.scenario}`);
        const type = shown(bill).type;
        count(`type ${type === undefined ? '(none)' : type}`);
      }
      const { start: from, end } = boundsOfDay(locationId, day);
      const hours = (end - from) / HOUR;
      if (hours !== 24) count(`day of ${hours} h`);
    },
    changeCatalogue() {
      const at = dice.below(items.length);
      const item = items[at] as SimItem;
      const what = dice.pick([
        'rename',
        'reprice',
        'archive',
        'remove',
        'recycle',
        'remake',
        'new sku',
        'new item',
      ] as const);
      count(`catalogue ${what}`);
      nextId += 1n;
      const replace = (change: Partial<SimItem>) => items.splice(at, 1, { ...item, ...change });
      if (what === 'rename') replace({ name: `${item.name} ${dice.below(90) + 10}` });
      else if (what === 'reprice') replace({ price: item.price + 1 });
      else if (what === 'archive') replace({ active: false });
      else if (what === 'remove' && items.length > 6) items.splice(at, 1);
      else if (what === 'recycle' && item.sku !== null)
        items.splice(at, 1, { ...item, id: String(nextId), name: `Recycled ${item.sku}`, active: true });
      else if (what === 'remake')
        // Deleted and made anew: a cashier's way to undo a mistake.
        items.splice(at, 1, { ...item, id: String(nextId), active: true });
      else if (what === 'new sku' && item.sku !== null)
        replace({ sku: `${item.sku}-${dice.below(900) + 100}` });
      else
        items.unshift({
          ...item,
          id: String(nextId),
          sku: `N${nextId % 10_000n}`,
          name: `New ${nextId}`,
          active: true,
        });
      return what;
    },
    changeStart(locationId) {
      const place = find(locationId);
      const fromDay = addDays(today(locationId), 1);
      const last = place.starts.at(-1)?.minutes ?? 300;
      place.starts.push({ fromDay, minutes: last === 300 ? 390 : 300 });
      count('start of day changes');
    },
    loseZones() {
      lostZone = dice.pick([null, '', 'Mars/Phobos', 'W. Europe Standard Time', undefined] as const);
      if (lostZone !== undefined) count('time zones lost');
      return lostZone !== undefined;
    },
    showStranger(value) {
      isStranger = value;
    },
    shiftItems() {
      nextId += 1n;
      const sample = items[0] as SimItem;
      if (dice.chance(0.5))
        items.unshift({ ...sample, id: String(nextId), sku: `N${nextId % 10_000n}`, name: 'New' });
      else if (items[0]?.name === 'New') items.shift();
      count('catalogue shifts while read');
    },
    shuffle(sales) {
      const list = [...sales];
      if (dice.chance(0.5)) list.reverse();
      if (list.length > 0 && dice.chance(0.2)) list.push(dice.pick(list));
      return list;
    },
  };
}

function firstMoment(dice: Dice): Date {
  const base = dice.chance(0.6)
    ? Date.parse(`${dice.pick(TURNS)}T00:00:00Z`) - dice.below(3) * DAY
    : Date.parse('2026-02-01T00:00:00Z') + dice.below(300) * DAY;
  return new Date(base + dice.below(24 * 60) * 60_000);
}

function makePlaces(dice: Dice, start: Date): Place[] {
  const count = dice.chance(0.25) ? 2 : 1;
  return Array.from({ length: count }, (_, index) => {
    const [timezone, country] = dice.pick(ZONES);
    const minutes = dice.pick([300, 300, 360, 240, 330, 0, 420]);
    const age = dice.pick([3, 5, 8, 12, 20, 33, dice.chance(0.3) ? 120 : 9]);
    return {
      id: String(BIG + BigInt(2000 + index * 10)),
      name: `Place ${index + 1}`,
      country,
      timezone,
      startHour: Math.floor(minutes / 60),
      devices: [65_315 + index * 10, 65_316 + index * 10],
      size: 1,
      starts: [{ fromDay: '2000-01-01', minutes }],
      opened: start.getTime() - age * DAY + dice.below(20) * HOUR,
    };
  });
}

function makeItems(dice: Dice, places: readonly Place[]): SimItem[] {
  const shared = MENU.map(
    ([sku, name, itemType], index): SimItem => ({
      id: String(BIG + BigInt(100 + index)),
      sku,
      name,
      group: 'All',
      price: 3 + dice.below(30),
      itemType,
      active: sku !== '444',
      priceMode: 'AMOUNT',
    }),
  );
  const local = places.map(
    (place, index): SimItem => ({
      id: String(BIG + BigInt(300 - index)),
      sku: LOCAL_SKU,
      name: `House drink of ${place.name}`,
      group: 'All',
      price: 6,
      itemType: 'ITEM',
      active: true,
      priceMode: 'AMOUNT',
      locations: [place.id],
    }),
  );
  // Its id comes before that of the one which is mapped.
  const [first] = shared;
  const twins =
    first && dice.chance(0.4) ? [{ ...first, id: String(BIG + 50n), sku: '501', name: TWIN_NAME }] : [];
  return [...local, ...twins, ...shared];
}

interface DayPlan {
  dice: Dice;
  place: Place;
  day: string;
  opened: number;
  end: number;
  items: readonly SimItem[];
  boundsOf: (day: string) => { start: number; end: number };
}

/** A day of few bills, each of a kind that is hard to read. */
function makeDay({ dice, place, day, opened, end, items, boundsOf }: DayPlan) {
  const own: Bill[] = [];
  const carried: { day: string; bill: Bill }[] = [];
  const bills = dice.chance(0.12) ? 0 : 1 + dice.below(5);
  const number = Temporal.PlainDate.from('2020-01-01').until(day, { largestUnit: 'days' }).days * 1000;
  let counter = number;
  const momentIn = () => opened + dice.below(Math.max(1, end - opened));
  const bySku = (sku: string) => items.find((item) => item.sku === sku);
  const sellable = items.filter((item) => item.sku !== null && item.itemType === 'ITEM');

  const line = (
    item: { sku: string | null; name: string },
    quantity: string,
    more: Partial<SimLine> = {},
  ): SimLine => ({
    id: `S${place.devices[0]}.${++counter}`,
    ...(item.sku === null ? {} : { sku: item.sku }),
    name: item.name,
    quantity,
    totalNetAmountWithTax: money(dice, quantity),
    currency: 'CHF',
    newField: null,
    ...more,
  });
  const again = (lines: readonly SimLine[], factor: 1 | -1, more: Partial<SimLine> = {}): SimLine[] =>
    lines.map((one) => ({
      ...one,
      id: `S${place.devices[0]}.${++counter}`,
      ...(typeof one.quantity === 'string' && factor < 0 ? { quantity: negative(one.quantity) } : {}),
      ...(one.totalNetAmountWithTax && factor < 0
        ? { totalNetAmountWithTax: negative(one.totalNetAmountWithTax) }
        : {}),
      ...more,
    }));
  const sale = (
    type: string | undefined,
    lines: SimLine[],
    closed: number,
    more: Partial<SimSale> = {},
  ): SimSale => {
    const accountFiscId = `A${dice.pick(place.devices)}.${++counter}`;
    return {
      accountReference: createHash('sha256')
        .update(`${place.id} ${accountFiscId}`)
        .digest()
        .subarray(0, 16)
        .toString('base64'),
      accountFiscId,
      ...(dice.chance(0.8) ? { receiptId: `R${place.devices[0]}.${counter}` } : {}),
      source: { initialAccountId: accountFiscId },
      ...(type === undefined ? {} : { type }),
      timeOfOpening: iso(closed - HOUR),
      timeClosed: iso(closed),
      deviceId: place.devices[0] as number,
      salesLines: lines,
      extraFromTheFuture: { enum: 'VALUE_OF_NEXT_YEAR' },
      ...more,
    };
  };
  /** Another account under a number that was given before. */
  const named = (one: SimSale, accountFiscId: string, which: string): SimSale => ({
    ...one,
    accountFiscId,
    accountReference: createHash('sha256')
      .update(`${place.id} ${accountFiscId} ${which}`)
      .digest()
      .subarray(0, 16)
      .toString('base64'),
    source: { initialAccountId: accountFiscId },
  });
  const following = (before: SimSale) => ({
    source: {
      initialAccountId: before.source?.initialAccountId ?? before.accountFiscId,
      previousAccountId: before.accountFiscId,
    },
  });
  const order = () => {
    const count = 1 + dice.below(3);
    return Array.from({ length: count }, () => line(dice.pick(sellable), `${1 + dice.below(4)}.000`));
  };
  const later = (closed: number, hours: number) => Math.min(closed + hours * HOUR, end - 1);
  /** About the same time, some days on. */
  const onDay = (days: number, closed: number) => {
    const bounds = boundsOf(addDays(day, days));
    return Math.min(Math.max(closed + days * DAY, bounds.start), bounds.end - 1);
  };
  const put = (scenario: Scenario, sales: SimSale[], more: Partial<Bill> = {}) => {
    for (const one of sales) own.push({ sale: one, uploadAt: Date.parse(one.timeClosed), scenario, ...more });
  };

  for (let n = 0; n < bills; n++) {
    const closed = momentIn();
    const scenario = dice.chance(0.2) ? 'plain' : dice.pick(SCENARIOS);
    const lines = order();
    const first = lines[0] as SimLine;
    const plain = sale('SALE', lines, closed);
    const wait = 1 + dice.below(4);
    switch (scenario) {
      case 'void_line':
        lines.push(...again([first], -1, { quantity: '-1.000', voidReason: dice.pick(REASONS) }));
        put(scenario, [plain]);
        break;
      case 'void_whole':
        put(scenario, [
          plain,
          sale('VOID', again(lines, -1), later(closed, 1), { ...following(plain), voidReason: REASONS[0] }),
        ]);
        break;
      case 'modifiers': {
        const parent = line(bySku('52') ?? dice.pick(sellable), '2.000');
        const child = line(bySku('910') ?? dice.pick(sellable), '2.000', { parentLineId: parent.id });
        const grandchild = line(bySku('912') ?? dice.pick(sellable), '1.000', { parentLineId: child.id });
        put(scenario, [sale('SALE', [parent, child, grandchild], closed)]);
        break;
      }
      case 'combo': {
        const head = line(bySku('950') ?? dice.pick(sellable), '1.000');
        const parts = [
          line(dice.pick(sellable), '1.000', { parentLineId: head.id, totalNetAmountWithTax: '0.00' }),
        ];
        put(scenario, [sale('SALE', [head, ...parts], closed)]);
        break;
      }
      case 'by_weight':
        put(scenario, [
          sale('SALE', [line(bySku('701') ?? dice.pick(sellable), `0.${100 + dice.below(900)}`)], closed),
        ]);
        break;
      case 'zero_price': {
        const base = line(bySku('25') ?? dice.pick(sellable), '1.000', { totalNetAmountWithTax: '0.00' });
        put(scenario, [
          sale(
            'SALE',
            [base, line(bySku('26') ?? dice.pick(sellable), '1.000', { parentLineId: base.id })],
            closed,
          ),
        ]);
        break;
      }
      case 'free_text':
        lines.push(line({ sku: null, name: 'Open item' }, '1.000', { nameOverride: 'Geburtstagstorte' }));
        put(scenario, [plain]);
        break;
      case 'unknown_sku':
        lines.push(line({ sku: `gone-${dice.below(3)}`, name: 'Long gone' }, '1.000'));
        put(scenario, [plain]);
        break;
      case 'dot_sku':
        put(scenario, [
          sale(
            'SALE',
            [
              line({ sku: '542', name: 'Cola' }, '2.000'),
              line({ sku: '542.', name: 'Cola Zero' }, '3.000'),
              line({ sku: ' 7 ', name: 'Spaces' }, '1.000'),
            ],
            closed,
          ),
        ]);
        break;
      case 'local_sku':
        put(scenario, [sale('SALE', [line({ sku: LOCAL_SKU, name: 'House drink' }, '2.000')], closed)]);
        break;
      case 'refund':
        put(scenario, [
          plain,
          sale('REFUND', again(dice.chance(0.5) ? lines : [first], -1), later(closed, 2), following(plain)),
        ]);
        break;
      case 'refund_waste':
        put(scenario, [
          plain,
          sale('REFUND', again(lines, -1), later(closed, 2), {
            ...following(plain),
            voidReason: WASTE_REASON,
          }),
        ]);
        break;
      case 'reopened': {
        const refund = sale('REFUND', again(lines, -1), later(closed, 1), following(plain));
        put(scenario, [
          plain,
          refund,
          sale('RECALL', [...again(lines, 1), ...order()], later(closed, 2), following(refund)),
        ]);
        break;
      }
      case 'split':
        put(scenario, [
          plain,
          sale('SPLIT', again(lines, -1), later(closed, 1), following(plain)),
          sale(
            'SPLIT',
            again(lines, 1).map((one) => ({ ...one, quantity: half(one.quantity) })),
            later(closed, 1),
            following(plain),
          ),
          sale(
            'SPLIT',
            again(lines, 1).map((one) => ({ ...one, quantity: half(one.quantity) })),
            later(closed, 1),
            following(plain),
          ),
        ]);
        break;
      case 'transfer':
        put(scenario, [
          plain,
          sale('TRANSFER', again(lines, -1), later(closed, 1), following(plain)),
          sale('TRANSFER', again(lines, 1), later(closed, 1), following(plain)),
        ]);
        break;
      case 'update':
        put(scenario, [plain, sale('UPDATE', again([first], 1), later(closed, 1), following(plain))]);
        break;
      case 'transitory': {
        const carriedOver = sale('TRANSITORY', again(lines, -1), closed);
        put(scenario, [carriedOver, sale('SALE', lines, later(closed, 1), following(carriedOver))]);
        break;
      }
      case 'float':
        put(scenario, [sale('FLOAT', [line({ sku: null, name: 'Cash drop' }, '1.000')], closed)]);
        break;
      case 'cross_bl':
        put(scenario, [sale('CROSS_BL', lines, closed)]);
        break;
      case 'cancel':
        put(scenario, [sale('CANCEL', again(lines, -1), closed)]);
        break;
      case 'cancelled_with_twin': {
        const gone = { ...plain, cancelled: true };
        put(scenario, [
          gone,
          sale('CANCEL', again(lines, -1, { voidReason: REASONS[0] }), later(closed, 1), following(gone)),
        ]);
        break;
      }
      case 'cancelled_without_twin':
        put(scenario, [
          { ...plain, cancelled: true },
          ...(dice.chance(0.3) ? [sale('SALE', [], closed, { cancelled: true })] : []),
        ]);
        break;
      case 'cancelled_later': {
        // V2: the twin is dated when the back office did it; the original is flagged from then on.
        const at = onDay(wait, closed);
        const twin = sale('CANCEL', again(lines, -1), at, following(plain));
        put(scenario, [plain], { cancelAt: at });
        carried.push({ day: addDays(day, wait), bill: { sale: twin, uploadAt: at, scenario } });
        break;
      }
      case 'twin_later': {
        const at = onDay(wait, closed);
        put(scenario, [plain]);
        carried.push({
          day: addDays(day, wait),
          bill: { sale: sale('REFUND', again(lines, -1), at, following(plain)), uploadAt: at, scenario },
        });
        break;
      }
      case 'two_days':
        put(scenario, [plain]);
        carried.push({ day: addDays(day, 1), bill: { sale: plain, uploadAt: end, scenario } });
        break;
      case 'late_upload':
        put(scenario, [plain], { uploadAt: end + dice.below(5 * 24) * HOUR });
        break;
      case 'delivered_twice':
        put(scenario, [plain, plain]);
        break;
      case 'line_twice':
        lines.push({ ...first });
        put(scenario, [plain]);
        break;
      case 'malformed_line': {
        const bad = dice.pick([
          { ...first, id: 'bad-1', quantity: 'two' },
          { ...first, id: 'bad-2', quantity: undefined },
          { ...first, id: 'bad-3', quantity: '1e3' },
          { ...first, id: undefined },
          { ...first, id: 'bad-4', quantity: { value: 1 } },
          null,
          'a line',
        ]) as SimLine;
        lines.splice(dice.below(lines.length + 1), 0, bad);
        put(scenario, [plain]);
        break;
      }
      case 'malformed_account': {
        const bad = { ...sale('SALE', lines, closed), salesLines: { not: 'a list' } } as unknown as SimSale;
        put(scenario, [plain, bad]);
        break;
      }
      case 'unknown_type':
        put(scenario, [sale('BRAND_NEW_TYPE', lines, closed), sale(undefined, order(), closed)]);
        break;
      case 'number_quantity':
        lines.push({ ...line(dice.pick(sellable), '1.500'), quantity: 1.5 as unknown as string });
        put(scenario, [plain]);
        break;
      case 'big_quantity':
        lines.push(line(dice.pick(sellable), '99999999.000'));
        put(scenario, [plain]);
        break;
      case 'same_instant': {
        const count = dice.chance(0.05) ? 130 : 6;
        put(
          scenario,
          Array.from({ length: count }, () => sale('SALE', [line(dice.pick(sellable), '1.000')], closed)),
        );
        break;
      }
      case 'at_the_edge':
        put(scenario, [sale('SALE', lines, opened), sale('SALE', order(), end - 1)]);
        break;
      case 'number_again': {
        // Two accounts under one number, of one line id; a refund names the number.
        const isGone = dice.chance(0.4);
        const second = again(order().slice(0, 1), 1, { id: first.id });
        const other = named(sale('SALE', second, later(closed, 2)), plain.accountFiscId as string, 'second');
        put(scenario, [
          isGone ? { ...plain, cancelled: true } : plain,
          other,
          sale(
            'REFUND',
            again(dice.chance(0.5) ? lines : second, -1),
            later(closed, dice.chance(0.5) ? 1 : 3),
            following(plain),
          ),
        ]);
        break;
      }
      case 'number_again_next_day': {
        const at = onDay(1, closed);
        const other = named(
          sale('SALE', again([first], 1, { id: first.id }), at),
          plain.accountFiscId as string,
          'next',
        );
        put(scenario, [dice.chance(0.3) ? { ...plain, cancelled: true } : plain]);
        carried.push({ day: addDays(day, 1), bill: { sale: other, uploadAt: at, scenario } });
        break;
      }
      case 'number_only': {
        const { accountReference: _, ...bare } = plain;
        put(scenario, [bare]);
        break;
      }
      case 'reopened_cancelled':
        put(scenario, [
          { ...plain, cancelled: true },
          sale('REFUND', again(lines, -1), later(closed, 1), following(plain)),
          sale('RECALL', [...again(lines, 1), ...order()], later(closed, 2), following(plain)),
        ]);
        break;
      case 'reopened_over_days': {
        const at = onDay(wait, closed);
        put(scenario, [plain], { cancelAt: at });
        const bills = [
          sale('REFUND', again(lines, -1), at, following(plain)),
          sale('RECALL', again(lines, 1), at, following(plain)),
        ];
        for (const one of bills)
          carried.push({ day: addDays(day, wait), bill: { sale: one, uploadAt: at, scenario } });
        break;
      }
      case 'negative_behind_cancelled':
        put(scenario, [
          { ...plain, cancelled: true },
          sale(
            'UPDATE',
            [...again([first], 1, { quantity: '1.000' }), ...again([first], -1, { quantity: '-1.500' })],
            later(closed, 1),
            following(plain),
          ),
        ]);
        break;
      case 'odd_text':
        lines.push(line({ sku: ODD_SKU, name: 'Eis \ud83c' }, '2.000', { nameOverride: 'x\u0000' }));
        put(scenario, [plain]);
        break;
      case 'money_as_text':
        lines.push(
          line(dice.pick(sellable), '1.000', { totalNetAmountWithTax: dice.pick(['12,50', '1.234,5', '-']) }),
        );
        put(scenario, [plain]);
        break;
      case 'reason_spelt_otherwise':
        put(scenario, [
          plain,
          sale('REFUND', again(lines, -1), later(closed, 2), {
            ...following(plain),
            voidReason: dice.pick([' KÜCHE: VERBRANNT ', 'kuche: verbrannt', 'Ku\u0308che: Verbrannt']),
          }),
        ]);
        break;
      case 'null_cancelled':
        put(scenario, [{ ...plain, cancelled: null }]);
        break;
      default:
        put('plain', [plain]);
    }
  }
  return { own, carried };
}

export const addDays = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString();
const iso = (ms: number) => new Date(ms).toISOString();
const negative = (text: string) => (text.startsWith('-') ? text.slice(1) : `-${text}`);
/** Half of `n.000`, to three decimals. */
const half = (text: string | undefined) => (Number(text) / 2).toFixed(3);
function money(dice: Dice, quantity: string): string {
  const amount = ((3 + dice.below(20)) * Number(quantity)).toFixed(2);
  return dice.chance(0.02) ? 'free' : amount;
}
